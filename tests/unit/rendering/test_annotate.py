"""Marks go between the characters of the signed text; the characters stay."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.model import Report
from annual_reports.rendering import annotate, signed_text
from annual_reports.rendering.annotate import _nested, annotation_anchors, clause
from annual_reports.sources import report_reader
from support.html_page import Html

HEADER = "---\ntitle: 报告\nyear: 2024\ngovernment: demo\nissuers: [示范镇]\nfigures:\n{figures}\n---\n{body}"


def report_of(figures: str, body: str, known: Catalog) -> Report:
    data = HEADER.format(figures=figures, body=body).encode()
    report, findings = report_reader.read_report(data, "reports/demo/2024.md", "f.md", known)
    assert report, [str(finding) for finding in findings]
    return report


def marked_text(report: Report) -> str:
    """The text with its tags in place."""
    return signed_text.annotated_html(report)


def test_one_amount_of_two_indicators_has_both_addresses(demo_catalog: Catalog):
    report = report_of(
        "  学法考试合格率: 100%\n  排查矛盾纠纷: {value: 100%, comparable: false, reason: 演示}",
        "化解率、合格率均达100%。",
        demo_catalog,
    )
    page = Html.of(marked_text(report))
    assert (
        set(page.ids)
        == set(annotation_anchors(report))
        == {"s-663fdf2f501f", "evidence-pass-rate", "evidence-disputes"}
    )
    assert page.links == ["#fact-pass-rate"]


def test_an_amount_inside_a_count_has_an_address_but_no_second_link(demo_catalog: Catalog):
    report = report_of(
        "  民主法治村: {value: 2 个, quote: 东村（讲座12场）、西村, counted: true}\n  法治讲座: 12场",
        "完成东村（讲座12场）、西村创建。",
        demo_catalog,
    )
    marked = marked_text(report)
    assert Html.of(marked).links == ["#fact-villages"]
    assert {"evidence-villages", "evidence-lectures"} <= set(Html.of(marked).ids)
    assert re.sub(r"<[^>]+>", "", marked) == report.body


def test_a_count_over_two_sentences_ends_with_the_first(demo_catalog: Catalog):
    figures = "  民主法治村: {value: 2 个, quote: 东村。西村, counted: true}"
    marked = marked_text(report_of(figures, "完成东村。西村也完成。", demo_catalog))
    assert ">东村。</a></span><span" in marked


def test_an_amount_is_found_again_by_its_own_link_which_can_take_the_focus(demo_catalog: Catalog):
    marked = marked_text(report_of("  法治讲座: 12场", "讲座12场。", demo_catalog))
    link = '<a class="ar-amount" id="evidence-lectures" href="#fact-lectures" title="法治讲座">'
    assert f"{link}12场</a>" in marked


def test_with_very_many_figures_an_amount_leads_to_its_row(
    demo_catalog: Catalog, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(annotate, "MOST_SHEETS", 1)
    report = report_of("  法治讲座: 12场\n  排查矛盾纠纷: 5件", "讲座12场，纠纷5件。", demo_catalog)
    assert Html.of(marked_text(report)).links == ["#figure-lectures", "#figure-disputes"]


def test_a_clause_has_its_amount_in_bold_and_is_escaped(demo_catalog: Catalog):
    (figure,) = report_of("  法治讲座: 12场", "全年“A&B”讲座12场。", demo_catalog).figures
    assert clause(figure) == "全年“A&amp;B”讲座<b>12场</b>"


@given(st.lists(st.tuples(st.integers(0, 20), st.integers(1, 20)), max_size=4))
def test_nested_marks_close_in_order(spans: list[tuple[int, int]]):
    """Each span is cut to lie inside the one before it."""
    nested, low, high = [], 0, 40
    for start, length in spans:
        low = min(low + start, high - 1)
        high = max(low + 1, min(high, low + length))
        nested.append(((low, high), "<b>", "</b>"))
    tags = _nested(nested)
    assert [place for place, _ in tags] == sorted(place for place, _ in tags)
    depth = 0
    for _, tag in tags:
        depth += 1 if tag == "<b>" else -1
        assert depth >= 0
    assert depth == 0
