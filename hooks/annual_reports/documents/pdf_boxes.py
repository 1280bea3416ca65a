"""Take boxes and tables out of the characters of a page, by their rules."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from annual_reports.documents.pdf_drawings import meet
from annual_reports.documents.pdf_lines import Row, find_rows, make_line
from annual_reports.documents.pdf_paragraphs import Told
from annual_reports.documents.pdf_tables import Grid, find_grids, is_drawing, is_inside
from annual_reports.documents.pdf_values import Character, PdfPage

_FRAME, _COLUMNS = 0.5, 0.15
"""Share of a page from which on a box is a frame around its text, and one row of fields columns of text."""
_ONE_ROW = 2
"""Edges."""
_STEP = 10.0
"""Points; left edges that are nearer are one."""
_NEARBY = 12
"""Characters that show a place."""

Boxes = list[tuple[Grid, list[Character]]]


class Sheet(NamedTuple):
    """Page whose boxes and tables are taken out."""

    page: PdfPage
    rows: list[Row]
    boxes: Boxes
    told: list[Told]


def make_sheet(page: PdfPage) -> Sheet:
    """Take the characters in boxes and tables, the smallest first, from those of the page."""
    rest, boxes, told = list(page.characters), Boxes(), list[Told]()
    for grid in find_grids(page.rules):
        if _is_frame(grid, page):
            continue
        inside = [character for character in rest if is_inside(character, grid.box)]
        has_text = any(not character.text.isspace() for character in inside)
        if not has_text or is_drawing(grid, inside):
            told += _drawing(grid, page, has_text=has_text)
        else:
            boxes.append((grid, inside))
            rest = [character for character in rest if not is_inside(character, grid.box)]
    return Sheet(page, find_rows(rest), boxes, told)


def _is_frame(grid: Grid, page: PdfPage) -> bool:
    share = _COLUMNS if grid.fields > 1 else _FRAME
    return len(grid.rows) == _ONE_ROW and grid.area > share * page.width * page.height


def _drawing(grid: Grid, page: PdfPage, *, has_text: bool) -> Iterator[Told]:
    """Tell rules that are no box and no table, with the text in them or beside them.

    Boxes around other boxes and around pictures are not told.
    """
    is_around = any(is_inside(character, grid.box) for character in page.characters)
    if has_text or not (is_around or any(meet(grid.box, picture) for picture in page.pictures)):
        _, bottom, _, top = grid.box
        near = [sign for sign in page.characters if -sign.size / 2 <= sign.base - bottom <= top - bottom]
        words = " ".join(make_line(page.number, row).text for row in find_rows(near))
        yield Told("drawing", f"第 {page.number} 页" + (f"“{words[:_NEARBY].strip()}”" if words else ""))


def take_repeated(sheets: Sequence[Sheet]) -> list[str]:
    """Take out boxes with the same words in the same height of several pages: Word's heads may be tables."""
    pages: dict[tuple[int, str], list[str]] = defaultdict(list)
    for sheet in sheets:
        for box in sheet.boxes:
            pages[_key(*box)].append(str(sheet.page.number))
    for sheet in sheets:
        sheet.boxes[:] = [box for box in sheet.boxes if len(pages[_key(*box)]) == 1]
    return [f"“{words}”（第 {'、'.join(on)} 页）" for (_, words), on in pages.items() if len(on) > 1]


def _key(grid: Grid, inside: Sequence[Character]) -> tuple[int, str]:
    return round(grid.box.top), "".join(character.text for character in inside)


def side_by_side(boxes: Boxes) -> list[Boxes]:
    """Return the boxes from top to bottom; those that overlap in height together, from left to right."""
    groups: list[Boxes] = []
    for box in sorted(boxes, key=lambda box: -box[0].box.top):
        if groups and box[0].box.top > min(grid.box.bottom for grid, _ in groups[-1]):
            groups[-1].append(box)
        else:
            groups.append([box])
    for group in groups:
        group.sort(key=lambda box: (box[0].box.left // _STEP, -box[0].box.top))
    return groups
