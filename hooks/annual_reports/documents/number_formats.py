"""Write numbers as Word writes them in front of paragraphs (ISO/IEC 29500-1, 17.18.59)."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

_RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
_PADDED = re.compile(r"0{1,9}1(?=,)")
"""Beginning of a custom format such as `001, 002, 003, …`."""


def format_number(number: int, format_: str, custom: str = "") -> str | None:
    """Return a number from 0 in one of Word's formats (`w:numFmt`).

    `custom` is the `w:format` of the format `custom`. Returns None if the format is unknown here, or if Word
    writes such a large number in a way unknown here.
    """
    if format_ == "custom":
        padded = _PADDED.match(custom)
        return str(number).zfill(len(padded[0])) if padded else None
    if format_ in _RULES["written"]:
        return str(_RULES["written"][format_]).format(number, ending=_ordinal_ending(number))
    for kind, write in (("counting", _counted), ("added", _added), ("repeated", _repeated)):
        if format_ in _RULES[kind]:
            return write(number, _RULES[kind][format_])
    signs: Any = _RULES["signs"].get(format_)
    return signs and (signs[number - 1] if 0 < number <= len(signs) else str(number))


def _counted(number: int, rules: dict[str, str]) -> str | None:
    digits, places, one = rules["digits"], rules.get("places", ""), rules.get("one")
    if number >= 10 ** (len(places) + 1):
        return None if len(places) > 1 else "".join(digits[int(digit)] for digit in str(number))
    zero, text = rules.get("zero", digits[0]), ""
    for power in range(len(places), -1, -1):
        digit, place = number // 10**power % 10, places[power - 1 : power]
        if digit == 0:
            text += zero if text and number % 10**power and not text.endswith(zero) else ""
        else:
            is_bare = one == "everywhere" or (one == "front" and number // 10 == 1)
            text += (digits[digit] if digit > 1 or not place or not is_bare else "") + place
    return text or digits[0]


def _repeated(number: int, signs: str) -> str | None:
    times, index = divmod(number - 1, len(signs))
    return None if times >= _RULES["largest_repeat"] else signs[index] * (times + 1) or "0"


def _added(number: int, values: dict[str, int]) -> str | None:
    text, rest = "", number
    for sign, worth in values.items() if number <= _RULES["largest_added"] else ():
        text += sign * (rest // worth)
        rest %= worth
    return text or (None if number else "0")


def _ordinal_ending(number: int) -> str:
    endings = {1: "st", 2: "nd", 3: "rd"} if number % 100 // 10 != 1 else {}
    return endings.get(number % 10, "th")
