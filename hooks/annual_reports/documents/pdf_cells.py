"""Read the cells of a table as text.

A line of a cell that leaves room for what follows is a line of its own; a full one goes on in the next.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, pairwise

from annual_reports.documents.pdf_lines import Line, joined
from annual_reports.documents.pdf_paragraphs import Told, had_room, told_of_joint, told_of_line
from annual_reports.documents.pdf_tables import Cell, Grid, read_cells
from annual_reports.documents.pdf_values import Character


def read_table(
    page: int, grid: Grid, characters: Iterable[Character]
) -> tuple[list[list[str]], tuple[Told, ...]]:
    """Return the texts of the cells, by rows from the top, and what of them is not as it stands."""
    rows = read_cells(page, grid, characters)
    cells = list(chain.from_iterable(rows))
    padding = _padding(cells)
    texts = [[_text(cell, padding) for cell in row] for row in rows]
    return texts, tuple(told for cell in cells for told in _told(cell, padding))


def _padding(cells: Sequence[Cell]) -> float:
    """Return the distance between text and rule, without the twentieth part that stand out most."""
    found = sorted(line.box.left - cell.left for cell in cells for line in cell.lines)
    return max(0.0, found[len(found) // 20]) if found else 0.0


def _text(cell: Cell, padding: float) -> str:
    text = "".join(line.text for line in cell.lines[:1])
    for _, line, goes_on in _joints(cell, padding):
        text = joined(text, line.text) if goes_on else f"{text} {line.text}"
    return text


def _told(cell: Cell, padding: float) -> Iterator[Told]:
    for line in cell.lines:
        yield from told_of_line(line)
    for above, line, goes_on in _joints(cell, padding):
        if goes_on:
            yield from told_of_joint(above, line)
    if not all(goes_on for *_, goes_on in _joints(cell, padding)):
        yield Told("lines", f"第 {cell.lines[0].page} 页“{_text(cell, padding)[:20]}”")


def _joints(cell: Cell, padding: float) -> Iterator[tuple[Line, Line, bool]]:
    """Yield each two lines, and True if the first goes on in the second.

    Text that is centred or stands at the right is as far from the left rule as its widest line.
    """
    first = min((line.box.left for line in cell.lines), default=0.0)
    for above, below in pairwise(cell.lines):
        slack = first - cell.left + cell.right - above.box.right - 2 * padding
        is_upright = all(len(line.text) == 1 and not line.text.isdigit() for line in cell.lines)
        is_divided = len(joined(above.text, below.text)) < len(above.text + below.text)
        yield above, below, is_upright or is_divided or not had_room(slack, below)
