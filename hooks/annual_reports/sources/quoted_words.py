"""Read what a quotation says in words: that there was none, or a list of names that can be counted.

The words are data, in `quoted_words.yml` beside this file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import yaml

from annual_reports.domain import quantities
from annual_reports.domain.text import squeeze

_WORDS: dict[str, list[str]] = {
    name: sorted(words.split(), key=len, reverse=True)
    for name, words in yaml.load(
        Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    ).items()
}


def _any_of(*names: str) -> str:
    return "|".join(word for name in names for word in _WORDS[name])


_HAN_DIGITS = "一二两三四五六七八九十百千万亿"
_NOT_NONE = re.compile(_any_of("not_none", "not_zero"))
_NONE = re.compile(
    rf"{_any_of('none')}|(?<![{_HAN_DIGITS}〇零])零(?![{_HAN_DIGITS}〇零])|(?<![\d.,])0(?![\d.,])"
)

_BRACKETS = re.compile(r"《[^《》]*》|\([^()]*\)|\[[^\[\]]*\]|〔[^〔〕]*〕")
_PLACEHOLDER = "\x00"
"""Stands for what is in brackets: neither a joint nor the end of a name."""
_CLAUSE_MARKS = re.compile("[,;:。!?]")
_NUMBER_OF_NAMES = re.compile(rf"[\d{_HAN_DIGITS}几数多各](?:个|家|名)?(?:{_any_of('name_endings')})[^、]*$")
_NAME_END = re.compile(rf"(?:{_any_of('name_endings')}|[”’」』\x00])$")
_JOINT = re.compile(_any_of("between_names"))
_OUTER_MARKS = "“”‘’「」『』"
_SHORTEST_NAME = 2
_LONGEST_NAME = 8
"""Characters. A longer piece between two other names may hold more than a name."""
_LONGEST_LIST = 1000
"""Characters. What is longer is no list of names; limits the time for a file made of names."""
_ALIKE = 3
"""Times by which a long name may be longer than the shortest of its list."""


class NameCount(NamedTuple):
    """Fewest and most names that a list may have; they differ where 和 may be part of a name."""

    fewest: int
    most: int


def says_none(quote: str) -> bool:
    """Return True if a quotation says that there was none, and gives no amount: 没有发生行政复议案件."""
    squeezed = squeeze(quote)
    if quantities.find(squeezed):
        return False
    return _NONE.search(_NOT_NONE.sub(_PLACEHOLDER, squeezed)) is not None


def count_names(quote: str) -> NameCount | None:
    """Count the names that a quotation lists, joined by 、 and 和: 东岭村、西岭村和南岭村.

    Returns:
        The number; None if it cannot be told: the quotation is long or has several clauses, says the number
        itself, ends its list with 等, or joins no names.

    """
    squeezed = squeeze(quote)
    if len(squeezed) > _LONGEST_LIST:
        return None
    text = _BRACKETS.sub(_PLACEHOLDER, squeezed).strip(_OUTER_MARKS)
    in_brackets = sum(found.count("、") for found in _BRACKETS.findall(squeezed) if found[0] != "《")
    if _CLAUSE_MARKS.search(text) or "等" in text or quantities.find(text) or _NUMBER_OF_NAMES.search(text):
        return None
    pieces = [piece for part in text.split("、") for piece in _split_at_joints(part)]
    if len(pieces) == 1 and not _is_name(pieces[0]):
        return None
    if not all(pieces) or any(_is_more_than_a_name(piece, pieces) for piece in pieces[1:-1]):
        return None
    doubtful = sum(_doubtful_joints(piece) for piece in pieces)
    return NameCount(len(pieces), len(pieces) + doubtful + in_brackets)


def _split_at_joints(part: str) -> Iterator[str]:
    """Split where 和 follows the end of a name: 西岭村和和平村 are two names, 共和村 is one."""
    start = 0
    for match in _JOINT.finditer(part):
        if match.start() > start and _NAME_END.search(part, start, match.start()):
            yield part[start : match.start()]
            start = match.end()
    yield part[start:]


def _doubtful_joints(piece: str) -> int:
    """Return how many more names a piece may hold: one more for 东岭和西岭村, none for 共和村."""
    return sum(
        match.start() >= _SHORTEST_NAME and len(piece) - match.end() >= _SHORTEST_NAME
        for match in _JOINT.finditer(piece)
    )


def _is_name(piece: str) -> bool:
    return len(piece) <= _LONGEST_NAME and _NAME_END.search(piece) is not None


def _is_more_than_a_name(piece: str, pieces: list[str]) -> bool:
    """Return True for a long piece among short names: 宪法宣传中建成东村."""
    return len(piece) > max(_LONGEST_NAME, _ALIKE * min(map(len, pieces)))
