"""The arithmetic of comparison, for any two figures. Its words are held by tests/golden/changes."""

from __future__ import annotations

from decimal import Decimal
from types import SimpleNamespace
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from annual_reports.analysis.changes import (
    Change,
    ChangeKind,
    compare_figures,
    describe_change,
    format_number,
)
from annual_reports.domain.intervals import interval
from annual_reports.domain.model import Qualifier, Quantity

steps = st.sampled_from([Decimal("0.1"), Decimal(1), Decimal(1000), Decimal(10000)])
counts = st.builds(
    lambda digits, step, qualifier: Quantity(digits * step, "件", qualifier, step),
    st.integers(0, 10**6),
    steps,
    st.sampled_from(Qualifier),
)
rates = st.builds(
    lambda digits, step, qualifier: Quantity(min(digits * step, Decimal(100)), "%", qualifier, step),
    st.integers(0, 10**4),
    st.sampled_from([Decimal(1), Decimal("0.1"), Decimal("0.01")]),
    st.sampled_from(Qualifier),
)
quantities = counts | rates
near_counts = st.builds(
    lambda digits, step, qualifier: Quantity(digits * step, "件", qualifier, step),
    st.integers(1, 40),
    steps,
    st.sampled_from(Qualifier),
)
"""Few digits, so that the intervals of many pairs meet."""
pairs = st.tuples(counts, counts) | st.tuples(near_counts, near_counts) | st.tuples(rates, rates)


def figure(quantity: Quantity, better: str = "neutral", incomparable: str | None = None) -> Any:
    return SimpleNamespace(
        quantity=quantity, indicator=SimpleNamespace(better=better), incomparable=incomparable
    )


def compared(before: Quantity, after: Quantity, better: str = "neutral") -> Change:
    return compare_figures(figure(before, better), figure(after, better))


@given(pairs)
def test_back_again_is_the_same_difference_the_other_way(pair: tuple[Quantity, Quantity]):
    there, back = compared(*pair), compared(*reversed(pair))
    assert (there.difference is None) == (back.difference is None)
    assert (there.difference or 0) == -(back.difference or 0)
    assert (there.approximate, there.unit) == (back.approximate, back.unit)
    assert there.direction == -back.direction


@given(pairs)
def test_there_and_back_are_judged_oppositely(pair: tuple[Quantity, Quantity]):
    there, back = compared(*pair, better="higher"), compared(*reversed(pair), better="higher")
    assert {there.judgement, back.judgement} in ({None}, {"better", "worse"})
    assert compared(*pair, better="lower").judgement == back.judgement


@given(quantities)
def test_a_figure_against_itself_has_not_changed(quantity: Quantity):
    found = compared(quantity, quantity, better="higher")
    assert (found.difference, found.direction, found.judgement) == (0, 0, None)
    assert describe_change(found) in ("持平", "大致持平")


@given(pairs)
def test_figures_are_level_exactly_when_they_may_be_equal(pair: tuple[Quantity, Quantity]):
    before, after = pair
    level = describe_change(compared(before, after)) in ("持平", "大致持平")
    meet = interval(before).meets(interval(after))
    alike = before.qualifier is after.qualifier is Qualifier.EXACT and before.step == after.step
    assert level == (before.value == after.value if alike else meet)
    assert meet or not level


@given(pairs)
def test_the_true_difference_may_be_what_is_stated(pair: tuple[Quantity, Quantity]):
    """It may be within half of the place to which the statement is rounded."""
    before, after = pair
    found = compared(before, after)
    if found.difference:
        (low, high), (other_low, other_high) = interval(before), interval(after)
        slack = max(before.step, after.step, abs(found.difference) / 10)
        assert other_low - high - slack <= found.difference <= other_high - low + slack


@given(pairs)
def test_the_difference_is_not_finer_than_the_coarser_figure(pair: tuple[Quantity, Quantity]):
    before, after = pair
    found = compared(before, after)
    coarse = max((q.step for q in pair if not interval(q).is_point), default=Decimal(0))
    assert not found.difference or not coarse or found.difference % coarse == 0


@given(st.integers(0, 10**7), st.integers(0, 10**7))
def test_numbers_in_full_give_the_exact_difference(before: int, after: int):
    found = compared(Quantity(Decimal(before), "件"), Quantity(Decimal(after), "件"))
    assert found.difference == after - before
    assert not found.approximate


@given(pairs)
def test_no_percentage_of_zero_or_of_a_rate(pair: tuple[Quantity, Quantity]):
    before, after = pair
    found = compared(before, after)
    none = before.unit == "%" or before.value == 0 or found.difference is None
    assert (found.percent is None) == none
    assert (found.unit == "个百分点") == (before.unit == "%")


@given(pairs)
def test_what_is_about_right_is_said_to_be(pair: tuple[Quantity, Quantity]):
    said = describe_change(compared(*pair))
    qualified = any(quantity.qualifier is not Qualifier.EXACT for quantity in pair)
    points = not qualified and all(interval(quantity).is_point for quantity in pair)
    rough = any(word in said for word in ("约", "大致", "有所"))
    assert not (points and rough)
    assert rough or not qualified
    if pair[0].unit == "件":
        assert rough != points


@given(pairs, st.sampled_from(["higher", "lower", "neutral"]))
def test_a_neutral_count_is_never_judged(pair: tuple[Quantity, Quantity], better: str):
    found = compared(*pair, better=better)
    assert found.judgement is None or better != "neutral"


@given(pairs)
def test_an_enormous_number_is_no_error(pair: tuple[Quantity, Quantity]):
    enormous = Quantity(Decimal(10) ** 39, "件")
    assert compared(pair[0], enormous).direction == 1


@given(quantities, quantities)
def test_what_must_not_be_compared_is_not(before: Quantity, after: Quantity):
    for earlier, later in (
        (figure(before, incomparable="口径不同"), figure(after)),
        (figure(before), figure(after, incomparable="口径不同")),
    ):
        found = compare_figures(earlier, later)
        assert found == Change(ChangeKind.INCOMPARABLE, reason="口径不同")


@given(st.decimals(0, 10**7, places=1) | st.integers(0, 10**7).map(Decimal))
def test_numbers_are_printed_as_people_write_them(value: Decimal):
    assert Decimal(format_number(value)) == value
    assert "E" not in format_number(value)
