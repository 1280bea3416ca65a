"""Compute medians, ratios and growth from costs and weights, and compare them with the limits."""

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
"""Measure in bytes -> bytes of the unit in which the table shows it."""


class Result(NamedTuple):
    """One contender's measures at one size, in the units of the table."""

    contender: str
    size: int
    rounds: int
    measures: Mapping[str, float]
    """Name of a measure -> its value; costs are medians of the rounds."""
    largest_other_at: str = ""


class Judgement(NamedTuple):
    """A limit and the measured value."""

    limit: Limit
    measured: float | None
    """None if it was not measured."""

    @property
    def missed(self) -> bool:
        """True if the measured value exceeds the limit."""
        return self.measured is not None and self.measured > self.limit.most


def summarize(contender: str, size: int, costs: Sequence[Cost], weight: Weight) -> Result:
    """Return the median of each cost, and the site's weight, which is the same in each round."""
    medians = {name: median(getattr(cost, name) for cost in costs) for name in Cost._fields}
    weights = weight._asdict()
    at = weights.pop("largest_other_at")
    measures = {name: number / UNITS.get(name, 1) for name, number in (medians | weights).items()}
    return Result(contender, size, len(costs), measures, at)


def value(results: Sequence[Result], contender: str, size: int, measure: str) -> float | None:
    """Return a measure, or None if it was not measured; `growth` compares with the size before."""
    if measure == "growth":
        return growth(results, contender, size)
    found = (one for one in results if (one.contender, one.size) == (contender, size))
    return next((one.measures[measure] for one in found), None)


def ratio(results: Sequence[Result], contender: str, against: str, size: int, measure: str) -> float | None:
    """Return a contender's measure divided by another contender's, or None."""
    one, other = (value(results, who, size, measure) for who in (contender, against))
    return one / other if one is not None and other else None


def growth(results: Sequence[Result], contender: str, size: int) -> float | None:
    """Return the exponent of CPU growth from the next smaller size: 1 is proportional to the reports."""
    smaller = max((one.size for one in results if one.size < size), default=0)
    before, now = (value(results, contender, at, "cpu") for at in (smaller, size))
    return log(now / before) / log(size / smaller) if before and now else None


def judgements(results: Sequence[Result], limits: Sequence[Limit]) -> list[Judgement]:
    """Return each limit with the largest value that was measured for it."""
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


def as_json(
    results: Sequence[Result], judged: Sequence[Judgement], machine: Mapping[str, str]
) -> dict[str, Any]:
    """Return all results and judgements as values for JSON."""
    return {
        "machine": dict(machine),
        "results": [
            one._asdict()
            | {"growth": growth(results, one.contender, one.size)}
            | {"against_bare": ratio(results, one.contender, "bare", one.size, "cpu")}
            for one in results
        ],
        "limits": [vars(one.limit) | {"measured": one.measured, "missed": one.missed} for one in judged],
    }
