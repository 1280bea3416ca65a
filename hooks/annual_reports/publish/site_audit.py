"""Audit a finished site before it is published: its file names, its kinds of files, every tag of its pages.

The audit reads nothing but the files, so it holds however they were made. Pages must be written in the subset
of HTML of `sanitize.html`, so that what is judged here is what every browser sees; in it only the theme's own
scripts run, nothing is loaded from another host, nothing is framed, and no page redirects out of the site.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from annual_reports.domain.findings import Finding, Place, finding, sort_findings
from annual_reports.domain.text import is_spreadsheet_formula
from annual_reports.publish import manifest, sources
from annual_reports.rendering import http_headers
from annual_reports.rendering.assets import source_of
from annual_reports.rendering.urls import CHECKPOINT_SIGNATURE, LEDGER
from annual_reports.sanitize import svg
from annual_reports.sanitize.allowlist import listed_words
from annual_reports.sanitize.characters import replace_unprintable
from annual_reports.sanitize.css import find_loading_css, find_loading_value
from annual_reports.sanitize.html import Token, is_external, is_safe_to_follow, is_safe_to_load, tokens
from annual_reports.sources.file_names import ALLOWED_SUFFIXES

_PACKAGE = Path(__file__).parents[1]
_FRONT_PAGE = "index.html"
_UNSAFE_IN_LISTS = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
"""Characters that `sha256sum` and lists of files would have to escape, and names that are not UTF-8."""
_SUFFIXES = ALLOWED_SUFFIXES | {".html", ".css", ".js", ".json", ".bin"}
_FILE_NAMES = frozenset(
    (
        *("sitemap.xml", "sitemap.xml.gz", LEDGER, CHECKPOINT_SIGNATURE),
        *(manifest.NAME, sources.NAME, *http_headers.FILES),
    )
)
_COUNTERSIGNATURE = re.compile(r"witness/[0-9a-f]{16}\.txt\.sig")
_TEXT_SUFFIXES = frozenset((".html", ".css", ".json", ".csv", ".svg", ".xml"))
_LONGEST_CELL = 10_000_000
"""Characters; no report has as many."""
_SHORTEST_FOLDER = 2
"""Parts of a folder's path; a shorter path could be an address of the site: /srv, /home."""
_PATH_MAY_BEGIN = re.compile(r"(?:^|[\s\"'=(>,:])$")
_RAW_ELEMENTS = listed_words("raw_elements")
_DATA_TYPES = frozenset(("application/ld+json", "application/json"))
_FRAMES = listed_words("framing_elements")
_LOADED = listed_words("loaded_attributes")
_FOLLOWED = listed_words("followed_attributes")
_NOT_FETCHED = frozenset((("rel", "canonical"), ("rel", "alternate")))
_TEXT_ATTRIBUTES = listed_words("text_attributes")
_STYLE = re.compile(r"<style>(.*?)</style>", re.DOTALL)
_DOCTYPE = "<!doctype html>"
_REFRESH = re.compile(r"0; ?url=(?P<address>\S+)")


def audit_site(site: Path) -> list[Finding]:
    """Return the reasons not to publish a site; paths are relative to its folder, in order."""
    return list(sort_findings(_check_site(site)))


def _check_site(site: Path) -> Iterator[Finding]:
    if not (site / _FRONT_PAGE).is_file():
        yield finding("no-front-page", Place(_FRONT_PAGE))
    local_folders = _local_folders(site)
    for path in manifest.list_files(site):
        if _UNSAFE_IN_LISTS.search(path):
            yield finding("file-name-cannot-travel", Place(_UNSAFE_IN_LISTS.sub("·", path)))
        yield from _check_file(site, path, local_folders)


def _local_folders(site: Path) -> tuple[str, ...]:
    """Return the paths of this machine that could have got into a page."""
    folders = {folder.resolve() for folder in (site, Path.cwd(), _PACKAGE.parent)}
    return ("file:/", *sorted(str(folder) for folder in folders if len(folder.parts) > _SHORTEST_FOLDER))


def _check_file(site: Path, relative: str, local_folders: tuple[str, ...]) -> Iterator[Finding]:
    path, place = site / relative, Place(replace_unprintable(relative))
    suffix = path.suffix.lower()
    hidden = any(part.startswith(".") for part in relative.split("/"))
    is_named = relative in _FILE_NAMES or _COUNTERSIGNATURE.fullmatch(relative)
    expected = suffix in _SUFFIXES or is_named
    if hidden or path.is_symlink() or not path.is_file() or not expected:
        yield finding("site-file", place, found=path.name)
        return
    if suffix == ".js" and not _is_theme_script(path, relative):
        yield finding("site-script", place, found=path.name)
    if suffix in _TEXT_SUFFIXES:
        yield from _check_text(path, suffix, place, local_folders)


def _is_theme_script(path: Path, relative: str) -> bool:
    """Return True if a script is, byte for byte, the theme's script of this name."""
    original = _PACKAGE / "theme" / source_of(relative)
    return original.is_file() and original.read_bytes() == path.read_bytes()


def _check_text(path: Path, suffix: str, place: Place, local_folders: tuple[str, ...]) -> Iterator[Finding]:
    data = path.read_bytes()
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        yield finding("site-file", place, found=path.name)
        return
    yield from _check_local_paths(text, place, local_folders)
    if suffix == ".html":
        yield from _check_page(text, place)
    elif suffix == ".svg":
        for line, found in svg.find_active_content(data):
            yield finding("site-script", place._replace(line=line), found=found)
    elif suffix == ".csv":
        yield from _check_table(text, place)
    elif suffix == ".css":
        for line, found in find_loading_css(text):
            yield finding("site-elsewhere", place._replace(line=line), found=found)


def _at(text: str, offset: int, place: Place) -> Place:
    return place._replace(line=text.count("\n", 0, offset) + 1)


def _check_local_paths(text: str, place: Place, local_folders: tuple[str, ...]) -> Iterator[Finding]:
    for folder in local_folders:
        offset = text.find(folder)
        while offset >= 0:
            if not folder.startswith("/") or _PATH_MAY_BEGIN.search(text, max(0, offset - 1), offset):
                found = text[offset : offset + 40].split("\n", maxsplit=1)[0]
                yield finding("site-path", _at(text, offset, place), found=found)
            offset = text.find(folder, offset + 1)


def _check_table(text: str, place: Place) -> Iterator[Finding]:
    csv.field_size_limit(_LONGEST_CELL)
    rows = csv.reader(text.splitlines(keepends=True))
    try:
        for row in rows:
            for cell in filter(is_spreadsheet_formula, row):
                yield finding("site-cell", place._replace(line=rows.line_num), found=cell)
    except csv.Error:
        yield finding("site-file", place._replace(line=rows.line_num), found=place.path)


def _check_page(html: str, place: Place) -> Iterator[Finding]:
    raw: Token | None = None
    may_redirect = place.path.endswith("/latest/index.html")
    for token in tokens(html):
        if raw and not (token.is_end and token.name == raw.name):
            yield finding("site-markup", _at(html, raw.start, place), found=raw.text)
        if raw:
            content = html[raw.start + len(raw.text) : token.start]
            yield from _check_raw_content(raw, content, _at(html, raw.start, place))
        raw = token if token.name in _RAW_ELEMENTS and not token.is_end else None
        for code, found in _tag_problems(token.text, may_redirect):
            yield finding(code, _at(html, token.start, place), found=found)
    if raw:
        yield finding("site-markup", _at(html, raw.start, place), found=raw.text)


def _check_raw_content(raw: Token, content: str, place: Place) -> Iterator[Finding]:
    """Yield a finding unless a script holds data, and a style element the one sheet of the embedded page."""
    is_data = dict(raw.attributes).get("type") in _DATA_TYPES
    if raw.name == "script" and content.strip() and not is_data:
        yield finding("site-script", place, found=content.strip())
    if raw.name == "style" and content != _embedded_style():
        yield finding("site-style", place, found=content.strip())


@cache
def _embedded_style() -> str:
    template = (_PACKAGE / "templates/embed.html").read_text(encoding="utf-8")
    match = _STYLE.search(template)
    return match[1] if match else ""


@lru_cache(maxsize=1 << 16)
def _tag_problems(tag: str, may_redirect: bool) -> tuple[tuple[str, str], ...]:  # noqa: FBT001  # cached, so positional
    """Return (code of a finding, text found) for one tag; cached, since most tags of a site are alike."""
    token = next(tokens(tag))
    if token.name == "" and tag.lower() != _DOCTYPE:
        return (("site-markup", tag),)
    return tuple(_check_tag(token, may_redirect=may_redirect))


def _check_tag(token: Token, *, may_redirect: bool) -> Iterator[tuple[str, str]]:
    if token.name in _FRAMES:
        yield "site-frame", token.text
    if token.name == "meta" and not _is_harmless_meta(token, may_redirect=may_redirect):
        yield "site-frame", token.text
    names = [key for key, _ in token.attributes]
    if len(set(names)) < len(names):  # browsers take the first of two
        yield "site-markup", token.text
    only_names = token.name == "link" and _NOT_FETCHED.intersection(token.attributes)
    loads = token.name not in ("a", "area", "form") and not only_names
    for key, value in token.attributes:
        if key.startswith("on"):
            yield "site-script", token.text
        elif key == "style":
            yield "site-style", token.text
        elif key == "srcdoc":
            yield "site-frame", token.text
        elif key in _LOADED or key in _FOLLOWED:
            yield from _check_address(key, value, token, loads=loads or key in _LOADED)
        elif _may_hold_css(key) and find_loading_value(value) is not None:
            yield "site-elsewhere", token.text


def _may_hold_css(key: str) -> bool:
    """Return True unless an attribute holds words; browsers fetch addresses in attributes of drawings."""
    return key not in _TEXT_ATTRIBUTES and not key.startswith("data-")


def _check_address(key: str, value: str, token: Token, *, loads: bool) -> Iterator[tuple[str, str]]:
    """Yield a problem for an address that runs a script, loads from another host, or sends a form there."""
    if value == "data:,":  # the icon of a page without one
        return
    if key in ("srcset", "imagesrcset"):
        value = "".join(value.split()[:1]) if "," not in value else f"//{value}"
    if not is_safe_to_follow(value):
        yield ("site-elsewhere" if value.startswith("//") else "site-script"), token.text
    elif (loads and not is_safe_to_load(value)) or (token.name == "form" and is_external(value)):
        yield "site-elsewhere", token.text


def _is_harmless_meta(token: Token, *, may_redirect: bool) -> bool:
    """Return True unless a meta element sets another encoding or header, or redirects where it may not."""
    attributes = dict(token.attributes)
    header = attributes.get("http-equiv")
    if attributes.get("charset", "utf-8").lower() != "utf-8":
        return False
    if header is None or header.lower() == "content-security-policy":
        return True
    refresh = _REFRESH.fullmatch(attributes.get("content", ""))
    within_site = refresh is not None and is_safe_to_load(refresh["address"])
    return header == "refresh" and may_redirect and within_site
