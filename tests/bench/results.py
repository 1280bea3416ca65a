"""Costs and weights -> medians, ratios, growth, and whether a limit is met."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from math import log
from statistics import median
from typing import Any, NamedTuple

from contenders import Limit
from measuring import Cost, Weight

MB, KB = 1e6, 1e3
UNITS = {
    "memory": MB,
    "report": KB,
    "largest_report": KB,
    "largest_other": KB,
    "html": MB,
    "search": MB,
    "site": MB,
}
"""Of what is counted in bytes: how many a number of the table stands for."""


class Result(NamedTuple):
    """What one contender took at one size; in the units of the table."""

    contender: str
    size: int
    rounds: int
    measures: Mapping[str, float]
    """Medians of all that is measured, by name."""
    largest_other_at: str = ""


class Judgement(NamedTuple):
    """A limit, and what was measured."""

    limit: Limit
    measured: float | None
    """None if it was not measured."""

    @property
    def missed(self) -> bool:
        """Whether it is more than it may be."""
        return self.measured is not None and self.measured > self.limit.most


def result(contender: str, size: int, costs: Sequence[Cost], weight: Weight) -> Result:
    """The median of each measure; a site weighs the same each time."""
    medians = {name: median(getattr(cost, name) for cost in costs) for name in Cost._fields}
    weights = weight._asdict()
    at = weights.pop("largest_other_at")
    measures = {name: number / UNITS.get(name, 1) for name, number in (medians | weights).items()}
    return Result(contender, size, len(costs), measures, at)


def value(results: Sequence[Result], contender: str, size: int, measure: str) -> float | None:
    """One number, if it was measured; `growth` is seen from the size before."""
    if measure == "growth":
        return growth(results, contender, size)
    found = (one for one in results if (one.contender, one.size) == (contender, size))
    return next((one.measures[measure] for one in found), None)


def ratio(results: Sequence[Result], contender: str, against: str, size: int, measure: str) -> float | None:
    """How many times another's number it is."""
    one, other = (value(results, who, size, measure) for who in (contender, against))
    return one / other if one is not None and other else None


def growth(results: Sequence[Result], contender: str, size: int) -> float | None:
    """The exponent with which CPU time grew from the next smaller size: 1 is in proportion to the reports."""
    smaller = max((one.size for one in results if one.size < size), default=0)
    before, now = (value(results, contender, at, "cpu") for at in (smaller, size))
    return log(now / before) / log(size / smaller) if before and now else None


def judgements(results: Sequence[Result], limits: Sequence[Limit]) -> list[Judgement]:
    """Each limit with the worst that was measured of it."""
    sizes = sorted({one.size for one in results})
    asked = [(limit, sizes if limit.every_size else sizes[-1:]) for limit in limits]
    return [Judgement(limit, _worst(results, limit, at)) for limit, at in asked]


def _worst(results: Sequence[Result], limit: Limit, sizes: Sequence[int]) -> float | None:
    found = [
        ratio(results, limit.of, limit.against, size, limit.measure)
        if limit.against
        else value(results, limit.of, size, limit.measure)
        for size in sizes
    ]
    return max((one for one in found if one is not None), default=None)


def as_json(results: Sequence[Result], judged: Sequence[Judgement], on: Mapping[str, str]) -> dict[str, Any]:
    """All of it, to keep and to compare."""
    return {
        "machine": dict(on),
        "results": [
            one._asdict()
            | {"growth": growth(results, one.contender, one.size)}
            | {"against_bare": ratio(results, one.contender, "bare", one.size, "cpu")}
            for one in results
        ],
        "limits": [vars(one.limit) | {"measured": one.measured, "missed": one.missed} for one in judged],
    }
