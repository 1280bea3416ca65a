"""The text of a version has the sentences of the report's page, with the same names and numbers."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from annual_reports.analysis.collection import Collection
from annual_reports.domain.evidence import split_sentences
from annual_reports.ledger.canonical import content_digests, signed_text
from annual_reports.ledger.lines import Entry
from annual_reports.ledger.version_text import divide_text, present_text

LINES = st.sampled_from(
    [
        "## 一、学法",
        "1. 学法12件。用法。",
        "- 守法。",
        "+ 5 件。",
        "学法。学法。",
        "> 引文。",
        "",
        "| 事 | 数 |\n|---|---|\n| 1. 检查 | 12 |\n| 许可 |  |",
        "事项 | 件数\n-|-:\n诉讼 | 3",
        "“引号。”又一句",
    ]
)


@given(st.lists(LINES, min_size=1).map("\n\n".join))
def test_a_version_has_the_sentences_of_the_page(county: Collection, body: str):
    sentences = tuple(split_sentences(body))
    report = replace(county.by_year[2024][0], body=body, sentences=sentences)
    text, entry = signed_text(report), Entry(1, "jia/2024", 1, content_digests(report), "")
    divided = divide_text(text, entry)
    assert [(s.number, s.name) for s in present_text(report).sentences] == [
        (s.number, s.name) for s in sentences
    ]
    assert [(s.number, s.name) for s in divided.sentences] == [(s.number, s.name) for s in sentences]
    assert "\n".join([*divided.above, *divided.lines, *divided.below]) == text.rstrip("\n")


def test_a_tab_in_a_paragraph_is_no_border_of_a_cell(county: Collection):
    body = "学法。\n\n一年来，\t守法。\n\n用法。"
    report = replace(county.by_year[2024][0], body=body, sentences=tuple(split_sentences(body)))
    assert [s.name for s in present_text(report).sentences] == [s.name for s in report.sentences]


def test_a_text_whose_body_is_not_the_recorded_one_has_no_sentences(county: Collection):
    report = county.by_year[2024][0]
    entry = Entry(1, "jia/2024", 1, content_digests(report), "")
    assert divide_text("别的文字。\n", entry).sentences == ()
