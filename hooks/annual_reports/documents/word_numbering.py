"""Compute Word's automatic numbers, which are not in the text: 一、 （一） 1. (ISO/IEC 29500-1, 17.9).

Definitions (`w:abstractNum`) count; lists (`w:num`) refer to them and may override some of their levels.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree as ET

from annual_reports.documents.number_formats import format_number
from annual_reports.documents.word_package import w
from annual_reports.documents.word_styles import ListUse, Styles, is_on, list_reference, value, whole_number

_PLACEHOLDER = re.compile(r"%([1-9])")
_PICTURE_FONTS = ("wingdings", "webdings")  # they draw pictures for letters and digits
_WORDS = re.compile(r"[0-9０-９①-⒛㈠-㊉一-鿿]")
"""Signs that say something where they stand as a bullet."""
_DEEPEST = 8
_SHOWN = 10
"""Characters of a paragraph that show its place."""


class _List(NamedTuple):
    """List (`w:num`) with the levels (`w:lvl`) that hold for its paragraphs."""

    definition: str
    levels: Mapping[int, ET.Element]
    starts: Mapping[int, int]
    """Level -> number with which this list lets it begin anew."""
    restarts: Mapping[int, int]
    """Level -> number of the level behind which it begins anew, 0 for none; others do behind every higher."""

    def start(self, depth: int) -> int:
        written = value(self.levels[depth], "start") if depth in self.levels else ""
        return self.starts.get(depth, whole_number(written) or 0)

    def depth(self, use: ListUse) -> int:
        """Return the level that is linked to the paragraph's styles (17.9.23), or else the one it names."""
        linked = {value(level, "pStyle"): depth for depth, level in self.levels.items()}
        depth = next((linked[style] for style in use.styles if style in linked), use.level or 0)
        return min(depth, _DEEPEST)


@dataclass(frozen=True, slots=True)
class Numbering:
    """Lists of a document with their current numbers, and the places of what is told."""

    styles: Styles
    lists: Mapping[str, _List]
    counts: dict[str, dict[int, int]] = field(default_factory=dict)
    """Definition -> level -> the number used last; and the lists and levels that have begun."""
    used: set[tuple[str, int]] = field(default_factory=set)
    places: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def read(cls, root: ET.Element | None, styles: Styles) -> Numbering:
        """Read `numbering.xml`; None if the document has none."""
        root = ET.Element("") if root is None else root
        definitions = {d.get(w("abstractNumId"), ""): d for d in root.iterfind(w("abstractNum"))}
        references = {n.get(w("numId"), ""): value(n, "abstractNumId") for n in root.iterfind(w("num"))}
        shared = {value(d, "styleLink"): d for d in definitions.values()}
        lists: dict[str, _List] = {}
        for element in root.iterfind(w("num")):
            id_ = element.get(w("numId"), "")
            definition = definitions.get(references[id_], element)
            if style := value(definition, "numStyleLink"):
                of_style, _ = list_reference(styles.by_id.get(style, element))
                definition = shared.get(style, definitions.get(references.get(of_style, ""), definition))
            lists[id_] = _read_list(element, references[id_], definition)
        return cls(styles, lists)

    @property
    def told(self) -> list[str]:
        """Chinese lines that name the numbers and bullets that no label holds."""
        return [what.format(len(places)) + "、".join(places) for what, places in self.places.items()]

    def next(self, paragraph: ET.Element) -> str:
        """Return the label that Word prints in front of the next paragraph, and count on; empty if none."""
        use = self.styles.list_use(paragraph)
        numbered = self.lists.get(use.list_id) if use else None
        if use is None or numbered is None or self._is_gone(paragraph):
            return ""
        depth, text = numbered.depth(use), "".join(t.text or "" for t in paragraph.iter(w("t"))).strip()
        level = numbered.levels.get(depth)
        self._count(use.list_id, numbered, depth)
        label = None if level is None else self._label(numbered, level)
        if level is not None and label is not None:
            return label if value(level, "suff") == "nothing" else label + _gap(label, text)
        is_bullet = level is not None and _format(level)[0] == "bullet"
        what = "项目符号没有读入 {} 处：" if is_bullet else "自动编号没有读入 {} 处，请照原文补上："
        self.places.setdefault(what, []).append(f"“{text[:_SHOWN]}”前面" if text else "空段")
        return ""

    def _is_gone(self, paragraph: ET.Element) -> bool:
        """Return True if a paragraph's end is deleted or all of it is hidden: Word does not count it then."""
        properties = paragraph.find(w("pPr"))
        if properties is None:
            return False
        if any(properties.find(f"{w('rPr')}/{w(name)}") is not None for name in ("del", "moveFrom")):
            return True
        return all(self.styles.looks(paragraph, r).hidden for r in (properties, *paragraph.iter(w("r"))))

    def _count(self, list_id: str, numbered: _List, depth: int) -> None:
        counts = self.counts.setdefault(numbered.definition, {})
        begins = depth not in counts or (depth in numbered.starts and (list_id, depth) not in self.used)
        counts[depth] = numbered.start(depth) if begins else counts[depth] + 1
        self.used.add((list_id, depth))
        for higher in range(depth):
            counts.setdefault(higher, numbered.start(higher))
        for deeper in [other for other in counts if depth < min(other, numbered.restarts.get(other, other))]:
            del counts[deeper]

    def _label(self, numbered: _List, level: ET.Element) -> str | None:
        """Return a label; None for a bullet, or if a number cannot be written as Word writes it."""
        label = "" if is_on("vanish", level.find(w("rPr"))) else value(level, "lvlText")
        if _format(level)[0] == "bullet" and label.strip():
            return label if _WORDS.search(label) and not _is_in_pictures(level) else None
        is_legal, counts = is_on("isLgl", level), self.counts[numbered.definition]
        for mark in set(_PLACEHOLDER.findall(label)):
            depth = int(mark) - 1
            format_ = ("decimal", "") if is_legal else _format(numbered.levels.get(depth, level))
            written = format_number(counts[depth], *format_) if depth in counts else ""
            if written is None or (written and _is_in_pictures(level)):
                return None
            label = label.replace(f"%{mark}", written)
        return label


def _read_list(element: ET.Element, id_: str, definition: ET.Element) -> _List:
    levels = {whole_number(level.get(w("ilvl"))) or 0: level for level in definition.iterfind(w("lvl"))}
    restarts = {
        d: n for d, lvl in levels.items() if (n := whole_number(value(lvl, "lvlRestart"))) is not None
    }
    starts: dict[int, int] = {}
    for override in element.iterfind(w("lvlOverride")):
        depth = whole_number(override.get(w("ilvl"))) or 0
        levels.update((depth, level) for level in override.iterfind(w("lvl")))
        if (start := whole_number(value(override, "startOverride"))) is not None:
            starts[depth] = start
    return _List(id_, levels, starts, restarts)


def _format(level: ET.Element) -> tuple[str, str]:
    """Return a level's format, and the pattern of the format `custom`."""
    written = next(level.iter(w("numFmt")), level)  # the newest of alternatives comes first
    return written.get(w("val"), "decimal"), written.get(w("format"), "")


def _is_in_pictures(level: ET.Element) -> bool:
    font = level.find(f"{w('rPr')}/{w('rFonts')}")
    return font is not None and font.get(w("ascii"), "").lower().startswith(_PICTURE_FONTS)


def _gap(label: str, text: str) -> str:
    """Return a space where label and text are printed apart and would be read as one word or number."""
    ends_in_word = label[-1:].isalpha() or label[-1:].isdecimal()
    is_one_number = label[-1:] in (".", "．") and text[:1].isdecimal()
    return " " if text and (ends_in_word or is_one_number) else ""
