from __future__ import annotations

from itertools import chain

import pytest

from annual_reports.documents.pdf_tables import find_grids, read_cells
from annual_reports.documents.pdf_values import Box
from support.pdf_characters import characters, grid

COLUMNS, ROWS = (72.0, 172.0, 272.0), (600.0, 630.0, 660.0)


def _texts(cells):
    return [["".join(line.text for line in cell.lines) for cell in row] for row in cells]


def test_a_grid_has_its_cells():
    [table] = find_grids(list(grid(COLUMNS, ROWS)))
    words = [(80, 640, "事项"), (180, 640, "数量"), (80, 610, "处罚"), (180, 610, "12")]
    signs = chain.from_iterable(characters(left, base, 12, text) for left, base, text in words)
    assert _texts(read_cells(1, table, signs)) == [["事项", "数量"], ["处罚", "12"]]


def test_rules_that_are_drawn_twice_are_one():
    doubled = [Box(b.left + 1, b.bottom, b.right + 1, b.top) for b in grid(COLUMNS, ROWS)]
    [table] = find_grids([*grid(COLUMNS, ROWS), *doubled])
    assert table.fields == 4


@pytest.mark.parametrize(
    "rules",
    [
        [],
        [Box(72, 700, 520, 700)],
        [Box(72, 700, 520, 701), Box(72, 703, 520, 705)],  # the double line below a letterhead
        [Box(72, 700, 520, 700), Box(72, 650, 520, 650)],  # the lines around the distribution list
    ],
)
def test_single_rules_are_no_table(rules: list[Box]):
    assert find_grids(rules) == []


def test_a_table_in_a_box_is_found_first():
    tables = find_grids([*grid((50, 400), (500, 700)), *grid(COLUMNS, ROWS)])
    assert [table.fields for table in tables] == [4, 1]


def test_graph_paper_is_no_table():
    assert (
        find_grids(
            [Box(72, y, 500, y) for y in range(0, 800, 7)] + [Box(x, 0, x, 800) for x in range(72, 500, 7)]
        )
        == []
    )
