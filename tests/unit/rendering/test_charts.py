"""Numbers -> a drawing."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.model import Qualifier, Quantity
from annual_reports.rendering import charts


def figure(
    value: float | Decimal,
    unit: str = "件",
    qualifier: Qualifier = Qualifier.EXACT,
    reason: str | None = None,
    scope: str | None = None,
    step: str = "1",
) -> Any:
    return SimpleNamespace(
        quantity=Quantity(Decimal(str(value)), unit, qualifier, Decimal(step)),
        indicator=SimpleNamespace(accepted_units=("件", "%")),
        incomparable=reason,
        new_scope=scope,
    )


def drawn(series: dict[int, Any]) -> charts.Chart:
    return charts.line(series, charts.scale(list(series.items())))


def test_a_missing_year_is_a_gap_and_not_zero():
    chart = drawn({2020: figure(5), 2021: figure(7), 2023: figure(6)})
    assert [point.label for point in chart.points] == ["5", "7", "6"]
    assert len(chart.segments) == 1
    assert [words for _, words in chart.gaps] == ["缺"]
    assert [year for _, year in chart.years] == [2020, 2021, 2022, 2023]


def test_another_unit_has_no_place_on_the_axis():
    series = {2020: figure(8), 2021: figure(1200, unit="人次", reason="只写了人次"), 2022: figure(14)}
    drawable = {year: f for year, f in series.items() if charts.is_drawable(f)}
    axis = charts.scale(list(drawable.items()))
    chart = charts.line(series, axis)
    assert (axis.low, axis.high) == (0, 20)
    assert [point.label for point in chart.points] == ["8", "14"]
    assert [words for _, words in chart.gaps] == ["不可比"]
    assert chart.segments == ()


def test_what_must_not_be_compared_stands_apart():
    chart = drawn({2020: figure(5), 2021: figure(7, reason="口径不同"), 2022: figure(6)})
    assert [point.shape for point in chart.points] == ["exact", "apart", "exact"]
    assert chart.segments == ()


def test_many_years_are_labelled_as_they_fit():
    chart = drawn({year: figure(year) for year in range(2005, 2025)})
    assert len(chart.points) == 20
    places = [x for x, _ in chart.years]
    assert all(b - a >= 36 for a, b in pairwise(places))
    assert chart.years[-1][1] == 2024
    assert [bool(point.label) for point in chart.points].count(True) == len(chart.years)


def test_large_numbers_are_short():
    chart = drawn({2020: figure(26000), 2021: figure(300000, qualifier=Qualifier.NEARLY), 2022: figure(9999)})
    assert [point.label for point in chart.points] == ["2.6万", "近30万", "9999"]
    assert [label for _, label in chart.ticks] == ["0", "15万", "30万"]


def test_a_new_scope_breaks_the_line():
    chart = drawn({2020: figure(5), 2021: figure(7, scope="含转办"), 2022: figure(6)})
    assert len(chart.segments) == 1
    assert chart.segments[0][0].label == "7"
    assert len(chart.breaks) == 1
    assert chart.points[0].x < chart.breaks[0] < chart.points[1].x
    assert drawn({2020: figure(5, scope="含转办"), 2021: figure(7)}).breaks == ()


def test_what_is_about_right_is_hollow():
    chart = drawn({2020: figure(5), 2021: figure(7, qualifier=Qualifier.OVER)})
    assert [(point.shape, point.label) for point in chart.points] == [("exact", "5"), ("about", "7余")]
    assert len(chart.segments) == 1


def test_what_is_rounded_is_hollow_and_what_is_all_is_not():
    chart = drawn({2020: figure(26000, step="1000"), 2021: figure(25700)})
    assert [point.shape for point in chart.points] == ["about", "exact"]
    rates = drawn({2020: figure(98.5, unit="%", step="0.1"), 2021: figure(100, unit="%")})
    assert [point.shape for point in rates.points] == ["about", "exact"]


def test_a_range_is_drawn_where_it_can_be_seen():
    chart = drawn({2020: figure(500, qualifier=Qualifier.OVER), 2021: figure(526, qualifier=Qualifier.OVER)})
    axis = charts.scale([(2020, figure(500, qualifier=Qualifier.OVER))])
    assert axis.high == 600  # not 500: the range of 500余 ends at 599
    assert [point.range for point in chart.points] == [(axis.y(Decimal(599)), chart.points[0].y), None]


def test_the_range_of_a_point_that_stands_apart():
    chart = drawn({2020: figure(300, qualifier=Qualifier.NEARLY, reason="口径不同"), 2021: figure(280)})
    assert chart.points[0].shape == "apart"
    assert chart.points[0].range is not None


@given(
    st.dictionaries(
        st.integers(2010, 2030),
        st.tuples(st.integers(0, 10**4), st.sampled_from(Qualifier), st.sampled_from(["1", "1000", "10000"])),
        min_size=1,
    )
)
def test_a_range_encloses_its_point_and_stays_in_the_drawing(series: dict[int, tuple[int, Qualifier, str]]):
    chart = drawn(
        {
            year: figure(digits * int(step), qualifier=qualifier, step=step)
            for year, (digits, qualifier, step) in series.items()
        }
    )
    for point in chart.points:
        if point.range:
            high, low = point.range
            assert charts.HEIGHT >= chart.bottom >= low >= point.y >= high >= 0
            assert low - high > 3


@pytest.mark.parametrize(
    ("values", "unit", "low", "high"),
    [
        ([312, 446], "件", 0, 500),
        ([0, 0], "件", 0, 1),
        ([3, 9], "件", 0, 10),
        ([25000, 30000], "人次", 0, 30000),
        ([93, 97.9], "%", 90, 100),
        ([100, 100], "%", 90, 100),
        ([0, 20], "%", 0, 100),
        ([80, 120], "%", 0, 200),
    ],
)
def test_the_axis_ends_at_round_numbers(values: list[float], unit: str, low: int, high: int):
    axis = charts.scale([(2020 + i, figure(value, unit)) for i, value in enumerate(values)])
    assert (axis.low, axis.high) == (low, high)


@given(st.dictionaries(st.integers(2010, 2030), st.decimals(0, 10**9, places=1), min_size=1))
def test_every_point_lies_in_the_drawing_in_its_order(series: dict[int, Decimal]):
    figures = {year: figure(value) for year, value in series.items()}
    chart = drawn(figures)
    assert all(0 <= point.x <= charts.WIDTH and 0 <= point.y <= charts.HEIGHT for point in chart.points)
    xs = [point.x for point in chart.points]
    assert xs == sorted(xs)
    by_value = sorted(
        zip((series[year] for year in sorted(series)), chart.points, strict=True), key=lambda p: p[0]
    )
    heights = [point.y for _, point in by_value]
    assert heights == sorted(heights, reverse=True)
