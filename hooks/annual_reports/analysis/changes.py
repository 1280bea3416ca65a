"""Compare the figures of two years and describe the change in words.

The rules are the rows of the table in decision 0020: incomparable figures are not compared, figures that may
be equal are 大致持平, a change is not stated more precisely than the figures themselves, and a count of
activity is never judged better or worse. `domain/intervals.py` says which numbers a figure stands for.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from annual_reports.domain.intervals import interval, last_place, may_be_equal
from annual_reports.domain.model import Figure, Qualifier, Quantity

_POINTS = {"%": "个百分点", "‰": "个千分点"}
_POINT_NAMES = frozenset(_POINTS.values())
_ONE, _TENTH, _TEN = Decimal(1), Decimal("0.1"), Decimal(10)


class ChangeKind(StrEnum):
    """Relation between the figures of one indicator in two years."""

    COMPARED = "compared"
    FIRST = "first"
    ABSENT = "absent"
    NOT_THEN = "not-then"
    INCOMPARABLE = "incomparable"


class Change(NamedTuple):
    """变化: change of one indicator from an earlier year to a later one."""

    kind: ChangeKind
    difference: Decimal | None = None
    """Later minus earlier, in `unit`, rounded to what both figures are sure of; 0 if they may be equal, None
    if only the direction is sure."""
    percent: Decimal | None = None
    """Difference in percent of the earlier value; None if that value is 0 or itself a rate."""
    unit: str = ""
    approximate: bool = False
    """True if a figure stands for more than one number: 余、近、约, 2.6万, rates written to unlike steps."""
    judgement: str | None = None
    """`better` or `worse`; None for indicators without a good direction, or no difference."""
    reason: str | None = None
    """Reason why the figures must not be compared."""
    direction: int = 0
    """1 for an increase, -1 for a decrease, 0 for no sure difference or incomparable figures."""


def compare_figures(earlier: Figure | None, later: Figure | None, new_scope: str | None = None) -> Change:
    """Compare two figures of one indicator; at least one of them must not be None.

    Args:
        earlier: the base of the comparison.
        later: the figure that is compared with the base.
        new_scope: description of the indicator's new scope, if it changed after the earlier figure.

    """
    if later is None:
        return Change(ChangeKind.ABSENT)
    if earlier is None:
        return Change(ChangeKind.FIRST)
    if reason := later.incomparable or earlier.incomparable:
        return Change(ChangeKind.INCOMPARABLE, reason=reason)
    if new_scope:
        return Change(ChangeKind.INCOMPARABLE, reason=f"换了口径，{new_scope}")
    return _compare_quantities(earlier.quantity, later.quantity, later.indicator.better)


def _compare_quantities(earlier: Quantity, later: Quantity, better: str) -> Change:
    direction = 0 if may_be_equal(earlier, later) else 1 if later.value > earlier.value else -1
    approximate = not _is_plain(earlier, later)
    difference = _stated_difference(earlier, later) if direction else Decimal(0)
    is_rate = later.unit in _POINTS
    return Change(
        ChangeKind.COMPARED,
        difference,
        None if is_rate else _percent_change(difference, earlier.value, approximate),
        _POINTS[later.unit] if is_rate else later.unit,
        approximate,
        _judgement(direction, better),
        direction=direction,
    )


def _is_plain(earlier: Quantity, later: Quantity) -> bool:
    """Return True if the difference of the written numbers is meant: of numbers in full, or of like rates."""
    exact = earlier.qualifier is later.qualifier is Qualifier.EXACT
    points = [interval(quantity).is_point for quantity in (earlier, later)]
    is_rate = earlier.unit in _POINTS
    return exact and (all(points) or (is_rate and (any(points) or earlier.step == later.step)))


def _stated_difference(earlier: Quantity, later: Quantity) -> Decimal | None:
    """Return the difference, rounded to the coarser figure's place; None if its size is not sure enough.

    That of counts is, if the true difference is at least half and at most twice the stated one: 2.6万 to
    26501 may be a difference of 1, so that no size is told.
    """
    difference = later.value - earlier.value
    place = max(_sure_place(earlier), _sure_place(later))
    if not place:
        return difference
    stated = _round(difference, place)
    is_sure = later.unit in _POINTS or _is_sure(stated, earlier, later)
    return stated if stated and is_sure else None


def _is_sure(stated: Decimal, earlier: Quantity, later: Quantity) -> bool:
    (low, high), (other_low, other_high) = interval(earlier), interval(later)
    smallest, largest = sorted((abs(other_low - high), abs(other_high - low)))
    return smallest >= abs(stated) / 2 and largest <= abs(stated) * 2


def _sure_place(quantity: Quantity) -> Decimal:
    """Return the size of the last place that a figure is sure of; 0 for 0 and 100%, which are meant exactly.

    With 余, 近 and 约 it is the last written place, for counts at least a tenth of the last round one (10 for
    500余).
    """
    if quantity.qualifier is Qualifier.EXACT:
        return Decimal(0) if interval(quantity).is_point else quantity.step
    is_told_by_step = quantity.unit in _POINTS or quantity.step > _ONE
    return quantity.step if is_told_by_step else max(quantity.step, last_place(quantity.value) / _TEN)


def _percent_change(difference: Decimal | None, base: Decimal, approximate: bool) -> Decimal | None:  # noqa: FBT001
    """Return the difference in percent: with one decimal for exact figures, none for approximate ones."""
    if difference is None or not base:
        return None
    return _round(difference * 100 / base, _ONE if approximate else _TENTH)


def _round(value: Decimal, step: Decimal) -> Decimal:
    return (value / step).to_integral_value(ROUND_HALF_UP) * step


def _judgement(direction: int, better: str) -> str | None:
    if not direction or better == "neutral":
        return None
    return "better" if (direction > 0) == (better == "higher") else "worse"


def describe_change(change: Change, base_year: int | None = None) -> str:
    """Describe a change in words: 增加 45 件（10.9%）.

    Args:
        change: the change.
        base_year: the earlier figure's year, if it is not the year before: 较 2022 年增加 45 件.

    """
    against = f"较 {base_year} 年" if base_year else ""
    match change.kind:
        case ChangeKind.COMPARED:
            return against + _describe_difference(change)
        case ChangeKind.FIRST:
            return "首次公布"
        case ChangeKind.ABSENT:
            return "本年未公布"
        case ChangeKind.NOT_THEN:
            return f"{base_year} 年未公布"
        case ChangeKind.INCOMPARABLE:
            return f"{against}不可比：{change.reason}"


def _describe_difference(change: Change) -> str:
    if not change.direction:
        return "大致持平" if change.approximate else "持平"
    verb, about = ("增加" if change.direction > 0 else "减少"), ("约" if change.approximate else "")
    if change.unit in _POINT_NAMES:
        verb = "上升" if change.direction > 0 else "下降"
    if change.difference is None:
        return f"有所{verb}"
    return f"{verb}{about} {format_number(abs(change.difference))} {change.unit}{_describe_percent(change)}"


def _describe_percent(change: Change) -> str:
    if change.percent is None:
        return ""
    if not change.percent:
        return "（不到 1%）" if change.approximate else "（不到 0.1%）"
    return f"（{'约' if change.approximate else ''}{format_number(abs(change.percent))}%）"


def format_number(value: Decimal) -> str:
    """Format a number without exponent and without trailing zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


JUDGEMENT_NAMES = {"better": "向好", "worse": "变差"}
