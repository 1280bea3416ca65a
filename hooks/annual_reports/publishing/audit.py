"""The last gate: a finished site before it is published, judged by its files alone, however they were made.

Pages must lie within the subset of HTML of `markup`, so that what is judged here is what browsers see; in it
nothing runs but the theme's own files, nothing comes from another host, nothing frames or leads away.
"""

from __future__ import annotations

import csv
import os
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from annual_reports import drawings
from annual_reports.addresses import LEDGER
from annual_reports.assets import source_of
from annual_reports.characters import shown
from annual_reports.findings import Finding, Place, finding, in_order
from annual_reports.harmless import words
from annual_reports.markup import Token, is_safe_to_follow, is_safe_to_load, leads_out, tokens
from annual_reports.publishing import headers, manifest
from annual_reports.source_files import KINDS
from annual_reports.text import runs_in_a_spreadsheet

_HOOKS = Path(__file__).parent.parent.parent
_OWN_KINDS = KINDS | {".html", ".css", ".js", ".json", ".bin"}
_OWN_NAMES = frozenset(("sitemap.xml", "sitemap.xml.gz", LEDGER, manifest.NAME, *headers.FILES))
_TEXTS = frozenset((".html", ".css", ".json", ".csv", ".svg", ".xml"))
_LONGEST_CELL = 10_000_000
"""Characters; no report has as many."""
_SHORTEST = 2
"""Parts of a folder's path below which it could be an address of the site: /srv, /home."""
_ROOTED = re.compile(r"(?:^|[\s\"'=(>,:])$")
_RAW = words("raw_elements")
_DATA = frozenset(("application/ld+json", "application/json"))
_FRAMES = words("framing_elements")
_LOADED = frozenset(["src", "srcset", "imagesrcset", "poster", "data", "background", "manifest"])
_FOLLOWED = frozenset(["href", "xlink:href", "action", "formaction", "ping", "cite", "longdesc"])
_NOT_FETCHED = frozenset((("rel", "canonical"), ("rel", "alternate")))
_FUNCTION = re.compile(r"\burl\s*\(", re.IGNORECASE)
"""In an attribute of a drawing it fetches what it names."""
_FOREIGN_CSS = re.compile(
    r"@import[^;]{0,60}|url\(\s*[\"']?(?!data:|#)[a-z+.-]*:?//[^)]{0,60}", re.IGNORECASE
)
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_DOCTYPE = "<!doctype html>"
_REFRESH = re.compile(r"0; ?url=(?P<address>\S+)")


def audit(site: Path) -> list[Finding]:
    """What must not be published; paths as seen from the site's folder, in order."""
    local = _local(site)
    return list(in_order(found for path in _files(site) for found in _file(path, site, local)))


def _local(site: Path) -> tuple[str, ...]:
    """Beginnings of paths of this machine that a page could have got from it."""
    folders = {folder.resolve() for folder in (site, Path.cwd(), _HOOKS.parent)}
    return ("file:/", *sorted(str(folder) for folder in folders if len(folder.parts) > _SHORTEST))


def _files(site: Path) -> Iterator[Path]:
    """Every file and every link, hidden ones too; links are not followed."""
    for folder, folders, names in os.walk(site):
        links = [name for name in folders if (Path(folder) / name).is_symlink()]
        yield from (Path(folder) / name for name in (*names, *links))


def _file(path: Path, site: Path, local: tuple[str, ...]) -> Iterator[Finding]:
    relative = path.relative_to(site)
    place = Place(shown(relative.as_posix()))
    hidden = any(part.startswith(".") for part in relative.parts)
    known = path.suffix.lower() in _OWN_KINDS or relative.as_posix() in _OWN_NAMES
    if hidden or path.is_symlink() or not path.is_file() or not known:
        yield finding("site-file", place, found=path.name)
        return
    kind = path.suffix.lower()
    if kind == ".js" and not _is_the_themes(path, relative):
        yield finding("site-script", place, found=path.name)
    if kind in _TEXTS:
        yield from _text(path, kind, place, local)


def _is_the_themes(path: Path, relative: Path) -> bool:
    """Whether a script is, byte for byte, the one that lies in the theme under this name."""
    own = _HOOKS / "theme" / source_of(relative.as_posix())
    return own.is_file() and own.read_bytes() == path.read_bytes()


def _text(path: Path, kind: str, place: Place, local: tuple[str, ...]) -> Iterator[Finding]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield finding("site-file", place, found=path.name)
        return
    yield from _local_paths(text, place, local)
    if kind == ".html":
        yield from _page(text, place)
    elif kind == ".svg":
        for line, found in drawings.active(data):
            yield finding("site-script", place._replace(line=line), found=found)
    elif kind == ".csv":
        yield from _table(text, place)
    elif kind == ".css":
        for match in _FOREIGN_CSS.finditer(text):
            yield finding("site-elsewhere", _at(text, match.start(), place), found=match[0])


def _at(text: str, offset: int, place: Place) -> Place:
    return place._replace(line=text.count("\n", 0, offset) + 1)


def _local_paths(text: str, place: Place, local: tuple[str, ...]) -> Iterator[Finding]:
    for beginning in local:
        offset = text.find(beginning)
        while offset >= 0:
            if not beginning.startswith("/") or _ROOTED.search(text, max(0, offset - 1), offset):
                found = text[offset : offset + 40].split("\n", maxsplit=1)[0]
                yield finding("site-path", _at(text, offset, place), found=found)
            offset = text.find(beginning, offset + 1)


def _table(text: str, place: Place) -> Iterator[Finding]:
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(text.splitlines(keepends=True))
    try:
        for row in rows:
            for cell in filter(runs_in_a_spreadsheet, row):
                yield finding("site-cell", place._replace(line=rows.line_num), found=cell)
    except csv.Error:
        yield finding("site-file", place._replace(line=rows.line_num), found=place.path)


def _page(html: str, place: Place) -> Iterator[Finding]:
    raw: Token | None = None
    latest = place.path.endswith("/latest/index.html")
    for token in tokens(html):
        if raw and not (token.is_end and token.name == raw.name):
            yield finding("site-markup", _at(html, raw.start, place), found=raw.text)
        if raw:
            yield from _content(
                raw, html[raw.start + len(raw.text) : token.start], _at(html, raw.start, place)
            )
        raw = token if token.name in _RAW and not token.is_end else None
        for code, found in _judged(token.text, latest):
            yield finding(code, _at(html, token.start, place), found=found)
    if raw:
        yield finding("site-markup", _at(html, raw.start, place), found=raw.text)


def _content(raw: Token, content: str, place: Place) -> Iterator[Finding]:
    """What stands in a script or a style sheet: data, or the one sheet of the page for other systems."""
    is_data = dict(raw.attributes).get("type") in _DATA
    if raw.name == "script" and content.strip() and not is_data:
        yield finding("site-script", place, found=content.strip())
    if raw.name == "style" and content != _embedded_style():
        yield finding("site-style", place, found=content.strip())


@cache
def _embedded_style() -> str:
    template = (_HOOKS / "templates/embed.html").read_text(encoding="utf-8")
    match = _STYLE.search(template)
    return match[1] if match else ""


@lru_cache(maxsize=1 << 16)
def _judged(written: str, latest: bool) -> tuple[tuple[str, str], ...]:  # noqa: FBT001  # cached, so by place
    """Codes of what is wrong with one tag; most tags of a site are alike."""
    token = next(tokens(written))
    if token.name == "" and written.lower() != _DOCTYPE:
        return (("site-markup", written),)
    return tuple(_faults(token, latest=latest))


def _faults(token: Token, *, latest: bool) -> Iterator[tuple[str, str]]:
    if token.name in _FRAMES:
        yield "site-frame", token.text
    if token.name == "meta" and not _is_harmless_meta(token, latest=latest):
        yield "site-frame", token.text
    names = [key for key, _ in token.attributes]
    if len(set(names)) < len(names):  # browsers take the first of two
        yield "site-markup", token.text
    told = token.name == "link" and _NOT_FETCHED.intersection(token.attributes)
    loads = token.name not in ("a", "area", "form") and not told
    for key, value in token.attributes:
        if key.startswith("on"):
            yield "site-script", token.text
        elif key == "style":
            yield "site-style", token.text
        elif _FUNCTION.search(value) and key not in ("content", "alt", "title"):
            yield "site-elsewhere", token.text
        elif key == "srcdoc":
            yield "site-frame", token.text
        elif key in _LOADED or key in _FOLLOWED:
            yield from _address(key, value, token, loads=loads or key in _LOADED)


def _address(key: str, value: str, token: Token, *, loads: bool) -> Iterator[tuple[str, str]]:
    """An address that runs, or from which a page would fetch or to which a form would send."""
    if value == "data:,":  # an icon that is none
        return
    if key == "srcset":
        value = value.split(" ", maxsplit=1)[0] if value.count(",") == 0 else f"//{value}"
    if not is_safe_to_follow(value):
        yield ("site-elsewhere" if value.startswith("//") else "site-script"), token.text
    elif (loads and not is_safe_to_load(value)) or (token.name == "form" and leads_out(value)):
        yield "site-elsewhere", token.text


def _is_harmless_meta(token: Token, *, latest: bool) -> bool:
    """A page may lead on only where the site has such pages, and only within the site."""
    known = dict(token.attributes)
    kind = known.get("http-equiv")
    if known.get("charset", "utf-8").lower() != "utf-8":
        return False
    if kind is None or kind.lower() == "content-security-policy":
        return True
    refresh = _REFRESH.fullmatch(known.get("content", ""))
    return kind == "refresh" and latest and refresh is not None and is_safe_to_load(refresh["address"])
