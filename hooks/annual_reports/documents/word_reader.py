"""Read Word documents (.docx): paragraphs with their automatic numbers, headings, tables, in order.

word_package: parts ─► this module: notes and headers are told, the body is joined by word_joins and read by
word_text and word_tables without what word_contents finds and what word_colors says cannot be seen ─►
word_told: lines for a person. `word_elements.yml` says what is done with each element.
"""

from __future__ import annotations

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from xml.etree import ElementTree as ET

from annual_reports.documents.paragraphs import (
    LIBRARY_ERRORS,
    Paragraph,
    SourceDocument,
    UnreadableDocument,
    markdown_table,
)
from annual_reports.documents.word_colors import find_grounds
from annual_reports.documents.word_contents import Contents, find_contents
from annual_reports.documents.word_elements import LISTS, SAYS, plain_text, q, treatment
from annual_reports.documents.word_joins import join_paragraphs
from annual_reports.documents.word_numbering import Numbering
from annual_reports.documents.word_package import Relation, WordPackage
from annual_reports.documents.word_styles import Styles, is_on
from annual_reports.documents.word_tables import TableReader, is_frame, within
from annual_reports.documents.word_text import ParagraphText, Surroundings
from annual_reports.documents.word_told import Told

_OF_FIELDS = frozenset(LISTS["fields_told"].values())
_BESIDE_PAGE_NUMBER = re.compile(r"[-\s—–－第共页/·.]*")


def read_docx(data: bytes) -> SourceDocument:
    """Return the paragraphs of a .docx file, and what is not in them.

    Raises:
        UnreadableDocument: it is not a Word document, it is damaged or encrypted, or it is too large.

    """
    try:
        package = WordPackage.open(data)
        return _Document(package, package.main()).read()
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, ET.ParseError, *LIBRARY_ERRORS) as error:
        raise UnreadableDocument("document-broken") from error


@dataclass(slots=True)
class _BlockReader:
    """Reader of the blocks of one part of a document."""

    around: Surroundings
    numbering: Numbering
    told: Told
    is_flat: bool = False
    """True inside of a cell, where a table is read as text."""
    contents: Contents = field(default_factory=Contents)
    joined: dict[ET.Element, str] = field(default_factory=dict)
    """Paragraphs to which others were joined, each with what is told of it."""
    tables: int = 0
    """Tables of the draft so far."""

    def blocks(self, parent: Iterable[ET.Element]) -> Iterator[Paragraph]:
        """Yield the paragraphs and tables of an element; those of a text box come before its paragraph."""
        for child in within(parent, self.told, "w:p", "w:tbl"):
            if child.tag == q("w:p"):
                yield from self._paragraph(child)
            elif child.tag == q("w:tbl"):
                yield from self._table(child)
            else:
                yield from self._stray(child)

    def text(self, parent: Iterable[ET.Element]) -> str:
        """Return the text of a cell, note, or header in one line."""
        return self._lines(parent).replace("\n", " ")

    def _lines(self, parent: Iterable[ET.Element]) -> str:
        """Return the text of a cell with a line for each of its paragraphs."""
        outer, self.is_flat = self.is_flat, True
        lines = [block.text.strip() for block in self.blocks(parent)]
        self.is_flat = outer
        return "\n".join(filter(None, lines))

    def story(self, parent: ET.Element, name: str) -> str:
        """Return the text of a note or header; its places are told by its name."""
        self.told.part, self.told.before = name, ""
        text = self.text(parent)
        self.told.part, self.told.before = "", ""
        return text

    def _paragraph(self, element: ET.Element) -> Iterator[Paragraph]:
        label, level = self.numbering.next(element), self.around.styles.level(element)
        read = ParagraphText.read(element, self.around)
        text = "".join(read.pieces)
        is_entry = element in self.contents.entries
        self.told.read(text, (e for e in read.events if not (is_entry and e.phrase in _OF_FIELDS)))
        self._tell_paragraph(element, label, text)
        for box in read.boxes:
            yield from self.blocks(box if box.tag == q("w:txbxContent") else [box])
        if not (is_entry or self._is_lone(label, text)):
            yield from (Paragraph(line, level) for line in (label + text).split("\n"))

    def _tell_paragraph(self, element: ET.Element, label: str, text: str) -> None:
        """Tell what of a paragraph is left out, or read otherwise than it is printed."""
        if element in self.contents.entries:
            self.told.tell(SAYS["contents"], words=label + text)
        elif self._is_lone(label, text):
            self.told.tell(SAYS["lone_label"], self.told.place(), label)
        if element in self.contents.doubtful:
            self.told.tell_read(SAYS["doubtful_contents"], text)
        if element in self.joined:
            self.told.tell_read(self.joined[element], text)
        if text.strip() and self._is_joined(element):
            self.told.tell(SAYS["joined"], self.told.place())
        if self.around.styles.is_list_changed(element):
            self.told.tell_read(SAYS["renumbered"], label + text)

    def _is_lone(self, label: str, text: str) -> bool:
        """Return True for a number without text; only in a cell it says something."""
        return bool(label) and not (text.strip() or self.is_flat)

    def _is_joined(self, element: ET.Element) -> bool:
        """Return True if the paragraph's mark is hidden or its deletion is tracked (17.3.1.29)."""
        properties = element.find(q("w:pPr"))
        if properties is None:
            return False
        is_deleted = any(is_on(name, properties.find(q("w:rPr"))) for name in ("del", "moveFrom"))
        return is_deleted or self.around.styles.looks(element, properties).hidden

    def _stray(self, element: ET.Element) -> Iterator[Paragraph]:
        stray = ET.Element("")
        stray.append(element)
        blocks = [block for block in self._paragraph(stray) if block.text.strip()]
        if blocks:
            self.told.tell_read(SAYS["stray"], blocks[-1].text)
        yield from blocks

    def _table(self, element: ET.Element) -> Iterator[Paragraph]:
        if self.is_flat:
            yield self._nested_table(element)
        elif is_frame(element):
            yield from self._frame(element)
        else:
            rows = TableReader(self._lines, self.told).rows(element)
            self.tables += 1
            self._tell_lines(rows)
            yield Paragraph(markdown_table(rows or [[""]]), is_table=True)

    def _tell_lines(self, rows: list[list[str]]) -> None:
        """Tell the cells that a Markdown table holds otherwise: several paragraphs, vertical bars."""
        for row, cells in enumerate(rows, 1):
            for column, cell in enumerate(cells, 1):
                place = SAYS["cell"].format(table=self.tables, row=row, column=column)
                for says in (says for says, sign in (("lines", "\n"), ("bars", "|")) if sign in cell):
                    self.told.tell(SAYS[says], place, cell)

    def _nested_table(self, element: ET.Element) -> Paragraph:
        rows = TableReader(self.text, self.told).rows(element)
        text = " ".join(cell for row in rows for cell in row if cell)
        if not self.told.part:
            self.told.tell_read(SAYS["nested"], text)
        return Paragraph(text)

    def _frame(self, element: ET.Element) -> list[Paragraph]:
        """Read a table that only places text, cell by cell."""
        found: list[Paragraph] = []

        def read(cell: Iterable[ET.Element]) -> str:
            found.extend(self.blocks(cell))
            return ""

        TableReader(read, self.told, is_frame=True).rows(element)
        first = next((block.text for block in found if block.text.strip()), "")
        self.told.tell_read(SAYS["frame"], first)
        return found


@dataclass(frozen=True, slots=True)
class _Document:
    """Document in a package; `main` is the name of its main part."""

    package: WordPackage
    main: str
    told: Told = field(default_factory=Told)

    def read(self) -> SourceDocument:
        root = self.package.xml(self.main)
        if root.tag != q("w:document") or root.find(q("w:body")) is None:
            raise UnreadableDocument("document-broken")
        stories = self._reader(is_body=False)
        drawn = (part for kind in LISTS["drawn_parts"] for part in self._parts(kind))
        drawings = {relation.id: plain_text(root) for relation, root in drawn}
        related = drawings | dict(self._notes(stories))
        reader = self._reader(is_body=True, related=related)
        reader.joined = join_paragraphs(root)
        reader.contents = find_contents(root, reader.around.styles)
        reader.around.grounds.update(find_grounds(root, reader.around.styles))
        paragraphs = tuple(reader.blocks(root))
        self._tell_rest(stories, related)
        numbers = (*reader.numbering.told, *stories.numbering.told)
        return SourceDocument(paragraphs, (*self.told.lines(), *numbers))

    def _parts(self, kind: str) -> Iterator[tuple[Relation, ET.Element]]:
        """Yield the related parts of a kind that are there, each with its relation."""
        for relation in self.package.relations(self.main):
            if relation.kind == kind and relation.target.lower() in self.package.names:
                yield relation, self.package.xml(relation.target)

    def _reader(self, *, is_body: bool, related: dict[str, str] | None = None) -> _BlockReader:
        """Return a reader with counts of its own: for the body, which refers to `related`, or the rest."""
        roots = (next((root for _, root in self._parts(kind)), None) for kind in ("styles", "numbering"))
        styles = Styles.read(next(roots))
        links = self.package.links(self.main) if is_body else {}
        around = Surroundings(styles, {} if related is None else related, is_body, links=links)
        return _BlockReader(around, Numbering.read(next(roots), styles), self.told)

    def _stories(self, reader: _BlockReader, kind: str) -> Iterator[ET.Element]:
        """Yield the parts of a kind while the reader knows the links of each."""
        for relation, root in self._parts(kind):
            reader.around.links.clear()
            reader.around.links.update(self.package.links(relation.target))
            yield root

    def _notes(self, stories: _BlockReader) -> Iterator[tuple[str, str]]:
        """Yield what refers to notes, and their words; tell what in them is no text."""
        for kind, names in LISTS["notes"].items():
            for root in self._stories(stories, kind):
                for note in root.iter(q(f"w:{names['note']}")):
                    if not note.get(q("w:type"), "").endswith("eparator"):
                        reference = f"{names['note']}Reference {note.get(q('w:id'))}"
                        yield reference, stories.story(note, names["name"])

    def _tell_rest(self, stories: _BlockReader, related: dict[str, str]) -> None:
        """Tell the notes that nothing refers to, headers and footers, and parts that no list names."""
        for key, words in related.items():
            kind, says = treatment(q(f"w:{key.partition(' ')[0]}"))
            if kind == "note":
                self.told.tell(says, words=words)
        for kind, name in LISTS["stories"].items():
            texts = [_running_text(stories, root, name) for root in self._stories(stories, kind)]
            for text in dict.fromkeys(filter(None, texts)):
                self.told.tell(SAYS["story"].format(name=name), words=text)
        for relation in self.package.relations(self.main):
            if not any(relation.kind in kinds for kinds in LISTS["known_parts"]):
                self.told.tell(SAYS["part"], words=relation.kind)


def _running_text(stories: _BlockReader, root: ET.Element, name: str) -> str:
    """Return the text of a header or footer; empty if it only numbers the pages."""
    numbers = stories.around.page_numbers
    numbers.clear()
    text = rest = stories.story(root, name)
    for number in numbers:
        rest = rest.replace(number, "", 1)
    return "" if _BESIDE_PAGE_NUMBER.fullmatch(rest) else text
