"""Parts recognised in a document's paragraphs; whole texts stand in tests/golden/desk."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.documents.plain_text import split_paragraphs
from annual_reports.domain.text import DATE_LINE, fold_digits, squeeze
from annual_reports.drafting.document_parts import recognise_parts
from annual_reports.drafting.rules import RULES

TITLE = "示范镇人民政府关于2024年法治政府建设情况的报告"


def made(*lines: str) -> str:
    return recognise_parts(split_paragraphs("\n".join([TITLE, *lines]))).body.strip()


@pytest.mark.parametrize(
    ("written", "day"),
    [
        ("2025年1月10日", date(2025, 1, 10)),
        ("二〇二五年一月十日", date(2025, 1, 10)),
        ("二○二五年十二月二十一日", date(2025, 12, 21)),
        ("２０２５ 年 ３ 月 ５ 日", date(2025, 3, 5)),
        ("2025年2月30日", None),
        ("2025年1月", None),
    ],
)
def test_dates_of_a_signature(written: str, day: date | None):
    assert recognise_parts(split_paragraphs(f"{TITLE}\n正文。\n示范镇人民政府\n{written}")).issued == day


def test_the_desk_page_knows_a_date_by_the_same_pattern():
    assert RULES["date"] == DATE_LINE.pattern


@pytest.mark.parametrize(
    ("number", "read"),
    [
        ("示政发[2025]3号", "示政发〔2025〕3号"),
        ("示政发（2025）3号", "示政发〔2025〕3号"),
        ("示政发〔２０２５〕３号　　签发人：张三", "示政发〔2025〕3号"),
        ("示政发2025第3号", None),
    ],
)
def test_document_numbers(number: str, read: str | None):
    assert recognise_parts(split_paragraphs(f"{number}\n{TITLE}\n正文。")).document_number == read


def test_a_table_stays_where_it_was():
    table = "| 甲 | 乙 |\n| --- | --- |\n| １ | 2 |"
    found = recognise_parts(
        [Paragraph(TITLE), Paragraph("前面。"), Paragraph(table, is_table=True), Paragraph("后面。")]
    )
    assert found.body == "前面。\n\n" + fold_digits(table) + "\n\n后面。\n"


def test_headings_of_a_documents_own_styles():
    found = recognise_parts(
        [Paragraph(TITLE), Paragraph("总体情况", 1), Paragraph("正文。"), Paragraph("一个方面", 2)]
    )
    assert found.body == "## 总体情况\n\n正文。\n\n### 一个方面\n"


def test_what_was_unsure_is_to_confirm():
    found = recognise_parts([Paragraph(TITLE), Paragraph("正文。", told=("文件里有脚注，脚注没有读入",))])
    assert found.to_confirm == [
        "文件里有脚注，脚注没有读入",
        "没有认出成文日期，请对照原件填写；原件没有写的，不填",
    ]


def test_levels_follow_the_order_in_which_numbers_appear():
    assert [
        line
        for line in made("一、甲", "正文。", "（一）乙", "正文。", "1.丙", "正文。", "二、丁").split("\n")
        if "#" in line
    ] == [
        "## 一、甲",
        "### （一）乙",
        "#### 1.丙",
        "## 二、丁",
    ]


@given(st.lists(st.text("甲乙丙丁，。；：12件《》（）一二是、", min_size=1, max_size=30), max_size=12))
def test_no_character_of_the_text_is_lost_or_added(lines: list[str]):
    """But for headings' signs and white space; page numbers and the signature are no text."""
    found = recognise_parts(split_paragraphs("\n".join([TITLE, "正文开始。", *lines, "正文结束。"])))
    moved = "".join(line.partition("：")[2] for line in found.notices)
    dropped = moved + "".join(found.dropped)
    kept = squeeze(found.body.replace("#", ""))
    assert sorted(kept + squeeze(dropped)) == sorted(squeeze("正文开始。" + "".join(lines) + "正文结束。"))
