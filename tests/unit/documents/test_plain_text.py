"""Lines of plain text, and the tables that tabs or bars make of them."""

from __future__ import annotations

import pytest

from annual_reports.documents.plain_text import read_plain_text

TABLE = "| 项目 | 件数 |\n| --- | --- |\n| 甲 | 12 |\n| 乙 |  |"


def shown(text: str) -> list[tuple[str, bool]]:
    return [(line.text, line.is_table) for line in read_plain_text(text.encode()).paragraphs]


def test_lines_with_the_same_number_of_tabs_are_a_table_and_told():
    found = read_plain_text("标题\n项目\t件数\n甲\t12\n乙\t\n正文。".encode()).paragraphs
    assert [line.text for line in found] == ["标题", TABLE, "正文。"]
    assert found[1].told == ("制表符隔开的 3 行做成了表格，请核对：“项目 件数”",)


@pytest.mark.parametrize("text", ["甲镇\t2025年1月10日", "\t一、工作\n\t二、打算", "正文。\t\n正文。\t"])
def test_a_tab_alone_or_at_the_ends_makes_no_table(text: str):
    assert not any(is_table for _, is_table in shown(text))


def test_a_table_in_markdown_stays_one():
    assert shown(f"标题\r\n{TABLE}\r\n正文。") == [("标题", False), (TABLE, True), ("正文。", False)]
