"""Lines of web pages, and tables that only place lines."""

from __future__ import annotations

import time

import pytest

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.drafting.web_lines import is_dropped, open_tables, take_web_lines

LINES = [
    *(
        "发布时间：2025-01-20 来源：县司法局",
        "【字体：大 中 小】",
        "浏览次数 12 打印 分享",
        "首页 > 政务公开",
    ),
    *(
        "2025-01-20 10:30",
        "责任编辑：王五",
        "打印 关闭",
        "索 引 号：0123",
        "您当前的位置：首页>>公开",
        "扫一扫在手机打开当前页",
    ),
]
TEXTS = [
    "来源广泛的意见得到办理。",
    "标题党问题得到整治。",
    "一、打印社整治",
    "2025-01-20",
    "甲镇人民政府",
    "大力推进。",
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_of_a_web_page(line: str):
    assert take_web_lines([Paragraph(line)]) == ([], [" ".join(line.split())])


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_no_line_of_a_web_page(text: str):
    assert take_web_lines([Paragraph(text)]) == ([Paragraph(text)], [])


def test_the_middle_of_a_document_is_not_searched():
    lines = [*[Paragraph("正文。")] * 20, Paragraph("来源：司法局"), *[Paragraph("正文。")] * 20]
    assert take_web_lines(lines) == (lines, [])


@pytest.mark.parametrize("above", ["正文。", "一、主要工作"])
def test_a_label_between_paragraphs_is_text(above: str):
    lines = [Paragraph(text) for text in ("标题", above, "来源：热线", "公开方式：网站", "正文。", "标题")]
    assert take_web_lines(lines) == (lines, [])


def test_an_addressee_behind_the_title_is_separated():
    kept, taken = take_web_lines([Paragraph("甲镇2024年情况的报告　县人民政府：")])
    assert [line.text for line in kept] == ["甲镇2024年情况的报告", "县人民政府："]
    assert taken == []


def test_a_table_that_places_a_signature_is_opened_and_what_it_tells_is_told_once():
    table = Paragraph("| 甲镇人民政府 |\n| --- |\n| 2025年1月10日 |", is_table=True, told=("表格里有图片",))
    opened = list(open_tables([table]))
    assert [line.text for line in opened if line.text] == ["甲镇人民政府", "2025年1月10日"]
    assert [told for line in opened for told in line.told] == ["表格里有图片"]


def test_a_table_of_the_report_stays():
    table = Paragraph("| 甲镇人民政府 | 12 |\n| --- | --- |", is_table=True)
    assert list(open_tables([table])) == [table]


@pytest.mark.parametrize(
    "line",
    [
        "— 3 —",
        "第 3 页 共 10 页",
        "3/10",
        "抄　送：县司法局",
        "甲镇办公室 2025年1月15日印发",
        "共印 30 份",
    ],
)
def test_a_line_that_is_no_text(line: str):
    assert is_dropped(line)


@pytest.mark.parametrize("line", ["共印发资料30份", "第3页的内容", "抄写", "2025年1月15日"])
def test_a_line_that_is_text(line: str):
    assert not is_dropped(line)


def test_a_hostile_line_is_searched_in_bounded_time():
    started = time.process_time()
    take_web_lines([Paragraph(text * 200) for text in ("大", "打印", "来源", "2025-1-1", "分享：", " 标题")])
    assert time.process_time() - started < 1
