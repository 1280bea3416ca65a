"""Compute Word's automatic numbers, which are not in the text: 一、 （一） 1. (ISO/IEC 29500-1, 17.9)."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from docx.oxml.ns import qn

_HAN = "零一二三四五六七八九"
_CHINESE = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "taiwaneseCountingThousand",
        "ideographDigital",
    )
)
_CIRCLED_FROM, _CIRCLED = 0x2460, 20


@dataclass(slots=True)
class _Level:
    format: str
    text: str
    start: int


@dataclass(slots=True)
class Numbering:
    """Lists of a document with their current numbers."""

    levels: dict[tuple[str, int], _Level] = field(default_factory=dict)
    """(list id, depth) -> format of its numbers."""
    counts: dict[tuple[str, int], int] = field(default_factory=dict)
    """(list id, depth) -> the number used last."""

    @classmethod
    def of(cls, document: Any) -> Numbering:
        """Read a document's list definitions."""
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return cls()
        abstract = {a.get(qn("w:abstractNumId")): a for a in root.iterchildren(qn("w:abstractNum"))}
        levels: dict[tuple[str, int], _Level] = {}
        for number in root.iterchildren(qn("w:num")):
            reference = number.find(qn("w:abstractNumId"))
            definition = None if reference is None else abstract.get(reference.get(qn("w:val")))
            for level in () if definition is None else definition.iterchildren(qn("w:lvl")):
                key = (number.get(qn("w:numId"), ""), _number(level.get(qn("w:ilvl"))))
                levels[key] = _Level(
                    _value(level, "w:numFmt"),
                    _value(level, "w:lvlText"),
                    _number(_value(level, "w:start") or "1"),
                )
        return cls(levels)

    def next(self, paragraph: Any) -> str:
        """Return the number in front of the next paragraph, and count on; empty if it has none."""
        properties = paragraph.find(f"{qn('w:pPr')}/{qn('w:numPr')}")
        if properties is None:
            return ""
        id_, depth = _value(properties, "w:numId"), _number(_value(properties, "w:ilvl") or "0")
        level = self.levels.get((id_, depth))
        if level is None or level.format in ("bullet", "none"):
            return ""
        self.counts[id_, depth] = self.counts.get((id_, depth), level.start - 1) + 1
        for deeper in [key for key in self.counts if key[0] == id_ and key[1] > depth]:
            del self.counts[deeper]
        return re.sub(r"%(\d)", lambda match: self._formatted(id_, int(match[1]) - 1), level.text)

    def _formatted(self, id_: str, depth: int) -> str:
        level = self.levels.get((id_, depth))
        count = self.counts.get((id_, depth), 1)
        if level is None:
            return str(count)
        if level.format in _CHINESE:
            return _chinese(count)
        circled = "ircle" in level.format and count <= _CIRCLED
        return chr(_CIRCLED_FROM + count - 1) if circled else str(count)


def _chinese(number: int) -> str:
    """Return a number below 100 in Chinese: 12 -> 十二, 20 -> 二十."""
    tens, ones = divmod(number, 10)
    if tens > 9:  # noqa: PLR2004  # no report has a hundred headings
        return str(number)
    return ("" if tens < 2 else _HAN[tens]) + ("十" if tens else "") + (_HAN[ones] if ones else "")  # noqa: PLR2004


def _value(element: Any, name: str) -> str:
    found = element.find(qn(name))
    return "" if found is None else found.get(qn("w:val"), "")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
