"""A report's figures against those of the year before."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.collection import Collection
from annual_reports.findings import Finding, finding
from annual_reports.model import Figure

FACTOR = 5
"""Times by which a figure may grow or shrink before one asks."""
SMALLEST = 10
"""Below it, numbers repeat and multiply by chance."""
_WHOLE = 100


def from_year_to_year(collection: Collection) -> Iterator[Finding]:
    """Figures that did not change at all, and figures that changed beyond belief."""
    for report in collection.reports:
        earlier = collection.before(report)
        known = {figure.indicator.id: figure for figure in earlier.figures} if earlier else {}
        for figure in report.figures if earlier else ():
            before = known.get(figure.indicator.id)
            if earlier and before and not (figure.new_scope or figure.incomparable or before.incomparable):
                yield from _step(before, figure, earlier.year)


def _step(before: Figure, figure: Figure, year: int) -> Iterator[Finding]:
    facts = {"key": figure.indicator.name, "year": year, "found": figure.text}
    if is_unchanged(before, figure):
        yield finding("value-unchanged", figure.place, **facts)
    elif is_jump(before, figure):
        yield finding("value-jump", figure.place, before=before.text, **facts)


def is_unchanged(before: Figure, figure: Figure) -> bool:
    """The same number again; 0, 100 % and small whole numbers are often true."""
    value = figure.quantity.value
    whole = value == value.to_integral_value()
    usual = value < SMALLEST if figure.quantity.unit != "%" else value in (0, _WHOLE)
    return figure.quantity == before.quantity and not (whole and usual)


def is_jump(before: Figure, figure: Figure) -> bool:
    """More than five times as many, or as few."""
    low, high = sorted((before.quantity.value, figure.quantity.value))
    return high >= SMALLEST and 0 < low * FACTOR < high and figure.quantity.unit != "%"
