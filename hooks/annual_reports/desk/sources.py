"""A document as it was signed -> its paragraphs: Word, plain text, PDF that holds text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from annual_reports.desk import pdf, word
from annual_reports.desk.paragraphs import Paragraph, Refused
from annual_reports.findings import Finding, Place, finding

LARGEST = 20_000_000
"""Bytes of a document; a report with pictures has two or three million."""


def read(path: Path) -> list[Paragraph] | Finding:
    """Read a document's paragraphs, or say why that cannot be done."""
    place = Place(path.name)
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        return finding("document-kind", place, found=path.suffix or path.name)
    try:
        if path.stat().st_size > LARGEST:
            return finding("document-too-large", place, limit=LARGEST // 1_000_000)
        paragraphs = reader(path.read_bytes())
    except OSError as error:
        return finding("unreadable-file", place, reason=error.strerror)
    except Refused as refusal:
        return finding(refusal.code, place)
    return paragraphs if any(p.text.strip() for p in paragraphs) else finding("document-empty", place)


def _plain(data: bytes) -> list[Paragraph]:
    """Text of UTF-8, or of GB 18030 as Chinese Windows writes it; each line is a paragraph."""
    for encoding in ("utf-8-sig", "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "gb18030"):
        try:
            return [Paragraph(line) for line in data.decode(encoding).splitlines()]
        except UnicodeDecodeError:
            continue
    raise Refused("document-broken")


_READERS: Mapping[str, Callable[[bytes], list[Paragraph]]] = {
    ".docx": word.read,
    ".txt": _plain,
    ".pdf": pdf.read,
}
