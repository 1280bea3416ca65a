"""Write a report's signed text as HTML.

No converter of Markdown sees the text, so that every sign stands for itself: + 5, > 80, *, [1], &amp;.
"""

from __future__ import annotations

import re
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from html import escape
from typing import NamedTuple

from markupsafe import Markup

from annual_reports.domain.blocks import Heading, Paragraph, TableLines, read_blocks
from annual_reports.domain.model import Report, Span
from annual_reports.domain.tables import split_row
from annual_reports.rendering.annotate import NO_OLD_ANCHORS, OldAnchors, Tag, tags

_LOWEST = 6
_NO_WORD = re.compile(r"[^\w\s-]")
_GAP = re.compile(r"[-\s]+")


class AnchoredHeading(NamedTuple):
    """Heading of a report's text on its page."""

    title: str
    anchor: str
    level: int
    """Level on the page, one below that in the text: the page has a heading of its own above."""


def plain_html(report: Report) -> Markup:
    """Return the body for print and for other sites: no annotations, the headings at their own levels."""
    return _html(report.body, (), (f"h{heading.level}" for heading in _headings(report.body)))


def annotated_html(
    report: Report, old_anchors: OldAnchors = NO_OLD_ANCHORS, *, review: bool = False
) -> Markup:
    """Return the body with its annotations and with anchors of its headings.

    Args:
        report: the report.
        old_anchors: anchors that its sentences had.
        review: True to mark what a person who proofreads looks for; never on a published page.

    """
    openings = (f'h{level} id="{escape(anchor)}"' for _, anchor, level in anchored_headings(report))
    return _html(report.body, tags(report, old_anchors, review=review), openings)


def anchored_headings(report: Report) -> Iterator[AnchoredHeading]:
    """Yield the headings of a report's body; the anchor is made of the words, and numbered if it is taken."""
    taken: Counter[str] = Counter()
    for heading in _headings(report.body):
        title = report.body[slice(*heading.span)]
        yield AnchoredHeading(title, _free_anchor(title, taken), min(heading.level + 1, _LOWEST))


def _free_anchor(title: str, taken: Counter[str]) -> str:
    """Return an anchor as the generator makes them for other pages, so that links to old anchors hold."""
    words = anchor = _GAP.sub("-", _NO_WORD.sub("", title).strip().lower())
    while not anchor or anchor in taken:
        taken[words] += 1
        anchor = f"{words}_{taken[words] - bool(words)}"
    taken[anchor] += 1
    return anchor


def _headings(body: str) -> Iterator[Heading]:
    return (block for block in read_blocks(body) if isinstance(block, Heading))


def _html(body: str, annotations: Iterable[Tag], headings: Iterable[str]) -> Markup:
    """Write the blocks in order; `headings` are the opening tags of the headings, without < and >."""
    waiting, openings = deque(annotations), iter(headings)
    pieces: list[str] = []
    for block in read_blocks(body):
        match block:
            case Paragraph(span):
                pieces.append(f"<p>{_inline(body, span, waiting)}</p>")
            case Heading(span):
                opening = next(openings)
                pieces.append(f"<{opening}>{_inline(body, span, waiting)}</{opening[:2]}>")
            case TableLines():
                pieces += _table(body, block, waiting)
    return Markup("\n".join(pieces))  # noqa: S704  # `_inline` escapes the text


def _table(body: str, table: TableLines, waiting: deque[Tag]) -> Iterator[str]:
    classes = [_alignment(cell.text) for cell in split_row(body, table.delimiter)]
    head, *rows = table.rows
    yield "<table>\n<thead>"
    yield from _row(body, head, "th", classes, waiting)
    yield "</thead>\n<tbody>"
    for row in rows:
        yield from _row(body, row, "td", classes, waiting)
    yield "</tbody>\n</table>"


def _row(body: str, row: Span, name: str, classes: list[str], waiting: deque[Tag]) -> Iterator[str]:
    """Write all cells of a row, and empty ones where it has fewer than the delimiter row."""
    cells = [_inline(body, cell.span, waiting) for cell in split_row(body, row)]
    yield "<tr>"
    for index in range(max(len(cells), len(classes))):
        class_ = classes[index] if index < len(classes) else ""
        yield f"<{name}{class_}>{cells[index] if index < len(cells) else ''}</{name}>"
    yield "</tr>"


def _alignment(rule: str) -> str:
    """Return the class of a column's cells by its part of the delimiter row: :-, :-:, -:."""
    names = {(True, False): "left", (True, True): "center", (False, True): "right"}
    name = names.get((rule.startswith(":"), rule.endswith(":")))
    return f' class="ar-{name}"' if name else ""


def _inline(body: str, span: Span, waiting: deque[Tag]) -> str:
    """Escape the text of a span, and put in the tags that are due up to its end."""
    start, end = span
    pieces: list[str] = []
    while waiting and waiting[0][0] <= end:
        offset, tag = waiting.popleft()
        pieces += escape(body[start:offset], quote=False), tag
        start = max(start, offset)
    return "".join([*pieces, escape(body[start:end], quote=False)])
