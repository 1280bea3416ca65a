"""Patterns of amounts and of what only looks like one, built from the vocabulary in `quantities.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from annual_reports.domain.chinese_numbers import HAN_DIGITS, HAN_SECTION, han_integer
from annual_reports.domain.model import Qualifier
from annual_reports.domain.regular_expressions import to_javascript

_VOCABULARY: dict[str, Any] = yaml.load(
    Path(__file__).with_name("quantities.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


def _words(text: str) -> list[str]:
    """Split a line of the vocabulary; longest word first, so that an alternation takes 人次 before 人."""
    return sorted(set(text.split()), key=lambda word: (-len(word), word))


def _any_of(words: str) -> str:
    """Return the pattern of one of the words, which may be patterns themselves."""
    return f"(?:{'|'.join(words.split())})"


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
    needed: dict[str, str] = _VOCABULARY["only_followed_by"]
    names = _words(_VOCABULARY["units"])
    units = [
        re.escape(unit)
        + (f"(?!{_any_of(excluded[unit])})" if unit in excluded else "")
        + (f"(?={_any_of(needed[unit])}|{_CLAUSE_END})" if unit in needed else "")
        for unit in names
    ]
    in_brackets = "|".join(map(re.escape, names))
    return rf"(?:(?:{'|'.join(units)})(?:\(次\)|/次|次)?|\((?:{in_brackets})\))"


BEFORE, INSIDE, AFTER = map(_qualifier_words, ("before", "inside", "after"))
WORDS_BEFORE = tuple(BEFORE)
NO_QUALIFIERS = tuple(_VOCABULARY["words_that_end_in_a_qualifier"].split())
FAMILIES: dict[str, str] = {
    unit: line.split()[0] for line in _VOCABULARY["unit_families"] for unit in line.split()
}
SHARES = {"百分之": "%", "千分之": "‰", "百分": "%"}
TENTHS = "成"
_CLAUSE_END = r"[\s,.;:，。；：、)|]|$"
NOT_IN_UNITS = str.maketrans("", "", "()/")
COUNTERS = frozenset(_VOCABULARY["counters"].split())
ONE_COUNTS = frozenset(_VOCABULARY["one_counts"].split())
ONE_COUNTS_AT_THE_END = frozenset(_VOCABULARY["one_counts_at_the_end"].split())
OPENING_MARKS = tuple("“‘《「『")
SIMPLIFIED = {ord(pair[0]): pair[1] for pair in _VOCABULARY["simplified"].split()}

LONGEST_NUMBER = 40
"""Characters. Longer numbers are keys, account numbers or noise."""
_SPACE = r"[ \u2009\u202f\xa0\u3000]"
_GROUPS = f"{{1,{LONGEST_NUMBER // 4}}}"
"""Groups of three digits; with more the number is longer than the longest, and reading them costs time."""
_ARABIC = (
    rf"(?:\d{{1,3}}(?:,\d{{3}}){_GROUPS}(?!\d)"
    rf"|[1-9]\d{{0,2}}(?:[ \u2009\u202f\xa0]\d{{3}}){_GROUPS}(?!\d)|\d+)(?:\.\d+)?"
)
_HAN = rf"[{HAN_DIGITS}]+(?:点[零〇一二三四五六七八九]+)?"
_NUMBER = rf"(?>{_ARABIC}|{_HAN})"
RAISED = "\u00b2\u00b3\u00b9\u2070\u2074-\u2079\u2080-\u2089"
"""Raised and lowered digits, for a class of a pattern: notes (526¹件) and powers (10⁴), never read."""
RAISED_DIGIT = re.compile(rf"[\d{HAN_DIGITS}][{RAISED}]|[{RAISED}]\d")
"""Raised digit beside a digit; m² has none."""
_AT_START = rf"(?<![\d.{HAN_DIGITS}{RAISED}])"
"""Patterns must not begin inside a number; otherwise a long run of digits would be scanned once per digit."""
_NO_TAIL = (
    rf"(?:(?!\d)|(?<=(?<!\d)(?:19|20)\d\d{_SPACE})"
    rf"|(?<!\d{_SPACE})(?<!\d{_SPACE}{_SPACE})(?<!\d\.{_SPACE})(?<!\d\.{_SPACE}{_SPACE}))"
)
"""Digits behind digits and a space are the rest of a number (12 34件, 2. 6万), but not behind a year."""
_GAP = r"[^\S\n]{0,4}\n?[^\S\n]{0,4}"
"""White space inside an amount; it may contain one line break but no blank line."""


_BEHIND_MINUS = rf"{_GAP}[\d.,\u2009\u202f\xa0 ]++{_GAP}(?:[%‰]|个?百分点|[百千万亿]{{0,2}}元)"
_MINUS = rf"(?P<minus>(?:负|(?<![^ 为是达至到长降幅比减增约差润额:：(，、|])[-−﹣])(?={_BEHIND_MINUS}))"
"""A dash is a minus only before rates and sums of money, and only behind a word of change: 讲座-3场 is 3."""
_OVER = "|".join(
    rf"(?<![{words}]){word}" for word, words in _VOCABULARY["over_before_a_round_number"].items()
)


def _amount(unit: str) -> str:
    inside, after = ("|".join(words) for words in (INSIDE, AFTER))
    return (
        rf"(?:{_MINUS}|(?P<over>{_OVER})(?=[百千万](?!分之)))?"
        rf"(?:(?P<per>[百千]分之|百分(?=百(?![{HAN_DIGITS}])))(?P<share>{_NUMBER})(?![{RAISED}])|(?P<number>{_NUMBER})"
        rf"(?:{_GAP}(?P<inside>{inside}))?(?:{_GAP}(?P<power>[百千万亿]{{1,2}}))?"
        rf"(?:{_GAP}(?P<late>{inside}))?{_GAP}(?P<unit>[%‰]|{unit})(?:(?<=成)(?P<tenth>[一二三四五六七八九1-9]))?)"
        rf"(?:{_GAP}(?P<after>{after})(?!级))?"
    )


AMOUNT = rf"{_AT_START}{_NO_TAIL}(?<![A-Za-z+×·]){_amount(_known_unit())}"
_WHOLE = _amount(
    rf"{_known_unit()}|(?![余多万亿千百点]|分点)[{RAISED}]*(?![余多万亿千百点{RAISED}])[^\W\d_]{{1,8}}?"
)

NUMBER_ALONE = re.compile(
    rf"(?:{'|'.join(BEFORE)})?[-−﹣]?{_ARABIC}(?:{'|'.join(INSIDE)})?[百千万亿]{{0,2}}(?:{'|'.join(INSIDE)})?"
)
"""Number in a cell, whose unit stands elsewhere: 76, 约 2.5万, 300余."""
_RANGE = rf"{_GAP}(?:[-—–~〜∼]{{1,3}}|至|到){_GAP}"


def _set_phrase(phrase: str) -> str:
    """Return the pattern of a set phrase, its numbers in Chinese or Arabic digits: 八项规定, 8项规定."""

    def _in_digits(match: re.Match[str]) -> str:
        value = han_integer(match[0])
        return match[0] if value is None else str(value)

    return f"{phrase}|{re.sub(f'[{HAN_DIGITS}]+', _in_digits, phrase)}"


def _look_alikes() -> Iterator[str]:
    """Yield the patterns of what only looks like an amount; those that begin with a number in one."""
    for unit in _VOCABULARY["ordinals"].split():  # 第3次、4次
        yield rf"第{_GAP}{_NUMBER}{unit}(?:[、和及与至]第?{_GAP}{_NUMBER}{unit})+"
    parts = {"GAP": _GAP, "NUMBER": _NUMBER, "HAN": _HAN, "RANGE": _RANGE, "START": _AT_START}
    patterns = [
        re.sub("|".join(parts), lambda match: parts[match[0]], pattern)
        for pattern in _VOCABULARY["look_alikes"]
    ]
    number = _AT_START + _NUMBER
    behind = [pattern.removeprefix(number) for pattern in patterns if pattern.startswith(number)]
    yield f"{number}(?:{'|'.join(behind)}|{_GAP}{_any_of(_VOCABULARY['no_amount_before'])})"
    yield from (pattern for pattern in patterns if not pattern.startswith(number))
    yield from map(_set_phrase, _SET_PHRASES)


_SET_PHRASES = _words(_VOCABULARY["set_phrases"])
LOOK_ALIKE = "|".join(_look_alikes())


def _beginning_with(signs: str, pattern: str) -> re.Pattern[str]:
    """Compile a pattern that fails at once, unless the next character is one of `signs`; for speed."""
    return re.compile(rf"(?=[{signs}])(?:{pattern})")


# Compiled when first used: it takes 50 ms, and a build in which no report changed needs none of them.


@cache
def single_amount() -> re.Pattern[str]:
    """Return the pattern of a text that is one amount and nothing else."""
    return re.compile(_WHOLE)


@cache
def amount_in_text() -> re.Pattern[str]:
    """Return the pattern of an amount in running text."""
    signs = "".join(_VOCABULARY["over_before_a_round_number"])
    return _beginning_with(rf"\d{HAN_DIGITS}负−﹣{signs}-", AMOUNT)


@cache
def look_alike_in_text() -> re.Pattern[str]:
    """Return the pattern of what only looks like an amount."""
    signs = f"{_VOCABULARY['look_alikes_begin_with']}{''.join(phrase[0] for phrase in _SET_PHRASES)}"
    return _beginning_with(rf"\dA-Za-z{HAN_DIGITS}{signs}", LOOK_ALIKE)


def browser_rules() -> dict[str, Any]:
    """Return the vocabulary and the patterns in JavaScript syntax, for `theme/assets/desk/quantities.js`."""
    return {
        "amount": to_javascript(AMOUNT),
        "whole": to_javascript(_WHOLE),
        "look_alike": to_javascript(LOOK_ALIKE),
        "han_section": to_javascript(HAN_SECTION.pattern),
        "before": BEFORE,
        "inside": INSIDE,
        "after": AFTER,
        "no_qualifiers": NO_QUALIFIERS,
        "counters": sorted(COUNTERS),
        "one_counts": sorted(ONE_COUNTS),
        "one_counts_at_the_end": sorted(ONE_COUNTS_AT_THE_END),
        "longest_number": LONGEST_NUMBER,
        "simplified": {chr(sign): simple for sign, simple in SIMPLIFIED.items()},
        "raised": RAISED,
        "shares": SHARES,
        "tenths": TENTHS,
    }
