"""Find the lines of a Word document's tables of contents, which are no text of the report.

They stand in a field `TOC`, in a building block or in styles of their own, or are typed below 目录. What
stands there and does not look like an entry is text: people type into the field, and some never end.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import NamedTuple
from xml.etree import ElementTree as ET

from annual_reports.documents.word_elements import LISTS, nearest, q
from annual_reports.documents.word_styles import Styles, value

_STYLE, _HEADING, _ENTRY = (re.compile(LISTS["contents"][name]) for name in ("style", "heading", "entry"))
_FIELD = re.compile(r"\s*TOC\b", re.IGNORECASE)
_PAGE = re.compile(r"\s*PAGEREF\b", re.IGNORECASE)
_LONGEST_END = 40
"""Characters that an entry's dots and page are looked for in, so that no row of dots takes long."""
_PARTS = ("w:t", "w:tab", "w:ptab", "w:br", "w:fldChar", "w:instrText", "w:fldSimple", "w:p")


class Contents(NamedTuple):
    """Paragraphs of a document's tables of contents."""

    entries: frozenset[ET.Element] = frozenset()
    doubtful: frozenset[ET.Element] = frozenset()
    """The first of each field that does not look like an entry."""


def find_contents(root: ET.Element, styles: Styles) -> Contents:
    """Return the paragraphs of all tables of contents, and those that are text although they stand in one."""
    reader = _Reader(styles, frozenset(p for sdt in root.iter(q("w:sdt")) for p in _block_lines(sdt)))
    for paragraph in root.iter(q("w:p")):
        reader.read(paragraph)
    return Contents(frozenset(reader.entries), frozenset(reader.doubtful))


def _block_lines(control: ET.Element) -> list[ET.Element]:
    """Return the paragraphs of a content control that holds a table of contents as a building block."""
    properties = control.find(f"{q('w:sdtPr')}/{q('w:docPartObj')}")
    is_contents = properties is not None and value(properties, "docPartGallery") == "Table of Contents"
    return list(control.iter(q("w:p"))) if is_contents else []


@dataclass(slots=True)
class _Reader:
    """Reader that goes through the paragraphs in order."""

    styles: Styles
    blocks: frozenset[ET.Element]
    entries: set[ET.Element] = field(default_factory=set)
    doubtful: set[ET.Element] = field(default_factory=set)
    codes: list[str] = field(default_factory=list)
    """Codes of the fields that have not ended, outermost first."""
    heading: ET.Element | None = None
    """Line 目录 if only entries stand below it so far."""
    depth: int = 0
    """How many fields were open where the result of a field `TOC` began; 0 outside of it."""
    is_told: bool = False
    """True if a line of the open field is doubtful already."""
    text: str = ""
    is_inside: bool = False
    """True if text of the paragraph stands in a table of contents."""
    has_page: bool = False

    def read(self, paragraph: ET.Element) -> None:
        """Decide on the next paragraph."""
        self.text, self.is_inside, self.has_page = "", paragraph in self.blocks, False
        self._walk(paragraph)
        if not self.text.strip():
            return
        if _HEADING.fullmatch("".join(self.text.split())):
            self.heading = paragraph
            self.entries.update([paragraph] if self.is_inside else [])
        elif self._is_entry(paragraph):
            self.entries.update([paragraph] if self.heading is None else [self.heading, paragraph])
        else:
            self.doubtful.update([paragraph] if self.is_inside and not self.is_told else [])
            self.heading, self.is_told = None, self.is_inside

    def _is_entry(self, paragraph: ET.Element) -> bool:
        text = self.text.strip()
        is_styled = any(map(_STYLE.fullmatch, self.styles.names(paragraph)))
        if is_styled and not text.endswith("。"):
            return True
        is_marked = self.is_inside or self.has_page or self.heading is not None
        return is_marked and bool(_ENTRY.search(text[-_LONGEST_END:]))

    def _walk(self, parent: ET.Element) -> None:
        for part in nearest(parent, *_PARTS):
            if part.tag == q("w:fldSimple"):
                self._turn("begin")
                self.codes[-1] = part.get(q("w:instr"), "")
                self._turn("separate")
                self._walk(part)
                self._turn("end")
            elif part.tag == q("w:fldChar"):
                self._turn(part.get(q("w:fldCharType"), ""))
            elif part.tag == q("w:instrText"):
                self.codes[-1:] = [code + (part.text or "") for code in self.codes[-1:]]
            elif part.tag != q("w:p"):
                self.text += part.text or "" if part.tag == q("w:t") else "\t"
                self.is_inside = self.is_inside or self.depth > 0

    def _turn(self, kind: str) -> None:
        """Begin a field, go on from its code to its result, or end it."""
        if kind == "begin":
            self.codes.append("")
        elif kind == "separate" and self.codes:
            self.has_page = self.has_page or bool(_PAGE.match(self.codes[-1]))
            if not self.depth and _FIELD.match(self.codes[-1]):
                self.depth, self.is_told = len(self.codes), False
        elif kind == "end" and self.codes:
            self.codes.pop()
            self.depth = self.depth if self.depth <= len(self.codes) else 0
