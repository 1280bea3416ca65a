"""Say which true numbers a written amount stands for: 2.6万 is 25,500 to 26,500, 526余 is 526 to 529.

One rule serves comparison, charts, sums, rates, duplicates and exports. It takes the idea of accuracy from
XBRL (Calculations 1.1: a reported value stands for an interval that follows from how it was written, and two
values agree where their intervals meet), and adds 余, 近 and 约. Decision 0051 has the reasons.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import ROUND_CEILING, Decimal
from typing import NamedTuple

from annual_reports.domain.model import Qualifier, Quantity

_ONE, _TEN = Decimal(1), Decimal(10)
_ALL = Decimal(100)
WHOLE_SHARES = {"%": _ALL, "‰": Decimal(1000)}
"""Unit of a share -> what all is in it."""


class Interval(NamedTuple):
    """Lowest and highest number, in the unit of the quantity; both ends belong to it."""

    low: Decimal
    high: Decimal

    def meets(self, other: Interval) -> bool:
        """Return True if some number lies in both intervals."""
        return self.low <= other.high and other.low <= self.high

    @property
    def is_point(self) -> bool:
        """True if the amount is written in full, so that only one number is meant."""
        return self.low == self.high


def interval(quantity: Quantity, *, allow_truncation: bool = False) -> Interval:
    """Return the numbers that the words of an amount allow.

    An exact count is that number; an amount in 万 or 亿, a decimal or a rate is good to half of its last
    written place; 0 and 100% are meant as none and all. 余、超、以上 reach up to the next round number, 近
    and 约 a tenth of the number or one round place away, whichever is less.

    Args:
        quantity: the amount.
        allow_truncation: True to allow also that the writer cut digits off instead of rounding: 2.6万 may
            then be 26,999. Findings use it, to stay quiet where the text may be right.

    """
    if quantity.value < 0:
        low, high = interval(replace(quantity, value=-quantity.value), allow_truncation=allow_truncation)
        return Interval(-high, -low)
    match quantity.qualifier:
        case Qualifier.EXACT:
            return _rounded(quantity, allow_truncation=allow_truncation)
        case Qualifier.OVER:
            return Interval(quantity.value, _end_of_over(quantity))
        case Qualifier.NEARLY:
            return Interval(quantity.value - _near(quantity), quantity.value)
        case Qualifier.ABOUT:
            near = _near(quantity)
            return Interval(quantity.value - near, quantity.value + near)


def may_be_equal(one: Quantity, other: Quantity) -> bool:
    """Return True if two amounts of one unit may stand for the same number.

    Exact amounts that are written to the same step are rounded alike: 97% and 98% differ, although 97.5 is
    the border of both. All others may be equal where their intervals meet.
    """
    if one.qualifier is other.qualifier is Qualifier.EXACT and one.step == other.step:
        return one.value == other.value
    return interval(one).meets(interval(other))


def add_up(intervals: Iterable[Interval]) -> Interval:
    """Return the interval of a sum; that of nothing is 0."""
    low = high = Decimal(0)
    for each in intervals:
        low, high = low + each.low, high + each.high
    return Interval(low, high)


def percentage(part: Interval, whole: Interval) -> Interval | None:
    """Return the interval of part / whole in percent; None if the whole may be 0."""
    if whole.low <= 0:
        return None
    return Interval(part.low * _ALL / whole.high, part.high * _ALL / whole.low)


def last_place(value: Decimal) -> Decimal:
    """Return the place value of the last digit that is not 0: 100 for 500, 1 for 526, 0.1 for 98.5."""
    exponent = value.normalize().as_tuple().exponent if value else 0
    return _ONE.scaleb(int(exponent))


def _rounded(quantity: Quantity, *, allow_truncation: bool) -> Interval:
    value, step = quantity.value, quantity.step
    is_share = quantity.unit in WHOLE_SHARES
    if (is_share and value in (0, WHOLE_SHARES[quantity.unit])) or (step == _ONE and not is_share):
        return Interval(value, value)
    half = step / 2
    low = value - half if value < 0 else max(value - half, Decimal(0))
    return Interval(low, value + (step if allow_truncation else half))


def _end_of_over(quantity: Quantity) -> Decimal:
    """Return the highest number that 余 and 以上 allow: 529 for 526余, 599 for 500余, 100 for 98%以上.

    A share ends at the whole, unless it reaches the whole already: 超过100% ends at 199.
    """
    value, whole = quantity.value, WHOLE_SHARES.get(quantity.unit)
    if whole and value < whole:
        return whole
    if quantity.step > _ONE:
        width = quantity.step
    else:
        width = last_place(value)
        width = _to_next_ten(value) if width == _ONE else width
    is_whole = value == value.to_integral_value()
    return value + width - (_ONE if is_whole and width >= _ONE else 0)


def _to_next_ten(value: Decimal) -> Decimal:
    """Return the distance to the next ten, which 余 does not reach; 2 from a 9, to leave room."""
    return max(_TEN - value % _TEN, Decimal(2))


def _near(quantity: Quantity) -> Decimal:
    """Return how far a true number may lie from a rough one; for a count, a whole number."""
    place = max(last_place(quantity.value), quantity.step)
    if quantity.unit in WHOLE_SHARES or quantity.step < _ONE:
        return min(place, quantity.value / 10)
    place = max(place, _TEN) if quantity.step == _ONE else place
    return min(place, quantity.value / 10).to_integral_value(ROUND_CEILING)
