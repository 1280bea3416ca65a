"""Table of contents of a page: the template's headings with those of its Markdown."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from markupsafe import escape

from annual_reports.rendering.annotate import remove_placeholders
from annual_reports.rendering.document import Document

_LEVEL = 2
"""Level of a template's headings: below the page's title."""


class ContentsEntry(NamedTuple):
    """Entry of a page's table of contents."""

    title: str
    """HTML."""
    id: str
    level: int
    children: tuple[ContentsEntry, ...] = ()


def contents(document: Document, markdown_entries: Iterable[ContentsEntry]) -> list[ContentsEntry]:
    """Return a page's table of contents: the Markdown's entries stand below the heading that contains it."""
    below = tuple(map(_cleaned, markdown_entries))
    entries = [
        ContentsEntry(str(escape(h.title)), h.id, _LEVEL, below if h.id == document.content_under else ())
        for h in document.headings
    ]
    return entries if document.content_under else [*below, *entries]


def _cleaned(entry: ContentsEntry) -> ContentsEntry:
    """Remove the characters that stand for tags while Markdown is rendered."""
    return entry._replace(
        title=remove_placeholders(entry.title), children=tuple(map(_cleaned, entry.children))
    )
