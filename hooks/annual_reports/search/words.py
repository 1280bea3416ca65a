"""Split text into words: a Han character, a number, the sign of a unit, or a run of other letters.

Chinese is not segmented. The search page splits queries by the same rules (`theme/assets/search/words.js`);
both are tested against `tests/golden/search.json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from unicodedata import normalize

from annual_reports.domain.text import WIDE_IN_NUMBERS

_HAN = "[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
_NO_DATE = "(?!(?:19|20)[0-9]{2}年|[0-9]{1,2}月[0-9])"
"""Not after the point of a number: the 2. of 2.2024年 and 2.12月4日 numbers a paragraph."""
_NUMBER = rf"[0-9]{{1,3}}(?:,[0-9]{{3}})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.{_NO_DATE}[0-9]+)?"
_UNIT = "[%‰℃\u3300-\u33ff]"
_WORD = re.compile(rf"{_HAN}|{_NUMBER}|{_UNIT}|(?:(?!{_HAN}|{_UNIT})[^\W0-9_])+")
_HAN_DIGITS = "一二三四五六七八九〇"
_HAN_NUMBER = re.compile(f"[{_HAN_DIGITS}][{_HAN_DIGITS}o0零]+(?![0-9a-z])")
_ZEROS = str.maketrans("o0零", "〇〇〇")
"""Characters typed for the zero of 二〇二四年, beside ○."""
_HAN_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
_LOOK_ALIKE_BLOCKS = ((0x2F00, 0x2FD6), (0xF900, 0xFB00))
"""Radicals and compatibility ideographs, which occur in text copied from a PDF."""
_CIRCLES = dict.fromkeys("○◯", "〇")
_DOTS = dict.fromkeys(map(ord, "·•‧∙・･"), ord("."))
"""Dots in numbers, so that 4·15 is the same word as 4.15."""
_END_OF_CASE = 0x2000
"""Code point from which on letters are not folded to lower case."""
_LAST_OF_TWO_BYTES = "\uffff"
"""Last character that is one unit in JavaScript; folding must keep the number of units."""
_TO_SIMPLIFIED = ("t2s", "hk2s")
"""Tables of OpenCC. Taiwan's is left out: it takes 么 for the Traditional form of 幺."""


def split_words(text: str) -> list[str]:
    """Split a text into words, folded for comparison: 發１，526件 -> 发 1 526 件."""
    folded = _HAN_NUMBER.sub(_with_zeros, text.translate(_folds()))
    words: list[str] = _WORD.findall(folded)
    return [word.replace(",", "") for word in words] if "," in folded else words


def _with_zeros(number: re.Match[str]) -> str:
    return number[0].translate(_ZEROS)


@cache
def han_forms() -> Mapping[str, str]:
    """Map each Han character that is folded to the one it becomes: Traditional forms, radicals, circles."""
    simplified = _simplified()
    alike = _CIRCLES | {
        one: simplified.get(ideograph, ideograph)
        for one in _characters(_LOOK_ALIKE_BLOCKS)
        if one != (ideograph := normalize("NFKC", one))
    }
    return simplified | {one: other for one, other in alike.items() if other <= _LAST_OF_TWO_BYTES}


def _simplified() -> dict[str, str]:
    """Map every Traditional character that has a Simplified form to that form."""
    from opencc import OpenCC  # noqa: PLC0415  # loads slowly, and only a build needs it

    characters = list(_characters(_HAN_BLOCKS))
    forms: dict[str, str] = {}
    for table in _TO_SIMPLIFIED:
        converted = OpenCC(table).convert("\n".join(characters)).split("\n")
        pairs = zip(characters, converted, strict=True)
        forms |= {
            one: other for one, other in pairs if one not in forms and one != other <= _LAST_OF_TWO_BYTES
        }
    return forms


def _characters(blocks: Iterable[tuple[int, int]]) -> Iterator[str]:
    for start, end in blocks:
        yield from map(chr, range(start, end))


@cache
def _folds() -> dict[int, int]:
    """Return the table that folds case, width and variants, one character to one; not ，：；！？."""
    lower = {code: chr(code).lower() for code in range(_END_OF_CASE)}
    folds = {code: ord(letter) for code, letter in lower.items() if len(letter) == 1 and ord(letter) != code}
    folds |= {code: folds.get(half, half) for code, half in WIDE_IN_NUMBERS.items()}
    return folds | _DOTS | {ord(one): ord(other) for one, other in han_forms().items()}
