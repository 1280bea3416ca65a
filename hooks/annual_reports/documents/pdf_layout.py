"""Lay out the characters of a PDF's pages as paragraphs, as a reader sees them.

Tables and boxes are taken out by their rules, what is left becomes rows, heads and feet are taken away, rows
become regions, and the lines of the regions paragraphs. What is not carried over as it stands is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import NamedTuple

from annual_reports.documents.paragraphs import Paragraph, SourceDocument, markdown_table
from annual_reports.documents.pdf_boxes import Boxes, Sheet, make_sheet, side_by_side, take_repeated
from annual_reports.documents.pdf_cells import read_table
from annual_reports.documents.pdf_lines import Row, find_rows, left, right
from annual_reports.documents.pdf_paragraphs import Block, Told, find_paragraphs
from annual_reports.documents.pdf_regions import Region, find_regions
from annual_reports.documents.pdf_running_lines import take_margins
from annual_reports.documents.pdf_tables import Grid
from annual_reports.documents.pdf_values import Box, Character, PdfPage, around

_LEADING = 2.5
"""Sizes of the font; lines that are further apart do not belong together."""
_TOLD = {
    "running": "页眉、页脚没有读入",
    "footnote": "脚注没有读入",
    "column": "分栏先左后右读入，次序请核对",
    "aside": "文字框、旁注或表格放在被它隔开的段落后面，位置请核对",
    "abreast": "并排的表格或文字框先左后右读入，次序请核对",
    "nested": "框里或单元格里的表格放在它后面，位置请核对",
    "drawing": "框线画的图形（方框、连线）没有读入，其中的文字按行读入",
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


class _Table(NamedTuple):
    page: int
    columns: int
    rows: list[list[str]]
    told: tuple[Told, ...]


def lay_out(pages: Sequence[PdfPage]) -> SourceDocument:
    """Return the paragraphs of pages, and a Chinese line for each kind of thing that is not as it stands."""
    sheets = [make_sheet(page) for page in pages]
    repeated = take_repeated(sheets)
    running, footnotes = take_margins(pages, [sheet.rows for sheet in sheets])
    told = [Told("running", words) for words in repeated + running]
    told += (Told("footnote", words) for words in footnotes)
    told += (said for sheet in sheets for said in sheet.told)
    flow = [item for sheet in sheets for item in _flow(sheet)]
    told += chain.from_iterable(_told_of(item) for item in flow if isinstance(item, Region))
    paragraphs, found = find_paragraphs(list(_with_joined_tables(flow)))
    of_pages = dict.fromkeys(line for page in pages for line in page.told)
    return SourceDocument(tuple(paragraphs), (*of_pages, *_told_lines([*told, *found])))


def _flow(sheet: Sheet) -> Iterator[Region | Block | _Table]:
    """Yield the regions, boxes and tables of a page from top to bottom."""
    number, rows = sheet.page.number, sheet.rows
    for group in side_by_side(sheet.boxes):
        box = around(grid.box for grid, _ in group)
        above, beside, rows = _around(box, rows)
        yield from _regions(number, above, "page")
        yield from _regions(number, beside, "beside")
        for grid, inside in group:
            yield _made(number, grid, inside, ["aside"] * bool(beside) + _places(grid, group))
    yield from _regions(number, rows, "page")


def _made(number: int, grid: Grid, inside: Sequence[Character], kinds: Sequence[str]) -> Block | _Table:
    """Return a box or a table, and tell kinds of things about its place."""
    if grid.fields == 1:
        return _block(list(find_regions(number, find_rows(inside))), kinds)
    rows, told = read_table(number, grid, inside)
    words = f"第 {number} 页“{' '.join(filter(None, rows[0]))[:12]}”"
    return _Table(number, len(grid.columns), rows, (*told, *(Told(kind, words) for kind in kinds)))


def _places(grid: Grid, group: Boxes) -> list[str]:
    """Return the kinds of places in which a box stands to the others at its height."""
    others = [other.box for other, _ in group if other is not grid]
    is_nested = any(around((other, grid.box)) == other for other in others)
    is_abreast = any(o.left >= grid.box.right or o.right <= grid.box.left for o in others)
    return ["nested"] * is_nested + ["abreast"] * is_abreast


def _around(box: Box, rows: Sequence[Row]) -> tuple[list[Row], list[Row], list[Row]]:
    """Return the rows above, beside and below a box; text beside it may go on below, on the same side."""
    parts: tuple[list[Row], list[Row], list[Row]] = ([], [], [])
    for row in rows:
        base = row[0][0].base
        is_beside = base >= box.bottom or (not parts[2] and _goes_on(parts[1], row, box))
        parts[(base <= box.top) + (not is_beside)].append(row)
    return parts


def _goes_on(beside: Sequence[Row], row: Row, box: Box) -> bool:
    """Return True if a row is the next one of those beside a box, and does not stand below it."""
    is_apart = left(row[0]) >= box.right or right(row[-1]) <= box.left
    return is_apart and any(up[0][0].base - row[0][0].base < _LEADING * row[0][0].size for up in beside[-1:])


def _regions(page: int, rows: Sequence[Row], kind: str) -> Iterator[Region | Block]:
    """Yield regions; text beside other text is a block, which waits for the end of the paragraph."""
    for region in find_regions(page, rows, kind):
        yield _block([region], ["aside"]) if region.kind == "aside" else region


def _block(regions: Sequence[Region], kinds: Sequence[str]) -> Block:
    paragraphs, told = find_paragraphs(regions)
    block = Block(regions[0].lines[0].page, tuple(paragraphs), tuple(told))
    return block._replace(told=(*told, *(Told(kind, block.words) for kind in kinds)))


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
