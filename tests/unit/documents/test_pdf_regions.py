from __future__ import annotations

from annual_reports.documents.pdf_lines import find_rows
from annual_reports.documents.pdf_regions import find_regions
from support.pdf_characters import pdf_pages

_LINE = "甲镇认真贯彻上级关于法治建设的"


def _regions(notation: str):
    [page] = pdf_pages(notation)
    regions = find_regions(1, find_rows(page.characters))
    return [(region.kind, [line.text for line in region.lines]) for region in regions]


def test_a_page_without_text_has_no_regions():
    assert list(find_regions(1, [])) == []


def test_columns_are_read_from_left_to_right():
    rows = "\n".join(f"{left} {base} 12 {_LINE}{left}" for base in (700, 680, 660) for left in (72, 310))
    assert [kind for kind, _ in _regions(rows)] == ["column", "column"]


def test_short_cells_are_no_columns():
    rows = "\n".join(f"72 {base} 12 行政处罚\n310 {base} 12 12件" for base in (700, 680, 660))
    assert _regions(rows) == [("page", ["行政处罚 12件"] * 3)]


def test_names_in_one_row_are_no_columns():
    assert _regions("72 700 16 甲政发〔2025〕3号\n390 700 16 签发人：张三") == [
        ("page", ["甲政发〔2025〕3号 签发人：张三"])
    ]
