"""Documents as a town would hand them in, made for the tests."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn


def word(lines: Iterable[str], *, table: list[list[str]] | None = None, xml: Iterable[str] = ()) -> bytes:
    """A Word document: a paragraph for each line, then a table, then pieces of raw markup."""
    document = Document()
    for line in lines:
        document.add_paragraph(line)
    for row in table or []:
        if row is (table or [])[0]:
            made = document.add_table(rows=0, cols=len(row))
        for cell, text in zip(made.add_row().cells, row, strict=True):
            cell.text = text
    body = document.element.body
    for piece in xml:
        body.insert(len(body) - 1, parse_xml(piece.replace("<w:p>", f"<w:p {nsdecls('w')}>", 1)))
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def numbered(levels: Iterable[tuple[int, str]]) -> bytes:
    """A Word document whose numbers Word writes by itself: 一、 on the first level, （一） on the second."""
    document = Document()
    numbering = document.part.numbering_part.element
    definition = parse_xml(
        f"<w:abstractNum {nsdecls('w')} w:abstractNumId='90'>"
        + "".join(
            f"<w:lvl w:ilvl='{depth}'><w:start w:val='1'/><w:numFmt w:val='chineseCounting'/>"
            f"<w:lvlText w:val='{label}'/></w:lvl>"
            for depth, label in enumerate(("%1、", "（%2）"))
        )
        + "</w:abstractNum>"
    )
    numbering.insert(0, definition)
    numbering.append(parse_xml(f"<w:num {nsdecls('w')} w:numId='90'><w:abstractNumId w:val='90'/></w:num>"))
    for level, text in levels:
        paragraph = document.add_paragraph(text)._p  # noqa: SLF001  # python-docx writes no numbers
        properties = paragraph.get_or_add_pPr()
        properties.append(
            parse_xml(f"<w:numPr {nsdecls('w')}><w:ilvl w:val='{level}'/><w:numId w:val='90'/></w:numPr>")
        )
        assert properties.find(qn("w:numPr")) is not None
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def bomb(size: int = 200_000_000) -> bytes:
    """A small file that unpacks to `size` bytes."""
    file = BytesIO()
    with ZipFile(file, "w", ZIP_DEFLATED) as package:
        package.writestr("[Content_Types].xml", b" " * size)
    return file.getvalue()
