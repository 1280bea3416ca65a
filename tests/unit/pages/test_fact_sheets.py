"""The sheet of a figure says what it counts, how accurately, and what agrees with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

import pytest

from annual_reports.analysis.collection import LaterAmount
from annual_reports.analysis.mentions import FigureMentions, Mention
from annual_reports.domain import quantities
from annual_reports.domain.catalog import Catalog, Indicator, Rate
from annual_reports.domain.contexts import AmountInContext
from annual_reports.domain.evidence import find_evidence
from annual_reports.domain.model import Correction, Evidence, FigureKey, Report, Restatement
from annual_reports.pages.fact_sheets import FactSheet, fact_sheets
from annual_reports.rendering.annotate import annotation_anchors
from annual_reports.rendering.templates import _environment
from annual_reports.rendering.urls import page_of
from annual_reports.sources.report_reader import read_report
from support.html_page import Html
from support.reports import written_report

CASES = Indicator("cases", "案件", (), "执法", "件", ("件",), "案件的件数", "neutral")
INDICATORS = {
    "closed": replace(CASES, id="closed", name="办结案件"),
    "all": replace(CASES, id="all", name="全部案件", parts=("closed", "open")),
    "open": replace(CASES, id="open", name="在办案件"),
    "rate": replace(
        CASES, id="rate", name="办结率", unit="%", accepted_units=("%",), rate=Rate("closed", "all")
    ),
}
BODY = "演示数据：受理案件500余件，办结400件，办结率99%，在办110件。全年受理近600件。"
FIGURES = {"办结率": "99%", "全部案件": "500余件", "办结案件": "400件", "在办案件": "110件"}


def report_of(catalog: Catalog, **header: object) -> Report:
    known = Catalog(catalog.governments, INDICATORS)
    written = written_report(BODY, figures=FIGURES, **header)
    report, findings = read_report(written, "reports/demo/2024.md", "docs/f.md", known)
    assert report, [str(finding) for finding in findings]
    return report


def mention(report: Report, text: str) -> FigureMentions:
    """Return a mention of a figure by words that the body says."""
    start = report.body.index(text)
    (quantity,) = quantities.find(text)
    evidence = find_evidence(report.sentences, (start, start + len(text)))
    return FigureMentions(elsewhere=(Mention(AmountInContext(quantity), text, evidence),))


def rows(
    report: Report,
    mentions: Iterable[FigureMentions] = (),
    changes: Mapping[FigureKey, str] | None = None,
    later_amounts: Iterable[LaterAmount] = (),
) -> dict[str, dict[str, str]]:
    """Return for each indicator's id the rows of its sheet: name -> words."""
    sheets = fact_sheets(report, list(mentions) or [FigureMentions()] * len(report.figures), changes or {})
    shown = (str(_sheet(sheet, len(sheets), later_amounts)) for sheet in sheets)
    found = (re.findall("<dt>(.*?)</dt><dd>(.*?)</dd>", html, re.DOTALL) for html in shown)
    return {
        sheet.figure.indicator.id: {
            name: " ".join(Html.of(f"<body>{words}</body>").text.split()) for name, words in each
        }
        for sheet, each in zip(sheets, found, strict=True)
    }


def _sheet(sheet: FactSheet, count: int, later_amounts: Iterable[LaterAmount] = ()) -> str:
    macro = vars(_environment().get_template("fact_sheet.html").module)["fact_sheet"]
    return str(macro(page_of, sheet, count, "与上年", later_amounts))


def test_what_every_figure_has(demo_catalog: Catalog):
    report = report_of(demo_catalog)
    shown = rows(report)["closed"]
    assert shown == {
        "数的是": "案件的件数",
        "时间": "2024年全年",
        "范围": "示范镇",
        "准确到": "个位",
        "与上年": "2023 年报告未收录",
        "核对": "办结率 99%，对不上；全部案件 500余件 的一项，相合",
    }


def test_a_whole_and_a_rate_are_told_what_follows_from_the_others(demo_catalog: Catalog):
    shown = rows(report_of(demo_catalog))
    assert shown["all"]["核对"].startswith("各项相加 510 件，相合")
    assert re.fullmatch(
        r"按办结案件 400件、全部案件 500余件算是 66\.\d+ 到 80%，对不上", shown["rate"]["核对"]
    )


@pytest.mark.parametrize(("text", "verdict"), [("近600件", "相合"), ("110件", "不一致")])
def test_other_places_of_the_text_are_linked_and_judged(demo_catalog: Catalog, text: str, verdict: str):
    report = report_of(demo_catalog)
    mentions = [
        mention(report, text) if f.indicator.id == "all" else FigureMentions() for f in report.figures
    ]
    number = mention(report, text).elsewhere[0].evidence.sentence.number
    assert rows(report, mentions)["all"]["文中又见"] == f"第 {number} 句“{text}”，{verdict}"


def test_sheets_follow_each_other_in_the_order_of_the_text(demo_catalog: Catalog):
    report = report_of(demo_catalog)
    sheets = fact_sheets(report, [FigureMentions()] * len(report.figures), {})
    assert [sheet.figure.indicator.id for sheet in sheets] == ["all", "closed", "rate", "open"]
    assert [sheet.previous and sheet.previous.indicator.id for sheet in sheets] == [
        None,
        "all",
        "closed",
        "rate",
    ]
    assert [sheet.next and sheet.next.indicator.id for sheet in sheets] == ["closed", "rate", "open", None]


def test_links_of_the_sheets_lead_to_other_sheets_and_to_the_text(demo_catalog: Catalog):
    report = report_of(demo_catalog)
    sheets = fact_sheets(report, [FigureMentions()] * len(report.figures), {})
    page = Html.of("".join(_sheet(sheet, len(sheets)) for sheet in sheets))
    known = {*page.ids, *annotation_anchors(report)}
    inner = {link.removeprefix("#") for link in page.links if link.startswith("#")}
    assert inner
    assert inner <= known
    assert len(page.ids) == len(set(page.ids)) == len(report.figures)


def test_what_only_some_figures_have(demo_catalog: Catalog):
    report = report_of(demo_catalog)
    (rate, whole, closed, rest) = report.figures
    sentence = report.sentences[0]
    restated = Restatement(2023, closed.quantity, "620件", "含上年结转")
    figures = (
        rate,
        replace(whole, note="据不完全统计", note_evidence=Evidence((0, 4), sentence), remark="不含信访"),
        replace(closed, restated=(restated,), new_scope="含移送", incomparable="口径不同"),
        replace(rest, zero_in_words=True, part="简易程序"),
    )
    correction = Correction(date(2025, 4, 15), "全部案件", "50余件", "500余件", "录错", None)
    changed = replace(report, figures=figures, corrections=(correction,))
    shown = rows(changed, changes={whole.key: "减少约 48 件"}, later_amounts=[LaterAmount(report, restated)])
    assert shown["all"]["与上年"] == "减少约 48 件"
    assert shown["all"]["原文附注"] == "据不完全统计"
    assert shown["all"]["本站说明"] == "不含信访"
    assert shown["all"]["更正"] == "2025年4月15日由 50余件 改为 500余件"
    assert shown["all"]["后来"] == "2024 年报告改为 620件：含上年结转"
    assert shown["closed"]["2023年的数"] == "本报告写 620件：含上年结转"
    assert shown["closed"]["换了口径"] == "含移送"
    assert shown["closed"]["不可比"] == "口径不同"
    assert shown["open"]["数的是"] == "案件的件数（简易程序）"
    assert shown["open"]["写法"] == "原文没有写数，写的是“110件”"
    assert "准确到" not in shown["open"]


def test_words_of_a_report_are_no_markup(demo_catalog: Catalog):
    report = report_of(demo_catalog)
    wild = tuple(replace(figure, remark="<b>&“") for figure in report.figures)
    assert rows(replace(report, figures=wild))["all"]["本站说明"] == "<b>&“"
