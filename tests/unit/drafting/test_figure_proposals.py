"""The figures that a text seems to give."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.analysis.collection import Collection
from annual_reports.build import read
from annual_reports.domain.evidence import Body, spans_of_quote
from annual_reports.domain.model import Catalog
from annual_reports.drafting.figure_proposals import nearness, propose_figures
from annual_reports.drafting.quote_proposals import propose_plans, propose_shortcomings
from annual_reports.sources import catalog
from support.sites import PINGSHI, ROOT


def test_all_figures_of_the_real_report_are_proposed_and_no_other():
    library, _ = read(PINGSHI)
    (report,) = library.reports
    found = propose_figures(Body(report.body), library.catalog)
    assert {p.indicator.id: p.value for p in found.figures} == {
        f.indicator.id: f.text for f in report.figures
    }
    assert not found.unclaimed
    assert propose_shortcomings(report.body) == [s.quote for s in report.shortcomings]
    assert propose_plans(report.body) == [c.quote for c in report.commitments]


def test_of_the_countys_figures_nearly_all_are_proposed_and_none_wrongly(county: Collection):
    wrong, missed, right = [], [], 0
    for report in county.reports:
        found = propose_figures(Body(report.body), county.catalog, county.before(report))
        values = {p.indicator.id: p.value for p in found.figures}
        wanted = {f.indicator.id: f.text for f in report.figures}
        wrong += [(report.path, id_) for id_ in values if values[id_] != wanted.get(id_)]
        missed += [(report.path, id_) for id_ in wanted if id_ not in values]
        right += sum(values.get(id_) == value for id_, value in wanted.items())
    assert not wrong
    assert len(missed) <= 0.05 * right


def test_what_is_missing_since_last_year_is_named(county: Collection):
    last = county.by_government["jia"][0]
    found = propose_figures(Body("全年排查矛盾纠纷 300 件。"), county.catalog, last)
    assert [p.indicator.name for p in found.figures] == ["排查矛盾纠纷"]
    assert len(found.missing) == len(last.figures) - 1


def test_a_name_right_beside_counts_for_more():
    assert nearness("法治讲座", "举办法治讲座", "") > nearness("法治讲座", "法治讲座若干年来一共举办", "")
    assert nearness("法治讲座", "举办", "法治讲座") > 0.8
    assert nearness("法治讲座", "化解纠纷", "") == 0


@given(st.text(alphabet="法治讲座排查矛盾纠纷12场件，。、村\n 共余", max_size=80))
def test_every_proposal_stands_in_the_text(text: str):
    known: Catalog = catalog.read_catalog(ROOT / "tests/golden/catalog")[0]
    body = Body(text)
    found = propose_figures(body, known)
    assert len({p.indicator.id for p in found.figures}) == len(found.figures)
    for proposal in found.figures:
        assert proposal.counted or body.text_at(proposal.span) == proposal.value
        assert proposal.quote is None or spans_of_quote(body, proposal.quote)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 三、不足\n\n一是宣传不够。二是人员偏少。", ["宣传不够", "人员偏少"]),
        ("## 三、不足\n\n宣传力度不够。各村都很努力。", ["宣传力度不够"]),
        ("没有说。", []),
    ],
)
def test_shortcomings(text: str, expected: list[str]):
    assert propose_shortcomings(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("## 下一步打算\n\n一是要抓学法；二是抓普法。", ["抓学法", "抓普法"]),
        ("重点抓好以下安排：\n\n一是抓好学法用法。\n\n二是抓好普法。", ["抓好学法用法", "抓好普法"]),
        ("## 问题和打算\n\n宣传不够。下一年，我镇将统一文书格式。", ["统一文书格式"]),
    ],
)
def test_plans(text: str, expected: list[str]):
    assert propose_plans(text) == expected
