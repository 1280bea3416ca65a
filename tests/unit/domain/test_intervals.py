"""Intervals of written amounts: what each form allows, and that the amount itself is always allowed."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.intervals import (
    Interval,
    add_up,
    interval,
    last_place,
    may_be_equal,
    percentage,
)
from annual_reports.domain.model import Qualifier, Quantity
from annual_reports.domain.quantities import parse

numbers = st.integers(0, 10**6)
steps = st.sampled_from([Decimal(step) for step in ("0.01", "0.1", "1", "1000", "10000")])
quantities = st.builds(
    lambda digits, step, unit, qualifier: Quantity(digits * step, unit, qualifier, step),
    numbers,
    steps,
    st.sampled_from(["件", "人次", "%", "‰"]),
    st.sampled_from(Qualifier),
)
intervals = st.tuples(numbers, numbers).map(lambda ends: Interval(*map(Decimal, sorted(ends))))


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("25000人次", "25000", "25000"),
        ("500件", "500", "500"),
        ("0件", "0", "0"),
        ("2.6万人次", "25500", "26500"),
        ("3万份", "25000", "35000"),
        ("294.65万元", "2946450", "2946550"),
        ("1.2亿元", "115000000", "125000000"),
        ("三万人次", "25000", "35000"),
        ("3.5公里", "3.45", "3.55"),
        ("98%", "97.5", "98.5"),
        ("98.00%", "97.995", "98.005"),
        ("百分之九十八点五", "98.45", "98.55"),
        ("100%", "100", "100"),
        ("0%", "0", "0"),
        ("0.3%", "0.25", "0.35"),
        ("526余件", "526", "529"),
        ("500余件", "500", "599"),
        ("30余次", "30", "39"),
        ("2.5万余人次", "25000", "25999"),
        ("20余万元", "200000", "299999"),
        ("超过6000人次", "6000", "6999"),
        ("98%以上", "98", "100"),
        ("超过100%", "100", "199"),
        ("100余%", "100", "199"),
        ("超过120%", "120", "129"),
        ("998‰以上", "998", "1000"),
        ("100‰", "99.5", "100.5"),
        ("1000‰", "1000", "1000"),
        ("超过1000‰", "1000", "1999"),
        ("超过100‰", "100", "1000"),
        ("近300件", "270", "300"),
        ("近3万人次", "27000", "30000"),
        ("约240件", "230", "250"),
        ("约2.6万人次", "25000", "27000"),
        ("98%左右", "97", "99"),
    ],
)
def test_what_an_amount_allows(text: str, low: str, high: str):
    assert interval(parse(text)) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "high"), [("2.6万人次", "27000"), ("98.5%", "98.6"), ("500件", "500"), ("100%", "100")]
)
def test_digits_may_be_cut_off_instead_of_rounded(text: str, high: str):
    quantity = parse(text)
    low = interval(quantity).low
    assert interval(quantity, allow_truncation=True) == (low, Decimal(high))


@given(quantities, st.booleans())
def test_an_amount_allows_its_own_number(quantity: Quantity, truncation: bool):  # noqa: FBT001  # drawn
    low, high = interval(quantity, allow_truncation=truncation)
    assert 0 <= low <= quantity.value <= high


@given(quantities)
def test_truncation_only_widens(quantity: Quantity):
    narrow, wide = interval(quantity), interval(quantity, allow_truncation=True)
    assert wide.low == narrow.low
    assert wide.high >= narrow.high


@given(st.integers(-(10**6), -1), steps, st.sampled_from(["件", "%"]), st.sampled_from(Qualifier))
def test_a_number_below_zero_is_allowed_too(digits: int, step: Decimal, unit: str, qualifier: Qualifier):
    quantity = Quantity(digits * step, unit, qualifier, step)
    low, high = interval(quantity)
    assert low <= quantity.value <= high


@given(st.lists(intervals), intervals, intervals)
def test_a_sum_grows_with_its_summands(others: list[Interval], one: Interval, other: Interval):
    both = Interval(min(one.low, other.low), max(one.high, other.high))
    narrow, wide = add_up([*others, one]), add_up([*others, both])
    assert wide.low <= narrow.low <= narrow.high <= wide.high
    assert narrow.low - add_up(others).low == one.low


def test_a_sum_of_nothing_is_nothing():
    assert add_up([]) == (0, 0)


@given(intervals, intervals)
def test_meeting_is_mutual(one: Interval, other: Interval):
    assert one.meets(other) == other.meets(one)
    assert one.meets(one)


@given(intervals, intervals, st.data())
def test_a_rate_allows_the_quotient_of_all_that_its_parts_allow(
    part: Interval, whole: Interval, data: st.DataObject
):
    rate = percentage(part, whole)
    assert (rate is None) == (whole.low <= 0)
    if rate:
        of = data.draw(st.integers(int(part.low), int(part.high)))
        in_ = data.draw(st.integers(int(whole.low), int(whole.high)))
        assert rate.low <= Decimal(of) * 100 / in_ <= rate.high


@pytest.mark.parametrize(
    ("one", "other", "equal"),
    [
        ("2.6万人次", "25700人次", True),
        ("2.6万人次", "26500人次", True),
        ("2.6万人次", "26501人次", False),
        ("2.6万人次", "2.7万人次", False),  # the border is 26,500, and no number is rounded to both
        ("97%", "98%", False),
        ("98%", "98.4%", True),
        ("98%", "98.6%", False),
        ("526余件", "529件", True),
        ("526余件", "530件", False),
        ("近400件", "398余件", True),
    ],
)
def test_amounts_that_may_be_one_number(one: str, other: str, equal: bool):  # noqa: FBT001  # a column
    assert may_be_equal(parse(one), parse(other)) == may_be_equal(parse(other), parse(one)) == equal


@pytest.mark.parametrize(
    ("value", "place"), [("500", "100"), ("526", "1"), ("98.5", "0.1"), ("0", "1"), ("120", "10")]
)
def test_the_last_place_that_is_not_zero(value: str, place: str):
    assert last_place(Decimal(value)) == Decimal(place)
