"""Indexes of the reports of a site."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import pytest

from annual_reports.analysis.collection import Collection
from annual_reports.domain.acknowledgements import Acknowledgement
from annual_reports.domain.findings import Place
from annual_reports.domain.model import Evidence, Figure
from annual_reports.domain.quantities import parse
from support.keyed_figures import BIGGER, COUNTY_OF_TOWNS, DISPUTES, HALF, disputes, with_figures


def test_years_stand_newest_first_and_governments_in_the_catalogs_order(county: Collection):
    mixed = replace(county, docs=replace(county.docs, reports=county.reports[::-1]))
    assert list(county.by_government) == ["jia", "yi", "bing"]
    assert list(county.by_year) == [2024, 2023, 2022, 2021, 2020, 2019]
    assert list(mixed.by_year) == [2024, 2023, 2022, 2021, 2020, 2019]
    assert [report.government.id for report in county.by_year[2021]] == ["jia", "bing"]


def test_indicators_stand_in_the_catalogs_order_and_only_with_figures(county: Collection):
    given = {figure.indicator.id for report in county.reports for figure in report.figures}
    assert list(county.by_indicator) == [id_ for id_ in county.catalog.indicators if id_ in given]
    for id_, figures in county.by_indicator.items():
        assert all(figure.indicator.id == id_ and figure in report.figures for report, figure in figures)


def test_the_report_before_and_after_may_be_years_away(county: Collection):
    yi = {report.year: report for report in county.by_government["yi"]}
    assert sorted(yi) == [2019, 2020, 2022, 2023, 2024]
    assert county.before(yi[2022]) == yi[2020]
    assert county.after(yi[2020]) == yi[2022]
    assert county.before(yi[2019]) is None
    assert county.after(yi[2024]) is None


def test_only_governments_with_reports_are_listed_and_those_above_them(county: Collection):
    assert [government.id for government in county.governments] == ["jia", "yi", "bing"]
    assert [government.id for government in county.parents] == ["shifan"]


def test_a_restated_amount_is_found_from_the_figure_that_it_replaces(county: Collection):
    whole, half = disputes(county, "446件"), disputes(county, "200件", period=HALF)
    later = disputes(county, "398件", restated=(BIGGER,))
    changed = with_figures(county, {("jia", 2023): [whole, half], ("jia", 2024): [later]})
    reports = {report.year: report for report in changed.by_government["jia"]}
    (told,) = changed.later_amounts(reports[2023], whole)
    assert (told.report, told.restatement) == (reports[2024], BIGGER)
    assert changed.later_amounts(reports[2023], half) == ()
    assert changed.later_amounts(reports[2022], whole) == ()
    assert changed.later_amounts(changed.by_government["yi"][1], whole) == ()
    assert county.later_amounts(reports[2023], whole) == ()


NOT_SHOWN = {
    "place": Place("elsewhere.md", 7),
    "acknowledged": (
        Acknowledgement("value-jump", "核对过", Place("elsewhere.md", 7), Place("elsewhere.md", 7)),
    ),
}
"""Fields that no table and no chart shows, with a value."""


def _other_values(figure: Figure, other: Evidence) -> dict[str, Any]:
    """Return another value for each field that is shown."""
    return {
        "indicator": replace(figure.indicator, id="another"),
        "quantity": parse("399余件"),
        "text": "399余件",
        "evidence": other,
        "note": "据不完全统计",
        "note_evidence": other,
        "remark": "含村级",
        "row": "行政检查（次）",
        "counted": True,
        "zero_in_words": True,
        "period": HALF,
        "scope": COUNTY_OF_TOWNS,
        "part": "家庭纠纷",
        "restated": (BIGGER,),
        "incomparable": "口径不同",
        "new_scope": "含信访转办",
    }


@pytest.mark.parametrize("name", [field.name for field in fields(Figure)])
def test_the_digest_of_figures_changes_with_all_that_is_shown(county: Collection, name: str):
    figure = disputes(county, "398余件")
    other = county.by_indicator["lectures"][0][1].evidence
    values = _other_values(figure, other) | NOT_SHOWN
    changed = replace(figure, **{name: values[name]})
    digests = [
        with_figures(county, {("jia", 2024): [one]}).figure_digests["reports/jia/2024.md"]
        for one in (figure, changed)
    ]
    assert (digests[0] == digests[1]) == (name in NOT_SHOWN)


def test_the_default_figure_is_the_report_s_figure_for_an_indicator(county: Collection):
    half, whole = disputes(county, "200件", period=HALF), disputes(county, "446件")
    changed = with_figures(county, {("jia", 2023): [half, whole], ("jia", 2024): [half]})
    reports = {report.year: report for report in changed.by_government["jia"]}
    indicator = changed.catalog.indicators[DISPUTES]
    assert reports[2023].figure(indicator) is whole
    assert reports[2024].figure(indicator) is half
