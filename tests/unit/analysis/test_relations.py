"""Relations of the catalogue: a whole and its parts, a rate and its base; for equal keys only."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annual_reports.analysis.relations import Relation, find_relations
from annual_reports.domain.catalog import Catalog, Indicator, Rate
from annual_reports.sources.report_reader import read_report
from support.reports import written_report

CASES = Indicator("cases", "案件", (), "执法", "件", ("件", "宗"), "案件", "neutral")
CATALOG_OF = {
    "simple": replace(CASES, id="simple", name="简易案件"),
    "common": replace(CASES, id="common", name="普通案件"),
    "all": replace(CASES, id="all", name="全部案件", parts=("simple", "common")),
    "some": replace(CASES, id="some", name="收到案件", parts=("simple", "common"), parts_complete=False),
    "closed": replace(CASES, id="closed", name="办结案件"),
    "rate": replace(
        CASES, id="rate", name="办结率", unit="%", accepted_units=("%",), rate=Rate("closed", "all")
    ),
}


def relations(catalog: Catalog, **figures: object) -> list[Relation]:
    """The relations between figures that a report gives; its body names each with its amount."""
    known = Catalog(catalog.governments, CATALOG_OF)
    entries = {id_: value if isinstance(value, dict) else {"value": value} for id_, value in figures.items()}
    said = {id_: f"{CATALOG_OF[id_].name}{entry['value']}" for id_, entry in entries.items()}
    header = {CATALOG_OF[id_].name: {**entry, "quote": said[id_]} for id_, entry in entries.items()}
    written = written_report(f"演示数据。{'，'.join(said.values())}。", figures=header)
    report, findings = read_report(written, "reports/demo/2024.md", "docs/f.md", known)
    assert report, [str(finding) for finding in findings]
    return list(find_relations(report))


AGREEING = [
    ("515件", "218件", "297件"),
    ("2.5万件", "1.2万件", "1.35万件"),
    ("1.2万件", "7600件", "4430件"),
    ("500余件", "118件", "399件"),
    ("约700件", "318件", "399件"),
]
DISAGREEING = [("515件", "218件", "296件"), ("500余件", "318件", "399件"), ("近700件", "318件", "399件")]


@pytest.mark.parametrize(("whole", "simple", "common"), AGREEING)
def test_a_whole_agrees_with_its_parts_where_the_intervals_meet(
    demo_catalog: Catalog, whole: str, simple: str, common: str
):
    (found,) = relations(demo_catalog, all=whole, simple=simple, common=common)
    assert found.holds


@pytest.mark.parametrize(("whole", "simple", "common"), DISAGREEING)
def test_a_whole_disagrees_with_its_parts_where_the_intervals_are_apart(
    demo_catalog: Catalog, whole: str, simple: str, common: str
):
    (found,) = relations(demo_catalog, all=whole, simple=simple, common=common)
    assert not found.holds


def test_parts_that_are_not_complete_may_be_less_but_not_more(demo_catalog: Catalog):
    (less,) = relations(demo_catalog, some="90件", simple="10件", common="20件")
    (more,) = relations(demo_catalog, some="90件", simple="70件", common="21件")
    assert (less.holds, more.holds) == (True, False)


def test_a_part_that_the_report_does_not_give_may_be_what_is_missing(demo_catalog: Catalog):
    (less,) = relations(demo_catalog, all="90件", simple="10件")
    (more,) = relations(demo_catalog, all="90件", simple="91件")
    assert (less.holds, more.holds) == (True, False)


RIGHT_RATES = [
    ("341件", "336件", "98.53%"),
    ("341件", "336件", "98%"),
    ("500余件", "400件", "70%"),
    ("526余件", "526余件", "100%"),
]
WRONG_RATES = [
    ("1250件", "1230件", "98.00%"),
    ("500余件", "400件", "99%"),
    ("400件", "300件", "99%"),
]


@pytest.mark.parametrize(("whole", "closed", "rate"), RIGHT_RATES)
def test_a_rate_agrees_with_its_base(demo_catalog: Catalog, whole: str, closed: str, rate: str):
    assert rate_relation(demo_catalog, whole, closed, rate).holds


@pytest.mark.parametrize(("whole", "closed", "rate"), WRONG_RATES)
def test_a_rate_disagrees_with_its_base(demo_catalog: Catalog, whole: str, closed: str, rate: str):
    assert not rate_relation(demo_catalog, whole, closed, rate).holds


def rate_relation(catalog: Catalog, whole: str, closed: str, rate: str) -> Relation:
    """The relation of a rate to its base."""
    (relation,) = (each for each in relations(catalog, all=whole, closed=closed, rate=rate) if each.is_rate)
    return relation


def test_figures_of_other_periods_are_in_no_relation(demo_catalog: Catalog):
    half = {"value": "297件", "period": "2024上半年"}
    (found,) = relations(demo_catalog, all="515件", simple="518件", common=half)
    assert [other.indicator.id for other in found.others] == ["simple"]


def test_the_expected_number_is_told_with_its_span(demo_catalog: Catalog):
    assert rate_relation(demo_catalog, "500余件", "400件", "99%").expected_in_words == "66.78 到 80%"


def test_a_rate_of_numbers_in_units_of_two_families_is_in_no_relation(demo_catalog: Catalog):
    people = {"value": "400人", "comparable": False, "reason": "按人统计"}
    found = relations(demo_catalog, all=people, closed="300件", rate="99%")
    assert not [each for each in found if each.is_rate]
