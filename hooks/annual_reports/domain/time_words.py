"""Read words that tell a time (去年, 2023年上半年, 截至9月底, 三年来) as periods of a report."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from annual_reports.domain.chinese_numbers import han_integer
from annual_reports.domain.context_words import any_of
from annual_reports.domain.periods import MONTHS, WHOLE_YEAR, Period, parse_period

_ANY_YEAR = 2000
"""Year of a report whose year is unknown; words like 去年 mean the same in every year."""
_YEARS = {
    "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "今年": 0, "本年": 0, "当年": 0,
    "明年": 1, "下年": 1, "下一年": 1, "来年": 1,
}  # fmt: skip
_WHOLE = ("全年", "年内", "一年来", "目前", "当前", "现有", "现在", "年底", "年末", "今")
_HAN = {sign: number for number, sign in enumerate("一二三四五六七八九十", 1)} | {"两": 2}

_TO = r"(?:[-—–~]{1,2}|至|到)"
_YEAR = r"(?<!\d)[12]\d{3}[ \u3000]?年度?"
_NAMED = rf"(?:{_YEAR}|(?:{'|'.join(_YEARS)})度?)"
_MONTH = r"\d{1,2}[ \u3000]?月(?:份|底|末)?(?![ \u3000]?\d{1,2}[ \u3000]?日)"
_HAN_MONTH = r"(?:元|[一二三四五六七八九]|十[一二]?)"
_FIRST_MONTHS = r"(?<!提)[头前](?:[一二两三四五六七八九十]|1[01]|\d)个月"
_FIRST_QUARTERS = rf"第?[一1](?:季度)?{_TO}第?[二三23]季度"
_MONTHS = (
    rf"(?:年?初(?:以来)?|(?<=年)以来|(?<![十五第]){_HAN_MONTH}月?|(?<!\d)\d{{1,2}}[ \u3000]?月?份?){_TO}"
    rf"(?:{_MONTH}|{_HAN_MONTH}月(?:份|底|末)?)"
)
_PART = (
    rf"(?:[上下]半年|前三个?季度|{_FIRST_MONTHS}|{_FIRST_QUARTERS}|(?<![每各])第?[一二三四1-4]季度"
    rf"|{_MONTHS}|(?<![\d·.]){_MONTH}|全年)"
)
_AFTER_NO_YEAR = r"(?!版|修[订正]|第?[〔\[]|级)"

_GAP = r"[ \u3000]?"
_DAY = rf"{_GAP}\d{{1,2}}{_GAP}日"
_TOGETHER = r",?(?:总?共(?![同产建治享])|累计|[合总]计)"
_COUNT = r"[一二两三四五六七八九十\d]{1,2}年多?"
_MONTH_OF_YEAR = r"(?<!\d)[12]\d{3}年\d{1,2}月(?:\d{1,2}日|底)?"
_UNTIL_NOW = r"目前|当前|现在|年[底末]|今(?!年)"
_KINDS = (
    rf"(?P<across>{_MONTH_OF_YEAR}{_TO}{_MONTH_OF_YEAR})",
    (
        rf"(?P<date>(?<!\d)(?:(?P<date_until>截[至止]到?){_GAP})?(?:(?P<date_year>[12]\d{{3}}){_GAP}年{_GAP})?"
        rf"(?P<date_month>\d{{1,2}}){_GAP}月{_DAY}(?P<date_since>[^,;。\d¤]{{0,4}}以来)?"
        rf"(?:{_TO}(?:\d{{1,2}}月)?\d{{1,2}}日)?)"
    ),
    rf"(?P<span>(?:(?<!\d)[12]\d{{3}}(?:{_GAP}年度?)?|{_NAMED})(?:(?:{_TO}|和|、|及){_NAMED})+)(?!相比)",
    (
        rf"(?P<many>(?:(?:近|过去|最近){_COUNT}来?(?!前)|{_COUNT}[来间]|(?<![第\d]){_COUNT}(?={_TOGETHER})"
        rf"|{any_of('many_years')})(?!最|新[低高]|首|同期|平均))"
    ),
    r"(?P<earlier>(?<![较比与同跟])(?:前[两三四五六几]年|往年))",
    rf"(?P<until>截[至止]到?)(?P<until_what>{_UNTIL_NOW}|{_NAMED}?(?:{_PART})?(?:年?[底末])?)",
    (
        rf"(?P<against>对比|[较比与同跟由从是])?(?P<named>{_NAMED})(?P<part>{_PART}|[底末])?(?P<same>同期)?"
        rf"{_AFTER_NO_YEAR}(?P<tail>[^,;。\d()¤今]{{0,12}}?以来|至今|起(?!诉|草|来)|开始)?"
    ),
    rf"(?P<alone>{_PART})(?P<alone_tail>以来)?",
    r"(?P<whole>一年来|年内|年初以来|目前|当前|现有)",
    r"(?P<since_event>以来|期间)",
)
TIME_WORD = "|".join(_KINDS)
"""Pattern of a time in running text; names of its groups tell which kind."""


class TimeWord(NamedTuple):
    """Time that is named in a text."""

    period: Period | None
    """Period of the amounts behind it; None if it tells none."""
    is_comparison: bool = False
    """True for 比2023年: tells nothing of what follows, but for an amount that belongs to it directly."""
    is_rough: bool = False
    """True if it tells no beginning (专项行动开展以来, 截至目前), so that 累计 may mean more."""
    is_month: bool = False
    """True for a month alone, which holds for its clause only."""
    widens: bool = False
    """True for 全年: the whole of the year that is being spoken of."""


_NOTHING = TimeWord(None)


def read_time_word(match: re.Match[str], year: int | None) -> TimeWord:
    """Return what a match of `TIME_WORD` says in a report on `year`."""
    found = {name: text for name, text in match.groupdict().items() if text}
    kind = next((kind for kind in _READERS if kind in found), "")
    return _READERS[kind](found, year) if kind else TimeWord(WHOLE_YEAR)


def period_in_heading(title: str, year: int | None) -> Period | None:
    """Return the period that a heading gives for its section: 2024年上半年工作; None if it names none.

    上一年度 in a heading is the report's own year: it is written in the next year, and the regulation
    calls the items of its contents so (法治政府建设与责任落实督察工作规定, on annual reports).
    """
    match = None if title.startswith(_REPORTED_YEAR) else _IN_HEADING.match(title)
    return _period(match["period"], year) if match else None


_REPORTED_YEAR = ("上一年", "上年")
_IN_HEADING = re.compile(
    rf"(?:{_TO})?(?P<period>(?:{_NAMED}(?:{_PART})?|{_PART})(?:以来)?)(?![^,]{{0,4}}(?:问题|整改|规划|计划|要点))"
)


def _read_date(found: Mapping[str, str], year: int | None) -> TimeWord:
    """Return nothing for the day of an event, unless of another year or at the end of a period (截至…)."""
    named = found.get("date_year") or str(year or _ANY_YEAR)
    if "date_until" in found:
        return TimeWord(_period(f"截至{named}年{found['date_month']}月", year), is_rough=True)
    if "date_since" in found:
        return TimeWord(_since_month(named, int(found["date_month"]), year))
    is_of_another_year = year is not None and "date_year" in found and int(named) != year
    return TimeWord(_period(f"{named}年", year)) if is_of_another_year else _NOTHING


def _read_until(found: Mapping[str, str], year: int | None) -> TimeWord:
    what = found.get("until_what", "")
    if not what or what in _WHOLE:
        return TimeWord(WHOLE_YEAR if what else None, is_rough=True)
    return TimeWord(_period(f"截至{what}", year), is_rough=True)


def _read_named(found: Mapping[str, str], year: int | None) -> TimeWord:
    part, tail = found.get("part", ""), found.get("tail", "")
    if tail:
        named = _canonical(found["named"], year)[:4]
        months = re.findall(r"\d+", part)
        period = _since_month(named, int(months[0]) if months else 1, year)
    else:
        period = _period(found["named"] + part, year)
    is_month = bool(part) and period is not None and period.first == period.last and not tail
    is_own = period is not None and period.first is not None and 0 <= period.first < MONTHS
    return TimeWord(period, is_comparison="against" in found and not tail, is_month=is_month and is_own)


def _read_part(found: Mapping[str, str], year: int | None) -> TimeWord:
    part = found["alone"]
    if part == "全年":
        return TimeWord(WHOLE_YEAR, widens=True)
    period = _period(f"{year or _ANY_YEAR}年{part}", year)
    if period and period.first is not None and "alone_tail" in found:
        return TimeWord(Period(period.first, MONTHS - 1))
    return TimeWord(period, is_month=period is not None and period.first == period.last)


def _read_span(found: Mapping[str, str], year: int | None) -> TimeWord:
    """Return the period from the first to the last of the years that are listed: 2022年、2023年和2024年."""
    named = re.findall(rf"[12]\d{{3}}|{'|'.join(_YEARS)}", found["span"])
    periods = [period for each in named if (period := _period(f"{each}年" if each.isdigit() else each, year))]
    first = min((period.first or 0 for period in periods), default=0)
    last = max((period.last for period in periods), default=0)
    is_of_a_plan = first < MONTHS <= last
    return _NOTHING if len(periods) < len(named) or is_of_a_plan else TimeWord(Period(first, last))


def _read_across(found: Mapping[str, str], year: int | None) -> TimeWord:
    """Return the period of 2023年11月至2024年10月."""
    (from_year, first), (to_year, last) = re.findall(r"(\d{4})年(\d{1,2})月", found["across"])
    if year is None or not 1 <= int(first) <= MONTHS or not 1 <= int(last) <= MONTHS:
        return _NOTHING
    months = [
        (int(named) - year) * MONTHS + int(month) - 1
        for named, month in ((from_year, first), (to_year, last))
    ]
    return TimeWord(Period(*months)) if months[0] <= months[1] else _NOTHING


def _read_many(found: Mapping[str, str], _year: int | None) -> TimeWord:
    return TimeWord(_many_years(found["many"]))


def _read_earlier(_found: Mapping[str, str], _year: int | None) -> TimeWord:
    return TimeWord(Period(None, -1))


def _read_event(_found: Mapping[str, str], _year: int | None) -> TimeWord:
    return TimeWord(None, is_rough=True)


def _many_years(words: str) -> Period:
    """Return the period of 三年来, which ends with the report's year; 近年来 does not tell its beginning."""
    number = re.search(r"[一二两三四五六七八九十]|\d+", words)
    if number is None:
        return Period(None)
    count = _HAN.get(number[0]) or int(number[0])
    return Period((1 - count) * MONTHS) if count else Period(None)


def _since_month(named: str, month: int, year: int | None) -> Period | None:
    first = (int(named or _ANY_YEAR) - (year or _ANY_YEAR)) * MONTHS + month - 1
    return Period(first) if first < MONTHS and 1 <= month <= MONTHS else None


@lru_cache(maxsize=1024)
def _period(words: str, year: int | None) -> Period | None:
    """Return the period that words name; None if they name none, or the report's year is unknown."""
    if year is None and re.search(r"\d{4}", words) and str(_ANY_YEAR) not in words:
        return None
    return parse_period(_canonical(words, year), year or _ANY_YEAR)


def _canonical(words: str, year: int | None) -> str:
    """Write a time as `parse_period` reads it: 去年度1至9月份 -> 2023年1至9月."""
    words = re.sub(r"[ \u3000]|度(?!\d)|份", "", re.sub("季度", "季", words)).replace("季", "季度")
    words = words.replace("末", "底").replace("前三个", "前三").replace("年年", "年")
    words = _first_months(words)
    until, words = ("截至", words[2:]) if words.startswith("截至") else ("", words)
    name = max((name for name in _YEARS if words.startswith(name)), key=len, default="")
    if name:
        words = f"{(year or _ANY_YEAR) + _YEARS[name]}年{words[len(name) :]}"
    elif not re.match(r"\d{4}", words):
        words = f"{year or _ANY_YEAR}年{words}"
    return until + words


def _first_months(words: str) -> str:
    """Write months and quarters as `parse_period` reads them: 年初至六月 -> 1月至6月, 头三个月 -> 1-3月."""
    if quarters := _WRITTEN_QUARTERS.search(words):
        named = "上半年" if quarters[1] in "二2" else "前三季度"
        return words.replace(quarters[0], named)
    words = re.sub(rf"(?:初(?:以来)?|以来)(?={_TO})", "1月", words)
    words = _WRITTEN_FIRST_MONTHS.sub(lambda match: f"1-{_number(match[1])}月", words)
    return _WRITTEN_MONTH.sub(lambda match: str(_number(match[0])), words)


def _number(words: str) -> int:
    return int(words) if words.isdigit() else han_integer(words) or 1


_WRITTEN_QUARTERS = re.compile(rf"第?[一1](?:季度)?{_TO}第?([二三23])季度")
_WRITTEN_FIRST_MONTHS = re.compile(r"[头前](.{1,2})个月")
_WRITTEN_MONTH = re.compile(rf"{_HAN_MONTH}(?=月|{_TO})")
_READERS = {
    "across": _read_across,
    "date": _read_date,
    "span": _read_span,
    "many": _read_many,
    "earlier": _read_earlier,
    "until": _read_until,
    "named": _read_named,
    "alone": _read_part,
    "since_event": _read_event,
}
"""Group of `TIME_WORD` -> function that reads it; a match without any of them is the whole year (目前)."""
