"""Choose, among the amounts that count one indicator, the one that is the government's result of the year."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from annual_reports.analysis.recognition import Recognised
from annual_reports.domain.catalog import Indicator
from annual_reports.domain.contexts import AmountInContext
from annual_reports.domain.evidence import Body
from annual_reports.domain.intervals import Interval, interval
from annual_reports.domain.model import Mood, Role
from annual_reports.domain.periods import WHOLE_YEAR, Period
from annual_reports.drafting.rules import RULES, pattern

_ROLES = {Role.FROM: "变化以前的数", Role.CHANGE: "增减的数", Role.RANK: "名次", Role.RATIO: "比例"}
_PERCENT = "%"
_FAR = 200
"""Characters of a clause before an amount that are looked at; bounds the time for any text."""
_MONTHS_OF_THE_YEAR = range(WHOLE_YEAR.last + 1)


class Doubt(NamedTuple):
    """Amounts that a person must judge, and why."""

    indicator: Indicator
    amounts: tuple[AmountInContext, ...]
    reason: str
    """In Chinese: why none of them was proposed, or what was assumed."""
    is_proposed: bool = False
    """True if the amount is proposed all the same."""


class Choice(NamedTuple):
    """Amount chosen for an indicator, or None; and what is to be asked."""

    chosen: AmountInContext | None = None
    period: Period = WHOLE_YEAR
    doubts: tuple[Doubt, ...] = ()


def choose(body: Body, found: Sequence[Recognised], year: int | None) -> Choice:
    """Choose the amount for one indicator, of all that were recognised as it."""
    indicator = found[0].indicator
    own = [each for each in found if not (each.is_shared or reason_against(each, year) or _of(body, each))]
    if own:
        return _choose_own(body, indicator, [each.amount for each in _surest(body, own)], year)
    narrower = [each.amount for each in found if year and _is_own_of_a_part(each, year)]
    if year and narrower and len({amount.period for amount in narrower}) == 1 and _agree(narrower):
        chosen = _finest(narrower)
        reason = f"数的是{chosen.period.label(year)}，不是全年，列入时写了 period"
        return Choice(chosen, chosen.period, (Doubt(indicator, (chosen,), reason, is_proposed=True),))
    reasons = ((each.amount, _reason(body, each, year)) for each in found)
    return Choice(doubts=tuple(Doubt(indicator, (amount,), reason) for amount, reason in reasons))


def reason_against(found: Recognised, year: int | None) -> str:
    """Return in Chinese why an amount is not the government's own result of the year; empty if it is."""
    amount = found.amount
    if amount.mood is not Mood.DONE:
        return "是计划里的数" if amount.mood is Mood.PLANNED else "是规定、要求里的数"
    if amount.scope:
        return f"是{amount.scope}的数"
    if amount.role in _ROLES and not (amount.role is Role.RATIO and amount.quantity.unit == _PERCENT):
        return f"是{_ROLES[amount.role]}"
    is_known_by_last_day = found.indicator.is_stock and amount.period.last in _MONTHS_OF_THE_YEAR
    is_doubtful = amount.is_inherited and amount.period.is_narrower_than_year
    if amount.period == WHOLE_YEAR or amount.is_cumulative or is_known_by_last_day or is_doubtful:
        return ""
    return f"是{amount.period.label(year)}的数" if year else "是另一段时间的数"


def amounts_of_the_year(
    body: Body, amounts: Sequence[AmountInContext], recognised: Sequence[Recognised]
) -> Iterator[Recognised]:
    """Yield what was recognised, and the year's share of totals: 累计 8775 条（2025年新增 388 条）."""
    following = {amount.quantity.span: after for amount, after in pairwise(amounts)}
    for found in recognised:
        yield found
        new = following.get(found.amount.quantity.span)
        is_total = _is_of_many_years(found.amount) and not found.indicator.is_stock
        if new and is_total and new.quantity.unit == found.amount.quantity.unit:
            between = body.folded[found.amount.quantity.span[1] : new.quantity.span[0]]
            if pattern(RULES["share_of_the_year"]).fullmatch(between) and new.scope is None:
                amount = found.amount._replace(quantity=new.quantity, is_cumulative=False, period=WHOLE_YEAR)
                yield found._replace(amount=amount)


def _reason(body: Body, found: Recognised, year: int | None) -> str:
    whose = _of(body, found)
    return reason_against(found, year) or (f"是{whose}的数" if whose else "一个数合起来说了几项")


def _of(body: Body, found: Recognised) -> str:
    """Return the body within the government that its sentence is about: “老周说和”工作室; empty if none."""
    start = found.amount.quantity.span[0]
    opening = body.evidence((start, start)).sentence.span[0]
    subject = pattern(RULES["own_subject"]).match(body.folded, opening, start)
    return subject[0] if subject else ""


def _is_of_many_years(amount: AmountInContext) -> bool:
    """Return True for a total that may count from before the year: 累计, “七五”普法以来."""
    return amount.is_cumulative or (amount.period != WHOLE_YEAR and amount.period.contains(WHOLE_YEAR))


def _is_own_of_a_part(found: Recognised, year: int) -> bool:
    """Return True for an own result of a part of the year."""
    as_whole = found._replace(amount=found.amount._replace(period=WHOLE_YEAR))
    return found.amount.period.is_narrower_than_year and not reason_against(as_whole, year)


def _surest(body: Body, found: Sequence[Recognised]) -> list[Recognised]:
    """Return the amounts of a whole whose words stand nearest; before them those of the year alone."""
    kept = [each for each in found if each.amount.quantity.unit in each.indicator.accepted_units] or found
    kept = [each for each in kept if not each.amount.is_cumulative] or list(kept)
    kept = [each for each in kept if not each.amount.is_inherited] or kept
    kept = [each for each in kept if not _is_part(body, each.amount)] or kept
    rank = max(each.rank for each in kept)
    return [each for each in kept if each.rank is rank]


def _is_part(body: Body, amount: AmountInContext) -> bool:
    """Return True for a part of what was done: 其中直接受理 12 件, 宣传月期间举办 8 场."""
    return amount.role is Role.PART or pattern(RULES["parts"]).search(_clause(body, amount)) is not None


def _clause(body: Body, amount: AmountInContext) -> str:
    start = amount.quantity.span[0]
    opening = max(body.evidence(amount.quantity.span).sentence.span[0], start - _FAR)
    marks = [body.folded.rfind(mark, opening, start) + 1 for mark in ",;:"]
    return body.folded[max(opening, *marks) : start]


def _choose_own(
    body: Body, indicator: Indicator, amounts: Sequence[AmountInContext], year: int | None
) -> Choice:
    if _agree(amounts):
        chosen = _finest(amounts)
        return Choice(chosen, doubts=tuple(_doubt_of_time(indicator, chosen, year)))
    if total := _total(body, amounts):
        return Choice(total)
    return Choice(doubts=(Doubt(indicator, tuple(amounts), "写了几个不同的数"),))


def _doubt_of_time(indicator: Indicator, amount: AmountInContext, year: int | None) -> Iterator[Doubt]:
    """Yield a question about an amount whose time only a sentence before tells."""
    if amount.is_inherited and year and amount.period.is_narrower_than_year:
        label = amount.period.label(year)
        reason = f"前面一句说的是{label}，这个数按全年列入；只是{label}的，写上 period: {label}"
        yield Doubt(indicator, (amount,), reason, is_proposed=True)


def _total(body: Body, amounts: Sequence[AmountInContext]) -> AmountInContext | None:
    """Return the largest amount if its clause, and no other that contradicts it, says that it is a total."""
    largest = max(amounts, key=lambda amount: amount.quantity.value)
    if largest.quantity.unit == _PERCENT:
        return None
    borders = [amount.quantity.span[1] for amount in amounts]
    totals = [amount for amount in amounts if _says_total(body, amount, borders)]
    return largest if largest in totals and _agree(totals) else None


def _says_total(body: Body, amount: AmountInContext, borders: Sequence[int]) -> bool:
    """Return True if the words before an amount, back to the one before, say that it is a total."""
    start = amount.quantity.span[0]
    opening = max([body.evidence(amount.quantity.span).sentence.span[0], *(b for b in borders if b <= start)])
    return pattern(RULES["total"]).search(body.folded, opening, start) is not None


def _agree(amounts: Sequence[AmountInContext]) -> bool:
    """Return True if one number may be meant by all: their intervals have one in common."""
    intervals = [_interval(amount) for amount in amounts]
    return max(each.low for each in intervals) <= min(each.high for each in intervals)


def _interval(amount: AmountInContext) -> Interval:
    return interval(amount.quantity, allow_truncation=True)


def _finest(amounts: Sequence[AmountInContext]) -> AmountInContext:
    """Return the amount that is written most exactly; of equal ones the first."""
    return min(amounts, key=lambda amount: interval(amount.quantity).high - interval(amount.quantity).low)
