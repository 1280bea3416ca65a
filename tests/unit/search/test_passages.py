"""Passages of reports for search, and their positions."""

from __future__ import annotations

from dataclasses import replace

from annual_reports.analysis.collection import Collection
from annual_reports.domain.evidence import split_sentences
from annual_reports.rendering.document import SearchSection
from annual_reports.search.passages import report_sections
from support.keyed_figures import HALF, disputes


def told(section: SearchSection) -> list[str]:
    """The section's lines, each piece with its address."""
    return [" ".join(f"{piece.anchor}:{piece.text}" for piece in line) for line in section.lines]


def of_text(county: Collection, body: str) -> list[SearchSection]:
    report = replace(county.by_year[2024][0], body=body, sentences=tuple(split_sentences(body)))
    return list(report_sections(report))[1:-1]


def test_a_report_is_told_by_its_headings(county: Collection):
    text, first, second = of_text(
        county, "现报告如下：\n\n## 一、举措\n\n学法。用法。\n\n普法。\n\n## 二、不足\n\n少。"
    )
    assert (text.heading, told(text)) == ("", ["s-6a1b5ff54d03:现报告如下："])
    assert first.heading == "一、举措"
    assert told(first) == [
        "s-c6768a2bb694:一、举措",
        "s-b58dd591e5d5:学法。 s-f4b172232dc5:用法。",
        "s-d581a589c942:普法。",
    ]
    assert told(second) == ["s-60f34831b13d:二、不足", "s-141de0d2f274:少。"]


def test_the_number_and_the_sign_before_a_paragraph_are_text_and_markup_is_not(county: Collection):
    (text,) = of_text(county, "1. 学法。\n- 用法。\n\n| 事 | 数 |\n| --- | --- |\n| 案件 | 3 件 |")
    assert told(text) == [
        "s-b58dd591e5d5:1. 学法。",
        "s-f4b172232dc5:- 用法。",
        "s-1d9ed569515d:事　数",
        "s-4dc1478b13fe:案件　3 件",
    ]


def test_a_row_of_a_table_is_one_passage_with_its_number(county: Collection):
    (text,) = of_text(county, "| 事 | 数 | 比 |\n|---|---|---|\n| 检查。整改 | 76 | — |\n| 许可 | | 0 |")
    assert told(text) == [
        "s-1d9ed569515d:事　数　比",
        "s-d3639391bf90:检查。整改　76　—",
        "s-310c625425f0:许可　0",
    ]


def test_a_paragraph_may_go_over_several_lines(county: Collection):
    text, section = of_text(county, "要全面\n提高意识。再\n\n学法。\n## 一、举措\n普法。\n- 用法\n1. 守法")
    assert told(text) == [
        "s-34dd7db12abc:要全面 s-48106143b5eb:提高意识。 s-8aa07f1595bd:再",
        "s-b58dd591e5d5:学法。",
    ]
    assert told(section) == [
        "s-c6768a2bb694:一、举措",
        "s-d581a589c942:普法。",
        "s-14c3c9835167:- 用法",
        "s-a84ff97b7811:1. 守法",
    ]


def test_particulars_and_figures_lead_to_their_place(county: Collection):
    report = county.by_year[2024][0]
    particulars, *_, figures = report_sections(report)
    assert f"particulars:{report.issuers[0]}" in told(particulars)
    figure = report.figures[0]
    assert f"figure-{figure.indicator.id}:{figure.indicator.name} {figure.text}" in told(figures)


def test_a_figure_of_half_a_year_is_found_as_such(county: Collection):
    half = disputes(county, "210件", period=HALF, remark="含村级")
    report = replace(county.by_year[2024][0], figures=(half,))
    *_, figures = report_sections(report)
    assert told(figures) == [
        "figure-disputes-examined_m1-6:排查矛盾纠纷（2024年上半年） 210件",
        "figure-disputes-examined_m1-6:含村级",
    ]


def test_dates_remarks_and_reasons_are_told_as_the_page_prints_them(county: Collection):
    lines = [
        line for report in county.reports for section in report_sections(report) for line in told(section)
    ]
    assert "particulars:成文日期 2025年1月14日" in lines
    noted = next(f for report in county.reports for f in report.figures if f.note)
    assert f"figure-{noted.indicator.id}:{noted.note}" in lines
    corrected = next(c for report in county.reports for c in report.corrections)
    assert f"corrections:{corrected.reason}" in lines
