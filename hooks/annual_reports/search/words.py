"""The words of a text: a Han character, a number, a run of other letters. Nothing is segmented.

The page cuts what is typed by the same rule (`theme/assets/search/words.js`); both are held to
`tests/golden/search.json`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache

from opencc import OpenCC

from annual_reports.text import WIDE_IN_NUMBERS

_HAN = "[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
_NUMBER = r"[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
_WORD = re.compile(rf"{_HAN}|{_NUMBER}|(?:(?!{_HAN})[^\W0-9_])+")
_HAN_BLOCKS = ((0x3400, 0x4DC0), (0x4E00, 0xA000), (0xF900, 0xFB00))
_LAST_WITH_CASE = 0x2000
_LAST_OF_TWO_BYTES = "\uffff"
"""Behind it a character takes two places in the browser, and one must stand for one."""
_TO_SIMPLIFIED = ("t2s", "hk2s")
"""OpenCC's tables. Taiwan's is left out: it takes 么 for the Traditional form of 幺."""


def words(text: str) -> list[str]:
    """Cut a text into words, each in the one form in which it is compared: 發１，526件 -> 发 1 526 件."""
    found: list[str] = _WORD.findall(text.translate(_folds()))
    return [word.replace(",", "") for word in found] if "," in text else found


@cache
def simplified() -> Mapping[str, str]:
    """Every Traditional character that has a Simplified form, with that form."""
    characters = [chr(code) for start, end in _HAN_BLOCKS for code in range(start, end)]
    forms: dict[str, str] = {}
    for table in _TO_SIMPLIFIED:
        found = OpenCC(table).convert("\n".join(characters)).split("\n")
        pairs = zip(characters, found, strict=True)
        forms |= {
            one: other for one, other in pairs if one not in forms and one != other <= _LAST_OF_TWO_BYTES
        }
    return forms


@cache
def _folds() -> dict[int, int]:
    """One character to one: case, width, Traditional to Simplified. ，：；！？ are no part of a number."""
    lower = {code: chr(code).lower() for code in range(_LAST_WITH_CASE)}
    folds = {code: ord(letter) for code, letter in lower.items() if len(letter) == 1 and ord(letter) != code}
    folds |= {code: folds.get(half, half) for code, half in WIDE_IN_NUMBERS.items()}
    return folds | {ord(one): ord(other) for one, other in simplified().items()}
