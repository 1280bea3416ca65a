"""Medians, ratios, growth and limits of `make bench` are computed correctly."""

from __future__ import annotations

import json

import pytest
from contenders import Limit
from measuring import Cost, Weight
from results import Result, as_json, growth, judgements, ratio, summarize, value

WEIGHT = Weight(
    pages=12,
    reports=10,
    report=20_000.0,
    largest_report=61_000,
    largest_other=290_000,
    largest_other_at="compare/index.html",
    html=3_000_000,
    search=500_000,
    site=9_000_000,
)


def of(contender: str, size: int, **measures: float) -> Result:
    return Result(contender, size, 3, measures)


def test_each_measure_has_its_own_median_and_its_unit():
    costs = [Cost(9, 1, 300_000_000), Cost(2, 30, 100_000_000), Cost(4, 2, 200_000_000)]
    made = summarize("ours", 10, costs, WEIGHT)
    assert (made.contender, made.size, made.rounds) == ("ours", 10, 3)
    assert {key: made.measures[key] for key in ("cpu", "wall", "memory")} == {
        "cpu": 4,
        "wall": 2,
        "memory": 200,
    }
    assert (made.measures["report"], made.measures["largest_report"]) == (20, 61)
    assert (made.measures["html"], made.measures["search"], made.measures["pages"]) == (3, 0.5, 12)
    assert made.largest_other_at == "compare/index.html"


@pytest.mark.parametrize(
    ("times", "exponent"), [((10, 50), 1), ((10, 10), 0), ((10, 250), 2), ((10, 50 * 5**0.1), 1.1)]
)
def test_growth_is_the_exponent_from_the_size_before(times: tuple[float, float], exponent: float):
    results = [of("a", 100, cpu=99), *(of("a", n, cpu=t) for n, t in zip((1000, 5000), times, strict=True))]
    assert growth(results, "a", 5000) == pytest.approx(exponent)
    assert value(results, "a", 5000, "growth") == pytest.approx(exponent)


def test_growth_needs_two_sizes_of_the_same_contender():
    results = [of("a", 100, cpu=1), of("b", 100, cpu=1), of("b", 1000, cpu=10)]
    assert growth(results, "a", 100) is None
    assert growth(results, "a", 1000) is None


def test_a_ratio_compares_within_one_size():
    results = [of("a", 10, cpu=6), of("bare", 10, cpu=2), of("a", 20, cpu=8), of("bare", 20, cpu=1)]
    assert ratio(results, "a", "bare", 10, "cpu") == 3
    assert ratio(results, "a", "bare", 20, "cpu") == 8
    assert ratio(results, "a", "absent", 20, "cpu") is None


@pytest.mark.parametrize(("cpu", "missed"), [(4, False), (4.1, True)])
def test_a_limit_is_judged_at_the_largest_size(cpu: float, missed: bool):  # noqa: FBT001  # the table's column
    results = [of("a", 10, cpu=99), of("bare", 10, cpu=1), of("a", 20, cpu=cpu), of("bare", 20, cpu=1)]
    (judged,) = judgements(results, [Limit("a", "cpu", 4, against="bare")])
    assert (judged.measured, judged.missed) == (cpu, missed)


def test_a_limit_of_every_size_is_missed_at_any():
    results = [of("a", 10, largest_report=61), of("a", 20, largest_report=50)]
    everywhere, at_the_largest = judgements(
        results, [Limit("a", "largest_report", 60, every_size=True), Limit("a", "largest_report", 60)]
    )
    assert (everywhere.measured, everywhere.missed) == (61, True)
    assert (at_the_largest.measured, at_the_largest.missed) == (50, False)


@pytest.mark.parametrize(
    "limit", [Limit("b", "cpu", 0), Limit("a", "cpu", 0, against="b"), Limit("a", "growth", 0)]
)
def test_what_was_not_measured_is_neither_met_nor_missed(limit: Limit):
    (judged,) = judgements([of("a", 10, cpu=5)], [limit])
    assert judged.measured is None
    assert not judged.missed


def test_the_json_holds_what_the_table_shows():
    results = [summarize("bare", 10, [Cost(1, 1, 1)], WEIGHT), summarize("a", 10, [Cost(3, 1, 1)], WEIGHT)]
    judged = judgements(results, [Limit("a", "cpu", 2, against="bare")])
    kept = json.loads(json.dumps(as_json(results, judged, {"processor": "x"})))
    assert kept["machine"] == {"processor": "x"}
    assert [one["against_bare"] for one in kept["results"]] == [1, 3]
    assert kept["results"][1]["measures"]["largest_report"] == 61
    assert kept["limits"][0]["missed"] is True
