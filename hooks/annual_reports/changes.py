"""From one year's figure to another's: the arithmetic of comparison, and the words for it.

The rules, one per row of the table in `README.md`: nothing is compared that must not be, nothing is said
more precisely than the reports say it, and a count of activity is never called better or worse.
"""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from typing import NamedTuple

from annual_reports.model import Figure, Qualifier, Quantity

_POINTS = {"%": "个百分点", "‰": "个千分点"}
_POINT_NAMES = frozenset(_POINTS.values())
_ONE, _TENTH = Decimal(1), Decimal("0.1")


class Kind(StrEnum):
    """What can be said of two years' figures of one indicator."""

    COMPARED = "compared"
    FIRST = "first"
    ABSENT = "absent"
    NOT_THEN = "not-then"
    INCOMPARABLE = "incomparable"


class Change(NamedTuple):
    """变化: what became of one indicator from an earlier year to a later one."""

    kind: Kind
    difference: Decimal | None = None
    """Later minus earlier, in `unit`, rounded to what both figures are sure of."""
    percent: Decimal | None = None
    """The difference in percent of the earlier value; None where that value is 0 or itself a rate."""
    unit: str = ""
    approximate: bool = False
    """One of the figures is only about right (余、近、约)."""
    judgement: str | None = None
    """`better` or `worse`, for indicators that know a good direction."""
    reason: str | None = None
    """Why the figures must not be compared."""

    @property
    def direction(self) -> int:
        """1 for more, -1 for less, 0 for the same or nothing to compare."""
        return 0 if not self.difference else 1 if self.difference > 0 else -1


def change(earlier: Figure | None, later: Figure | None, new_scope: str | None = None) -> Change:
    """Compare two figures of one indicator; at least one of them must be there.

    Args:
        earlier: the figure that is compared with.
        later: the figure that is compared.
        new_scope: what is counted since some year after the earlier figure's, if that changed.

    """
    if later is None:
        return Change(Kind.ABSENT)
    if earlier is None:
        return Change(Kind.FIRST)
    if reason := later.incomparable or earlier.incomparable:
        return Change(Kind.INCOMPARABLE, reason=reason)
    if new_scope:
        return Change(Kind.INCOMPARABLE, reason=f"换了口径，{new_scope}")
    return _compared(earlier.quantity, later.quantity, later.indicator.better)


def _compared(earlier: Quantity, later: Quantity, better: str) -> Change:
    approximate = not earlier.qualifier is later.qualifier is Qualifier.EXACT
    difference = later.value - earlier.value
    if approximate:
        difference = _roughly(difference, earlier, later)
    rate = later.unit in _POINTS
    return Change(
        Kind.COMPARED,
        difference,
        None if rate or not earlier.value else _percent(difference, earlier.value, approximate),
        _POINTS[later.unit] if rate else later.unit,
        approximate,
        None if better == "neutral" else _judgement(difference, better),
    )


def _percent(difference: Decimal, base: Decimal, approximate: bool) -> Decimal:  # noqa: FBT001  # one of its facts
    """One decimal for exact figures, none for approximate ones."""
    return _rounded(difference * 100 / base, _ONE if approximate else _TENTH)


def _roughly(difference: Decimal, earlier: Quantity, later: Quantity) -> Decimal:
    """The difference as far as it is known; 0 where the true numbers may well be the same."""
    (low, high), (other_low, other_high) = _range(earlier), _range(later)
    if low <= other_high and other_low <= high:
        return Decimal(0)
    finest = max(
        _step(quantity) for quantity in (earlier, later) if quantity.qualifier is not Qualifier.EXACT
    )
    return _rounded(difference, finest / 10) or difference


def _range(quantity: Quantity) -> tuple[Decimal, Decimal]:
    """Between what numbers the truth lies: 500余 between 500 and 600, 近300 between 270 and 300."""
    value, step = quantity.value, _step(quantity)
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


def _step(quantity: Quantity) -> Decimal:
    """The last place that is written: hundreds in 500余, ones in 526余."""
    exponent = quantity.value.normalize().as_tuple().exponent if quantity.value else 0
    return Decimal(1).scaleb(int(exponent))


def _rounded(value: Decimal, step: Decimal) -> Decimal:
    return value.quantize(step, ROUND_HALF_UP)


def _judgement(difference: Decimal, better: str) -> str | None:
    if not difference:
        return None
    return "better" if (difference > 0) == (better == "higher") else "worse"


def in_words(change: Change, since: int | None = None) -> str:
    """Say a change: 增加 45 件（10.9%）.

    Args:
        change: what there is to say.
        since: the earlier figure's year, where it is not the year before: 较 2022 年增加 45 件.

    """
    against = f"较 {since} 年" if since else ""
    match change.kind:
        case Kind.COMPARED:
            return against + _amount_in_words(change)
        case Kind.FIRST:
            return "首次公布"
        case Kind.ABSENT:
            return "本年未公布"
        case Kind.NOT_THEN:
            return f"{since} 年未公布"
        case Kind.INCOMPARABLE:
            return f"{against}不可比：{change.reason}"


def _amount_in_words(change: Change) -> str:
    difference = change.difference or Decimal(0)
    if not difference:
        return "大致持平" if change.approximate else "持平"
    verb, about = ("增加" if difference > 0 else "减少"), ("约" if change.approximate else "")
    if change.unit in _POINT_NAMES:
        verb = "上升" if difference > 0 else "下降"
    return f"{verb}{about} {number(abs(difference))} {change.unit}{_share_in_words(change)}"


def _share_in_words(change: Change) -> str:
    if change.percent is None:
        return ""
    if not change.percent:
        return "（不到 1%）" if change.approximate else "（不到 0.1%）"
    return f"（{'约' if change.approximate else ''}{number(abs(change.percent))}%）"


def number(value: Decimal) -> str:
    """A number as it is printed: no exponent, no zeros behind the point."""
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


JUDGEMENTS = {"better": "向好", "worse": "变差"}
