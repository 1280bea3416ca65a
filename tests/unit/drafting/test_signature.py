"""Signatures and their dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.drafting.signature import find_signature, parse_date, parse_signature_line

DAY = date(2025, 1, 10)


@pytest.mark.parametrize(
    "written",
    [
        *(
            "2025年1月10日",
            "２０２５年１月１０日",
            "2025 年 1 月 10 日",
            "2025年01月10日",
            "（2025年1月10日）",
        ),
        *(
            "二〇二五年一月十日",
            "二O二五年元月十日",
            "二0二五年一月十日",
            "二○二五年一月十日",
            "二零二五年正月十日",
        ),
        *(
            "2025.1.10",
            "2025-01-10",
            "2025/1/10",
            "2025年1月10号",
            "2025年1月10日（星期五）",
            "日期：2025年1月10日",
        ),
    ],
)
def test_forms_of_a_date(written: str):
    assert parse_date(written) == DAY


@pytest.mark.parametrize(
    "written",
    [
        "2025年1月",
        "2025年2月30日",
        "二〇二五年一月",
        "2025年1月10日印发",
        "十十年一月一日",
        "",
    ],
)
def test_other_texts_are_no_dates(written: str):
    assert parse_date(written) is None


def test_a_date_without_its_day_is_still_a_line_of_a_signature():
    line = parse_signature_line(Paragraph("2025年1月　日"))
    assert line is not None
    assert line.is_date
    assert line.day is None


def test_a_numbered_line_is_no_signature():
    assert parse_signature_line(Paragraph("（三）成立甲镇法治建设领导小组")) is None


def test_a_signature_before_an_attachment():
    lines = [Paragraph(text) for text in ("正文。", "甲镇人民政府", "2025年1月10日", "附件", "说明。")]
    found = find_signature(lines)
    assert found is not None
    assert (found.start, found.end) == (1, 3)


def test_a_date_within_the_text_is_no_signature():
    assert find_signature([Paragraph("正文。"), Paragraph("2025年1月10日"), Paragraph("后文。")]) is None


@given(st.dates(date(1950, 1, 1), date(2099, 12, 31)))
def test_a_date_is_read_back(day: date):
    assert parse_date(f"{day.year}年{day.month}月{day.day}日") == day
    han = str.maketrans("0123456789", "〇一二三四五六七八九")
    assert parse_date(f"{str(day.year).translate(han)}年{day.month}月{day.day}日") == day


@given(st.lists(st.sampled_from(["甲镇人民政府", "2025年1月10日", "正文。", "附件", "（章）"]), max_size=8))
def test_a_signature_is_a_run_of_lines(texts: list[str]):
    found = find_signature([Paragraph(text) for text in texts])
    assert found is None or 0 <= found.start < found.end <= len(texts)
