"""Read scanned documents by recognising their pages, where the extra `ocr` is installed (`make ocr`)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from statistics import median
from typing import NamedTuple

from annual_reports.documents.paragraphs import SourceDocument, UnreadableDocument
from annual_reports.documents.pdf_layout import lay_out
from annual_reports.documents.pdf_pages import read_pages, run_apart
from annual_reports.documents.pdf_values import Box, Character, PdfPage

_PROCESS = "annual_reports.documents.scan_process"
_LONGEST = 1_800
"""Seconds; a page takes three on a small computer."""
_SURE = 0.95
"""Score from which on a line counts as recognised."""
_NARROW, _WIDE = 0.5, 1.0
"""Widths of characters."""
_BRACKETS = str.maketrans("()", "（）")  # as official documents have them; the recognition mixes them
_UNEVEN = 0.15
_BASE = 0.2
"""Share of a line's height below its base."""


class ScannedLine(NamedTuple):
    """Line that was recognised in a picture of a page."""

    page: int
    text: str
    box: Box
    score: float
    """Certainty, 0 to 1."""


class ScannedPage(NamedTuple):
    """Page of a scan; sizes in points."""

    width: float
    height: float
    lines: tuple[ScannedLine, ...]


def can_recognise() -> bool:
    """Return True if the extra `ocr` is installed."""
    return find_spec("rapidocr") is not None


def recognise_pages(data: bytes) -> Sequence[ScannedPage]:
    """Return the recognised lines of a scanned PDF, page by page.

    Raises:
        UnreadableDocument: the extra is not installed, or the file cannot be opened.

    """
    if not can_recognise():
        raise UnreadableDocument("document-scanned")
    done = run_apart(_PROCESS, data, _LONGEST)
    return [
        ScannedPage(width, height, tuple(ScannedLine(number, text, Box(*box), s) for text, box, s in lines))
        for number, (width, height, lines) in enumerate(json.loads(done), 1)
    ]


def page_texts(data: bytes) -> Sequence[str]:
    """Return the text of each page of a PDF: its own, or the recognised text if it is a scan.

    Raises:
        UnreadableDocument: as `recognise_pages`.

    """
    try:
        pages = read_pages(data)
    except UnreadableDocument as unreadable:
        if unreadable.code != "document-scanned":
            raise
        return ["".join(line.text for line in page.lines) for page in recognise_pages(data)]
    return ["".join(character.text for character in page.characters) for page in pages]


def read_scan(data: bytes) -> SourceDocument:
    """Return the paragraphs of a scanned PDF; each has to be compared with the original.

    Raises:
        UnreadableDocument: as `recognise_pages`, or nothing was recognised.

    """
    pages = recognise_pages(data)
    if not any(page.lines for page in pages):
        raise UnreadableDocument("document-scanned")
    document = lay_out([_page(number, page) for number, page in enumerate(pages, 1)])
    told = (f"文件是扫描的图片，{len(pages)} 页文字都是程序识别的，请逐段对照原件", *_unsure(pages))
    return document._replace(told=(*told, *document.told), is_recognised=True)


def _unsure(pages: Sequence[ScannedPage]) -> Iterator[str]:
    lines = [line for page in pages for line in page.lines if line.score < _SURE]
    if lines:
        places = "、".join(f"第 {line.page} 页“{line.text}”" for line in lines)
        yield f"认得不准的 {len(lines)} 行：{places}"


def _page(number: int, page: ScannedPage) -> PdfPage:
    """Return a page whose lines have the usual size if theirs is nearly that: scans are uneven."""
    usual = median([_size(line) for line in page.lines] or [0.0])
    characters = (character for line in page.lines for character in _characters(line, usual))
    return PdfPage(number, page.width, page.height, tuple(characters))


def _characters(line: ScannedLine, usual: float) -> Iterator[Character]:
    """Yield the characters of a line at their likely places: Chinese ones are twice as wide as Latin ones."""
    own = _size(line)
    size = usual if abs(own - usual) < _UNEVEN * usual else own
    base = line.box.bottom + _BASE * (line.box.top - line.box.bottom)
    left = line.box.left
    for sign in line.text.translate(_BRACKETS):
        right = left + own * _width(sign)
        if not sign.isspace():
            yield Character(sign, Box(left, line.box.bottom, right, line.box.top), base, size)
        left = right


def _size(line: ScannedLine) -> float:
    return (line.box.right - line.box.left) / sum(map(_width, line.text.translate(_BRACKETS)))


def _width(sign: str) -> float:
    return _NARROW if sign.isascii() else _WIDE
