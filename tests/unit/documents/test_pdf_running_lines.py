from __future__ import annotations

import pytest

from annual_reports.documents.pdf_lines import find_rows, make_line
from annual_reports.documents.pdf_running_lines import take_margins
from support.pdf_characters import pdf_pages

_TEXT = "104 700 16 正文第{0}页的第一行\n72 672 16 第二行\n72 644 16 第三行"


def _margins(*extra: str):
    pages = pdf_pages(
        "\npage\n".join(f"{_TEXT.format('甲乙丙丁'[i])}\n{line}" for i, line in enumerate(extra))
    )
    rows = [find_rows(page.characters) for page in pages]
    return *take_margins(pages, rows), rows


@pytest.mark.parametrize("number", ["{}", "— {} —", "第{}页", "{} / 3", "第 {} 页 共 3 页", "- {} -"])
def test_page_numbers_are_taken_out(number: str):
    running, _, rows = _margins(*(f"280 50 12 {number.format(page)}" for page in (1, 2, 3)))
    assert running == [f"页码“{number.format(1)}”至“{number.format(3)}”"]
    assert [len(kept) for kept in rows] == [3, 3, 3]


@pytest.mark.parametrize("text", ["2024", "526件", "一是力量不足", "7", "·"])
def test_what_stands_on_one_page_only_is_text(text: str):
    running, _, rows = _margins(f"280 50 16 {text}", "280 300 16 正文")
    assert running == []
    assert len(rows[0]) == 4


def test_the_first_line_of_two_pages_is_text_though_it_is_the_same():
    pages = pdf_pages("\npage\n".join(["72 760 16 作。\n72 732 16 甲\n72 704 16 乙"] * 2))
    assert take_margins(pages, [find_rows(page.characters) for page in pages]) == ([], [])


def test_a_footnote_is_taken_out_with_its_words():
    _, footnotes, _ = _margins("72 80 9 ①数据来自县司法局。", "72 300 16 正文")
    assert footnotes == ["第 1 页“①数据来自县司法局。”"]


def test_small_text_without_a_mark_is_text():
    _, footnotes, rows = _margins("72 80 9 2025年1月10日印发", "72 300 16 正文")
    assert footnotes == []
    assert make_line(1, rows[0][-1]).text == "2025年1月10日印发"


def test_an_item_below_a_table_is_no_footnote():
    extra = "rule 72 120 272 120\nrule 72 120 72 150\n72 80 16 ①加强学习"
    _, footnotes, _ = _margins(extra, "72 300 16 正文")
    assert footnotes == []


def test_an_item_below_a_rule_is_no_footnote():
    _, footnotes, _ = _margins("rule 72 120 272 120\n72 80 16 2. 加强学习", "72 300 16 正文")
    assert footnotes == []
