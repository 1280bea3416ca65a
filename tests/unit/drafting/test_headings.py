"""Headings and their depth; whole texts stand in tests/golden/import."""

from __future__ import annotations

import time

import pytest

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.drafting.headings import (
    is_attachment,
    is_heading,
    is_own_line,
    is_plain_heading,
    markdown_blocks,
    marker,
)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        *(
            ("一、甲", "一、"),
            ("一．甲", "一."),
            ("（ 一 ）甲", "( 一 )"),
            ("㈠甲", "㈠"),
            ("⒈甲", "⒈"),
            ("①甲", "①"),
        ),
        *(
            ("1.1 甲", "1.1 "),
            ("1.5万件", ""),
            ("1）甲", "1)"),
            ("壹、甲", "壹、"),
            ("IV、甲", "IV、"),
            ("甲", ""),
        ),
    ],
)
def test_numbers_of_headings(text: str, number: str):
    assert marker(text) == number


@pytest.mark.parametrize("text", ["一、主要工作", "（一）加强领导", "第一部分 工作"])
def test_a_numbered_line_is_a_heading(text: str):
    assert is_heading(Paragraph(text))


@pytest.mark.parametrize("text", ["一、主要工作；", "（一）加强学法。组织培训", "主要工作"])
def test_other_lines_are_none_by_themselves(text: str):
    assert not is_heading(Paragraph(text))


def test_a_list_of_attachments():
    assert is_attachment(Paragraph("附件：1.统计表"))
    assert not is_attachment(Paragraph("附近群众"))


def test_a_long_text_without_headings_is_read_in_bounded_time():
    lines = [Paragraph(f"一是做好第{n}项工作，各项任务有序推进，群众满意。后文。") for n in range(4000)]
    started = time.process_time()
    assert len(list(markdown_blocks(lines, []))) == len(lines)
    assert time.process_time() - started < 2


@pytest.mark.parametrize(
    "text",
    [
        "特急",
        "联系电话：0377-1",
        "镇　长 张三",
        "表1 主要指标",
        "单位：万元",
        "2025年1月",
        "甲镇人民路8号",
        "（以下空白）",
    ],
)
def test_a_line_for_itself(text: str):
    assert is_own_line(text)
    assert not is_plain_heading(Paragraph(text))


@pytest.mark.parametrize("text", ["主要工作", "表彰先进", "图书室建设", "单位学法", "镇长办公会制度"])
def test_a_line_that_may_head_a_section(text: str):
    assert is_plain_heading(Paragraph(text))


@pytest.mark.parametrize("text", ["张三", "镇长签发", "办结率100%", "行政执法统计表", "强化监督。"])
def test_a_short_line_that_heads_nothing(text: str):
    assert not is_plain_heading(Paragraph(text))
