"""The ends and the middle of what many governments give."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.distribution import compute_distribution
from annual_reports.domain.model import Figure, Quantity, Report

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


def test_what_must_not_be_compared_is_counted_and_not_ordered(found: Found):
    report, figure = found
    reason = (report, replace(figure, incomparable="口径不同", quantity=Quantity(Decimal(1), "件")))
    unit = (report, replace(figure, quantity=Quantity(Decimal(99), "人")))
    figures = [*with_values(found, 5, 6), reason, unit]
    assert (compute_distribution(figures).count, compute_distribution(figures).incomparable) == (4, 2)
    assert shown(figures) == [(5, 1), (5, 1), (6, 1)]
    assert compute_distribution([reason]).landmarks == ()
