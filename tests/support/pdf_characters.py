"""Pages of a PDF for tests, written as lines of text with their places.

Each line of the notation is one of
    left base size text     text; a full-width character is as wide as its size, any other half of that
    spread left base size distance text     the same, with so many points between two characters
    rule left bottom right top
    grid left,left,… base,base,…     all rules of a table with these columns and rows
    page [width height]     begins the next page
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from itertools import pairwise

from annual_reports.documents.pdf_values import Box, Character, PdfPage

WIDTH, HEIGHT = 595.0, 842.0


def pdf_pages(notation: str) -> list[PdfPage]:
    pages: list[PdfPage] = []
    for line in notation.strip("\n").splitlines():
        word, *numbers = line.split()
        if word == "page":
            width, height = map(float, numbers or (WIDTH, HEIGHT))
            pages.append(PdfPage(len(pages) + 1, width, height, ()))
            continue
        if not pages:
            pages.append(PdfPage(1, WIDTH, HEIGHT, ()))
        pages[-1] = _with(pages[-1], line)
    return pages


def characters(
    left: float, base: float, size: float, text: str, distance: float = 0.0
) -> Iterator[Character]:
    for character in text:
        right = left + size * (1 if unicodedata.east_asian_width(character) in "WFA" else 0.5)
        yield Character(character, Box(left, base - 0.2 * size, right, base + 0.8 * size), base, size)
        left = right + distance


def grid(columns: Sequence[float], rows: Sequence[float]) -> Iterator[Box]:
    """Yield the rules around each field, as programs draw them."""
    for left, right in pairwise(columns):
        for bottom, top in pairwise(rows):
            yield from (Box(left, bottom, left, top), Box(right, bottom, right, top))
            yield from (Box(left, bottom, right, bottom), Box(left, top, right, top))


def _with(page: PdfPage, line: str) -> PdfPage:
    word, rest = line.split(" ", 1)
    if word == "rule":
        return page._replace(rules=(*page.rules, Box(*map(float, rest.split()))))
    if word == "grid":
        columns, rows = (tuple(map(float, part.split(","))) for part in rest.split())
        return page._replace(rules=(*page.rules, *grid(columns, rows)))
    distance = 0.0
    if word == "spread":
        word, base, size, space, text = rest.split(" ", 4)
        distance = float(space)
    else:
        base, size, text = rest.split(" ", 2)
    added = characters(float(word), float(base), float(size), text, distance)
    return page._replace(characters=(*page.characters, *added))
