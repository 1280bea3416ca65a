"""What a web host is to say with each file: `_headers` for static hosts, `nginx.conf` to be included.

headers.yml + what stands inline in our templates ─► two policies ─┬─► nginx.conf: by patterns
                                    the finished site's own files ─┴─► _headers: rules that do not disagree

A style or script is blessed only as it stands in a template's source, never as it stands in a page: what
somebody got into a page is not.
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

from annual_reports import render
from annual_reports.assets import UNCHANGING
from annual_reports.document import Document

RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
NGINX = "nginx.conf"
FILES = ("_headers", NGINX)

_HOOKS = Path(__file__).parents[2]
_RUNS = {None, "", "module", "text/javascript"}
"""Types of script elements that a browser runs; the others hold data, which no policy speaks of."""
_WRITTEN_BY_JINJA = re.compile(r"\{[{%#]")
_PATTERN = re.compile(r":[a-z]+|\*")


class Said(NamedTuple):
    """What is said with one file beside what is said with all, by its names in headers.yml."""

    policy: str
    cache: str


def write(site_folder: Path, documents: Iterable[Document], address: str | None) -> None:
    """Write both files into the finished site; `address` is the site's own, if it is known."""
    paths = sorted(_paths(site_folder))
    for name, content in files([p for p in paths if p not in FILES], documents, address).items():
        (site_folder / name).write_text(content, encoding="utf-8", newline="\n")


def _paths(folder: Path) -> Iterator[str]:
    for parent, _, names in os.walk(folder):
        below = parent[len(str(folder)) :].replace(os.sep, "/").lstrip("/")
        yield from (f"{below}/{name}" if below else name for name in names)


def files(paths: Sequence[str], documents: Iterable[Document], address: str | None) -> dict[str, str]:
    """Both files, name and content; `paths` are the site's files, from its root."""
    top = quote(urlsplit(address or "").path.strip("/"))
    root = f"/{top}/" if top else "/"
    spoken = policies(documents)
    rules = [(root + pattern, _values(said, spoken)) for pattern, said in _rules(paths)]
    context = {**RULES, "policies": spoken, "rules": rules, "not_found": f"{root}404.html"}
    context["unchanging"] = UNCHANGING.pattern
    return {name: render.plain(name, context) for name in FILES}


def said_with(path: str) -> Said:
    """What is said with a file of the site."""
    policy = "embedded" if re.search(RULES["addresses"]["embedded"], f"/{path}") else "page"
    return Said(policy, "lasting" if UNCHANGING.search(path) else "page")


def policies(documents: Iterable[Document]) -> dict[str, str]:
    """The policies by name, as one line each, with the hashes of what stands inline in their templates."""
    found = {name: dict(directives) for name, directives in RULES["policies"].items()}
    for name, template in sorted(_templates(documents)):
        for element, code in inline(template.read_text(encoding="utf-8")):
            directive = f"{element}-src"
            found[name][directive] = _with_hash(found[name][directive], code)
    return {name: "; ".join(f"{d} {v}" for d, v in directives.items()) for name, directives in found.items()}


def _templates(documents: Iterable[Document]) -> set[tuple[str, Path]]:
    """The templates of which the site's pages are made, with the name of the policy."""
    theme = {("page", path) for path in (_HOOKS / "theme").rglob("*.html")}
    used = {(said_with(one.path).policy, _HOOKS / "templates" / one.template) for one in documents}
    return theme | used


def _with_hash(sources: str, code: str) -> str:
    digest = f"'sha256-{b64encode(sha256(code.encode()).digest()).decode()}'"
    known = [] if sources == "'none'" else sources.split()
    return " ".join(dict.fromkeys([*known, digest]))


def inline(template: str) -> list[tuple[str, str]]:
    """The styles and scripts that stand in a template's source, with the name of the element.

    Raises:
        ValueError: part of one is filled in by the template, so that its hash would be another on each page.

    """
    parser = _Inline()
    parser.feed(template)
    if filled := [code for _, code in parser.found if _WRITTEN_BY_JINJA.search(code)]:
        raise ValueError(f"move this into a file, or into a script of data: {filled[0].strip()[:60]}")
    return parser.found


class _Inline(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._open: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        runs = tag == "script" and "src" not in given and given.get("type") in _RUNS
        if runs or tag == "style":
            self._open = tag
            self.found.append((tag, ""))

    def handle_data(self, data: str) -> None:
        if self._open:
            self.found[-1] = (self._open, self.found[-1][1] + data)

    def handle_endtag(self, tag: str) -> None:  # noqa: ARG002  # the parser's own signature
        self._open = None


def _values(said: Said, spoken: Mapping[str, str]) -> dict[str, str]:
    return {"Content-Security-Policy": spoken[said.policy], "Cache-Control": RULES["cache"][said.cache]}


def _rules(paths: Iterable[str]) -> Iterator[tuple[str, Said]]:
    """Patterns of addresses with what is said there: few, since hosts read no more than a hundred."""
    known = {address: said_with(path) for path in paths for address in _addresses(path)}
    wanted = {_pattern(address, said): said for address, said in known.items()}
    others = {said: "\n".join(a for a, its in known.items() if its != said) for said in set(known.values())}
    for pattern, said in sorted(wanted.items()):
        if not re.search(rf"^{_expression(pattern)}$", others[said], re.MULTILINE):
            yield quote(pattern, safe="/:*"), said
            continue
        alike = (a for a, its in known.items() if its == said and _pattern(a, its) == pattern)
        yield from ((quote(address), said) for address in sorted(alike))


def _addresses(path: str) -> Iterator[str]:
    """Under which addresses a file is served."""
    yield path
    if path == "index.html" or path.endswith("/index.html"):
        yield path.removesuffix("index.html")


def _pattern(address: str, said: Said) -> str:
    """The address with signs in the place of what differs between pages of a type."""
    *folders, name = address.split("/")
    if said.cache == "lasting":
        lasting = UNCHANGING.search(address)
        return f"{address[: lasting.end()]}*" if lasting else address
    if not folders:
        return name
    signs = [f":{chr(ord('a') + depth)}" for depth in range(len(folders) - 1)]
    suffix = name.rpartition(".")[2]
    return "/".join([folders[0], *signs, name if not name or name.endswith(".html") else f"*.{suffix}"])


def matches(pattern: str, address: str) -> bool:
    """Whether a rule is meant for an address, for any of the hosts: some overlook a slash at the end."""
    return re.fullmatch(_expression(pattern), address) is not None


def _expression(pattern: str) -> str:
    parts, signs = _PATTERN.split(pattern.rstrip("/")), _PATTERN.findall(pattern)
    meant = [".*" if sign == "*" else r"[^/\n]+" for sign in signs] + [""]
    return "".join(re.escape(p) + m for p, m in zip(parts, meant, strict=True)) + "/?"
