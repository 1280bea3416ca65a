"""Parse amounts as reports write them: 526 余件, 2.5万人次, 百分之九十八, 近百家.

`parse` reads a single amount; `find` finds the amounts in running text and skips look-alikes: ordinals,
document numbers, dates, ranges, "1+6+N", hotlines, set phrases.

The vocabulary (units, qualifiers, set phrases) is data, in `quantities.yml` beside this file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from decimal import Decimal
from pathlib import Path
from typing import Any

import yaml

from annual_reports.domain.model import Qualifier, Quantity, Span
from annual_reports.domain.regular_expressions import to_javascript
from annual_reports.domain.text import fold_numbers

_VOCABULARY: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


class QuantityError(ValueError):
    """Raised for a text that is not exactly one amount with a unit."""


def parse(text: str) -> Quantity:
    """Parse a text that is one amount and nothing else.

    Any unit is accepted, also one that is not in the vocabulary; the catalog lists the units of an indicator.

    Raises:
        QuantityError: the text is not an amount, has no unit, or is a range (3至5名).

    """
    folded = fold_numbers(text.strip())
    before = _qualifier_at_start(folded)
    start = len(folded) - len(folded[len(before) :].lstrip())
    match = _WHOLE.fullmatch(folded, start)
    value = _value(match) if match else None
    if match is None or value is None:
        raise QuantityError(f"not an amount with a unit: {text!r}")
    return _quantity(match, value, before, start=0)


def find(text: str) -> list[Quantity]:
    """Return the amounts in running text, in order, each with its span."""
    folded = fold_numbers(text)
    look_alikes = [match.span() for match in _LOOK_ALIKE_IN_TEXT.finditer(folded)]
    found = []
    for match in _AMOUNT_IN_TEXT.finditer(folded):
        value = _value(match)
        if value is None or _is_inside(look_alikes, match.start(_number_group(match))):
            continue
        before, start = _qualifier_in_front(folded, match.start())
        if _is_amount(folded, match, before):
            found.append(_quantity(match, value, before, start))
    return found


def family(unit: str) -> str:
    """Return the family of a unit, named by its first unit; empty for counts (件、次、场).

    Units of one family measure the same thing in the same size, so that their numbers can be compared.
    """
    return _FAMILIES.get(unit, "")


# Convert a match to a quantity.


def _quantity(match: re.Match[str], value: Decimal, before: str, start: int) -> Quantity:
    inside = match["inside"] or match["late"]
    qualifier = _INSIDE.get(inside or "") or _BEFORE.get(before) or _AFTER.get(match["after"] or "")
    unit = {"百分之": "%", "千分之": "‰"}.get(match["per"] or "") or match["unit"].translate(_NOT_IN_UNITS)
    return Quantity(value, unit, qualifier or Qualifier.EXACT, span=(start, match.end()))


def _number_group(match: re.Match[str]) -> str:
    """Return the name of the group that holds the number: `share` for 百分之九十八, which has no unit."""
    return "share" if match["per"] else "number"


def _value(match: re.Match[str]) -> Decimal | None:
    """Return the number in the unit itself, or None if the characters are no number (十四五)."""
    written = match[_number_group(match)]
    if len(written) > _LONGEST_NUMBER:
        return None
    number = Decimal(written.replace(",", "")) if written[0] in "0123456789" else _han_number(written)
    power = _han_number(match["power"]) if match["power"] else Decimal(1)
    if number is None or power is None:
        return None
    value = number * power
    whole = value.to_integral_value()
    return whole if value == whole else value.normalize()


def _han_number(text: str) -> Decimal | None:
    """Parse a Chinese number: 九十八点五 -> 98.5; 两千万 -> 20000000; 百 -> 100; 十四五 -> None."""
    whole, _, decimals = text.partition("点")
    value = _han_integer(whole)
    if value is None:
        return None
    return Decimal(value) + sum(
        (Decimal(_DIGIT[digit]).scaleb(-position) for position, digit in enumerate(decimals, 1)), Decimal(0)
    )


def _han_integer(text: str) -> int | None:
    for sign, power in (("亿", 10**8), ("万", 10**4)):
        if sign in text:
            high, _, low = text.rpartition(sign)
            left = _han_integer(high) if high else 1
            right = _han_integer(low) if low else 0
            return None if left is None or right is None else left * power + right
    match = _HAN_SECTION.fullmatch(text)
    if match is None:
        return None
    digits = (match["thousand"], match["hundred"], match["ten"], match["one"])
    return sum(
        power * (_DIGIT[digit] if digit else 1)
        for digit, power in zip(digits, (1000, 100, 10, 1), strict=True)
        if digit is not None
    )


def _qualifier_at_start(text: str) -> str:
    if not text.startswith(tuple(_BEFORE)):
        return ""
    return next(word for word in _BEFORE if text.startswith(word))


def _qualifier_in_front(text: str, start: int) -> tuple[str, int]:
    """Return the qualifier that ends right before `start`, and the offset at which the amount then begins."""
    front = text[max(0, start - 8) : start].rstrip(" \t\u3000\xa0")
    if not front.endswith(tuple(_BEFORE)) or front.endswith(_NO_QUALIFIERS):
        return "", start
    word = next(word for word in _BEFORE if front.endswith(word))
    return word, text.rindex(word, 0, start)


def _is_amount(text: str, match: re.Match[str], before: str) -> bool:
    """Return True if a number in running text is an amount.

    Arabic numbers always are; Chinese numbers also form words (三级, 十分), so that stricter rules apply.
    """
    number, unit = match[_number_group(match)], match["unit"]
    qualified = bool(before or match["inside"] or match["late"] or match["after"])
    if number[0] in "0123456789" or match["per"]:
        return True
    in_front = text[max(0, match.start() - 1) : match.start()]
    if in_front in _OPENING_MARKS or (in_front in ("几", "数") and number[0] in "十百千万"):
        return False
    if number[0] in "百千万亿":
        return qualified
    if len(number) > 1 or qualified:
        return True
    if number == "一":
        return unit in _ONE_COUNTS or (unit in _ONE_COUNTS_AT_THE_END and _ends_a_clause(text, match.end()))
    return number not in "二零〇" and unit in _COUNTERS


def _ends_a_clause(text: str, end: int) -> bool:
    return not text[end : end + 1].isalnum()


def _is_inside(spans: list[Span], offset: int) -> bool:
    """Return True if the offset is inside one of the spans, which are sorted and do not overlap."""
    index = bisect_right(spans, offset, key=lambda span: span[0]) - 1
    return index >= 0 and offset < spans[index][1]


# Patterns, built from the vocabulary.


def _words(text: str) -> list[str]:
    """Split a line of the vocabulary; longest word first, so that an alternation takes 人次 before 人."""
    return sorted(set(text.split()), key=lambda word: (-len(word), word))


def _qualifier_words(position: str) -> dict[str, Qualifier]:
    """Return the words of one position (before, inside, after) with their qualifiers, longest word first."""
    qualifiers = {
        word: Qualifier(name)
        for name, words_by_position in _VOCABULARY["qualifiers"].items()
        for word in words_by_position.get(position, "").split()
    }
    return {word: qualifiers[word] for word in _words(" ".join(qualifiers))}


def _known_unit() -> str:
    """Return the pattern of a unit of the vocabulary; 次 may follow in any spelling: 场次, 场(次), 人/次."""
    excluded: dict[str, str] = _VOCABULARY["not_followed_by"]
    units = [
        re.escape(unit) + (f"(?![{excluded[unit]}])" if unit in excluded else "")
        for unit in _words(_VOCABULARY["units"])
    ]
    return rf"(?:{'|'.join(units)})(?:\(次\)|/次|次)?"


_BEFORE, _INSIDE, _AFTER = map(_qualifier_words, ("before", "inside", "after"))
_NO_QUALIFIERS = tuple(_VOCABULARY["words_that_end_in_a_qualifier"].split())
_FAMILIES: dict[str, str] = {
    unit: line.split()[0] for line in _VOCABULARY["unit_families"] for unit in line.split()
}
_NOT_IN_UNITS = str.maketrans("", "", "()/")
_COUNTERS = frozenset(_VOCABULARY["counters"].split())
_ONE_COUNTS = frozenset(_VOCABULARY["one_counts"].split())
_ONE_COUNTS_AT_THE_END = frozenset(_VOCABULARY["one_counts_at_the_end"].split())
_OPENING_MARKS = tuple("“‘《「『")
_DIGIT = {"零": 0, "〇": 0, "两": 2} | {digit: i for i, digit in enumerate("一二三四五六七八九", 1)}

_LONGEST_NUMBER = 40
"""Characters. Longer numbers are keys, account numbers or noise."""
_HAN_DIGITS = "零〇一二两三四五六七八九十百千万亿"
_ARABIC = r"(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?"
_HAN = rf"[{_HAN_DIGITS}]+(?:点[零〇一二三四五六七八九]+)?"
_NUMBER = rf"(?>{_ARABIC}|{_HAN})"
_AT_START = rf"(?<![\d.{_HAN_DIGITS}])"
"""Patterns must not begin inside a number; otherwise a long run of digits would be scanned once per digit."""
_HAN_SECTION = re.compile(
    r"(?:(?P<thousand>[{0}]?)千)?(?:零?(?P<hundred>[{0}]?)百)?(?:零?(?P<ten>[{0}]?)十)?"
    r"(?:(?:零|(?<![百千]))(?P<one>[{0}]))?零?".format("一二两三四五六七八九")
)

_GAP = r"[^\S\n]{0,4}\n?[^\S\n]{0,4}"
"""White space inside an amount; it may contain one line break but no blank line."""


def _amount(unit: str) -> str:
    inside, after = ("|".join(words) for words in (_INSIDE, _AFTER))
    return (
        rf"(?:(?P<per>[百千]分之)(?P<share>{_NUMBER})|(?P<number>{_NUMBER})"
        rf"(?:{_GAP}(?P<inside>{inside}))?(?:{_GAP}(?P<power>[百千万亿]{{1,2}}))?"
        rf"(?:{_GAP}(?P<late>{inside}))?{_GAP}(?P<unit>[%‰]|{unit}))"
        rf"(?:{_GAP}(?P<after>{after})(?!级))?"
    )


_AMOUNT = rf"{_AT_START}(?<![A-Za-z+×·]){_amount(_known_unit())}"
_WHOLE = re.compile(_amount(rf"{_known_unit()}|(?![余多万亿千百点])[^\W\d_]{{1,8}}?"))

_RANGE = rf"{_GAP}(?:[-—–~]{{1,3}}|至|到){_GAP}"
_SET_PHRASES = _words(_VOCABULARY["set_phrases"])
_LOOK_ALIKE = "|".join(
    [
        rf"第{_GAP}{_NUMBER}(?:{_RANGE}第?{_NUMBER}|、{_HAN}|、\d+(?=[、条款项章]))*",  # 第一、二次
        rf"{_AT_START}{_NUMBER}届[^，。；\s]{{0,8}}{_NUMBER}次(?=会|全)",  # 十五届四次全会
        rf"(?<![目此之先以当日年月天周会])前{_GAP}{_NUMBER}(?={_GAP}[名位])",  # 前3名
        rf"{_AT_START}(?![百千]分之){_NUMBER}分之{_NUMBER}",  # 三分之一
        rf"{_AT_START}{_NUMBER}%?{_RANGE}{_NUMBER}",  # 3至5名, 2021—2025, 0377-68219001
        rf"(?<![\dA-Za-z])[\dA-Za-z]++(?:{_GAP}\+{_GAP}[\dA-Za-z一二三四五六七八九十]++)+",  # 1+6+N
        rf"(?<!\d)\d++{_GAP}[×*/:]{_GAP}\d+",  # 7×24小时, 1/3, 9:00
        *map(re.escape, _SET_PHRASES),
    ]
)


def _beginning_with(signs: str, pattern: str) -> re.Pattern[str]:
    """Compile a pattern that fails at once, unless the next character is one of `signs`; for speed."""
    return re.compile(rf"(?=[{signs}])(?:{pattern})")


_AMOUNT_IN_TEXT = _beginning_with(rf"\d{_HAN_DIGITS}", _AMOUNT)
_LOOK_ALIKE_IN_TEXT = _beginning_with(
    rf"\dA-Za-z第前{_HAN_DIGITS}{''.join(phrase[0] for phrase in _SET_PHRASES)}", _LOOK_ALIKE
)


# Export for the desk page.


def browser_rules() -> dict[str, Any]:
    """Return the vocabulary and the patterns in JavaScript syntax, for `theme/assets/desk/quantities.js`."""
    return {
        "amount": to_javascript(_AMOUNT),
        "whole": to_javascript(_WHOLE.pattern),
        "look_alike": to_javascript(_LOOK_ALIKE),
        "han_section": to_javascript(_HAN_SECTION.pattern),
        "before": _BEFORE,
        "inside": _INSIDE,
        "after": _AFTER,
        "no_qualifiers": _NO_QUALIFIERS,
        "counters": sorted(_COUNTERS),
        "one_counts": sorted(_ONE_COUNTS),
        "one_counts_at_the_end": sorted(_ONE_COUNTS_AT_THE_END),
        "longest_number": _LONGEST_NUMBER,
    }
