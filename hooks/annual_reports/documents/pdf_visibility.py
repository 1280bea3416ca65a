"""Find the glyphs of a PDF's page that a person sees, by drawing the page with its text and without.

One comparison answers for white, clipped, covered and transparent text, hidden layers and text beside the
page: where nothing changes, nothing is seen.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from math import ceil, floor, sqrt
from typing import NamedTuple

from pypdfium2 import PdfMatrix, PdfPage, raw

from annual_reports.documents.pdf_glyphs import Glyph
from annual_reports.documents.pdf_values import Box

_SMALLEST = 2.0
"""Points; smaller text is not for persons."""
_SCALE = 2.0
"""Pixels a point: a thin stroke of small print still darkens one."""
_MOST_PIXELS = 8_000_000
_DIFFERENT = 24
"""Of 255; paler text on white cannot be read."""
_NO_INK = ("Cc", "Cf", "Zs", "Zl", "Zp")
"""Categories of characters that paint nothing."""


class Drawing(NamedTuple):
    """Page in pixels, row by row from the top."""

    pixels: bytes
    """Three bytes each: blue, green, red."""
    stride: int
    """Bytes of a row."""
    size: tuple[int, int]
    scale: float

    def rows(self, box: Box) -> Iterator[bytes]:
        """Yield the rows of pixels that show a box, from the top."""
        width, height = self.size
        left, right = max(0, floor(box.left * self.scale)), min(width, ceil(box.right * self.scale))
        top, bottom = floor(height - box.top * self.scale), ceil(height - box.bottom * self.scale)
        for row in range(max(0, top), min(height, bottom)) if left < right else ():
            yield self.pixels[row * self.stride + 3 * left : row * self.stride + 3 * right]


def frame_of(crop: Box, turns: int) -> PdfMatrix:
    """Return the matrix that turns a part of a page by quarters, clockwise, and moves it to the origin."""
    turned = PdfMatrix().rotate(90 * turns)
    left, bottom, *_ = turned.on_rect(*crop)
    return turned.translate(-left, -bottom)


def shown(frame: PdfMatrix, box: Box) -> Box:
    """Return where a box is shown."""
    return Box(*(round(length, 2) for length in frame.on_rect(*box)))


def find_visible(page: PdfPage, glyphs: Sequence[Glyph], frame: PdfMatrix) -> list[bool]:
    """Return for each glyph True if a person sees it. The page's text is inactive afterwards.

    What paints nothing, such as a space, is seen if what stands before it is.
    """
    if not glyphs:
        return []  # pictures of scans take long to draw
    with_text = _draw(page)
    for of in {id(glyph.of): glyph.of for glyph in glyphs}.values():
        raw.FPDFPageObj_SetIsActive(of.item, 0)
    without = _draw(page)
    visible = [True]
    for glyph in glyphs:
        paints = any(unicodedata.category(sign) not in _NO_INK for sign in glyph.text)
        visible.append(is_seen(glyph, with_text, without, frame) if paints else visible[-1])
    return visible[1:]


def _draw(page: PdfPage) -> Drawing:
    """Draw a page with its annotations on white."""
    scale = min(_SCALE, sqrt(_MOST_PIXELS / (page.get_width() * page.get_height())))
    bitmap = page.render(scale=scale)
    return Drawing(bytes(bitmap.buffer), bitmap.stride, (bitmap.width, bitmap.height), scale)


def is_seen(glyph: Glyph, with_text: Drawing, without: Drawing, frame: PdfMatrix) -> bool:
    """Return True if a glyph changes the page, or would in a font that is not here; not in a layer."""
    if glyph.size < _SMALLEST or not glyph.of.color:
        return False
    has_ink = glyph.ink.left < glyph.ink.right and glyph.ink.bottom < glyph.ink.top
    box = shown(frame, glyph.ink if has_ink else glyph.extent)
    pairs = zip(with_text.rows(box), without.rows(box), strict=True)
    if any(one != two and _is_apart(one, two) for one, two in pairs):
        return True
    grounds = () if glyph.of.is_embedded or glyph.of.is_layered else without.rows(box)
    return any(_is_apart(ground, glyph.of.color * (len(ground) // 3)) for ground in grounds)


def _is_apart(one: Sequence[int], two: Sequence[int]) -> bool:
    return any(abs(here - there) > _DIFFERENT for here, there in zip(one, two, strict=True))
