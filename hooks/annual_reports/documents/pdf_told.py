"""Tell what of a PDF's pages, and of the file around them, is not read as it stands."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from ctypes import byref, c_ushort, create_string_buffer
from itertools import groupby, islice
from typing import Any

from pypdfium2 import PdfDocument, PdfMatrix, raw

from annual_reports.documents.pdf_drawings import meet
from annual_reports.documents.pdf_glyphs import NO_CHARACTER, Glyph
from annual_reports.documents.pdf_tables import is_inside
from annual_reports.documents.pdf_values import Box, Character, PdfPage
from annual_reports.documents.pdf_visibility import shown
from annual_reports.documents.word_told import Told

HIDDEN = "看不见的文字没有读入 {} 处（白色、极小、被盖住、在页面外或在隐藏的图层里）"
TURNED = "斜的、倒的或镜像的文字没有读入 {} 处"
_HELD = "横放或倒放的 {} 页，转正后读入，请核对"
SCANNED = "扫描的页，上面的文字没有读入 {} 页"
DRAWINGS = "线条画的图形（图表、印章或描成线条的文字）没有读入，在 {} 页上"
DAMAGED = "页面损坏，没有读入 {} 页"
_RECOGNISED = "扫描的页，文字是识别出来的，请逐字核对 {} 页"
_NO_CODES = "有的字在文件里没有文字代码，写成了“〓”，请照原件改正，在 {} 页上"
_STRUCK = "文字上划了线的 {} 处，照原样读入，请核对是否作废"
_PICTURES = "图片没有读入，在 {} 页上"
_NOTES = "批注没有读入 {} 处"
_LINKS = "链接的地址没有放进正文 {} 处"
_FIELDS = "表单里填的内容没有读入 {} 处"
_SEALS = "电子印章或签名没有读入 {} 处"
_ATTACHED = "文件里带的附件没有读入 {} 个"
_CHANGED = "文件存成以后又改过，读入的是最后的内容"
_REPAIRED = "文件有损坏，只读入了还能读的部分，请从头到尾对照原件"
_SCHEME = re.compile(r"\s*[A-Za-z]+://|\s*mailto:")
_NEARBY = 12
"""Characters, and pictures, that show a place."""
_STRUCK_FROM, _STRUCK_TO = 0.15, 0.6
"""Heights above the line, in sizes of the text, between which a rule strikes it out."""
_FIRST_OBJECT = 1024
"""Bytes at the beginning of a file, which hold its first object."""
_UNSEEN = raw.FPDF_ANNOT_FLAG_HIDDEN | raw.FPDF_ANNOT_FLAG_NOVIEW
_NO_NOTES = (raw.FPDF_ANNOT_POPUP, raw.FPDF_ANNOT_PRINTERMARK, raw.FPDF_ANNOT_TRAPNET)


def tell_page(told: Told, page: PdfPage, drawings: int, *, is_scan: bool) -> None:
    """Tell pictures and drawings, which may hold text, characters without codes, and struck out text."""
    place = f"第 {page.number} 页"
    if unknown := sum(character.text.count(NO_CHARACTER) for character in page.characters):
        told.tell(_NO_CODES, f"{place} {unknown} 个字")
    if is_scan or page.is_recognised:
        told.tell(_RECOGNISED if page.is_recognised else SCANNED, place)
    elif page.pictures:
        covered = ([sign.text for sign in page.characters if meet(sign.box, box)] for box in page.pictures)
        words = "”“".join("".join(signs[:_NEARBY]) for signs in islice(covered, _NEARBY) if signs)
        told.tell(_PICTURES, f"{place} {len(page.pictures)} 张" + (f"（盖着“{words}”）" if words else ""))
    if drawings:
        told.tell(DRAWINGS, f"{place} {drawings} 个")
    for words in _struck(page):
        told.tell(_STRUCK, place, words)


def _words(page: PdfPage, box: Box) -> str:
    return "".join(character.text for character in page.characters if is_inside(character, box))


def _struck(page: PdfPage) -> Iterator[str]:
    """Yield the words through which a level rule goes."""
    by_base = sorted(page.characters, key=lambda character: character.base)
    bases = [character.base for character in by_base]
    largest = max((character.size for character in by_base), default=0.0)
    for rule in page.rules:
        near = by_base[bisect_left(bases, rule.bottom - largest) : bisect_left(bases, rule.top)]
        struck = sorted((sign for sign in near if _strikes(rule, sign)), key=lambda sign: sign.box.left)
        if struck:
            yield "".join(sign.text for sign in struck)


def _strikes(rule: Box, sign: Character) -> bool:
    share = ((rule.bottom + rule.top) / 2 - sign.base) / max(sign.size, 1)
    is_through = rule.left <= (sign.box.left + sign.box.right) / 2 <= rule.right
    return is_through and _STRUCK_FROM <= share <= _STRUCK_TO


def tell_left_out(
    told: Told, page: PdfPage, glyphs: Sequence[Glyph], fates: Sequence[str], *, is_turned: bool
) -> None:
    """Tell the glyphs of a page that are left out; fates are phrases, empty for what is read."""
    if is_turned:
        told.tell(_HELD, f"第 {page.number} 页")
    for phrase, run in groupby(zip(fates, glyphs, strict=True), key=lambda piece: piece[0]):
        words = "".join(glyph.text for _, glyph in run)
        if phrase and words.strip():
            told.tell(phrase, f"第 {page.number} 页", words)


def tell_annotations(told: Told, document: PdfDocument, page: Any, frame: PdfMatrix, read: PdfPage) -> None:
    """Tell notes, links, stamps, signatures and filled fields, which stand on a page but not in its text."""
    for index in range(max(0, raw.FPDFPage_GetAnnotCount(page))):
        note, rect = raw.FPDFPage_GetAnnot(page, index), raw.FS_RECTF()
        raw.FPDFAnnot_GetRect(note, byref(rect))
        box = shown(frame, Box(rect.left, rect.bottom, rect.right, rect.top))
        phrase, words = _annotation(document, note, _words(read, box))
        if phrase:
            told.tell(phrase, f"第 {read.number} 页", words)
        raw.FPDFPage_CloseAnnot(note)


def _annotation(document: PdfDocument, note: Any, below: str) -> tuple[str, str]:
    """Return what is told of an annotation, and its words or those below it; no phrase if nothing is."""
    kind, form = raw.FPDFAnnot_GetSubtype(note), document.formenv
    if kind in _NO_NOTES or raw.FPDFAnnot_GetFlags(note) & _UNSEEN:
        return "", ""
    if kind == raw.FPDF_ANNOT_LINK:
        address = _address(document, note)
        is_told = address and _SCHEME.sub("", address).rstrip("/") != _SCHEME.sub("", below).rstrip("/")
        return _LINKS if is_told else "", f"{below}（{address}）"
    if kind != raw.FPDF_ANNOT_WIDGET:
        words = _string(raw.FPDFAnnot_GetStringValue, note, b"Contents")
        return _SEALS if kind == raw.FPDF_ANNOT_STAMP else _NOTES, words or below
    if form and raw.FPDFAnnot_GetFormFieldType(form, note) == raw.FPDF_FORMFIELD_SIGNATURE:
        return _SEALS, below
    value = _string(raw.FPDFAnnot_GetFormFieldValue, form, note) if form else ""
    return _FIELDS if value.strip() else "", value


def _address(document: PdfDocument, note: Any) -> str:
    """Return the address of a link that leads out of the file; empty for others."""
    action = raw.FPDFLink_GetAction(raw.FPDFAnnot_GetLink(note))
    buffer = create_string_buffer(raw.FPDFAction_GetURIPath(document, action, None, 0) + 1)
    raw.FPDFAction_GetURIPath(document, action, buffer, len(buffer))
    return buffer.value.decode("utf-8", "replace")


def tell_file(told: Told, document: PdfDocument, data: bytes) -> None:
    """Tell the files that are attached to a PDF, how often it was changed, and that it was damaged."""
    for index in range(max(0, document.count_attachments())):
        told.tell(_ATTACHED, words=_string(raw.FPDFAttachment_GetName, document.get_attachment(index)))
    is_linearized = b"/Linearized" in data[:_FIRST_OBJECT]  # ISO 32000-1, annex F: it is made with two ends
    changes = raw.FPDF_GetTrailerEnds(document, None, 0) - 1 - is_linearized
    if changes > 0:
        told.tell(_CHANGED, f"{changes} 次")
    if not raw.FPDF_DocumentHasValidCrossReferenceTable(document):
        told.tell(_REPAIRED, f"共 {len(document)} 页")


def _string(read: Any, *of: Any) -> str:
    """Return a string that a function of the library writes to a buffer as UTF-16."""
    size = read(*of, None, 0)
    buffer = (c_ushort * (size // 2 + 1))()
    read(*of, buffer, size)
    return bytes(buffer).decode("utf-16-le", "replace").partition("\0")[0]
