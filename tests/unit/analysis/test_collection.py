"""Indexes of the reports of a site."""

from __future__ import annotations

from dataclasses import replace

from annual_reports.analysis.collection import Collection


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
