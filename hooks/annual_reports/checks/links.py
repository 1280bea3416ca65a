"""Check the links and pictures of written pages, as they stand in the pages' HTML."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from annual_reports.domain.findings import Finding, finding
from annual_reports.domain.model import WrittenPage
from annual_reports.sanitize.allowlist import listed_words
from annual_reports.sanitize.html import is_external, tokens
from annual_reports.sources.written_pages import Positions, markdown_to_html

_ADDRESSES = listed_words("loaded_attributes") | listed_words("followed_attributes")
_SETS = ("srcset", "imagesrcset")
_INDEX = ("", "/index.md", ".md", "/README.md", "/index.html")
"""Ends of source paths whose page has an address that ends in a folder: ../guide/."""


def dead_links(
    pages: Iterable[WrittenPage], published: Container[str], generated: Container[str] = ()
) -> Iterator[Finding]:
    """Find links to files that are not part of the site, or to places that their page does not have.

    Args:
        pages: pages that people write, in Markdown.
        published: source paths of all files of the site.
        generated: source paths of the pages that templates make; their anchors are not known here.

    """
    html = {page.path: markdown_to_html(page.text) for page in pages}
    anchors = {path: _anchors(page) for path, page in html.items() if path not in generated}
    for page in pages:
        positions = Positions(page.text, f"docs/{page.path}")
        for address in _addresses(html[page.path]):
            if not is_external(address) and _is_dead(page.path, address, published, anchors):
                yield finding("dead-link", positions.of(address), found=address)


def _addresses(html: str) -> Iterator[str]:
    for token in tokens(html):
        for key, value in token.attributes:
            if key in _SETS:
                yield from (candidate.split()[0] for candidate in value.split(",") if candidate.strip())
            elif key in _ADDRESSES:
                yield value


def _anchors(html: str) -> frozenset[str]:
    return frozenset(value for token in tokens(html) for key, value in token.attributes if key == "id")


def _is_dead(
    path: str, address: str, published: Container[str], anchors: Mapping[str, frozenset[str]]
) -> bool:
    target, _, anchor = address.partition("#")
    found = _source_path(path, unquote(target.partition("?")[0]), published)
    return found is None or (bool(anchor) and unquote(anchor) not in anchors.get(found, {unquote(anchor)}))


def _source_path(path: str, target: str, published: Container[str]) -> str | None:
    """Return the source path to which a link leads; None if there is no such file."""
    if not target:
        return path
    whole = normpath(target.lstrip("/") if target.startswith("/") else join(dirname(path), target))
    stem = "" if whole == "." else whole
    return next((each for end in _INDEX if (each := f"{stem}{end}".lstrip("/")) in published), None)
