"""Compare the figures of two years and describe the change in words.

The rules, one per row of the table in `README.md`: incomparable figures are not compared, a change is not
stated more precisely than the figures themselves, and a count of activity is never judged better or worse.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from annual_reports.domain.model import Figure, Qualifier, Quantity

_POINTS = {"%": "个百分点", "‰": "个千分点"}
_POINT_NAMES = frozenset(_POINTS.values())
_ONE, _TENTH = Decimal(1), Decimal("0.1")


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
    """Later minus earlier, in `unit`; rounded if one of the figures is approximate."""
    percent: Decimal | None = None
    """Difference in percent of the earlier value; None if that value is 0 or itself a rate."""
    unit: str = ""
    approximate: bool = False
    """True if one of the figures is approximate (余、近、约)."""
    judgement: str | None = None
    """`better` or `worse`; None for indicators without a good direction, or no difference."""
    reason: str | None = None
    """Reason why the figures must not be compared."""

    @property
    def direction(self) -> int:
        """1 for an increase, -1 for a decrease, 0 for no difference or incomparable figures."""
        return 0 if not self.difference else 1 if self.difference > 0 else -1


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
    approximate = not earlier.qualifier is later.qualifier is Qualifier.EXACT
    difference = later.value - earlier.value
    if approximate:
        difference = _round_to_known(difference, earlier, later)
    rate = later.unit in _POINTS
    return Change(
        ChangeKind.COMPARED,
        difference,
        None if rate or not earlier.value else _percent_change(difference, earlier.value, approximate),
        _POINTS[later.unit] if rate else later.unit,
        approximate,
        None if better == "neutral" else _judgement(difference, better),
    )


def _percent_change(difference: Decimal, base: Decimal, approximate: bool) -> Decimal:  # noqa: FBT001
    """Return the difference in percent: with one decimal for exact figures, none for approximate ones."""
    return _round(difference * 100 / base, _ONE if approximate else _TENTH)


def _round_to_known(difference: Decimal, earlier: Quantity, later: Quantity) -> Decimal:
    """Round the difference of approximate figures; return 0 if the true numbers may be equal."""
    (low, high), (other_low, other_high) = _possible_range(earlier), _possible_range(later)
    if low <= other_high and other_low <= high:
        return Decimal(0)
    coarsest = max(
        _last_place(quantity) for quantity in (earlier, later) if quantity.qualifier is not Qualifier.EXACT
    )
    return _round(difference, coarsest / 10) or difference


def _possible_range(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Return the lowest and highest true number: 500 and 599 for 500余, 270 and 300 for 近300."""
    value, step = quantity.value, _last_place(quantity)
    near = min(step, value / 10)
    match quantity.qualifier:
        case Qualifier.EXACT:
            return value, value
        case Qualifier.OVER:
            return value, value + step * Decimal("0.99")
        case Qualifier.NEARLY:
            return value - near, value
        case Qualifier.ABOUT:
            return value - near, value + near


def _last_place(quantity: Quantity) -> Decimal:
    """Return the place value of the last digit that is not 0: 100 for 500余, 1 for 526余."""
    exponent = quantity.value.normalize().as_tuple().exponent if quantity.value else 0
    return Decimal(1).scaleb(int(exponent))


def _round(value: Decimal, step: Decimal) -> Decimal:
    return value.quantize(step, ROUND_HALF_UP)


def _judgement(difference: Decimal, better: str) -> str | None:
    if not difference:
        return None
    return "better" if (difference > 0) == (better == "higher") else "worse"


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
    difference = change.difference or Decimal(0)
    if not difference:
        return "大致持平" if change.approximate else "持平"
    verb, about = ("增加" if difference > 0 else "减少"), ("约" if change.approximate else "")
    if change.unit in _POINT_NAMES:
        verb = "上升" if difference > 0 else "下降"
    return f"{verb}{about} {format_number(abs(difference))} {change.unit}{_describe_percent(change)}"


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
