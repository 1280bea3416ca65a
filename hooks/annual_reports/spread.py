"""What many governments give for one indicator: the figures at the ends and in the middle, none computed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annual_reports.model import Figure, Report

Found = tuple[Report, Figure]


@dataclass(frozen=True, slots=True)
class Spread:
    """The figures of one indicator and year. Those that must not be compared are counted, not ordered."""

    given: int
    """Reports that give the indicator."""
    apart: int
    """Of these, those whose figure must not be compared with others."""
    shown: tuple[tuple[Found, int], ...]
    """The smallest, the middle one (of two, the smaller) and the largest, each with how many are equal to it;
    empty if none may be compared."""


def spread(figures: Sequence[Found]) -> Spread:
    """Find the ends and the middle; of equal ones the first in the order of the governments is named."""
    ordered = sorted((one for one in figures if _comparable(one[1])), key=lambda one: one[1].quantity.value)
    values = [figure.quantity.value for _, figure in ordered]
    middle = (len(ordered) - 1) // 2
    places = (0, middle, len(ordered) - 1) if ordered else ()
    shown = tuple((ordered[values.index(values[place])], values.count(values[place])) for place in places)
    return Spread(len(figures), len(figures) - len(ordered), shown)


def _comparable(figure: Figure) -> bool:
    return figure.incomparable is None and figure.quantity.unit in figure.indicator.accepted_units
