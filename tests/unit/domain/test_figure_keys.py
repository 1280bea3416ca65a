"""Words for what a figure counts."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.analysis.collection import Collection
from annual_reports.domain.figure_keys import (
    describe_difference,
    describe_period,
    figure_name,
    figure_with_key,
    key_labels,
    ordered_keys,
)
from annual_reports.domain.periods import WHOLE_YEAR, Period
from support.keyed_figures import COUNTY_OF_TOWNS, DISPUTES, HALF, disputes

PERIODS = st.builds(Period, st.none() | st.integers(-40, 11), st.integers(0, 11)) | st.integers(-3, 0).map(
    lambda years: Period(years * 12, years * 12 + 11)
)


def test_a_default_figure_is_named_as_its_indicator(county: Collection):
    figure = disputes(county, "398余件")
    assert key_labels(figure, 2024) == []
    assert figure_name(figure, 2024) == "排查矛盾纠纷"


def test_a_name_says_all_that_differs(county: Collection):
    figure = disputes(county, "210件", period=HALF, scope=COUNTY_OF_TOWNS, part="家庭纠纷")
    assert figure_name(figure, 2024) == "排查矛盾纠纷（2024年上半年，示范县，家庭纠纷）"
    assert figure_name(figure) == "排查矛盾纠纷（上半年，示范县，家庭纠纷）"


@pytest.mark.parametrize(
    ("period", "words"),
    [
        (WHOLE_YEAR, "全年"),
        (Period(0, 8), "前三季度"),
        (Period(0, 9), "1—10月"),
        (Period(-12, -1), "上年全年"),
        (Period(-12, -7), "上年上半年"),
        (Period(-24, 11), "前年至当年"),
        (Period(-60, 11), "5年前至当年"),
        (Period(-3, 5), "上年10月至当年6月"),
        (Period(0, 12), "当年1月至次年1月"),
        (Period(None, 11), "截至当年底累计"),
        (Period(None, 5), "截至当年6月累计"),
    ],
)
def test_a_period_has_words_for_all_years(period: Period, words: str):
    assert period.label_in_any_year == words


@given(PERIODS, PERIODS)
def test_periods_that_differ_have_names_that_differ(one: Period, other: Period):
    assert (one.label_in_any_year == other.label_in_any_year) == (one == other)
    assert (one.label(2024) == other.label(2024)) == (one == other)


def test_a_state_is_one_at_the_end_of_the_year(county: Collection):
    figure = disputes(county, "12件")
    stock = replace(figure, indicator=replace(figure.indicator, is_stock=True))
    assert describe_period(figure, 2024) == "2024年全年"
    assert describe_period(stock, 2024) == "2024年底"


def test_the_default_key_comes_first_and_each_key_once(county: Collection):
    half, whole, part = (
        disputes(county, "210件", period=HALF),
        disputes(county, "398件"),
        disputes(county, "99件", part="邻里纠纷"),
    )
    assert ordered_keys(figure.key for figure in (half, part, whole, half)) == [whole.key, half.key, part.key]


def test_a_figure_is_found_by_its_key(county: Collection):
    whole, half = disputes(county, "398件"), disputes(county, "210件", period=HALF)
    report = replace(county.reports[0], figures=(whole, half))
    assert figure_with_key(report, half.key) is half
    assert figure_with_key(report, disputes(county, "1件", part="其他").key) is None
    assert report.figure(county.catalog.indicators[DISPUTES]) is whole


@pytest.mark.parametrize(
    ("earlier", "later", "words"),
    [
        ({}, {"period": HALF}, "时间不同：2023年全年，2024年上半年"),
        ({"scope": COUNTY_OF_TOWNS}, {}, "范围不同：示范县，甲镇"),
        ({"part": "家庭纠纷"}, {}, "口径不同：家庭纠纷，全部"),
        ({"part": "家庭纠纷"}, {"part": "邻里纠纷"}, "口径不同：家庭纠纷，邻里纠纷"),
        (
            {"period": HALF},
            {"scope": COUNTY_OF_TOWNS},
            "时间不同：2023年上半年，2024年全年；范围不同：甲镇，示范县",
        ),
        ({}, {"period": Period(-12, -1)}, "两份报告给出的都是2023年全年的数"),
    ],
)
def test_a_difference_is_told_in_words(
    county: Collection, earlier: dict[str, object], later: dict[str, object], words: str
):
    reports = {report.year: report for report in county.by_government["jia"]}
    one, other = disputes(county, "446件", **earlier), disputes(county, "398件", **later)
    assert describe_difference((reports[2023], one), (reports[2024], other)) == words
