"""A printed page as a ruler sees it: where each character stands, in millimetres from a corner."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from io import BytesIO
from itertools import pairwise
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader
from pypdf.generic import ContentStream

MM = 25.4 / 72


class Glyph(NamedTuple):
    """A character: its left and right edge, its baseline, its size; all in millimetres."""

    left: float
    right: float
    baseline: float
    size: float


Line = list[Glyph]


def read(pdf: bytes) -> PdfReader:
    """Open a PDF."""
    return PdfReader(BytesIO(pdf))


def lines(page: PageObject) -> list[Line]:
    """The page's lines from top to bottom, each from left to right."""
    rows: defaultdict[float, Line] = defaultdict(list)
    for glyph in glyphs(page):
        rows[round(glyph.baseline, 1)].append(glyph)
    return [sorted(rows[key]) for key in sorted(rows)]


def glyphs(page: PageObject) -> Iterator[Glyph]:
    """Every character of a page, in the order in which it is printed."""
    scales: list[float] = []
    scale = 1.0
    place, size, widths = (0.0, 0.0), 0.0, dict[int, float]()
    for operands, operator in ContentStream(page.get_contents(), page.pdf).operations:
        match operator:
            case b"q":
                scales.append(scale)
            case b"Q":
                scale = scales.pop()
            case b"cm" if float(operands[0]) != 1:
                scale *= float(operands[0])
            case b"Tm":
                place = (float(operands[4]) * scale, float(operands[5]) * scale)
            case b"Tf":
                widths, size = widths_of(page, operands[0]), float(operands[1]) * scale
            case b"TJ":
                yield from _shown(operands[0], place, size, widths)


def _shown(pieces: Any, place: tuple[float, float], size: float, widths: dict[int, float]) -> Iterator[Glyph]:
    left = place[0]
    for piece in pieces:
        if isinstance(piece, (int, float)) or hasattr(piece, "as_numeric"):
            left -= float(piece) / 1000 * size
            continue
        codes = piece if isinstance(piece, bytes) else piece.original_bytes
        for high, low in zip(codes[::2], codes[1::2], strict=True):
            right = left + widths.get(high << 8 | low, 1000) / 1000 * size
            yield Glyph(left * MM, right * MM, place[1] * MM, size * MM)
            left = right


def widths_of(page: PageObject, font: str) -> dict[int, float]:
    """Width of each character of a font, in thousandths of its size."""
    fonts: Any = page["/Resources"]["/Font"]  # type: ignore[index]
    listed = fonts[font]["/DescendantFonts"][0].get_object()["/W"]
    return {
        int(start) + place: float(width)
        for start, row in zip(listed[::2], listed[1::2], strict=True)
        for place, width in enumerate(row)
    }


def pitches(line: Line) -> list[float]:
    """The distances from each character of a line to the next."""
    return [after.left - before.left for before, after in pairwise(line)]
