"""How two texts are made comparable: width folded, white space dropped. And how a date is written.

Every fold of width maps one character to one, so that a place in the folded text is the same place in
the original.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import lru_cache

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDE_DIGITS = {code: half for code, half in _WIDE.items() if chr(half).isdigit()}
_SENTENCE_MARKS = frozenset(map(ord, "，：；！？"))
WIDE_IN_NUMBERS = {code: half for code, half in _WIDE.items() if code not in _SENTENCE_MARKS}
"""Full-width forms to half-width ones, except marks that end a clause: 3，200 is not 3,200."""

_WIDE_SIGN = re.compile("[\uff01-\uff5e]")

_NUMBER = re.compile(r"[近约超逾]?(?:[0-9][0-9,.]*|[〇零一二两三四五六七八九十百千万亿]+)[余多]?")

_RUN = re.compile(r"[\s\"“”\ufeff]*[=+@＝＋＠﹦﹢﹫\-－﹣−]")
_NUMBER_ALONE = re.compile(r"\s*-?[0-9][0-9,]*(?:\.[0-9]+)?%?\s*")


def fold_width(text: str) -> str:
    """Turn every full-width form into its half-width twin: （５２６） -> (526)."""
    return _folded(text, _WIDE)


def fold_numbers(text: str) -> str:
    """Fold as `fold_width` does, but leave ，：；！？ alone: 3，200 is not 3,200."""
    return _folded(text, WIDE_IN_NUMBERS)


def _folded(text: str, table: Mapping[int, int]) -> str:
    """What `str.translate` gives, which looks up each character of a text; few are wide."""
    for sign in set(_WIDE_SIGN.findall(text)):
        text = text.replace(sign, chr(table.get(ord(sign), ord(sign))))
    return text


def runs_in_a_spreadsheet(cell: str) -> bool:
    """Whether a cell begins as a formula does, however it is quoted, indented or wide; a number is none."""
    return _RUN.match(cell) is not None and not _NUMBER_ALONE.fullmatch(cell)


@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """Fold the width and drop all white space: the form in which quotations are compared.

    A sentence is compared with the year before's and the year after's, soon after each other.
    """
    return "".join(fold_width(text).split())


@lru_cache(maxsize=4096)
def skeleton(squeezed: str) -> str:
    """A squeezed text with its numbers taken out: what stays when only years and numbers change."""
    return _NUMBER.sub("#", squeezed)


def fold_digits(text: str) -> str:
    """Turn full-width digits into half-width ones and leave all else: ５２６件 -> 526件."""
    return text.translate(_WIDE_DIGITS)


def chinese_date(day: date) -> str:
    """2024-12-31 -> 2024年12月31日, as GB/T 9704-2012, 7.3.5.4 prints a date."""
    return f"{day.year}年{day.month}月{day.day}日"
