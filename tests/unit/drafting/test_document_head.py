"""Heads of documents; most cases stand in tests/golden/heads_and_ends.txt."""

from __future__ import annotations

import pytest

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.drafting.document_head import Draft, is_another_title, take_head, title_and_issuers


def test_the_lines_below_the_head_remain():
    lines = [Paragraph("甲镇2024年法治政府建设年度报告"), Paragraph("正文。")]
    draft = Draft()
    assert take_head(lines, draft) == []
    assert draft.title == "甲镇2024年法治政府建设年度报告"
    assert [line.text for line in lines] == ["正文。"]


def test_an_empty_document_has_no_head():
    draft = Draft()
    assert take_head([], draft) == []
    assert draft.to_confirm == ["没有认出标题，请在 title 里填写，并从正文里删去"]


@pytest.mark.parametrize(
    ("text", "title", "issuers"),
    [
        ("中共甲镇委员会 甲镇人民政府 关于 工作的报告", "中共甲镇委员会 甲镇人民政府关于工作的报告", 2),
        ("甲县财政局 2024 年工作总结", "甲县财政局2024年工作总结", 1),
        ("甲街道2024年工作总结", "甲街道2024年工作总结", 0),
        ("《甲镇2024年报告》", "《甲镇2024年报告》", 0),
    ],
)
def test_titles(text: str, title: str, issuers: int):
    written, names = title_and_issuers(text)
    assert (written, len(names)) == (title, issuers)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("乙镇2024年法治政府建设年度报告", True),
        ("（一）2024年法治政府建设工作总结", False),
        ("2024年法治政府建设工作有序开展，形成年度报告", False),
    ],
)
def test_another_title(text: str, *, expected: bool):
    assert is_another_title(Paragraph(text)) is expected
