"""Find the relations of the catalogue between a report's figures: a whole and its parts, a rate and its base.

A relation binds only figures with equal period, scope and part, and holds where the intervals meet (XBRL's
summation-item relations, with the accuracy of Calculations 1.1).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from annual_reports.analysis.changes import format_number
from annual_reports.domain import quantities
from annual_reports.domain.intervals import Interval, add_up, interval, percentage
from annual_reports.domain.model import Figure, FigureKey, Report


class Relation(NamedTuple):
    """Relation of a figure to others of its report, and whether the numbers bear it out."""

    figure: Figure
    """The whole, or the rate."""
    others: tuple[Figure, ...]
    """The parts that the report gives; or what the rate is of, and in."""
    expected: Interval
    """Interval that follows from the others, in the figure's unit."""
    holds: bool

    @property
    def is_rate(self) -> bool:
        """True for a rate, False for a whole and its parts."""
        return self.figure.indicator.rate is not None

    @property
    def expected_in_words(self) -> str:
        """Expected number with its unit, two decimals at most: 515 件, 66.67 到 80%."""
        low, high = (format_number(round(number, 2)) for number in self.expected)
        unit = self.figure.quantity.unit
        return f"{low if low == high else f'{low} 到 {high}'}{unit if unit == '%' else f' {unit}'}"


def find_relations(report: Report) -> Iterator[Relation]:
    """Yield the relations of the catalogue between figures that the report gives."""
    given = {figure.key: figure for figure in report.figures}
    for figure in report.figures:
        indicator = figure.indicator
        if parts := _of_same_key(figure, indicator.parts, given):
            yield _sum(figure, parts)
        if indicator.rate:
            yield from _rate(figure, _of_same_key(figure, indicator.rate, given))


def _of_same_key(figure: Figure, ids: Iterable[str], given: Mapping[FigureKey, Figure]) -> tuple[Figure, ...]:
    """Return the figures of other indicators with the figure's period, scope and part, as far as given."""
    found = (given.get(figure.key._replace(indicator=id_)) for id_ in ids)
    return tuple(each for each in found if each)


def _sum(whole: Figure, given: tuple[Figure, ...]) -> Relation:
    """Compare a whole with its parts, whose sum may be less if the report does not give all of them."""
    family = quantities.family(whole.quantity.unit)
    parts = tuple(part for part in given if quantities.family(part.quantity.unit) == family)
    total, allowed = add_up(map(_allowed, parts)), _allowed(whole)
    is_complete = whole.indicator.parts_complete and len(parts) == len(whole.indicator.parts)
    return Relation(whole, parts, total, total.meets(allowed) if is_complete else total.low <= allowed.high)


def _rate(rate: Figure, base: tuple[Figure, ...]) -> Iterator[Relation]:
    families = {quantities.family(figure.quantity.unit) for figure in base}
    is_complete = len(base) == len(rate.indicator.rate or ()) and len(families) == 1
    expected = percentage(*map(_allowed, base)) if is_complete else None
    if expected is not None:
        yield Relation(rate, base, expected, expected.meets(_allowed(rate)))


def _allowed(figure: Figure) -> Interval:
    return interval(figure.quantity, allow_truncation=True)
