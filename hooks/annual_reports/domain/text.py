"""Normalise texts for comparison (width, white space, numbers), detect spreadsheet formulas, format dates.

Folding the width replaces each character by exactly one, so that offsets in the folded text are valid in the
original.
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
"""Full-width -> half-width character codes, without marks that end a clause: 3，200 is not 3,200."""

_WIDE_SIGN = re.compile("[\uff01-\uff5e]")

_NUMBER = re.compile(r"[近约超逾]?(?:[0-9][0-9,.]*|[〇零一二两三四五六七八九十百千万亿]+)[余多]?")

DATE_LINE = re.compile(
    r"^\(?(?:(?:成文|签发|报告)?(?:日期|时间):)?"
    r"([0-9〇○◯零Oo\u041e\u043e\u039f\u03bf一二三四五六七八九]{4}) ?[年.\-/—–] ?"
    r"([0-9]{1,2}|[元正〇零一二三四五六七八九十]{1,2}) ?[月.\-/—–] ?"
    r"([0-9]{1,2}|[〇零一二三四五六七八九十廿卅]{1,3}) ?[日号]?(?: ?\(?(?:星期|周)[一二三四五六日天]\)?)?\)?$"
)
"""Line that is a date, with its width folded; groups: year, month, day. `drafting/rules.yml` has the same."""

_FORMULA_START = re.compile(r"[\s\"“”\ufeff]*[=+@＝＋＠﹦﹢﹫\-－﹣−]")
_NUMBER_ALONE = re.compile(r"\s*-?[0-9][0-9,]*(?:\.[0-9]+)?%?\s*")


def fold_width(text: str) -> str:
    """Replace every full-width form by its half-width form: （５２６） -> (526)."""
    return _folded(text, _WIDE)


def fold_numbers(text: str) -> str:
    """Fold the width as `fold_width` does, but keep ，：；！？: 3，200 is not 3,200."""
    return _folded(text, WIDE_IN_NUMBERS)


def _folded(text: str, table: Mapping[int, int]) -> str:
    """Return `text.translate(table)`; faster, because only the few wide characters are looked up."""
    for sign in set(_WIDE_SIGN.findall(text)):
        text = text.replace(sign, chr(table.get(ord(sign), ord(sign))))
    return text


def is_spreadsheet_formula(cell: str) -> bool:
    """Return True if a spreadsheet would run a cell as a formula.

    Skips quotation marks and white space; full-width signs count as signs. A plain number is no formula.
    """
    return _FORMULA_START.match(cell) is not None and not _NUMBER_ALONE.fullmatch(cell)


@lru_cache(maxsize=4096)
def squeeze(text: str) -> str:
    """Fold the width and remove all white space; quotations are compared in this form.

    Results are cached, because each sentence is compared with the year before and the year after.
    """
    return "".join(fold_width(text).split())


@lru_cache(maxsize=4096)
def mask_numbers(squeezed: str) -> str:
    """Replace each number of a squeezed text by `#`, so that texts that differ only in numbers are equal."""
    return _NUMBER.sub("#", squeezed)


def fold_digits(text: str) -> str:
    """Replace full-width digits by half-width digits and change nothing else: ５２６件 -> 526件."""
    return text.translate(_WIDE_DIGITS)


def match_date(line: str) -> re.Match[str] | None:
    """Match a line that is a date, in characters of any width: 2025年1月10日, 二〇二五年元月十日."""
    return DATE_LINE.search(fold_width(line))


def chinese_date(day: date) -> str:
    """Format a date as in GB/T 9704-2012, 7.3.5.4: 2024-12-31 -> 2024年12月31日."""
    return f"{day.year}年{day.month}月{day.day}日"
