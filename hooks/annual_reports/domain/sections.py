"""Divide a text at its headings, and tell which sections are about plans or about a period of their own."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from annual_reports.domain.context_words import any_of
from annual_reports.domain.periods import Period
from annual_reports.domain.time_words import period_in_heading

_LONGEST_HEADING = 40
_LONGEST_PLAIN_HEADING = 15
_MARKERS = (
    r"第[一二三四五六七八九十]{1,3}(?:章|节|部分)",
    r"[一二三四五六七八九十]{1,3}、",
    r"\([一二三四五六七八九十]{1,3}\)",
    r"\d{1,2}(?:[.、](?!\d)|(?= [^\d\W]))",
    r"\(\d{1,2}\)",
)
"""Markers of headings, the highest level first; the position is the level."""
_LINE = re.compile(
    r"^[ \t\u3000>]*(?:(?P<hashes>#{1,6})[ \t\u3000]+)?[*_ \t\u3000]*(?P<marker>"
    + "|".join(f"(?P<m{level}>{marker})" for level, marker in enumerate(_MARKERS, 1))
    + r")?[ \t\u3000]*(?P<rest>[^\n]+)",
    re.MULTILINE,
)
_TITLE = re.compile(r"[^。;:!?\n¤]*")
_PLAIN_TITLE = re.compile(r"[^。;:,、!?\n¤|]+\s*")
_PLANS = re.compile(any_of("plan_headings"))
_NO_PLANS = re.compile(any_of("no_plan_headings"))
_LACKS = re.compile(any_of("lack_headings"))
_FUTURE = re.compile(r"(?<!\d)([12]\d{3}) ?年")
_FROM_NOW_ON = re.compile(
    rf"(?:[一二三四五六七八九十]{{1,3}}、|\([一二三四五六七八九十]\))?"
    rf"(?:{any_of('from_now_on')}|(?P<year>[12]\d{{3}}) ?年)"
)

Level = tuple[int, int]
"""Depth of a heading: number of its # (or level of its marker), level of its marker; smaller is higher."""


class Section(NamedTuple):
    """Part of a text, from `start` to the start of the next one."""

    start: int
    is_planned: bool = False
    """True if its amounts are plans."""
    period: Period | None = None
    """Period that its heading gives; None if it gives none."""


@dataclass
class _Outline:
    """Headings that are open at a line."""

    level: Level = (0, 0)
    plans: Level | None = None
    lacks: Level | None = None
    """Level of a heading about problems within a section about plans."""
    period: Period | None = None
    period_level: Level = (0, 0)

    def open_heading(self, level: Level, title: str, year: int | None) -> None:
        """Close what a heading ends, and open what it begins."""
        self.level = level
        if self.plans is not None and level <= self.plans:
            self.plans = None
        if self.plans is None and is_about_plans(title, year):
            self.plans, self.lacks = level, None
        if self.lacks is not None and level <= self.lacks:
            self.lacks = None
        if self.plans is not None and level > self.plans and _LACKS.search(title):
            self.lacks = level
        if level <= self.period_level:
            self.period = None
        period = period_in_heading(title, year)
        if period is not None:
            self.period, self.period_level = period, level

    def section(self, start: int) -> Section:
        return Section(start, self.plans is not None and self.lacks is None, self.period)


def sections(text: str, year: int | None) -> Sequence[Section]:
    """Return the sections of a text in order; the first begins at 0.

    Args:
        text: the text, its width folded.
        year: the report's year, by which years in headings are judged.

    """
    outline = _Outline()
    return [Section(0), *_sections(text, year, outline)]


def section_at(found: Sequence[Section], offset: int) -> Section:
    """Return the section in which an offset lies."""
    return found[bisect_right(found, offset, key=lambda section: section.start) - 1]


def begins_plans(text: str, start: int, year: int | None) -> bool:
    """Return True if the text at `start` begins with words about the time to come: 下一步, 2025年."""
    match = _FROM_NOW_ON.match(text, start)
    if match is None or match["year"] is None:
        return match is not None
    return year is not None and int(match["year"]) > year


def is_about_plans(title: str, year: int | None) -> bool:
    """Return True if a heading is about plans: 下一步工作打算, but not 工作计划完成情况."""
    years = [int(named) for named in _FUTURE.findall(title)]
    names_next_year = year is not None and bool(years) and min(years) > year
    return (names_next_year or bool(_PLANS.search(title))) and not _NO_PLANS.search(title)


def _sections(text: str, year: int | None, outline: _Outline) -> Iterator[Section]:
    for line in _LINE.finditer(text):
        heading = _heading(line)
        if heading is not None:
            outline.open_heading(*heading, year)
            yield outline.section(line.start())
        elif outline.plans is None and begins_plans(text, line.start("rest"), year):
            outline.plans = outline.level
            yield outline.section(line.start())


def _heading(line: re.Match[str]) -> tuple[Level, str] | None:
    """Return level and title of a line that is a heading, or begins with one; None for a paragraph."""
    rest = line["rest"].strip().strip("*_")
    if not (line["hashes"] or line["marker"]):
        return ((2, 0), rest) if _is_plain_heading(rest) else None
    marker = next((level for level in range(1, len(_MARKERS) + 1) if line[f"m{level}"]), 0)
    if line["hashes"]:
        return (len(line["hashes"]), marker), rest
    title = _TITLE.match(rest)
    ends = rest[title.end() : title.end() + 1] in ("", "。") if title else False
    return ((marker, marker), title[0]) if title and ends and 0 < title.end() <= _LONGEST_HEADING else None


def _is_plain_heading(line: str) -> bool:
    """Return True for a short line like 下一步工作打算, which has neither # nor a number."""
    is_short = len(line) <= _LONGEST_PLAIN_HEADING
    return is_short and bool(_PLAIN_TITLE.fullmatch(line)) and is_about_plans(line, None)
