"""Read Word documents (.docx): paragraphs with their automatic numbers, headings, tables, in order.

python-docx opens the package. The text is walked here, because tracked deletions must be left out and
tracked insertions read, and because automatic numbers stand in no text.
"""

from __future__ import annotations

import lzma
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import Any

from docx import Document
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from annual_reports.documents.paragraphs import (
    LIBRARY_ERRORS,
    Paragraph,
    SourceDocument,
    UnreadableDocument,
    markdown_table,
)
from annual_reports.documents.word_numbering import Numbering

_LARGEST_UNPACKED = 60_000_000
"""Bytes of all parts; a file that unpacks to more is a zip bomb or a picture album."""
_MOST_PARTS = 2_000
_SKIPPED = frozenset(map(qn, ("w:del", "w:moveFrom", "w:pPr", "w:rPr", "w:instrText")))
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_SIGNS = {qn("w:tab"): "\t", qn("w:br"): "\n", qn("w:cr"): "\n", qn("w:noBreakHyphen"): "-"}
_HEADING = "heading "
_DEEPEST = 9


def read_docx(data: bytes) -> SourceDocument:
    """Return the paragraphs of a .docx file.

    Raises:
        UnreadableDocument: it is not a Word document, it is encrypted, or it unpacks to too many bytes.

    """
    _check_package(data)
    try:
        document = Document(BytesIO(data))
        return SourceDocument(tuple(_paragraphs(document)), _told(document))
    except (PackageNotFoundError, zipfile.BadZipFile, zlib.error, lzma.LZMAError, *LIBRARY_ERRORS) as error:
        raise UnreadableDocument("document-broken") from error


def _check_package(data: bytes) -> None:
    if data[:4] == b"\xd0\xcf\x11\xe0":  # an old .doc, or a new one with a password
        raise UnreadableDocument("document-old-or-locked")
    try:
        parts = zipfile.ZipFile(BytesIO(data)).infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise UnreadableDocument("document-broken") from error
    if len(parts) > _MOST_PARTS or sum(part.file_size for part in parts) > _LARGEST_UNPACKED:
        raise UnreadableDocument("document-unpacks-too-large")
    if any(part.flag_bits & 1 for part in parts):
        raise UnreadableDocument("document-old-or-locked")


def _paragraphs(document: Any) -> Iterator[Paragraph]:
    numbering = Numbering.of(document)
    levels = _heading_levels(document)
    for element in _blocks(document.element.body):
        if element.tag == qn("w:tbl"):
            yield Paragraph(markdown_table(_rows(element)), is_table=True)
            continue
        text = _text(element)
        level = levels.get(_style(element))
        for number, line in enumerate(text.split("\n")):
            label = numbering.next(element) if number == 0 and line.strip() else ""
            yield Paragraph(label + line, level)


def _blocks(parent: Any) -> Iterator[Any]:
    """Yield paragraphs and tables in order, also those in text boxes and content controls."""
    for child in parent.iterchildren():
        if child.tag in (qn("w:p"), qn("w:tbl")):
            if child.tag == qn("w:p"):
                for box in child.iter(qn("w:txbxContent")):
                    if not any(a.tag == _FALLBACK for a in box.iterancestors()):
                        yield from _blocks(box)
            yield child
        elif child.tag in (qn("w:sdt"), qn("w:sdtContent"), qn("w:ins"), qn("w:moveTo")):
            yield from _blocks(child)


def _text(element: Any) -> str:
    """Return the text with all changes accepted, without text boxes, which are blocks of their own."""
    pieces: list[str] = []
    for child in element.iterchildren():
        if child.tag in _SKIPPED or child.tag in (_FALLBACK, qn("w:txbxContent")):
            continue
        if child.tag == qn("w:t"):
            pieces.append(child.text or "")
        elif child.tag in _SIGNS:
            is_page = child.get(qn("w:type")) in ("page", "column")
            pieces.append("" if is_page else _SIGNS[child.tag])
        else:
            pieces.append(_text(child))
    return "".join(pieces)


def _rows(element: Any) -> list[list[str]]:
    rows = [
        [
            " ".join(filter(None, (_text(p) for p in cell.iter(qn("w:p")))))
            for cell in row.iterchildren(qn("w:tc"))
        ]
        for row in element.iterchildren(qn("w:tr"))
    ]
    return [row for row in rows if row] or [[""]]


def _style(element: Any) -> str:
    found = element.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return "" if found is None else found.get(qn("w:val"), "")


def _heading_levels(document: Any) -> dict[str, int]:
    """Return style id -> level, for the styles that are headings by their name."""
    levels: dict[str, int] = {}
    for style in document.styles.element.iterchildren(qn("w:style")):
        name = style.find(qn("w:name"))
        label = "" if name is None else name.get(qn("w:val"), "").lower()
        if label.startswith(_HEADING) and label.removeprefix(_HEADING).isdigit():
            levels[style.get(qn("w:styleId"), "")] = min(int(label.removeprefix(_HEADING)), _DEEPEST)
    return levels


def _told(document: Any) -> tuple[str, ...]:
    body = document.element.body
    if any(True for _ in body.iter(qn("w:ins"), qn("w:del"))):
        return ("文件里还有没有接受的修订，按接受以后的样子读入",)
    if any(True for _ in body.iter(qn("w:footnoteReference"))):
        return ("文件里有脚注，脚注没有读入",)
    return ()
