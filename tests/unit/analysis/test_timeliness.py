"""Dates against the deadlines of data/deadlines.yml."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.timeliness import check_deadlines, is_dated_before_year_end


@pytest.mark.parametrize(
    ("published", "words"),
    [
        (date(2025, 3, 31), "按时"),
        (date(2025, 4, 1), "晚 1 天"),
        (date(2025, 4, 19), "晚 19 天"),
        (date(2024, 12, 1), "按时"),
        (None, "日期未载明，无法判断"),
    ],
)
def test_in_time_means_before_the_day(county: Collection, published: date | None, words: str):
    report = replace(county.by_government["jia"][0], published=published)
    (found,) = check_deadlines(report, county.catalog)
    assert found.describe() == words


def test_a_deadline_for_other_levels_does_not_apply(county: Collection):
    report = county.by_government["jia"][0]
    elsewhere = replace(
        county.catalog, deadlines={"d": replace(county.catalog.deadlines["publication"], levels=("省",))}
    )
    assert check_deadlines(report, elsewhere) == []


def test_a_deadline_may_look_at_the_day_of_signing(county: Collection):
    deadline = replace(county.catalog.deadlines["publication"], of="issued", month=1, day=10)
    (found,) = check_deadlines(
        county.by_government["jia"][0], replace(county.catalog, deadlines={"d": deadline})
    )
    assert (found.day, found.days_late) == (date(2025, 1, 14), 5)


def test_a_report_from_before_the_years_end_is_known(county: Collection):
    early = [report for report in county.reports if is_dated_before_year_end(report)]
    assert [(report.government.id, report.year) for report in early] == [("bing", 2022)]
    assert not is_dated_before_year_end(replace(early[0], issued=None, published=None))
