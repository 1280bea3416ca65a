"""Read what a text says of a change against the year before, in numbers or in words: 翻一番, 持平."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from annual_reports.domain.intervals import Interval, interval
from annual_reports.domain.model import Quantity

_RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
_PERCENT, _POINTS, _TIMES = "%", "个百分点", "倍"
_ALL = Decimal(100)
_POINTS_OF_THE_SAME = Interval(Decimal(-1), Decimal(1))
"""Difference up to which two rates are called the same."""
_FAR = 60
"""Characters behind an amount that may say how it changed."""


class Growth(NamedTuple):
    """Change of a figure against the year before, as the text states it."""

    said: str
    """减少 25%, 翻一番."""
    change: Interval
    """Below 0 for less."""
    unit: str
    """%, 个百分点, or the figure's own."""


def growth_in_numbers(quantity: Quantity, text: str, sign: int) -> Growth:
    """Return the change that an amount states.

    Args:
        quantity: the amount; 增长 1.2 倍 is 120 % more.
        text: the amount as it is written.
        sign: 1 for more, -1 for less.

    """
    low, high = interval(quantity, allow_truncation=True)
    unit = quantity.unit
    if unit == _TIMES:
        half = quantity.step / 2 if low == high else 0
        low, high, unit = (low - half) * _ALL, (high + half) * _ALL, _PERCENT
    change = Interval(low, high) if sign > 0 else Interval(-high, -low)
    return Growth(f"{'增加' if sign > 0 else '减少'} {text}", change, unit)


def growth_in_multiples(quantity: Quantity, text: str, before: str, year: int) -> Iterator[Growth]:
    """Yield the change of an amount that is so many times that of the year before: 是上年的 3 倍.

    Args:
        quantity: the amount.
        text: the amount as it is written.
        before: words before it.
        year: year before the report's.

    """
    if quantity.unit == _TIMES and re.search(_RULES["multiple_of"].replace("YEAR", str(year)), before):
        half = quantity.step / 2
        change = Interval((quantity.value - half - 1) * _ALL, (quantity.value + half - 1) * _ALL)
        yield Growth(f"是它的 {text}", change, _PERCENT)


def growth_in_words(behind: str, year: int, unit: str) -> Iterator[Growth]:
    """Yield the change that the words right behind an amount state, at most one.

    Args:
        behind: words behind the amount, their width folded.
        year: year before the report's.
        unit: unit of the amount; of a rate only 持平 is read.

    """
    match = _pattern(year).match(behind[:_FAR])
    if match is None:
        return
    number = int((match.lastgroup or "")[1:])
    _, low, high = _RULES["words"][number]
    if unit != _PERCENT:
        yield Growth(match[f"w{number}"], Interval(Decimal(low), Decimal(high)), _PERCENT)
    elif low + high == 0:
        yield Growth(match[f"w{number}"], _POINTS_OF_THE_SAME, _POINTS)


@lru_cache(maxsize=16)
def _pattern(year: int) -> re.Pattern[str]:
    """Return the pattern of a change in words; each of them is a group of its own."""
    words = "|".join(f"(?P<w{number}>{words})" for number, (words, *_) in enumerate(_RULES["words"]))
    return re.compile(f"{_RULES['ahead']}{_RULES['against'].replace('YEAR', str(year))}(?:{words})")
