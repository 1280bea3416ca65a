"""Divide the rows of a page into regions that are read one after the other: text, columns, notes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import chain, groupby, pairwise, takewhile, zip_longest
from typing import NamedTuple

from annual_reports.documents.pdf_lines import Line, Row, left, make_line, right, size

_FEWEST, _FEWEST_OF_OTHER_SIZE = 3, 2
"""Pieces of text on each side of a gutter, and of one between text of two sizes."""
_COLUMN, _FULL, _ALIKE = 8, 0.7, 0.6
"""Columns are so many characters wide; half of the rows fill so much of it; one is so much of the other."""
_BESIDE, _FULLER = 12, 0.85
"""The same of text that has something else beside it."""
_CELL = 12
"""Halves of a character; right edges of wider pieces are those of justified lines."""
_LEADERS = re.compile(r"[.…·．]{4,}\s*\d+$")


class Region(NamedTuple):
    """Lines that are read from top to bottom."""

    lines: tuple[Line, ...]
    kind: str
    """`page`, `column`, or `aside` for what stands `beside` the text."""


class _Span(NamedTuple):
    left: float
    right: float
    size: float


class _Gutter(NamedTuple):
    at: float
    start: int
    stop: int
    kinds: tuple[str, str]


def find_regions(page: int, rows: Sequence[Row], kind: str = "page") -> Iterator[Region]:
    """Yield the regions of a page in the order in which they are read; two columns from left to right."""
    gutter = _best_gutter(rows)
    if gutter:
        yield from find_regions(page, rows[: gutter.start], kind)
        beside = rows[gutter.start : gutter.stop]
        one = [[piece for piece in row if left(piece) < gutter.at] for row in beside]
        two = [[piece for piece in row if left(piece) >= gutter.at] for row in beside]
        sides = zip(gutter.kinds, (one, two), strict=True)
        for side_kind, side in sorted(sides, key=lambda side: side[0] == "aside"):
            yield from find_regions(page, [row for row in side if row], side_kind)
        yield from find_regions(page, rows[gutter.stop :], kind)
    elif rows:
        yield Region(tuple(_lines(page, rows)), kind)


def _lines(page: int, rows: Sequence[Row]) -> Iterator[Line]:
    aligned = [_are_aligned(above, row) for above, row in pairwise(rows)]
    for row, above, below in zip(rows, [False, *aligned], [*aligned, False], strict=True):
        line = make_line(page, row)
        yield line._replace(is_alone=above or below or bool(_LEADERS.search(line.text)))


def _are_aligned(above: Row, row: Row) -> bool:
    """Return True if two rows look like those of a table: some of several pieces stand below each other."""
    if len(above) == 1 or len(row) == 1 or all(len(piece) == 1 for piece in (*above, *row)):
        return False
    em = size(row[0]) / 2
    pairs = [(left(a) - left(b), right(a) - right(b), right(b) - left(b)) for a in above[1:] for b in row[1:]]
    return any(
        abs(lefts) < em or abs(lefts + rights) < em or (abs(rights) < em and width < _CELL * em)
        for lefts, rights, width in pairs
    )


def _best_gutter(rows: Sequence[Row]) -> _Gutter | None:
    """Return the gutter that divides the most rows."""
    spans = [[_Span(left(piece), right(piece), size(piece)) for piece in row] for row in rows]
    em = size(chain.from_iterable(chain.from_iterable(rows))) if rows else 0.0
    places = {at for above, below in pairwise(spans) for at in _gaps(sorted(above + below), em)}
    found = (gutter for at in places for gutter in _gutters(spans, at, em))
    return max(found, key=lambda gutter: (gutter.stop - gutter.start, -gutter.at), default=None)


def _gaps(spans: Sequence[_Span], em: float) -> Iterator[int]:
    """Yield the middles of gaps, in steps of 4 points."""
    reached = spans[0].right
    for span in spans:
        if span.left - reached > 0.4 * em:
            yield round((span.left + reached) / 8) * 4
        reached = max(reached, span.right)


def _gutters(spans: Sequence[Sequence[_Span]], at: float, em: float) -> Iterator[_Gutter]:
    """Yield the runs of rows through which an upright line can be drawn that touches no text."""
    crossed = [any(span.left < at < span.right for span in row) for row in spans]
    for is_crossed, run in groupby(range(len(spans)), key=crossed.__getitem__):
        start, *others = run
        stop = start + 1 + len(others)
        start += _lead(spans[start:stop], at)
        if stop < len(spans):
            stop -= _begun_below(spans[start:stop], at, em)
        if not is_crossed and (kinds := _kinds(spans[start:stop], at, em)):
            yield _Gutter(at, start, stop, kinds)


def _lead(spans: Sequence[Sequence[_Span]], at: float) -> int:
    """Count the rows at the beginning that stand on one side only, like the next one."""
    pairs = zip_longest(spans, spans[1:], fillvalue=())
    return sum(1 for _ in takewhile(lambda pair: len({span.left < at for span in chain(*pair)}) == 1, pairs))


def _begun_below(spans: Sequence[Sequence[_Span]], at: float, em: float) -> int:
    """Count the rows at the end, on one side only, from the first that begins a paragraph.

    Columns above other text are of one height: what begins below one of them is no longer of it.
    """
    is_left = bool(spans) and spans[-1][-1].left < at
    margin = min((span.left for row in spans for span in row if (span.left < at) == is_left), default=0.0)
    ragged = takewhile(lambda row: all((span.left < at) == is_left for span in row), reversed(spans))
    return max((i for i, row in enumerate(ragged, 1) if row[0].left - margin > em), default=0)


def _kinds(rows: Sequence[Sequence[_Span]], at: float, em: float) -> tuple[str, str] | None:
    """Return what stands on both sides of a gutter; None if it is no text but the cells of a table."""
    spans = list(chain.from_iterable(rows))
    one, two = [span for span in spans if span.left < at], [span for span in spans if span.left >= at]
    few = min(len(one), len(two))
    is_one_size = few > 0 and abs(one[-1].size - two[-1].size) < 0.1 * em
    if few < (_FEWEST if is_one_size else _FEWEST_OF_OTHER_SIZE):
        return None
    narrow, wide = sorted((one, two), key=_width)
    is_alike = is_one_size and _width(narrow) > _ALIKE * _width(wide)
    if is_alike and all(_is_filled(side, _COLUMN * em, _FULL) for side in (one, two)):
        return "column", "column"
    if _is_filled(wide, _BESIDE * em, _FULLER):
        return ("beside", "aside") if wide is one else ("aside", "beside")
    return None


def _width(side: Sequence[_Span]) -> float:
    return max(span.right - span.left for span in side)


def _is_filled(side: Sequence[_Span], narrowest: float, full: float) -> bool:
    """Return True if a side is wide, and half of its rows fill it: then it is text, and no cells."""
    width = _width(side)
    filled = sum(span.right - span.left > full * width for span in side)
    return width > narrowest and 2 * filled >= len(side) - 1  # one may be the last of a paragraph
