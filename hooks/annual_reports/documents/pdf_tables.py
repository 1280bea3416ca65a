"""Find tables by the rules that are drawn on a page, and read their cells.

Rules that touch belong together. Their places make a grid; fields of the grid between which no rule is drawn
are one merged cell, whose text stands in its first field.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from annual_reports.documents.pdf_lines import Line, find_rows, make_line
from annual_reports.documents.pdf_values import Box, Character, around

_NEAR = 3.0
"""Points; rules at this distance touch, or are one."""
_MOST_FIELDS = 5_000
_ONE_COLUMN = 2
"""Edges."""


class Grid(NamedTuple):
    """Ruled box or table."""

    box: Box
    columns: tuple[float, ...]
    """Left edges of the columns, and the right edge of the last one."""
    rows: tuple[float, ...]
    """Lower edges of the rows from the lowest one, and the upper edge of the highest one."""
    rules: tuple[Box, ...]

    @property
    def fields(self) -> int:
        """Return the number of fields; a box has one."""
        return (len(self.columns) - 1) * (len(self.rows) - 1)

    @property
    def area(self) -> float:
        """Return the area in square points."""
        return (self.box.right - self.box.left) * (self.box.top - self.box.bottom)


class Cell(NamedTuple):
    """Cell of a table."""

    lines: tuple[Line, ...]
    left: float
    right: float


def find_grids(rules: Sequence[Box]) -> list[Grid]:
    """Return the boxes and tables that rules make, the smallest first, without single rules."""
    groups: list[tuple[Box, list[Box]]] = []
    for rule in sorted(rules):
        box, joined, apart = rule, [rule], []
        for group in groups:
            if _touch(group[0], rule) and any(_touch(other, rule) for other in group[1]):
                box, joined = around((box, group[0])), group[1] + joined
            else:
                apart.append(group)
        groups = [*apart, (box, joined)]
    grids = (_grid(*group) for group in groups)
    return sorted((g for g in grids if 0 < g.fields <= _MOST_FIELDS), key=lambda grid: grid.area)


def _touch(one: Box, two: Box) -> bool:
    across = one.left <= two.right + _NEAR and two.left <= one.right + _NEAR
    return across and one.bottom <= two.top + _NEAR and two.bottom <= one.top + _NEAR


def _grid(box: Box, rules: Sequence[Box]) -> Grid:
    upright = [rule.left for rule in rules if _is_upright(rule)]
    level = [rule.bottom for rule in rules if not _is_upright(rule)]
    columns, rows = _places(upright, box.left, box.right), _places(level, box.bottom, box.top)
    return Grid(box, columns, rows, tuple(rules))


def _is_upright(rule: Box) -> bool:
    return rule.top - rule.bottom > rule.right - rule.left


def _places(found: Iterable[float], first: float, last: float) -> tuple[float, ...]:
    """Return the places of rules in order, each once, with the edges of the table, drawn or not."""
    places = [first]
    for place in sorted((*found, last)):
        if place - places[-1] > 2 * _NEAR:
            places.append(place)
    return tuple(places)


def is_inside(character: Character, box: Box) -> bool:
    """Return True if the middle of a character lies in a box."""
    x, y = _middle(character)
    return box.left <= x <= box.right and box.bottom <= y <= box.top


def _middle(character: Character) -> tuple[float, float]:
    return (character.box.left + character.box.right) / 2, character.base + character.size / 3


def read_cells(page: int, grid: Grid, characters: Iterable[Character]) -> list[list[Cell]]:
    """Return the cells by rows from the top; a field that is merged into another is an empty one."""
    found: dict[tuple[int, int], list[Character]] = defaultdict(list)
    first = _first_fields(grid)
    for character in characters:
        found[first[_field(grid, character)]].append(character)
    last = {first[r, c]: c for r, c in sorted(first)}
    return [
        [
            Cell(
                tuple(make_line(page, row) for row in find_rows(found[r, c])),
                grid.columns[c],
                grid.columns[last.get((r, c), c) + 1],
            )
            for c in range(len(grid.columns) - 1)
        ]
        for r in reversed(range(len(grid.rows) - 1))
    ]


def is_drawing(grid: Grid, characters: Iterable[Character]) -> bool:
    """Return True if rules are no box and no table, but an axis, or boxes that lines connect.

    A side of the only column is open; or some fields without rules between them make no upright box, and less
    than half of all fields have text.
    """
    drawn, first = _drawn(grid), _first_fields(grid)
    if len(grid.columns) == _ONE_COLUMN and not (drawn["upright", 0] and drawn["upright", 1]):
        return True
    filled = {first[_field(grid, sign)] for sign in characters if not sign.text.isspace()}
    cells: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for field, cell in first.items():
        cells[cell].append(field)
    has_boxes = all(
        len(set(c)) * len(set(r)) == len(r) for r, c in (zip(*f, strict=True) for f in cells.values())
    )
    return 2 * len(filled) < grid.fields and not has_boxes


def _field(grid: Grid, character: Character) -> tuple[int, int]:
    """Return the row from below, and the column, in which a character stands."""
    x, y = _middle(character)
    return _index(grid.rows, y), _index(grid.columns, x)


def _index(edges: Sequence[float], place: float) -> int:
    return min(max(bisect_right(edges, place) - 1, 0), len(edges) - 2)


def _first_fields(grid: Grid) -> dict[tuple[int, int], tuple[int, int]]:
    """Return for each field (row from below, column) the first one of the cell to which it belongs."""
    drawn = _drawn(grid)
    first: dict[tuple[int, int], tuple[int, int]] = {}
    for r in reversed(range(len(grid.rows) - 1)):
        for c in range(len(grid.columns) - 1):
            x, y = sum(grid.columns[c : c + 2]) / 2, sum(grid.rows[r : r + 2]) / 2
            first[r, c] = (r, c)
            if c and not any(start <= y <= stop for start, stop in drawn["upright", c]):
                first[r, c] = first[r, c - 1]
            elif r + 2 < len(grid.rows) and not any(
                start <= x <= stop for start, stop in drawn["level", r + 1]
            ):
                first[r, c] = first[r + 1, c]
    return first


def _drawn(grid: Grid) -> dict[tuple[str, int], list[tuple[float, float]]]:
    """Return where rules are drawn, for each edge between columns (upright) and rows (level)."""
    drawn: dict[tuple[str, int], list[tuple[float, float]]] = defaultdict(list)
    for rule in grid.rules:
        if _is_upright(rule):
            drawn["upright", _nearest(grid.columns, rule.left)].append((rule.bottom, rule.top))
        else:
            drawn["level", _nearest(grid.rows, rule.bottom)].append((rule.left, rule.right))
    return drawn


def _nearest(edges: Sequence[float], place: float) -> int:
    return min(range(len(edges)), key=lambda index: abs(edges[index] - place))
