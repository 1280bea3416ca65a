"""A signed text is shown sign for sign: on its page, alone for other sites, and for print."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.model import Report
from annual_reports.rendering.signed_text import anchored_headings, annotated_html, plain_html
from annual_reports.sources.report_reader import read_report
from support.html_page import Html
from support.reports import written_report
from support.sites import ROOT


def report_of(body: str, known: Catalog) -> Report:
    figures = {"法治讲座": {"value": "12场", "quote": "讲座12场"}}
    report, findings = read_report(
        written_report(f"演示数据，讲座12场。\n\n{body}", figures=figures),
        "reports/demo/2024.md",
        "f.md",
        known,
    )
    assert report, [str(finding) for finding in findings]
    return report


def shown(html: str) -> str:
    return Html.of(f"<body>{html}</body>").text


@pytest.mark.parametrize("case", sorted((ROOT / "tests/golden/signs").iterdir()), ids=lambda case: case.stem)
def test_signs_of_the_text_are_no_markup(case: Path, demo_catalog: Catalog):
    """Every line of a case is shown as it stands."""
    body = case.read_text(encoding="utf-8")
    report = report_of(body, demo_catalog)
    for html in (annotated_html(report), plain_html(report)):
        assert shown(html).split() == report.body.split()
        assert set(re.findall(r"<(\w+)", html)) <= {"p", "span", "a"}


@given(lines=st.lists(st.text(alphabet="一次46，。 *_[](){}\\^=+-.!<>`~/:'\"&;x", max_size=12), max_size=6))
def test_any_lines_of_signs_are_shown_as_they_are(lines: list[str], demo_catalog: Catalog):
    report = report_of("\n".join(map(str.strip, lines)), demo_catalog)
    for html in (annotated_html(report), plain_html(report)):
        assert "".join(shown(html).split()) == "".join(report.body.split())


@pytest.mark.parametrize(
    "body",
    [
        "全年<script>alert(1)</script>办件。",
        "<!-- 暗藏 --> `按时`办结<b>十件</b>。",
        "## 一、<img src=x onerror=x()>",
        "事项|件数\n-|-\n<svg onload=x()>|1",
        "~~~\n办件。\n~~~",
        "    办件。",
    ],
)
def test_tags_and_signs_of_code_are_shown_as_text(body: str, demo_catalog: Catalog):
    report = report_of(body, demo_catalog)
    for html in (annotated_html(report), plain_html(report)):
        tags = {"p", "h2", "h3", "span", "a", "table", "thead", "tbody", "tr", "th", "td"}
        assert set(re.findall(r"<(\w+)", html)) <= tags
        assert "<!--" not in html
        for line in re.split(r"[|\n]", body):
            assert line.strip("#- ") in shown(html)


def test_headings_stand_one_level_lower_on_a_page_and_have_anchors(demo_catalog: Catalog):
    body = "## 一、A & B\n\n### （一）甲 乙\n\n###### 一、A & B\n\n## ！！\n\n## ！！"
    report = report_of(body, demo_catalog)
    assert [tuple(heading) for heading in anchored_headings(report)] == [
        ("一、A & B", "一a-b", 3),
        ("（一）甲 乙", "一甲-乙", 4),
        ("一、A & B", "一a-b_1", 6),
        ("！！", "_1", 3),
        ("！！", "_2", 3),
    ]
    assert (
        '<h3 id="一a-b"><span class="ar-sentence" id="s-6bba604f25d7">一、A &amp; B</span></h3>'
        in annotated_html(report)
    )
    assert "<h2>一、A &amp; B</h2>\n<h3>（一）甲 乙</h3>" in plain_html(report)


def test_a_table_has_its_columns_aligned_and_its_cells_marked(demo_catalog: Catalog):
    report = report_of("事项 | 件数 | 比 |\n:-|:-:|-:|\n复议\\ | 3<5 |  |\n*诉讼* |4|5|", demo_catalog)
    cells = '<td class="ar-left">复议\\</td>\n<td class="ar-center">3&lt;5</td>\n<td class="ar-right"></td>'
    assert cells in plain_html(report)
    assert (
        '<td class="ar-left"><span class="ar-sentence" id="s-d38fff7bafd7">*诉讼*</span></td>'
        in annotated_html(report)
    )
    assert plain_html(report).count("<tr>") == 3


def test_the_text_alone_is_the_text_of_the_page(demo_catalog: Catalog):
    report = report_of("## 一、甲\n\n1. 学法。再\n下一行。", demo_catalog)
    assert shown(annotated_html(report)) == shown(plain_html(report))
    assert plain_html(report).endswith("<h2>一、甲</h2>\n<p>1. 学法。再\n下一行。</p>")
