"""Rows of published tables whose cells moved."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.model import Correction
from annual_reports.ledger.canonical import visible_text
from annual_reports.ledger.table_rows import moved_rows

TABLE = (
    "全镇两村。\n\n| 村 | 成功 | 失败 |\n| --- | :-: | ---: |\n| 西村 | 12 | |\n| 东村 | 3 | 5 |\n\n完。\n"
)
WORDS = st.text("甲乙1 ", max_size=3)
ROWS = st.lists(st.tuples(WORDS, WORDS, WORDS), min_size=1, max_size=4)


def published(body: str) -> str:
    return "\n".join(filter(None, (line.strip() for line in visible_text(body).splitlines())))


def moved(before: str, after: str) -> list[tuple[str, str]]:
    return [(row.before, row.after) for row in moved_rows(published(before), after)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("| 西村 | 12 | |", "| 西村 | | 12 |"),
        ("| 东村 | 3 | 5 |", "| 东 | 村 3 | 5 |"),
        ("| 东村 | 3 | 5 |", "| 东村 | 3 |\n| 5 | |"),
        ("全镇两村。", "全镇|两村。"),
        ("| 村 | 成功 | 失败 |", "| 村 | 成功失败 | |"),
    ],
)
def test_a_cell_in_another_column_is_found(before: str, after: str):
    found = moved(TABLE, TABLE.replace(before, after))
    assert found
    lines = TABLE.replace(before, after).splitlines()
    assert all(any(now in line for line in lines) for _, now in found)


def test_the_row_as_it_was_stands_beside_it():
    assert moved(TABLE, TABLE.replace("| 12 | |", "| | 12 |")) == [("西村 | 12", "西村 | | 12")]
    assert moved(TABLE, TABLE.replace("| 3 | 5 |", "| 3 |\n| 5 |"))[0][0] == ""


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("| 西村 | 12 | |", "|西村|12||"),
        ("| 西村 | 12 | |\n| 东村 | 3 | 5 |", "西村 | 12 |\n东村 | 3 | 5"),
        ("| --- | :-: | ---: |", "|---|---|---|"),
        ("全镇两村。", "全镇\n两村。"),
        ("| 东村 | 3 | 5 |", "| 东村 | 4 | 5 |"),
    ],
    ids=["spaces", "without border", "alignment", "wrapped", "other words, which another check tells"],
)
def test_another_layout_moves_nothing(before: str, after: str):
    assert moved(TABLE, TABLE.replace(before, after)) == []


def test_a_correction_of_the_row_explains_it():
    body = TABLE.replace("| 12 | |", "| | 12 |")
    (row,) = moved_rows(published(TABLE), body)
    told = Correction(date(2026, 4, 15), row.after, row.before, row.after, "栏目填反", None)
    assert moved_rows(published(TABLE), body, [told]) == []
    other = Correction(date(2026, 4, 15), "西村", "东村", "西村", "栏目填反", None)
    assert moved_rows(published(TABLE), body, [other]) == [row]


@given(ROWS)
def test_what_did_not_change_moved_nowhere(rows: list[tuple[str, str, str]]):
    body = "\n".join(["|甲|乙|丙|", "|-|-|-|", *(f"|{'|'.join(row)}|" for row in rows)]) + "\n"
    assert moved(body, body) == []
