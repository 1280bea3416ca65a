"""Periods in a clerk's words, relative to the report's year."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.periods import WHOLE_YEAR, Period, parse_period

PARTS = [
    "",
    "全年",
    "底",
    "上半年",
    "下半年",
    "前三季度",
    "第二季度",
    "三季度",
    "以来",
    "9月",
    "10月底",
    "4—6月",
]
MONTHS_WRITTEN = st.tuples(st.integers(0, 14), st.integers(0, 14)).map("{0[0]}—{0[1]}月".format)
written = st.builds(
    "{}{}年{}{}".format,
    st.sampled_from(["", "截至", "截止"]),
    st.integers(2015, 2026),
    st.sampled_from(PARTS) | MONTHS_WRITTEN | st.integers(2015, 2026).map("—{}年".format),
    st.sampled_from(["", "累计"]),
)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2024年", 0, 11),
        ("2024 年全年", 0, 11),
        ("2024年底", 0, 11),
        ("2024年末", 0, 11),
        ("2024年度", 0, 11),
        ("2024年1—9月份", 0, 8),
        ("2022—2024年度", -24, 11),
        ("2024上半年", 0, 5),
        ("2024年下半年", 6, 11),
        ("2024年前三季度", 0, 8),
        ("2024年第四季度", 9, 11),
        ("2024年1—9月", 0, 8),
        ("2024年3至5月", 2, 4),
        ("2024年10月", 9, 9),
        ("截至2024年9月底", 0, 8),
        ("2023年", -12, -1),
        ("2025年上半年", 12, 17),
        ("2022—2024", -24, 11),
        ("2022年以来", -24, 11),
        ("2022年以来累计", None, 11),
        ("截至2024年底累计", None, 11),
        ("截至2024年9月累计", None, 8),
    ],
)
def test_periods_are_read_as_they_are_written(text: str, first: int | None, last: int):
    assert parse_period(text, 2024) == Period(first, last)


@pytest.mark.parametrize(
    "text",
    ["", "上半年", "2024年13月", "2024年0月", "2024年9—3月", "2024—2022", "2026年以来", "24年", "全县"],
)
def test_words_that_are_no_period(text: str):
    assert parse_period(text, 2024) is None


@given(written, st.integers(2015, 2026))
def test_the_label_of_a_period_is_read_as_the_same_period(text: str, year: int):
    period = parse_period(text, year)
    if period:
        assert parse_period(period.label(year), year) == period


@given(written, st.integers(2016, 2026))
def test_the_same_part_of_another_year_is_the_same_period(text: str, year: int):
    """Reports on two years may then be compared: the words name the year, the period does not."""
    period = parse_period(text, year)
    if period and "以来" not in text:
        moved = "".join(str(int(y) + 1) if y.isdigit() and len(y) == 4 else y for y in split_years(text))
        assert parse_period(moved, year + 1) == period


def split_years(text: str) -> list[str]:
    pieces, start = [], 0
    while start < len(text):
        width = 4 if text[start : start + 4].isdigit() else 1
        pieces.append(text[start : start + width])
        start += width
    return pieces


@pytest.mark.parametrize(
    ("text", "narrower", "before"),
    [
        ("2024年", False, None),
        ("2024年上半年", True, None),
        ("2024年1—9月", True, None),
        ("2023年", False, 1),
        ("2020年", False, 4),
        ("2023年上半年", False, None),
        ("2022—2024年", False, None),
        ("截至2024年底累计", False, None),
    ],
)
def test_what_a_period_is_beside_the_year(text: str, narrower: bool, before: int | None):  # noqa: FBT001  # a column
    period = parse_period(text, 2024)
    assert period
    assert (period.is_narrower_than_year, period.years_before) == (narrower, before)


def test_the_default_is_the_whole_year():
    assert Period() == WHOLE_YEAR == parse_period(WHOLE_YEAR.label(2024), 2024)
