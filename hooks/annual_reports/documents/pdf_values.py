"""Values that a PDF's pages are handed over as, so that laying them out needs no library and no file.

Lengths are points (1/72 inch); the origin is the lower left corner of the page as it is shown (its rotation
and crop are applied).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple


class Box(NamedTuple):
    """Upright rectangle on a page."""

    left: float
    bottom: float
    right: float
    top: float


def around(boxes: Iterable[Box]) -> Box:
    """Return the smallest box around others."""
    lefts, bottoms, rights, tops = zip(*boxes, strict=True)
    return Box(min(lefts), min(bottoms), max(rights), max(tops))


class Character(NamedTuple):
    """Character that a reader of the page sees, at its place."""

    text: str
    """One character; a ligature or a mark of composition may make it two or three."""
    box: Box
    """From the origin to the advance, from descender to ascender."""
    base: float
    """Height of the line on which it stands."""
    size: float
    """Size of its font as it is shown."""


class PdfPage(NamedTuple):
    """Page of a PDF as a person sees it."""

    number: int
    """1 for the first."""
    width: float
    height: float
    characters: tuple[Character, ...]
    """In the order in which they are painted."""
    rules: tuple[Box, ...] = ()
    """Thin lines and edges of boxes that are drawn, of which tables are made."""
    pictures: tuple[Box, ...] = ()
    told: tuple[str, ...] = ()
    """Chinese lines about what is not among the characters as it stands; one about several pages, or about
    the whole file, stands at the first page."""
    is_recognised: bool = False
    """True if the page is a scan, and some of its characters were recognised in the picture by a program."""
