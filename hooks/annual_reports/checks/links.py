"""Check links and pictures of written pages as readers get them: by addresses and ids of finished pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cache
from posixpath import dirname, join, normpath
from typing import NamedTuple
from urllib.parse import unquote

from annual_reports.domain.findings import Finding, finding
from annual_reports.domain.model import WrittenPage
from annual_reports.sanitize.allowlist import listed_words
from annual_reports.sanitize.html import Token, is_external, tokens
from annual_reports.sources.positions import Positions
from annual_reports.sources.written_pages import LEFT_REFERENCES, MADE_BY_MARKDOWN, markdown_to_html

_ADDRESSES = listed_words("loaded_attributes") | listed_words("followed_attributes")
_PICTURES = tuple(listed_words("picture_suffixes"))
_PAGE = re.compile(r"(?:(?:^|/)(?:index|README))?\.md$")
_NOTHING = "]()"
"""Address of a link of Markdown whose address is empty."""
_PAGES = (".md", ".html")
_FOLDER = re.compile(r"(?:^|/)\.{0,2}$")
"""End of an address that leads to a folder: about/, about/., .."""
_TEXT_DIRECTIVE = ":~:"
"""Begins what a browser looks for in the text; no id of the page."""


class _Site(NamedTuple):
    published: Collection[str]
    addresses: Mapping[str, str]
    """Address below the site -> source path."""
    anchors: Callable[[str], Collection[str]]


def dead_links(
    pages: Iterable[WrittenPage], published: Collection[str], anchors: Callable[[str], Collection[str]]
) -> Iterator[Finding]:
    """Find links to what the site does not have: a file, a place on a page, a picture, a reference.

    Args:
        pages: pages that people write, in Markdown.
        published: source paths of all files of the site.
        anchors: returns the ids of the finished page of a source path; called if a link has one.

    """
    addresses = {address: path for path in published for address in _addresses_of(path)}
    site = _Site(published, addresses, cache(anchors))
    for page in pages:
        html = markdown_to_html(page.text, marked=True)
        positions = Positions(page.text, f"docs/{page.path}")
        for code, found in _problems(page.path, html, site):
            yield finding(code, positions.of(found or _NOTHING), found=found)


def _problems(path: str, html: str, site: _Site) -> Iterator[tuple[str, str]]:
    """Yield code and text of each problem, in the order of the page."""
    for token in tokens(html):
        for key, value in token.attributes:
            if key == LEFT_REFERENCES:
                yield from (("link-left-over", left) for left in value.split("\n"))
            elif key in _ADDRESSES and not is_external(value):
                target = _target(path, value, token, site)
                yield from _problems_of(target, value, token, site)


def _problems_of(target: str | None, address: str, token: Token, site: _Site) -> Iterator[tuple[str, str]]:
    if token.name == "img":
        if target is None or not target.lower().endswith(_PICTURES):
            yield "dead-picture", address
    elif target is None or not _has_anchor(target, address, site):
        yield "dead-link", address


def _has_anchor(target: str, address: str, site: _Site) -> bool:
    anchor = unquote(address.partition("#")[2]).partition(_TEXT_DIRECTIVE)[0]
    return not anchor or not target.endswith(_PAGES) or anchor in site.anchors(target)


def _target(path: str, address: str, token: Token, site: _Site) -> str | None:
    """Return the source path to which an address on a page leads; None if there is no such file.

    The generator turns the paths of files into their addresses, but only in Markdown. A browser counts what
    is left from the address of the page.
    """
    file = unquote(address.partition("#")[0].partition("?")[0])
    if not file:
        return path if token.name != "img" else None
    if (MADE_BY_MARKDOWN, "") in token.attributes and not file.startswith("/"):
        source = normpath(join(dirname(path), file))
        if source in site.published:
            return source
    return site.addresses.get(_resolved(_address(path), file))


def _resolved(page: str, file: str) -> str:
    """Return an address below the site, as a browser counts it from a page that ends with a slash."""
    whole = normpath(file.lstrip("/") if file.startswith("/") else join(page, file))
    if whole == ".":
        return ""
    return f"{whole}/" if _FOLDER.search(file) else whole


def _address(path: str) -> str:
    """Return the address of a source path below the site: `about/` for `about.md` and `about/index.md`."""
    folder, count = _PAGE.subn("", path)
    return f"{folder}/" if count and folder else folder


def _addresses_of(path: str) -> Iterator[str]:
    yield (address := _address(path))
    if path.endswith(".md"):
        yield f"{address}index.html"
