"""The ends and the middle of what many governments give."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.distribution import compute_distribution
from annual_reports.domain.model import Figure, Quantity, Report
from annual_reports.domain.periods import Period
from annual_reports.domain.quantities import parse

Found = tuple[Report, Figure]


@pytest.fixture
def found(county: Collection) -> Found:
    return county.by_indicator["disputes-examined"][0]


def with_values(found: Found, *values: int) -> list[Found]:
    report, figure = found
    return [(report, replace(figure, quantity=Quantity(Decimal(value), "件"))) for value in values]


def shown(figures: list[Found]) -> list[tuple[int, int]]:
    return [
        (int(figure.quantity.value), same) for (_, figure), same in compute_distribution(figures).landmarks
    ]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((7,), [(7, 1), (7, 1), (7, 1)]),
        ((9, 3, 5), [(3, 1), (5, 1), (9, 1)]),
        ((9, 3, 5, 7), [(3, 1), (5, 1), (9, 1)]),  # of two in the middle the smaller: no number is made up
        ((3, 9, 3, 9), [(3, 2), (3, 2), (9, 2)]),
    ],
)
def test_the_ends_and_the_middle_are_figures_that_somebody_gave(
    found: Found, values: tuple[int, ...], expected: list[tuple[int, int]]
):
    assert shown(with_values(found, *values)) == expected


def test_figures_that_may_be_equal_are_not_called_different(found: Found):
    report, figure = found
    texts = ("2.5万件", "2.6万件", "25700件", "3万件", "526余件")
    figures = [(report, replace(figure, quantity=parse(text))) for text in texts]
    landmarks = compute_distribution(figures).landmarks
    assert [(pair[1].quantity.value, same) for pair, same in landmarks] == [
        (526, 1),
        (25700, 3),  # with 2.6万 and 3万, not with 2.5万
        (30000, 4),
    ]


def test_rates_written_alike_are_different(found: Found):
    report, figure = found
    indicator = replace(figure.indicator, accepted_units=("%",))
    figures = [
        (report, replace(figure, indicator=indicator, quantity=parse(text))) for text in ("97%", "98%", "98%")
    ]
    assert [same for _, same in compute_distribution(figures).landmarks] == [1, 2, 2]


def test_a_part_of_the_year_or_of_the_whole_is_not_ranked(found: Found):
    report, figure = found
    half = (report, replace(figure, period=Period(0, 5), quantity=Quantity(Decimal(1), "件")))
    part = (report, replace(figure, part="家庭纠纷", quantity=Quantity(Decimal(2), "件")))
    figures = [*with_values(found, 5, 6), half, part]
    assert (compute_distribution(figures).count, compute_distribution(figures).incomparable) == (4, 2)
    assert shown(figures) == [(5, 1), (5, 1), (6, 1)]


def test_what_must_not_be_compared_is_counted_and_not_ordered(found: Found):
    report, figure = found
    reason = (report, replace(figure, incomparable="口径不同", quantity=Quantity(Decimal(1), "件")))
    unit = (report, replace(figure, quantity=Quantity(Decimal(99), "人")))
    figures = [*with_values(found, 5, 6), reason, unit]
    assert (compute_distribution(figures).count, compute_distribution(figures).incomparable) == (4, 2)
    assert shown(figures) == [(5, 1), (5, 1), (6, 1)]
    assert compute_distribution([reason]).landmarks == ()
