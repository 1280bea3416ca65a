"""Parse amounts as reports write them: 526 余件, 2.5万人次, 百分之九十八, 近百家.

`parse` reads a single amount; `find` finds the amounts in running text and skips look-alikes: ordinals,
document numbers, dates, ranges, "1+6+N", hotlines, set phrases.

The vocabulary (units, qualifiers, set phrases) is data, in `quantities.yml`; `quantity_patterns.py` makes
regular expressions of it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from decimal import Decimal

from annual_reports.domain.chinese_numbers import han_number
from annual_reports.domain.intervals import last_place
from annual_reports.domain.model import Qualifier, Quantity
from annual_reports.domain.quantity_patterns import (
    AFTER,
    BEFORE,
    COUNTERS,
    FAMILIES,
    INSIDE,
    LONGEST_NUMBER,
    NO_QUALIFIERS,
    NOT_IN_UNITS,
    NUMBER_ALONE,
    ONE_COUNTS,
    ONE_COUNTS_AT_THE_END,
    OPENING_MARKS,
    RAISED,
    SHARES,
    SIMPLIFIED,
    TENTHS,
    WORDS_BEFORE,
    amount_in_text,
    look_alike_in_text,
    single_amount,
)
from annual_reports.domain.text import fold_numbers

_ANY_UNIT = "个"
_ONE = Decimal(1)
_RAISED_AT_START = re.compile(f"^[{RAISED}]+")
_SEPARATORS = re.compile(r"[,\s]")
_TRADITIONAL = re.compile(f"[{''.join(map(chr, SIMPLIFIED))}]")


class QuantityError(ValueError):
    """Raised for a text that is not exactly one amount with a unit."""


def parse(text: str) -> Quantity:
    """Parse a text that is one amount and nothing else.

    Any unit is accepted, also one that is not in the vocabulary; the catalog lists the units of an indicator.
    A raised digit behind the number is no part of it: 526¹件 is 526 件 with a note, which a check tells.

    Raises:
        QuantityError: the text is not an amount, has no unit, or is a range (3至5名).

    """
    folded = _fold(text.strip())
    before = _qualifier_at_start(folded)
    start = len(folded) - len(folded[len(before) :].lstrip())
    match = single_amount().fullmatch(folded, start)
    value = _value(match) if match else None
    if match is None or value is None:
        raise QuantityError(f"not an amount with a unit: {text!r}")
    return _quantity(match, value, before, start=0)


def parse_with_unit(text: str, unit: str) -> Quantity | None:
    """Parse the text of a cell, whose unit may stand elsewhere: 76 and 次; None if it is no amount.

    A unit in the text itself comes first. Without any, the amount has an empty unit.
    """
    own = [quantity for quantity in find(text) if quantity.span == (0, len(text))]
    if own:
        return own[0]
    if not NUMBER_ALONE.fullmatch(_fold(text)):
        return None
    try:
        written = parse(f"{text}{unit or _ANY_UNIT}")
    except QuantityError:  # a count below 0
        return None
    return written if unit else replace(written, unit="")


def find(text: str) -> list[Quantity]:
    """Return the amounts in running text, in order, each with its span; none with raised digits (526¹件)."""
    folded = _fold(text)
    look_alikes = [match.span() for match in look_alike_in_text().finditer(folded)]
    starts = [start for start, _ in look_alikes]
    found = []
    for match in amount_in_text().finditer(folded):
        offset = match.start(_number_group(match))
        index = bisect_right(starts, offset) - 1
        value = None if index >= 0 and offset < look_alikes[index][1] else _value(match)
        if value is None:
            continue
        before, start = _qualifier_in_front(folded, match.start())
        if _is_amount(folded, match, before):
            found.append(_quantity(match, value, before, start))
    return found


def family(unit: str) -> str:
    """Return the family of a unit, named by its first unit; empty for counts (件、次、场).

    Units of one family measure the same thing in the same size, so that their numbers can be compared.
    """
    return FAMILIES.get(unit, "")


def _fold(text: str) -> str:
    """Fold width and traditional characters; every character keeps its offset."""
    folded = fold_numbers(text)
    return folded.translate(SIMPLIFIED) if _TRADITIONAL.search(folded) else folded


# Convert a match to a quantity.


def _quantity(match: re.Match[str], value: Decimal, before: str, start: int) -> Quantity:
    inside = match["inside"] or match["late"]
    qualifier = INSIDE.get(inside or "") or BEFORE.get(before) or AFTER.get(match["after"] or "")
    qualifier = qualifier or (Qualifier.OVER if match["over"] else Qualifier.EXACT)
    unit = SHARES.get(match["per"] or "") or _RAISED_AT_START.sub("", match["unit"].translate(NOT_IN_UNITS))
    step = _step(match, value)
    if unit == TENTHS:
        value, step, unit = 10 * value, 10 * step, "%"
        if match["tenth"]:
            value, step = value + _digit(match["tenth"]), _ONE
    return Quantity(value, unit, qualifier, step, span=(start, match.end()))


def _digit(sign: str) -> Decimal:
    """Return the value of one digit, Arabic or Chinese: the 五 of 九成五."""
    return Decimal(sign) if sign.isdecimal() else han_number(sign) or Decimal(0)


def _step(match: re.Match[str], value: Decimal) -> Decimal:
    """Return the size of the last written place: 1000 for 2.5万, 100000 for 20余万, 0.01 for 98.00%."""
    written = match[_number_group(match)]
    if written.isdecimal() and not match["power"]:
        return _ONE
    whole, _, decimals = written.replace("点", ".").partition(".")
    power = (han_number(match["power"]) if match["power"] else None) or _ONE
    if match["inside"] and match["power"] and not decimals:
        return last_place(value)
    if not decimals and power == 1 and ("万" in whole or "亿" in whole):
        return last_place(value)
    return _plain(power.scaleb(-len(decimals)))


def _number_group(match: re.Match[str]) -> str:
    """Return the name of the group that holds the number: `share` for 百分之九十八, which has no unit."""
    return "share" if match["per"] else "number"


def _value(match: re.Match[str]) -> Decimal | None:
    """Return the number in the unit itself, or None if the characters are no number (十四五)."""
    written = match[_number_group(match)]
    if len(written) > LONGEST_NUMBER:
        return None
    is_arabic = written[0] in "0123456789"
    number = Decimal(_SEPARATORS.sub("", written)) if is_arabic else han_number(written)
    power = han_number(match["power"]) if match["power"] else _ONE
    if number is None or power is None:
        return None
    value = -number * power if match["minus"] else number * power
    return _plain(value)


def _plain(value: Decimal) -> Decimal:
    """Return the same number without needless zeros: 25000.0 -> 25000, 98.50 -> 98.5."""
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _qualifier_at_start(text: str) -> str:
    if not text.startswith(tuple(BEFORE)):
        return ""
    return next(word for word in BEFORE if text.startswith(word))


def _qualifier_in_front(text: str, start: int) -> tuple[str, int]:
    """Return the qualifier that ends right before `start`, and the offset at which the amount then begins."""
    front = text[max(0, start - 8) : start].rstrip(" \t\u3000\xa0")
    if not front.endswith(WORDS_BEFORE) or front.endswith(NO_QUALIFIERS):
        return "", start
    word = next(word for word in BEFORE if front.endswith(word))
    return word, text.rindex(word, 0, start)


def _is_amount(text: str, match: re.Match[str], before: str) -> bool:
    """Return True if a number in running text is an amount.

    Arabic numbers always are; Chinese numbers also form words (三级, 十分), so that stricter rules apply.
    """
    number, unit = match[_number_group(match)], match["unit"]
    qualified = bool(before or match["over"] or match["inside"] or match["late"] or match["after"])
    if number[0] in "0123456789" or match["per"]:
        return True
    in_front = text[max(0, match.start() - 1) : match.start()]
    if in_front in OPENING_MARKS or (in_front in ("几", "数") and number[0] in "十百千万"):
        return False
    if number[0] in "百千万亿":
        return qualified
    if len(number) > 1 or qualified:
        return True
    if number == "一":
        return unit in ONE_COUNTS or (unit in ONE_COUNTS_AT_THE_END and _ends_a_clause(text, match.end()))
    return number not in "二零〇" and unit in COUNTERS


def _ends_a_clause(text: str, end: int) -> bool:
    return not text[end : end + 1].isalnum()
