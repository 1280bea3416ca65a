"""Write the HTTP headers of all files for web hosts: `_headers` for static hosts, `nginx.conf` to include.

http_headers.yml + inline code of the templates ─► two policies ─┬─► nginx.conf: by patterns
                                    files of the finished site ──┴─► _headers: rules that never contradict

Content-Security-Policy allows inline styles and scripts by their hashes. These are computed from the sources
of the templates, never from pages, so that code which someone smuggled into a page is not allowed.
"""

from __future__ import annotations

import os
import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote, urlsplit

import yaml

from annual_reports.rendering import templates
from annual_reports.rendering.assets import UNCHANGING
from annual_reports.rendering.document import Document

RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
NGINX = "nginx.conf"
FILES = ("_headers", NGINX)
"""Paths of the two files, from the site's root."""

_PACKAGE = Path(__file__).parents[1]
_SCRIPT_TYPES = {None, "", "module", "text/javascript"}
"""Types of script elements that a browser runs; others hold data, to which no policy applies."""
_JINJA = re.compile(r"\{[{%#]")
_WILDCARD = re.compile(r":[a-z]+|\*")


class ResponseHeaders(NamedTuple):
    """Headers of a file beside those that all files have, by their names in `http_headers.yml`."""

    policy: str
    cache: str


def write_header_files(site_folder: Path, documents: Iterable[Document], address: str | None) -> None:
    """Write both files into the finished site; `address` is the site's own, or None if it is not known."""
    paths = sorted(_paths(site_folder))
    for name, content in header_files([p for p in paths if p not in FILES], documents, address).items():
        (site_folder / name).write_text(content, encoding="utf-8", newline="\n")


def _paths(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        below = parent[len(str(folder)) :].replace(os.sep, "/").lstrip("/")
        yield from (f"{below}/{name}" if below else name for name in names)


def header_files(paths: Sequence[str], documents: Iterable[Document], address: str | None) -> dict[str, str]:
    """Return name -> content of both files; `paths` are the site's files, from its root."""
    top = quote(urlsplit(address or "").path.strip("/"))
    root = f"/{top}/" if top else "/"
    by_name = policies(documents)
    rules = [(root + pattern, _values(headers, by_name)) for pattern, headers in _rules(paths)]
    context = {**RULES, "policies": by_name, "rules": rules, "not_found": f"{root}404.html"}
    context["unchanging"] = UNCHANGING.pattern
    return {name: templates.render_plain(name, context) for name in FILES}


def headers_for(path: str) -> ResponseHeaders:
    """Return the headers of a file of the site."""
    policy = "embedded" if re.search(RULES["addresses"]["embedded"], f"/{path}") else "page"
    return ResponseHeaders(policy, "lasting" if UNCHANGING.search(path) else "page")


def policies(documents: Iterable[Document]) -> dict[str, str]:
    """Return name -> policy as one line, with the hashes of the inline code in its templates."""
    policies_by_name = {name: dict(directives) for name, directives in RULES["policies"].items()}
    for name, template in sorted(_templates(documents)):
        for element, code in inline_code(template.read_text(encoding="utf-8")):
            directive = f"{element}-src"
            directives = policies_by_name[name]
            directives[directive] = _with_hash(directives[directive], code)
    return {name: _one_line(directives) for name, directives in policies_by_name.items()}


def _one_line(directives: Mapping[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in directives.items())


def _templates(documents: Iterable[Document]) -> set[tuple[str, Path]]:
    """Return the templates of the site's pages, each with the name of the policy that applies to it."""
    theme = {("page", path) for path in (_PACKAGE / "theme").rglob("*.html")}
    used = {(headers_for(one.path).policy, _PACKAGE / "templates" / one.template) for one in documents}
    return theme | used


def _with_hash(sources: str, code: str) -> str:
    digest = f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"
    others = [] if sources == "'none'" else sources.split()
    return " ".join(dict.fromkeys([*others, digest]))


def inline_code(template: str) -> list[tuple[str, str]]:
    """Return the inline styles and scripts of a template's source, each with the name of its element.

    Raises:
        ValueError: the template fills in part of the code, so that its hash would differ from page to page.

    """
    parser = _InlineCodeParser()
    parser.feed(template)
    if filled := [code for _, code in parser.found if _JINJA.search(code)]:
        raise ValueError(f"move this into a file, or into a script of data: {filled[0].strip()[:60]}")
    return parser.found


class _InlineCodeParser(HTMLParser):
    """Parser that collects the styles and scripts of a template."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = dict(attrs)
        runs = tag == "script" and "src" not in attributes and attributes.get("type") in _SCRIPT_TYPES
        if runs or tag == "style":
            self._open = tag
            self.found.append((tag, ""))

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[-1] = (self._open, self.found[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # the parser's own signature
        self._open = None


def _values(headers: ResponseHeaders, policies: Mapping[str, str]) -> dict[str, str]:
    return {
        "Content-Security-Policy": policies[headers.policy],
        "Cache-Control": RULES["cache"][headers.cache],
    }


def _rules(paths: Iterable[str]) -> Iterator[tuple[str, ResponseHeaders]]:
    """Yield patterns of addresses with their headers: few, since some hosts read no more than a hundred.

    A pattern that would match an address with other headers is replaced by the addresses for which it stands.
    """
    by_address = {address: headers_for(path) for path in paths for address in _addresses(path)}
    by_pattern = {_pattern(address, headers): headers for address, headers in by_address.items()}
    others = {
        headers: "\n".join(address for address, its in by_address.items() if its != headers)
        for headers in set(by_address.values())
    }
    for pattern, headers in sorted(by_pattern.items()):
        if not re.search(rf"^{_regex(pattern)}$", others[headers], re.MULTILINE):
            yield quote(pattern, safe="/:*"), headers
            continue
        alike = (a for a, its in by_address.items() if its == headers and _pattern(a, its) == pattern)
        yield from ((quote(address), headers) for address in sorted(alike))


def _addresses(path: str) -> Iterator[str]:
    """Yield the addresses under which a file is served."""
    yield path
    if path == "index.html" or path.endswith("/index.html"):
        yield path.removesuffix("index.html")


def _pattern(address: str, headers: ResponseHeaders) -> str:
    """Return an address with wildcards in place of the parts that differ between pages of one type."""
    *folders, name = address.split("/")
    if headers.cache == "lasting":
        folder = UNCHANGING.search(address)
        return f"{address[: folder.end()]}*" if folder else address
    if not folders:
        return name
    wildcards = [f":{chr(ord('a') + depth)}" for depth in range(len(folders) - 1)]
    suffix = name.rpartition(".")[2]
    return "/".join([folders[0], *wildcards, name if not name or name.endswith(".html") else f"*.{suffix}"])


def _regex(pattern: str) -> str:
    """Return the regular expression of a pattern: * matches anything, :name anything but a slash."""
    parts, wildcards = _WILDCARD.split(pattern.rstrip("/")), _WILDCARD.findall(pattern)
    regexes = [".*" if wildcard == "*" else r"[^/\n]+" for wildcard in wildcards] + [""]
    return "".join(re.escape(part) + regex for part, regex in zip(parts, regexes, strict=True)) + "/?"
