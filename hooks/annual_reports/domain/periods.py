"""Periods of figures: the whole year, 上半年, 1—9月, other years; as months relative to the report's year.

Being relative, equal periods of different years are equal: 上半年 of 2023 and of 2024 may be compared.
"""

from __future__ import annotations

import re
from typing import NamedTuple

MONTHS = 12
"""Months of a year."""
_DASH = r"(?:[-—–~]{1,2}|至|到)"
_QUARTERS = {"一": 1, "二": 2, "三": 3, "四": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_WRITTEN = re.compile(
    rf"""(?P<until>截至|截止|累计至)?(?P<year>[12]\d{{3}})(?:年度?)?(?:
      {_DASH}(?P<to_year>[12]\d{{3}})(?:年度?)?
    | (?P<since>以来)
    | (?P<whole>全年|底|末)
    | (?P<half>[上下])半年
    | 前三季度(?P<three_quarters>)
    | 第?(?P<quarter>[一二三四1234])季度
    | (?P<first>\d{{1,2}})月?{_DASH}(?P<last>\d{{1,2}})月[份底末]?
    | (?P<month>\d{{1,2}})月[份底末]?
    )?(?P<total>累计)?""",
    re.VERBOSE,
)
_HALVES = {"上": (0, 5), "下": (6, 11)}


class Period(NamedTuple):
    """Months from `first` to `last`; 0 is January of the report's year, 12 the next January."""

    first: int | None = 0
    """First month; None if the period begins at a time that the document does not say (累计)."""
    last: int = MONTHS - 1

    @property
    def is_narrower_than_year(self) -> bool:
        """True for a part of the report's year: 上半年, 1—9月."""
        return self.first is not None and 0 <= self.first <= self.last < MONTHS and self != WHOLE_YEAR

    @property
    def is_one_year(self) -> bool:
        """True for the whole of one year, whichever."""
        return self.first is not None and self.first % MONTHS == 0 and self.last == self.first + MONTHS - 1

    def contains(self, other: Period) -> bool:
        """Return True if all of another period lies within this one."""
        begins_before = self.first is None or (other.first is not None and other.first >= self.first)
        return begins_before and other.last <= self.last

    @property
    def years_before(self) -> int | None:
        """Number of years before the report's year if the period is one whole earlier year; else None."""
        if self.first is None or self.first >= 0 or self.first % MONTHS:
            return None
        return -self.first // MONTHS if self.last == self.first + MONTHS - 1 else None

    def label(self, year: int) -> str:
        """Return the period in words for a report on `year`, in a form that `parse_period` reads."""
        if self.first is None:
            return f"截至{_month_label(self.last, year)}累计"
        (from_year, first), (to_year, last) = divmod(self.first, MONTHS), divmod(self.last, MONTHS)
        if from_year == to_year:
            return f"{year + from_year}年{_part_label(first, last)}"
        if (first, last) == (0, MONTHS - 1):
            return f"{year + from_year}—{year + to_year}年"
        return f"{_month_label(self.first, year)}至{_month_label(self.last, year)}"

    @property
    def label_in_any_year(self) -> str:
        """Period in words that hold for the reports of all years: 上半年, 上年全年, 截至当年底累计."""
        if self.first is None:
            return f"截至{_relative_month(self.last)}累计"
        (from_year, first), (to_year, last) = divmod(self.first, MONTHS), divmod(self.last, MONTHS)
        if from_year == to_year:
            return (_relative_year(from_year) if from_year else "") + _part_label(first, last)
        if (first, last) == (0, MONTHS - 1):
            return f"{_relative_year(from_year)}至{_relative_year(to_year)}"
        return f"{_relative_month(self.first)}至{_relative_month(self.last)}"


WHOLE_YEAR = Period()
"""Default period of a figure: January to December of the report's year."""


def parse_period(text: str, year: int) -> Period | None:
    """Parse a period as people write it in a header (2024上半年, 2024年1—9月, 2022—2024, 2022年以来).

    Args:
        text: the words.
        year: the report's year.

    Returns:
        The period relative to the year, or None if the words are none or name months that do not exist.

    """
    match = _WRITTEN.fullmatch("".join(text.split()))
    if match is None:
        return None
    offset = (int(match["year"]) - year) * MONTHS
    first, last = _months(match, int(match["year"]), year)
    names_months = match["first"] or match["month"]
    if not 0 <= first <= last or (names_months and last >= MONTHS):
        return None
    if match["total"]:
        return Period(None, offset + last)
    return Period(offset if match["until"] else offset + first, offset + last)


def _months(match: re.Match[str], named: int, year: int) -> tuple[int, int]:
    """Return first and last month, counted from January of the named year; they may not exist (13月)."""
    if match["to_year"] or match["since"]:
        return 0, (int(match["to_year"] or year) - named) * MONTHS + MONTHS - 1
    if match["half"]:
        return _HALVES[match["half"]]
    if match["three_quarters"] is not None:
        return 0, 8
    if match["quarter"]:
        last = _QUARTERS[match["quarter"]] * 3 - 1
        return last - 2, last
    if match["first"] or match["month"]:
        first, last = int(match["first"] or match["month"]), int(match["last"] or match["month"])
        return first - 1, last - 1
    return 0, MONTHS - 1


def _month_label(month: int, year: int) -> str:
    years, number = divmod(month, MONTHS)
    return f"{year + years}年底" if number == MONTHS - 1 else f"{year + years}年{number + 1}月"


def _relative_month(month: int) -> str:
    years, number = divmod(month, MONTHS)
    return _relative_year(years) + ("底" if number == MONTHS - 1 else f"{number + 1}月")


def _relative_year(years: int) -> str:
    """Return the name of a year, given its distance from the report's year."""
    names = {-2: "前年", -1: "上年", 0: "当年", 1: "次年"}
    return names.get(years) or f"{abs(years)}年{'前' if years < 0 else '后'}"


def _part_label(first: int, last: int) -> str:
    """Return the words for months of one year, counted from 0."""
    if (first, last) == (0, MONTHS - 1):
        return "全年"
    if (first, last) in _HALVES.values():
        return "上半年" if first == 0 else "下半年"
    if (first, last) == (0, 8):
        return "前三季度"
    if first % 3 == 0 and last == first + 2:
        return f"第{'一二三四'[first // 3]}季度"
    return f"{first + 1}月" if first == last else f"{first + 1}—{last + 1}月"
