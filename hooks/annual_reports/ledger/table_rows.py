"""Find rows of tables whose cells moved to other columns since they were published.

The canonical form of a text has no cells: it is the same for `西村 | 12 | | 5` and `西村 | | 12 | 5`. The
kept text of a version has a tab wherever its source had a vertical bar.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from annual_reports.domain.canonical_text import canonicalize
from annual_reports.domain.model import Correction
from annual_reports.ledger.canonical import visible_text

_BAR = re.compile(r"[\t|]")
_DELIMITER = re.compile(r"[\s|:-]*")
_BORDER = " | "


class MovedRow(NamedTuple):
    """Row whose words were published, but not in these cells."""

    offset: int
    """Of its line in the body."""
    before: str
    """The published row; empty if its words did not stand in one row."""
    after: str
    """The present row, without the bars at its ends."""


def moved_rows(published: str, body: str, corrections: Iterable[Correction] = ()) -> list[MovedRow]:
    """Return the moved rows of a body that no correction explains, in order.

    Empty cells at the ends of a row do not count: some tables have bars there and some have none.

    Args:
        published: the kept text of the published version.
        body: the present body of the report.
        corrections: those that were declared since.

    """
    known = {_cells(line): line for line in published.splitlines()}
    words = canonicalize(published)
    moved = []
    for offset, line in _rows(body):
        cells = _cells(visible_text(line))
        if cells not in known and canonicalize(line) in words:
            same = (row for row in known if "".join(row) == "".join(cells))
            moved.append(MovedRow(offset, _BORDER.join(next(same, ())), line.strip().strip("|").strip()))
    explained = [(_cells(one.before), _cells(one.after)) for one in corrections]
    return [row for row in moved if (_cells(row.before), _cells(row.after)) not in explained]


def _rows(body: str) -> list[tuple[int, str]]:
    """Return offset and text of the lines with bars, but for those that draw the line below a head."""
    lines, offset = [], 0
    for line in body.splitlines(keepends=True):
        if "|" in line and not _DELIMITER.fullmatch(line):
            lines.append((offset, line))
        offset += len(line)
    return lines


def _cells(line: str) -> tuple[str, ...]:
    """Return the cells of a row in canonical form, from the first to the last that is not empty."""
    cells = [canonicalize(cell) for cell in _BAR.split(line.strip())]
    filled = [index for index, cell in enumerate(cells) if cell]
    return tuple(cells[filled[0] : filled[-1] + 1]) if filled else ()
