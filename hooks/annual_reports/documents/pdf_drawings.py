"""Find the rules, pictures and other drawings of a page of a PDF, in the page's own system of coordinates."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from ctypes import byref, c_float, c_int, c_uint
from itertools import pairwise
from typing import Any, NamedTuple

from pypdfium2 import PdfMatrix, PdfObject, PdfPage, raw

from annual_reports.documents.pdf_tables import find_grids
from annual_reports.documents.pdf_values import Box

_THIN = 3.0
"""Points; a drawing that is no thicker is a rule."""
_STRAIGHT = 0.5
"""Points by which the ends of a level or upright line may differ."""
_MOST_RULES = 2_000
_NEARLY_WHITE = 245

Path = list[tuple[float, float]]


class Drawings(NamedTuple):
    """Drawings of a page."""

    rules: tuple[Box, ...]
    pictures: tuple[Box, ...]
    others: int
    """Number of drawings that are neither; charts, seals, letters drawn as outlines."""
    grounds: tuple[Box, ...]
    """Boxes that are filled, without edges."""


def find_drawings(page: PdfPage, crop: Box) -> Drawings:
    """Return the drawings in a part of a page."""
    found: dict[str, dict[Box, None]] = {"rule": {}, "picture": {}, "other": {}, "ground": {}}
    for item in page.get_objects():
        for kind, box in _parts(item):
            if meet(box, crop):
                found["rule" if _thickness(box) <= _THIN else kind][box] = None
    rules, pictures, others, grounds = map(tuple, found.values())
    is_chart = len(rules) > _MOST_RULES
    return Drawings(() if is_chart else rules, pictures, len(others) + is_chart, grounds)


def count_drawings(drawings: Drawings, places: Sequence[tuple[float, float]]) -> int:
    """Return how many drawings there are, with the grounds on which no text and no table stands.

    The text stands at `places`.
    """
    tables = [grid.box for grid in find_grids(drawings.rules) if grid.fields > 1]
    return drawings.others + sum(
        not any(ground.left <= x <= ground.right and ground.bottom <= y <= ground.top for x, y in places)
        and not any(meet(ground, table) for table in tables)
        for ground in drawings.grounds[:_MOST_RULES]
    )


def meet(one: Box, two: Box) -> bool:
    """Return True if two boxes have something in common."""
    across = one.left <= two.right and two.left <= one.right
    return across and one.bottom <= two.top and two.bottom <= one.top


def area(box: Box) -> float:
    """Return the area of a box in square points."""
    return (box.right - box.left) * (box.top - box.bottom)


def _matrix(item: PdfObject) -> Any:
    """Return the matrix from an object's coordinates through those of the forms around it to the page's."""
    matrix, outer = item.get_matrix(), item.container
    while outer:
        matrix, outer = matrix.multiply(outer.get_matrix()), outer.container
    return matrix


def _parts(item: PdfObject) -> Iterator[tuple[str, Box]]:
    filled, stroked = c_int(), c_int()
    if item.type == raw.FPDF_PAGEOBJ_IMAGE:
        yield "picture", Box(*_matrix(item).on_rect(0, 0, 1, 1))
    elif item.type == raw.FPDF_PAGEOBJ_SHADING:
        yield "other", Box(*item.get_bounds())
    elif item.type == raw.FPDF_PAGEOBJ_PATH:
        raw.FPDFPath_GetDrawMode(item, byref(filled), byref(stroked))
        paths = list(_paths(item, _matrix(item))) if filled.value or stroked.value else []
        for path, is_curved in paths:  # browsers fill the ground between two boxes to draw one with edges
            has_edges, is_seen = bool(stroked.value) or len(paths) > 1, not _is_white(item)
            yield from _shapes(path, is_curved=is_curved, has_edges=has_edges, is_seen=is_seen)


def _is_white(item: PdfObject) -> bool:
    red, green, blue, alpha = (c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(item, byref(red), byref(green), byref(blue), byref(alpha))
    return min(red.value, green.value, blue.value) > _NEARLY_WHITE or not alpha.value


def _shapes(path: Path, *, is_curved: bool, has_edges: bool, is_seen: bool) -> Iterator[tuple[str, Box]]:
    """Yield a thin shape whole, or the edges of a box; a box without edges is the ground of other things."""
    whole, edges = _around(path), [_around(pair) for pair in pairwise(path)]
    if _thickness(whole) <= _THIN:
        yield "rule", whole
    elif is_curved or any(_thickness(edge) > _STRAIGHT for edge in edges):
        yield "other", whole
    elif has_edges:
        yield from (("rule", edge) for edge in edges if max(*_extent(edge)) > _THIN)
    elif is_seen:
        yield "ground", whole


def _paths(item: PdfObject, matrix: PdfMatrix) -> Iterator[tuple[Path, bool]]:
    """Yield the points of each part of a path, and True if it is curved."""
    path: Path = []
    is_curved, x, y = False, c_float(), c_float()
    for index in range(raw.FPDFPath_CountSegments(item)):
        segment = raw.FPDFPath_GetPathSegment(item, index)
        raw.FPDFPathSegment_GetPoint(segment, byref(x), byref(y))
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            yield from [(path, is_curved)] * (len(path) > 1)
            path, is_curved = [], False
        path.append(matrix.on_point(x.value, y.value))
        path += path[:1] * raw.FPDFPathSegment_GetClose(segment)
        is_curved = is_curved or kind == raw.FPDF_SEGMENT_BEZIERTO
    yield from [(path, is_curved)] * (len(path) > 1)


def _around(points: Sequence[Sequence[float]]) -> Box:
    across, up = zip(*points, strict=True)
    return Box(min(across), min(up), max(across), max(up))


def _extent(box: Box) -> tuple[float, float]:
    return box.right - box.left, box.top - box.bottom


def _thickness(box: Box) -> float:
    return min(_extent(box))
