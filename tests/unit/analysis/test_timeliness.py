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


@pytest.mark.parametrize(
    ("first_here", "words"),
    [
        (date(2025, 3, 31), "发布日期未载明；本站首次发布于2025年3月31日，按时"),
        (date(2025, 4, 3), "发布日期未载明；本站首次发布于2025年4月3日，晚 3 天"),
    ],
)
def test_the_day_of_the_ledger_stands_in_for_a_date_that_is_not_stated(
    county: Collection, first_here: date, words: str
):
    report = county.by_government["jia"][0]
    (found,) = check_deadlines(replace(report, published=None), county.catalog, first_here)
    assert found.describe() == words
    stated = replace(report, published=date(2025, 3, 1))
    assert check_deadlines(stated, county.catalog, first_here)[0].describe() == "按时"
    signed = replace(county.catalog.deadlines["publication"], of="issued")
    only_signed = replace(county.catalog, deadlines={"d": signed})
    (found,) = check_deadlines(replace(report, issued=None), only_signed, first_here)
    assert found.days_late is None, "the day of publication tells nothing of the day of signing"
