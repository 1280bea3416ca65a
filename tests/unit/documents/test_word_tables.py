"""Rows of Word tables keep each cell under its column."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest

from annual_reports.documents.word_elements import plain_text
from annual_reports.documents.word_tables import TableReader
from annual_reports.documents.word_told import Told
from support.word_xml import NAMESPACES


def rows(markup: str) -> tuple[list[list[str]], list[str]]:
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    told = Told()
    reader = TableReader(lambda cell: "".join(map(plain_text, cell)), told)
    found = reader.rows(ET.fromstring(f"<w:tbl {declared}>{markup}</w:tbl>"))
    return found, list(told.lines())


WIDE = '<w:gridSpan w:val="999999999"/>'


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:tc>"


@pytest.mark.parametrize(
    ("properties", "expected"),
    [
        ("", ["甲", "乙"]),
        ('<w:gridSpan w:val="3"/>', ["甲", "", "", "乙"]),
        ('<w:gridSpan w:val="1"/>', ["甲", "乙"]),
        ('<w:gridSpan w:val="x"/>', ["甲", "乙"]),
        ('<w:vMerge w:val="restart"/>', ["甲", "乙"]),
        ("<w:vMerge/>", ["", "乙"]),
        ('<w:hMerge w:val="continue"/>', ["", "乙"]),
        ('<w:gridSpan w:val="2"/><w:vMerge/>', ["", "", "乙"]),
    ],
)
def test_covered_cells_are_empty(properties: str, expected: list[str]):
    assert rows(f"<w:tr>{cell('甲', properties)}{cell('乙')}</w:tr>")[0] == [expected]


def test_a_cell_over_a_million_columns_is_no_bomb():
    assert len(rows(f"<w:tr>{cell('甲', WIDE)}</w:tr>")[0][0]) == 63


def test_cells_that_came_or_went_are_told():
    found, told = rows(f"<w:tr>{cell('甲', '<w:cellDel/>')}</w:tr>")
    assert (found, told) == ([["甲"]], ["没有接受的修订：增删、合并的单元格 1 个：“甲”"])


def test_a_deleted_cell_in_a_row_is_told():
    found, told = rows(f"<w:tr><w:del>{cell('甲')}</w:del>{cell('乙')}</w:tr>")
    assert found == [["乙"]]
    assert told == ["没有接受的修订：删去的文字没有读入 1 处：文件开头的“甲”"]


def test_a_table_without_rows_has_none():
    assert rows("<w:tblPr/><w:tblGrid/>") == ([], [])
