"""Find the smallest, the median and the largest of many governments' figures for one indicator.

Only figures that a report gives are shown; no value is computed. Figures that may be equal (2.6万, 25700) are
not called different.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annual_reports.domain.intervals import may_be_equal
from annual_reports.domain.model import Figure, Report

ReportFigure = tuple[Report, Figure]
"""Figure with the report that gives it."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Distribution of one indicator in one year; incomparable figures are counted but not ranked."""

    count: int
    """Number of reports that give the indicator."""
    incomparable: int
    """Number of these whose figure must not be compared with others: another unit, period, scope or part."""
    landmarks: tuple[tuple[ReportFigure, int], ...]
    """Smallest, median (the smaller of two) and largest figure, each with the number of figures that may be
    equal to it, itself included; empty if no figure is comparable."""


def compute_distribution(figures: Sequence[ReportFigure]) -> Distribution:
    """Compute the distribution of figures of one indicator; of equal figures the first one is shown."""
    comparable = [(report, figure) for report, figure in figures if _is_comparable(figure)]
    ordered = sorted(comparable, key=lambda pair: pair[1].quantity.value)
    values = [figure.quantity.value for _, figure in ordered]
    middle = (len(ordered) - 1) // 2
    chosen = [values[rank] for rank in (0, middle, len(ordered) - 1)] if ordered else []
    landmarks = tuple(_landmark(ordered, values.index(value)) for value in chosen)
    return Distribution(len(figures), len(figures) - len(ordered), landmarks)


def _landmark(ordered: Sequence[ReportFigure], rank: int) -> tuple[ReportFigure, int]:
    """Return a figure with the number of figures that may be equal to it."""
    quantity = ordered[rank][1].quantity
    return ordered[rank], sum(may_be_equal(figure.quantity, quantity) for _, figure in ordered)


def _is_comparable(figure: Figure) -> bool:
    has_accepted_unit = figure.quantity.unit in figure.indicator.accepted_units
    return figure.incomparable is None and figure.is_default and has_accepted_unit
