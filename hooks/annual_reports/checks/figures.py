"""Check a report's figures against the figures of the report before; only figures with equal keys."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.domain.findings import Finding, finding
from annual_reports.domain.intervals import interval
from annual_reports.domain.model import Figure

_MOST_GROWTH = 5
"""Factor by which a figure may grow or shrink without a finding."""
_SMALLEST = 10
"""Smallest number that is checked; smaller ones repeat and multiply by chance."""
_ALL = 100
"""Percent."""


def year_over_year(collection: Collection) -> Iterator[Finding]:
    """Find figures that did not change at all, and figures that changed implausibly."""
    for report in collection.reports:
        earlier = collection.before(report)
        known = {figure.key: figure for figure in earlier.figures} if earlier else {}
        for figure in report.figures if earlier else ():
            before = known.get(figure.key)
            if earlier and before and not (figure.new_scope or figure.incomparable or before.incomparable):
                yield from _compare(before, figure, earlier.year)


def _compare(before: Figure, figure: Figure, year: int) -> Iterator[Finding]:
    facts = {"key": figure.indicator.name, "year": year, "found": figure.text}
    if _is_repeated(before, figure):
        yield finding("value-unchanged", figure.place, **facts)
    elif _is_jump(before, figure):
        yield finding("value-jump", figure.place, before=before.text, **facts)


def _is_repeated(before: Figure, figure: Figure) -> bool:
    """Return True if both figures are equal; 0, 100 % and small whole numbers may well be."""
    value = figure.quantity.value
    whole = value == value.to_integral_value()
    usual = value < _SMALLEST if figure.quantity.unit != "%" else value in (0, _ALL)
    return figure.quantity == before.quantity and not (whole and usual)


def _is_jump(before: Figure, figure: Figure) -> bool:
    """Return True if one figure is more than five times the other, whichever numbers they stand for."""
    low, high = sorted((interval(before.quantity), interval(figure.quantity)))
    return high.low >= _SMALLEST and 0 < low.high * _MOST_GROWTH < high.low and figure.quantity.unit != "%"
