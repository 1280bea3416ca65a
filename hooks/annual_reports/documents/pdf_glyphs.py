"""Read the glyphs of a PDF's page: the character that each stands for, and its place on the page."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from ctypes import byref, c_double, c_uint, c_ulong, c_ushort, c_void_p, cast, sizeof
from itertools import groupby
from math import atan2, degrees, hypot
from typing import NamedTuple

from pypdfium2 import PdfTextObj, PdfTextPage, raw

from annual_reports.documents.pdf_values import Box, around

NO_CHARACTER = "\ufffd"
_UNPAINTED = (raw.FPDF_TEXTRENDERMODE_INVISIBLE, raw.FPDF_TEXTRENDERMODE_CLIP)
_PRINTED = range(0x20, sys.maxunicode + 1)
_LAYER = "OC"
"""Name of the marks around the content of a layer."""
_LONGEST_NAME = 32
_LEVEL = 5.0
"""Degrees; text that is turned further from a quarter is slanted."""


class TextObject(NamedTuple):
    """Piece of text that a page paints at once."""

    item: PdfTextObj
    color: tuple[int, ...]
    """Blue, green and red, 0 to 255; empty if it is not painted."""
    is_embedded: bool
    """False if its font is not in the file, so that another one is used, which may lack the glyph."""
    scale: float
    """Of its matrix, by which the size of the font is multiplied."""
    is_layered: bool
    """True if it belongs to a layer, which may be switched off (ISO 32000-1, 8.11)."""
    turns: int | None
    """Quarter turns, clockwise, that bring it upright; None if it is slanted or mirrored."""


class Glyph(NamedTuple):
    """Glyph of a page; coordinates are those of the page's own system."""

    text: str
    """Character; two or three for a ligature, `NO_CHARACTER` if the file does not say which."""
    origin: tuple[float, float]
    ink: Box
    """Around what is painted."""
    extent: Box
    """From the origin to the advance, from descender to ascender."""
    size: float
    """Points."""
    of: TextObject


def read_glyphs(page: PdfTextPage) -> Iterator[Glyph]:
    """Yield the glyphs of a page of text in the order in which they are painted.

    Spaces and line ends that the library makes up are left out. Parts of a ligature and halves of a character
    beyond U+FFFF stand one behind the other at one origin, and are joined.
    """
    for _, (*parts,) in groupby(_parts(page), key=lambda glyph: (id(glyph.of), glyph.origin)):
        halves = "".join(part.text for part in parts).encode("utf-16", "surrogatepass")
        ink, extent = around(part.ink for part in parts), around(part.extent for part in parts)
        yield parts[0]._replace(text=halves.decode("utf-16", "replace"), ink=ink, extent=extent)


def _parts(page: PdfTextPage) -> Iterator[Glyph]:
    known: dict[int | None, TextObject] = {}
    x, y = c_double(), c_double()
    for index in range(max(0, page.count_chars())):
        item = raw.FPDFText_GetTextObject(page, index)
        if not item or raw.FPDFText_IsGenerated(page, index) == 1:
            continue
        address = cast(item, c_void_p).value
        of = known.get(address) or known.setdefault(address, _text_object(page, index))
        raw.FPDFText_GetCharOrigin(page, index, byref(x), byref(y))
        size = raw.FPDFText_GetFontSize(page, index) * of.scale
        ink, extent = Box(*page.get_charbox(index)), Box(*page.get_charbox(index, loose=True))
        yield Glyph(_character(page, index), (x.value, y.value), ink, extent, size, of)


def _character(page: PdfTextPage, index: int) -> str:
    if raw.FPDFText_IsHyphen(page, index) == 1:
        return "-"
    code = raw.FPDFText_GetUnicode(page, index)
    is_known = code in _PRINTED and raw.FPDFText_HasUnicodeMapError(page, index) != 1
    return chr(code) if is_known else NO_CHARACTER


def _text_object(page: PdfTextPage, index: int) -> TextObject:
    item, matrix = page.get_textobj(index), raw.FS_MATRIX(1, 0, 0, 1, 0, 0)
    raw.FPDFText_GetMatrix(page, index, byref(matrix))
    angle = degrees(atan2(matrix.b, matrix.a)) / 90
    is_upright = matrix.a * matrix.d > matrix.b * matrix.c and abs(angle - round(angle)) * 90 <= _LEVEL
    turns = round(angle) % 4 if is_upright else None
    is_embedded, scale = item.get_font().is_embedded, hypot(matrix.c, matrix.d)
    return TextObject(item, _color(item), is_embedded, scale, _is_layered(item), turns)


def _is_layered(item: PdfTextObj) -> bool:
    marks = (raw.FPDFPageObj_GetMark(item, index) for index in range(raw.FPDFPageObj_CountMarks(item)))
    return any(_name(mark) == _LAYER for mark in marks)


def _name(mark: object) -> str:
    name, length = (c_ushort * _LONGEST_NAME)(), c_ulong()
    raw.FPDFPageObjMark_GetName(mark, name, sizeof(name), byref(length))
    return bytes(name)[: length.value].decode("utf-16-le", "replace").rstrip("\0")


def _color(item: PdfTextObj) -> tuple[int, ...]:
    red, green, blue, alpha = (c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(item, byref(red), byref(green), byref(blue), byref(alpha))
    is_painted = raw.FPDFTextObj_GetTextRenderMode(item) not in _UNPAINTED
    return (blue.value, green.value, red.value) if is_painted else ()
