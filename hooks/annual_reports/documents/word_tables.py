"""Read the rows of a Word table so that each figure stays under its column (ISO/IEC 29500-1, 17.4)."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from annual_reports.documents.word_colors import is_low
from annual_reports.documents.word_elements import (
    LISTS,
    SAYS,
    inside,
    nearest,
    phrases,
    plain_text,
    q,
    treatment,
)
from annual_reports.documents.word_styles import is_on, value, whole_number
from annual_reports.documents.word_told import Told

_HOLDERS = frozenset(("walked", "read_and_told", "field", "link"))
"""Kinds of elements that may stand around paragraphs, tables, rows, and cells."""
_BREAKS = frozenset(map(q, ("w:br", "w:cr")))
_TEXTS = ("w:t", "m:t", "w:br", "w:cr")
_FORM = 5
"""Lines of text in one cell from which on a table is a form around it."""
_MOST_COLUMNS = 63
"""Columns that Word allows in a table."""


@dataclass(frozen=True, slots=True)
class TableReader:
    """Reader of tables; `read_text` reads the paragraphs of a cell."""

    read_text: Callable[[Iterable[ET.Element]], str]
    told: Told
    is_frame: bool = False
    """True if the table only places text, so that no cell stands for others."""

    def rows(self, table: ET.Element) -> list[list[str]]:
        """Return the cells of each row; cells that a merged cell covers are empty."""
        if is_on("bidiVisual", table.find(q("w:tblPr"))):
            self._tell(SAYS["right_to_left"], table)
        return [row for element in within(table, self.told, "w:tr") if (row := self._row(element))]

    def _tell(self, phrase: str, element: ET.Element) -> None:
        self.told.tell(phrase, self.told.place(), plain_text(element))

    def _row(self, row: ET.Element) -> list[str]:
        if row.tag != q("w:tr"):
            return self._stray(row)
        properties = row.find(q("w:trPr"))
        for name, phrase in (LISTS["rows_left_out"] | LISTS["rows_told"]).items():
            if is_on(name, properties):
                self._tell(phrase, row)
                if name in LISTS["rows_left_out"]:
                    return []
        height = None if properties is None else properties.find(q("w:trHeight"))
        if is_low(height, "val", "hRule") and plain_text(row).strip():
            self._tell(SAYS["low_row"], row)
            return []
        cells = [""] * _count(properties, "gridBefore", 0)
        for cell in within(row, self.told, "w:tc"):
            cells += self._cell(cell) if cell.tag == q("w:tc") else self._stray(cell)
        return cells

    def _stray(self, element: ET.Element) -> list[str]:
        text = self.read_text([element])
        if text:
            self.told.tell_read(SAYS["outside_cells"], text)
        return [text] if text else []

    def _cell(self, cell: ET.Element) -> list[str]:
        properties = cell.find(q("w:tcPr"))
        merges = _merges(properties)
        width = _count(properties, "gridSpan", 1)
        covered = "continue" in merges
        text = "" if covered else self.read_text(cell)
        if covered and plain_text(cell).strip():
            self._tell(SAYS["covered"], cell)
        if not (covered or self.is_frame) and (width > 1 or "restart" in merges):
            self.told.tell_read(SAYS["merged"], text)
        if any(is_on(name, properties) for name in ("cellIns", "cellDel", "cellMerge")):
            self.told.tell_read(SAYS["changed"], text)
        return [text, *[""] * (width - 1)]


def is_frame(table: ET.Element) -> bool:
    """Return True for a table that only places paragraphs: in one column or row, or as a form.

    A form (发文稿纸) has the text in one cell of its own row, and above it who wrote and who signed.
    """
    rows = [[_lines(cell) for cell in nearest(row, "w:tc")] for row in nearest(table, "w:tr")]
    alone = [row[0] for row in rows if len(row) == 1]
    if max(alone, default=0) >= _FORM and 2 * sum(alone) > sum(map(sum, rows)):
        return True
    if all(len(row) == 1 for row in rows):
        return any(lines > 1 for row in rows for lines in row)
    return len(rows) == 1 and all(lines > 1 for lines in rows[0])


def _lines(cell: ET.Element) -> int:
    """Return how many lines of a cell hold text; a table in it counts as several."""
    count = 0
    for block in nearest(cell, "w:p", "w:tbl"):
        is_table = block.tag == q("w:tbl") and plain_text(block).strip()
        signs = ("\n" if e.tag in _BREAKS else plain_text(e) for e in nearest(block, *_TEXTS))
        count += 2 if is_table else sum(map(bool, map(str.strip, "".join(signs).split("\n"))))
    return count


def within(parent: Iterable[ET.Element], told: Told, *names: str) -> Iterator[ET.Element]:
    """Yield elements of some names, also those in content controls and the like; other content as it is."""
    tags = frozenset(map(q, names))
    for child in parent:
        kind, says = treatment(child.tag)
        is_around = kind in _HOLDERS and child.tag not in tags and any(e.tag in tags for e in child.iter())
        for said in phrases(child) if is_around else [says] if kind == "left_out" else []:
            told.tell(said, told.place(), plain_text(child))
        if is_around:
            yield from within(inside(child), told, *names)
        elif kind not in ("silent", "left_out"):
            yield child


def _count(properties: ET.Element | None, name: str, default: int) -> int:
    written = None if properties is None else whole_number(value(properties, name))
    return default if written is None else min(written, _MOST_COLUMNS)


def _merges(properties: ET.Element | None) -> list[str]:
    """Return `restart` or `continue` (where nothing is written) for each way of merging (17.4.84)."""
    found = () if properties is None else map(properties.find, (q("w:vMerge"), q("w:hMerge")))
    return [element.get(q("w:val"), "continue") for element in found if element is not None]
