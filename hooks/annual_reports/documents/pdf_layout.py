"""Lay out the characters of a PDF's pages as paragraphs, as a reader sees them.

Tables and boxes are taken out by their rules, what is left becomes rows, heads and feet are taken away, rows
become regions, and the lines of the regions paragraphs. What is not carried over as it stands is told.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from annual_reports.documents.paragraphs import Paragraph, SourceDocument, markdown_table
from annual_reports.documents.pdf_cells import read_table
from annual_reports.documents.pdf_lines import Row, find_rows
from annual_reports.documents.pdf_paragraphs import Block, Told, find_paragraphs
from annual_reports.documents.pdf_regions import Region, find_regions
from annual_reports.documents.pdf_running_lines import take_margins
from annual_reports.documents.pdf_tables import Grid, find_grids, is_inside
from annual_reports.documents.pdf_values import Box, Character, PdfPage

_FRAME, _COLUMNS = 0.5, 0.15
"""Share of a page from which on a box is a frame around its text, and one row of fields columns of text."""
_ONE_ROW = 2
"""Edges."""
_TOLD = {
    "running": "页眉、页脚没有读入",
    "footnote": "脚注没有读入",
    "column": "分栏先左后右读入，次序请核对",
    "aside": "文字框、旁注或表格放在被它隔开的段落后面，位置请核对",
    "alone": "像是没有框线的表格或目录，按行读入",
    "tables": "表格跨页，已接成一个，请核对",
    "head": "跨页重复的表头没有重复读入",
    "mark": "上标、下标请核对",
    "overprinted": "文字互相重叠，请核对",
    "lines": "单元格里的几行用空格隔开、写在一行",
    "hyphen": "行末的连字符已去掉",
    "digits": "数字跨行，已连写，请核对",
    "page-break": "换页处是否分段请核对",
    "full-line": "满行的句末是否分段请核对",
}


_Boxes = list[tuple[Grid, list[Character]]]


class _Table(NamedTuple):
    page: int
    columns: int
    rows: list[list[str]]
    told: tuple[Told, ...]


def lay_out(pages: Sequence[PdfPage]) -> SourceDocument:
    """Return the paragraphs of pages, and a Chinese line for each kind of thing that is not as it stands."""
    sheets = [(page, *_rows_and_boxes(page)) for page in pages]
    repeated = _take_repeated([(page.number, boxes) for page, _, boxes in sheets])
    running, footnotes = take_margins(pages, [rows for _, rows, _ in sheets])
    told = [Told("running", words) for words in repeated + running] + [
        Told("footnote", words) for words in footnotes
    ]
    flow = [item for page, rows, boxes in sheets for item in _flow(page.number, rows, boxes)]
    told += chain.from_iterable(_told_of(item) for item in flow if isinstance(item, Region))
    paragraphs, found = find_paragraphs(list(_with_joined_tables(flow)))
    of_pages = dict.fromkeys(line for page in pages for line in page.told)
    return SourceDocument(tuple(paragraphs), (*of_pages, *_told_lines([*told, *found])))


def _rows_and_boxes(page: PdfPage) -> tuple[list[Row], _Boxes]:
    """Take the characters in boxes and tables, the smallest first, from those of the page."""
    rest, boxes = list(page.characters), []
    for grid in find_grids(page.rules):
        share = _COLUMNS if grid.fields > 1 else _FRAME
        is_frame = len(grid.rows) == _ONE_ROW and grid.area > share * page.width * page.height
        inside = [] if is_frame else [character for character in rest if is_inside(character, grid.box)]
        if any(not character.text.isspace() for character in inside):
            boxes.append((grid, inside))
            rest = [character for character in rest if not is_inside(character, grid.box)]
    return find_rows(rest), boxes


def _take_repeated(boxes_of_pages: Sequence[tuple[int, _Boxes]]) -> list[str]:
    """Take out boxes with the same words in the same height of several pages: Word's heads may be tables."""
    pages: dict[tuple[int, str], list[str]] = defaultdict(list)
    for page, boxes in boxes_of_pages:
        for box in boxes:
            pages[_key(*box)].append(str(page))
    for _, boxes in boxes_of_pages:
        boxes[:] = [box for box in boxes if len(pages[_key(*box)]) == 1]
    return [f"“{words}”（第 {'、'.join(on)} 页）" for (_, words), on in pages.items() if len(on) > 1]


def _key(grid: Grid, inside: Sequence[Character]) -> tuple[int, str]:
    return round(grid.box.top), "".join(character.text for character in inside)


def _flow(number: int, rows: list[Row], boxes: _Boxes) -> Iterator[Region | Block | _Table]:
    """Yield the regions, boxes and tables of a page from top to bottom."""
    for grid, inside in sorted(boxes, key=lambda box: -box[0].box.top):
        above, beside, rows = _around(grid.box, rows)
        yield from _regions(number, above, "page")
        yield from _regions(number, beside, "beside")
        if grid.fields > 1:
            yield _Table(number, len(grid.columns), *read_table(number, grid, inside))
        else:
            yield _block(list(find_regions(number, find_rows(inside))), is_beside=bool(beside))
    yield from _regions(number, rows, "page")


def _around(box: Box, rows: Sequence[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the rows above, beside and below a box."""
    parts: tuple[list[Row], list[Row], list[Row]] = ([], [], [])
    for row in rows:
        base = row[0][0].base
        parts[(base <= box.top) + (base < box.bottom)].append(row)
    return parts


def _regions(page: int, rows: Sequence[Row], kind: str) -> Iterator[Region | Block]:
    """Yield regions; text beside other text is a block, which waits for the end of the paragraph."""
    for region in find_regions(page, rows, kind):
        yield _block([region], is_beside=True) if region.kind == "aside" else region


def _block(regions: Sequence[Region], *, is_beside: bool) -> Block:
    paragraphs, told = find_paragraphs(regions)
    block = Block(regions[0].lines[0].page, tuple(paragraphs), tuple(told))
    return block._replace(told=(*told, Told("aside", block.words))) if is_beside else block


def _with_joined_tables(flow: Sequence[Region | Block | _Table]) -> Iterator[Region | Block]:
    """Yield the flow with tables as blocks; one that goes on at the head of the next page is one table."""
    last: _Table | None = None
    for item in (*flow, None):
        if last and isinstance(item, _Table) and (item.page, item.columns) == (last.page + 1, last.columns):
            last = _joined_tables(last, item)
            continue
        if last:
            yield Block(last.page, (Paragraph(markdown_table(last.rows), is_table=True),), last.told)
        last = item if isinstance(item, _Table) else None
        if isinstance(item, Region | Block):
            yield item


def _joined_tables(table: _Table, other: _Table) -> _Table:
    repeated = other.rows[0] == table.rows[0]
    words = "、".join(filter(None, table.rows[0]))
    told = (*table.told, *other.told, Told("tables", words), *[Told("head", words)] * repeated)
    return _Table(other.page, table.columns, table.rows + other.rows[repeated:], told)


def _told_of(region: Region) -> Iterator[Told]:
    words = [f"第 {line.page} 页“{line.text[:12]}”" for line in region.lines]
    if region.kind == "column":
        yield Told("column", words[0])
    alone = [line.is_alone for line in region.lines]
    for was_alone, is_alone, first in zip([False, *alone], alone, words, strict=False):
        if is_alone and not was_alone:
            yield Told("alone", first)


def _told_lines(told: Sequence[Told]) -> Iterator[str]:
    places: dict[str, dict[str, None]] = {kind: {} for kind in _TOLD}
    for kind, words in told:
        places[kind][words] = None
    for kind, found in places.items():
        if found:
            yield f"{_TOLD[kind]} {len(found)} 处：{'、'.join(found)}"
