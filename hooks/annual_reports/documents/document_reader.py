"""Read a signed document: Word in its new and old forms, plain text, or a PDF that holds text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from annual_reports.documents.office_converter import convert_to_docx
from annual_reports.documents.paragraphs import SourceDocument, UnreadableDocument
from annual_reports.documents.pdf_reader import read_pdf
from annual_reports.documents.plain_text import read_plain_text
from annual_reports.documents.scan_reader import can_recognise, read_scan
from annual_reports.documents.word_reader import read_docx
from annual_reports.domain.findings import Finding, Place, finding

_OLD = b"\xd0\xcf\x11\xe0"
"""Beginning of an old .doc or .wps, and of a newer document with a password."""
_PICTURES = ("document-scanned", "document-without-characters")
LARGEST_DOCUMENT = 20_000_000
"""Bytes; a report with pictures has two or three million."""


def read_document(path: Path) -> SourceDocument | Finding:
    """Return a document's text and what is not in it, or the finding that says why it cannot be read."""
    place = Place(path.name)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        return finding("document-kind", place, found=path.suffix or path.name)
    try:
        if path.stat().st_size > LARGEST_DOCUMENT:
            return finding("document-too-large", place, limit=LARGEST_DOCUMENT // 1_000_000)
        document = reader(path.read_bytes())
    except OSError as error:
        return finding("unreadable-file", place, reason=error.strerror)
    except UnreadableDocument as unreadable:
        return finding(unreadable.code, place._replace(line=unreadable.line), line=unreadable.line)
    has_text = any(paragraph.text.strip() for paragraph in document.paragraphs)
    return document if has_text else finding("document-empty", place)


def _read_word(data: bytes) -> SourceDocument:
    """Read a Word document; one that is old by its content, whatever its name, is converted first."""
    if not data.startswith(_OLD):
        return read_docx(data)
    document = read_docx(convert_to_docx(data))
    told = "原文件是旧版 Word 或 WPS 文件，由 LibreOffice 转换后读入，请对照原件核对编号、表格和带圈的字"
    return document._replace(told=(told, *document.told))


def _read_pdf(data: bytes) -> SourceDocument:
    """Read a PDF by its text; one that has none is recognised as a picture, if that is installed."""
    try:
        return read_pdf(data)
    except UnreadableDocument as unreadable:
        if unreadable.code not in _PICTURES or not can_recognise():
            raise
        return read_scan(data)


_READERS: Mapping[str, Callable[[bytes], SourceDocument]] = {
    **dict.fromkeys((".docx", ".docm", ".dotx", ".doc", ".wps"), _read_word),
    ".txt": read_plain_text,
    ".pdf": _read_pdf,
}
