"""Program that reads a PDF from its input, and writes the values of its pages, or a finding's code, as JSON.

It parses hostile files by a library of native code: `pdf_pages` runs it as a process of its own.
"""

from __future__ import annotations

import importlib
import json
import sys
from collections import Counter
from collections.abc import Sequence
from contextlib import suppress
from typing import NamedTuple

from pypdfium2 import PdfDocument, PdfiumError, PdfMatrix, raw
from pypdfium2 import PdfPage as SourcePage

from annual_reports.documents import pdf_told
from annual_reports.documents.paragraphs import UnreadableDocument
from annual_reports.documents.pdf_drawings import Drawings, area, count_drawings, find_drawings
from annual_reports.documents.pdf_glyphs import NO_CHARACTER, Glyph, read_glyphs
from annual_reports.documents.pdf_values import Box, Character, PdfPage
from annual_reports.documents.pdf_visibility import find_visible, frame_of, shown
from annual_reports.documents.word_told import Told

_CPU_SECONDS = 20
_MEMORY = 2 << 30
"""Bytes of address space; a report of 20 MB needs a tenth of it."""
_MOST_PAGES = 300
_MOST_CHARACTERS = 300_000
_FEWEST_CHARACTERS = 20
"""On an average page of text; a scan has none, or a page number."""
_FEWEST_IDEOGRAPHS = 0.1
"""Share of the characters; a font that gives its glyphs other codes has hardly any."""
_FIRST_RADICAL, _FIRST_PRIVATE, _LAST_PRIVATE = "\u2e80", "\ue000", "\uf8ff"
_SCAN = 0.5
"""Share of a page that pictures cover if it is a scan."""
_LOCKED = (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY)


class _Source(NamedTuple):
    """Page as the library hands it over."""

    page: SourcePage
    crop: Box
    turns: int
    """Quarter turns, clockwise, by which it is shown."""
    glyphs: list[Glyph]
    visible: list[bool]
    """For each glyph True if a person sees it."""
    drawings: Drawings


def read_file(data: bytes) -> list[PdfPage]:
    """Return the pages of a PDF, or raise `UnreadableDocument` as `pdf_pages.read_pages` does."""
    document, told = _open(data), Told()
    pages = [_page(document, index, told) for index in range(len(document))]
    _refuse(pages, told)
    pdf_told.tell_file(told, document, data)
    return [pages[0]._replace(told=tuple(told.lines())), *pages[1:]]


def _open(data: bytes) -> PdfDocument:
    try:
        document = PdfDocument(data)
        document.init_forms()
    except PdfiumError as error:
        is_locked = error.err_code in _LOCKED
        raise UnreadableDocument("document-old-or-locked" if is_locked else "document-broken") from error
    if not 0 < len(document) <= _MOST_PAGES:
        raise UnreadableDocument("document-too-long" if len(document) else "document-broken")
    return document


def _refuse(pages: Sequence[PdfPage], told: Told) -> None:
    """Raise the finding for a document of which most cannot be read."""
    signs = "".join(character.text.strip() for page in pages for character in page.characters)
    ideographs = sum(_FIRST_RADICAL <= sign < _FIRST_PRIVATE for sign in signs)
    unknown = sum(_FIRST_PRIVATE <= sign <= _LAST_PRIVATE or sign == NO_CHARACTER for sign in signs)
    is_short = len(signs) < _FEWEST_CHARACTERS * len(pages)
    if len(signs) > _MOST_CHARACTERS:
        raise UnreadableDocument("document-too-long")
    if is_short and (not signs or {pdf_told.SCANNED, pdf_told.DRAWINGS} & set(told.places)):
        raise UnreadableDocument("document-broken" if pdf_told.DAMAGED in told.places else "document-scanned")
    if unknown > len(signs) / 2 or ideographs < _FEWEST_IDEOGRAPHS * len(signs):
        raise UnreadableDocument("document-without-characters")


def _page(document: PdfDocument, index: int, told: Told) -> PdfPage:
    """Return a page, and tell what of it is not read; a page that cannot be read is empty."""
    try:
        source = _source(document[index])
    except PdfiumError:
        told.tell(pdf_told.DAMAGED, f"第 {index + 1} 页")
        return PdfPage(index + 1, 1.0, 1.0, ())
    is_scan = sum(map(area, source.drawings.pictures)) > _SCAN * area(source.crop)
    is_recognised = is_scan and len(source.glyphs) > 2 * sum(source.visible)
    fates, held = _fates(source, is_recognised=is_recognised)
    frame = frame_of(source.crop, held)
    page = _as_shown(source, fates, frame)._replace(number=index + 1, is_recognised=is_recognised)
    pdf_told.tell_left_out(told, page, source.glyphs, fates, is_turned=held != source.turns)
    is_unread = is_scan and len(page.characters) < _FEWEST_CHARACTERS
    drawings = count_drawings(source.drawings, [glyph.origin for glyph in source.glyphs])
    pdf_told.tell_page(told, page, drawings, is_scan=is_unread)
    pdf_told.tell_annotations(told, document, source.page, frame, page)
    return page


def _source(page: SourcePage) -> _Source:
    crop, turns = Box(*page.get_bbox()), page.get_rotation() // 90
    glyphs, drawings = list(read_glyphs(page.get_textpage())), find_drawings(page, crop)
    return _Source(page, crop, turns, glyphs, find_visible(page, glyphs, frame_of(crop, turns)), drawings)


def _fates(source: _Source, *, is_recognised: bool) -> tuple[list[str], int]:
    """Return what is told of each glyph, empty for one that is read, and the turns that hold text upright."""
    pairs = [
        (glyph, is_recognised or seen) for glyph, seen in zip(source.glyphs, source.visible, strict=True)
    ]
    found = Counter(glyph.of.turns for glyph, is_kept in pairs if is_kept and glyph.of.turns is not None)
    held = max(found, key=lambda turns: (found[turns], turns == source.turns), default=source.turns)
    return [
        pdf_told.HIDDEN if not is_kept else pdf_told.TURNED if glyph.of.turns != held else ""
        for glyph, is_kept in pairs
    ], held


def _as_shown(source: _Source, fates: Sequence[str], frame: PdfMatrix) -> PdfPage:
    read = (glyph for glyph, fate in zip(source.glyphs, fates, strict=True) if not fate)
    characters = tuple(_character(glyph, frame) for glyph in read)
    rules, pictures = (tuple(shown(frame, box) for box in boxes) for boxes in source.drawings[:2])
    return PdfPage(0, *shown(frame, source.crop)[2:], characters, rules, pictures)


def _character(glyph: Glyph, frame: PdfMatrix) -> Character:
    left, base = frame.on_point(*glyph.origin)
    box = shown(frame, glyph.extent)._replace(left=round(left, 2))
    return Character(glyph.text, box, round(base, 2), round(glyph.size, 2))


if __name__ == "__main__":
    with suppress(ImportError, ValueError, OSError):  # Windows has no such limits
        resource = importlib.import_module("resource")
        resource.setrlimit(resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS + 1))
        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY, _MEMORY))
    try:
        answer: list[PdfPage] | str = read_file(sys.stdin.buffer.read())
    except UnreadableDocument as unreadable:
        answer = unreadable.code
    sys.stdout.write(json.dumps(answer))
