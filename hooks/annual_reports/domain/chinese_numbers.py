"""Parse numbers in Chinese characters: 九十八点五, 两千万, 三亿五千万."""

from __future__ import annotations

import re
from decimal import Decimal

HAN_DIGITS = "零〇一二两三四五六七八九十百千万亿"
"""Characters of which a number is made."""
_DIGIT = {"零": 0, "〇": 0, "两": 2} | {digit: i for i, digit in enumerate("一二三四五六七八九", 1)}
HAN_SECTION = re.compile(
    r"(?:(?P<thousand>[{0}]?)千)?(?:零?(?P<hundred>[{0}]?)百)?(?:零?(?P<ten>[{0}]?)十)?"
    r"(?:(?:零|(?<![百千]))(?P<one>[{0}]))?零?".format("一二两三四五六七八九")
)


def han_number(text: str) -> Decimal | None:
    """Parse a Chinese number: 九十八点五 -> 98.5; 两千万 -> 20000000; 百 -> 100; 十四五 -> None."""
    whole, _, decimals = text.partition("点")
    value = han_integer(whole)
    if value is None:
        return None
    return Decimal(value) + sum(
        (Decimal(_DIGIT[digit]).scaleb(-position) for position, digit in enumerate(decimals, 1)), Decimal(0)
    )


def han_integer(text: str) -> int | None:
    """Parse a whole Chinese number; None if the characters are no number."""
    for sign, power in (("亿", 10**8), ("万", 10**4)):
        if sign in text:
            high, _, low = text.rpartition(sign)
            left = han_integer(high) if high else 1
            right = han_integer(low) if low else 0
            return None if left is None or right is None else left * power + right
    match = HAN_SECTION.fullmatch(text)
    if match is None:
        return None
    digits = (match["thousand"], match["hundred"], match["ten"], match["one"])
    return sum(
        power * (_DIGIT[digit] if digit else 1)
        for digit, power in zip(digits, (1000, 100, 10, 1), strict=True)
        if digit is not None
    )
