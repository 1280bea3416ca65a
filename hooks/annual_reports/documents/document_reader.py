"""Read the paragraphs of a signed document: Word, plain text, or a PDF that holds text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from annual_reports.documents.paragraphs import Paragraph, SourceDocument, UnreadableDocument
from annual_reports.documents.pdf_reader import read_pdf
from annual_reports.documents.word_reader import read_docx
from annual_reports.domain.findings import Finding, Place, finding

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
        return finding(unreadable.code, place)
    has_text = any(paragraph.text.strip() for paragraph in document.paragraphs)
    return document if has_text else finding("document-empty", place)


def _read_plain_text(data: bytes) -> SourceDocument:
    """Decode UTF-8, or UTF-16 or GB 18030 as Chinese Windows writes them; each line is a paragraph."""
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030"):
        try:
            return SourceDocument(tuple(map(Paragraph, data.decode(encoding).splitlines())))
        except UnicodeDecodeError:
            continue
    raise UnreadableDocument("document-broken")


_READERS: Mapping[str, Callable[[bytes], SourceDocument]] = {
    ".docx": read_docx,
    ".txt": _read_plain_text,
    ".pdf": read_pdf,
}
