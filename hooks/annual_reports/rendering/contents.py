"""Table of contents of a page: the template's headings with those of its Markdown or its report's text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from markupsafe import escape

from annual_reports.rendering.document import Document
from annual_reports.rendering.signed_text import AnchoredHeading, anchored_headings

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
    """Return a page's table of contents: its text's entries stand below the heading that contains it."""
    report = document.report
    below = _nested(list(anchored_headings(report))) if report else tuple(markdown_entries)
    entries = [
        ContentsEntry(str(escape(h.title)), h.id, _LEVEL, below if h.id == document.content_under else ())
        for h in document.headings
    ]
    return entries if document.content_under else [*below, *entries]


def _nested(headings: Sequence[AnchoredHeading]) -> tuple[ContentsEntry, ...]:
    """Return the entries of headings; one of a deeper level stands below the one before it."""
    highest: list[list[AnchoredHeading]] = []
    for heading in headings:
        if highest and heading.level > highest[-1][0].level:
            highest[-1].append(heading)
        else:
            highest.append([heading])
    return tuple(
        ContentsEntry(escape(first.title), first.anchor, first.level, _nested(below))
        for first, *below in highest
    )
