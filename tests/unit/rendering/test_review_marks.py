"""In a preview, amounts that no figure claims and dates are marked; the characters of the text stay."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.model import Report
from annual_reports.rendering.review_marks import review_marks
from annual_reports.rendering.signed_text import annotated_html
from annual_reports.sources.report_reader import read_report
from support.html_page import Html
from support.reports import written_report


def report_of(body: str, catalog: Catalog) -> Report:
    written = written_report(body, figures={"法治讲座": {"value": "12场", "quote": "讲座12场"}})
    report, findings = read_report(written, "reports/demo/2024.md", "f.md", catalog)
    assert report, [str(finding) for finding in findings]
    return report


def marked(body: str, catalog: Catalog) -> list[tuple[str, str]]:
    """Return the kind and the words of each mark."""
    report = report_of(f"演示数据，讲座12场。\n\n{body}", catalog)
    kinds = [
        (re.sub(r".*ar-review-(\w+).*", r"\1", before), report.body[slice(*span)])
        for span, before, _ in review_marks(report)
    ]
    return sorted(kinds)


@pytest.mark.parametrize(
    ("body", "marks"),
    [
        ("受理案件76件，讲座讲了。", [("amount", "76件")]),
        ("另办讲座近20场次。", [("amount", "近20场次")]),
        ("2024年3月5日召开会议。", [("date", "2024年3月5日")]),
        ("二〇二四年十二月三十一日印发。", [("date", "二〇二四年十二月三十一日")]),
        ("12月底前完成，3月4日开始。", [("date", "12月底"), ("date", "3月4日")]),
        ("２０２４年 3 月办结。", [("date", "２０２４年 3 月")]),
        ("截至2024-11-30，办结2024年度案件。", [("date", "2024-11-30"), ("date", "2024年度")]),
        ("2021—2025年规划，1至9月完成。", [("date", "2021—2025年"), ("date", "1至9月")]),
        ("用了12个月。", [("amount", "12个月")]),
        ("平发〔2024〕46号，第56次常委会。", []),
        ("| 检查 | 时间 |\n|---|---|\n| 76件 | 2024年3月 |", [("amount", "76件"), ("date", "2024年3月")]),
    ],
)
def test_other_amounts_and_dates_are_marked(body: str, marks: list[tuple[str, str]], demo_catalog: Catalog):
    assert marked(body, demo_catalog) == sorted(marks)


def test_what_a_figure_claims_is_marked_as_its_link_alone(demo_catalog: Catalog):
    report = report_of("演示数据，讲座12场。", demo_catalog)
    assert list(review_marks(report)) == []


@given(body=st.text(alphabet="一二2024年3月5日件场万余，。、\n |-#", max_size=60))
def test_characters_and_nesting_stay_whatever_is_marked(body: str, demo_catalog: Catalog):
    report = report_of(f"演示数据，讲座12场。\n\n{body}", demo_catalog)
    with_marks, without = annotated_html(report, review=True), annotated_html(report)
    assert re.sub(r'<span class="ar-review-\w+">', "", with_marks).replace("</span>", "") == without.replace(
        "</span>", ""
    )
    assert Html.of(with_marks, "ar-document").ids == Html.of(without, "ar-document").ids
    stack: list[str] = []
    for close, tag in re.findall(r"<(/?)(\w+)[^>]*?(?<!/)>", with_marks):
        if close:
            assert stack.pop() == tag
        else:
            stack.append(tag)
    assert not stack
