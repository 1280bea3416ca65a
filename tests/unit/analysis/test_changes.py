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
from annual_reports.domain.model import Qualifier, Quantity

values = st.decimals(0, 10**7, places=1) | st.integers(0, 10**7).map(Decimal)
quantities = st.builds(Quantity, values, st.just("件"), st.sampled_from(Qualifier))
rates = st.builds(Quantity, st.decimals(0, 100, places=2), st.just("%"), st.sampled_from(Qualifier))
pairs = st.tuples(quantities, quantities) | st.tuples(rates, rates)


def figure(quantity: Quantity, better: str = "neutral", incomparable: str | None = None) -> Any:
    return SimpleNamespace(
        quantity=quantity, indicator=SimpleNamespace(better=better), incomparable=incomparable
    )


def compared(before: Quantity, after: Quantity, better: str = "neutral") -> Change:
    return compare_figures(figure(before, better), figure(after, better))


@given(pairs)
def test_back_again_is_the_same_difference_the_other_way(pair: tuple[Quantity, Quantity]):
    there, back = compared(*pair), compared(*reversed(pair))
    assert there.difference == -(back.difference or Decimal(0))
    assert (there.approximate, there.unit) == (back.approximate, back.unit)
    assert there.direction == -back.direction


@given(pairs)
def test_there_and_back_are_judged_oppositely(pair: tuple[Quantity, Quantity]):
    there, back = compared(*pair, better="higher"), compared(*reversed(pair), better="higher")
    assert {there.judgement, back.judgement} in ({None}, {"better", "worse"})
    assert compared(*pair, better="lower").judgement == back.judgement


@given(quantities | rates)
def test_a_figure_against_itself_has_not_changed(quantity: Quantity):
    found = compared(quantity, quantity, better="higher")
    assert (found.difference, found.judgement) == (0, None)
    assert describe_change(found) in ("持平", "大致持平")


@given(pairs)
def test_exact_figures_give_the_exact_difference(pair: tuple[Quantity, Quantity]):
    before, after = (Quantity(q.value, q.unit) for q in pair)
    found = compared(before, after)
    assert found.difference == after.value - before.value
    assert not found.approximate


@given(pairs)
def test_no_percentage_of_zero_or_of_a_rate(pair: tuple[Quantity, Quantity]):
    before, after = pair
    found = compared(before, after)
    assert (found.percent is None) == (before.unit == "%" or before.value == 0)
    assert (found.unit == "个百分点") == (before.unit == "%")


@given(pairs)
def test_what_is_about_right_is_said_to_be(pair: tuple[Quantity, Quantity]):
    said = describe_change(compared(*pair))
    exact = all(quantity.qualifier is Qualifier.EXACT for quantity in pair)
    assert exact == ("约" not in said and "大致" not in said)


@given(pairs, st.sampled_from(["higher", "lower", "neutral"]))
def test_a_neutral_count_is_never_judged(pair: tuple[Quantity, Quantity], better: str):
    found = compared(*pair, better=better)
    assert found.judgement is None or better != "neutral"


@given(quantities, quantities)
def test_what_must_not_be_compared_is_not(before: Quantity, after: Quantity):
    for earlier, later in (
        (figure(before, incomparable="口径不同"), figure(after)),
        (figure(before), figure(after, incomparable="口径不同")),
    ):
        found = compare_figures(earlier, later)
        assert found == Change(ChangeKind.INCOMPARABLE, reason="口径不同")


@given(values)
def test_numbers_are_printed_as_people_write_them(value: Decimal):
    assert Decimal(format_number(value)) == value
    assert "E" not in format_number(value)
