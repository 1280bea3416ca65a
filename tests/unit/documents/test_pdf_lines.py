from __future__ import annotations

import pytest

from annual_reports.documents.pdf_lines import find_rows, joined, make_line
from support.pdf_characters import characters


@pytest.mark.parametrize(
    ("above", "below", "whole"),
    [
        ("法治政府", "建设", "法治政府建设"),
        ("good govern-", "ment", "good government"),
        ("COVID-", "19", "COVID-19"),
        ("rule of", "law", "rule of law"),
        ("in 2024", "was", "in 2024 was"),
        ("20", "24年", "2024年"),
        ("办理", "GB 2312", "办理GB 2312"),
        ("", "办理", "办理"),
    ],
)
def test_lines_are_joined(above: str, below: str, whole: str):
    assert joined(above, below) == whole


def test_a_row_is_cut_at_wide_gaps():
    [row] = find_rows([*characters(100, 700, 16, "事项"), *characters(300, 700, 16, "数量")])
    assert len(row) == 2


def test_a_stretched_space_is_no_gap():
    [row] = find_rows([*characters(100, 700, 16, "学法 "), *characters(152, 700, 16, "46次")])
    assert len(row) == 1


def test_rows_stand_from_top_to_bottom():
    rows = find_rows([*characters(100, 600, 16, "下"), *characters(100, 700, 16, "上")])
    assert [make_line(1, row).text for row in rows] == ["上", "下"]


def test_small_text_below_a_line_is_a_line_of_its_own():
    rows = find_rows([*characters(100, 700, 16, "正文"), *characters(100, 684, 9, "小字")])
    assert [make_line(1, row).text for row in rows] == ["正文", "小字"]


def test_a_page_without_characters_has_no_rows():
    assert find_rows([]) == []


def test_the_hang_of_an_item_is_the_edge_of_its_text():
    [row] = find_rows(characters(100, 700, 16, "（一）抓学习"))
    assert make_line(1, row).hang == 148
