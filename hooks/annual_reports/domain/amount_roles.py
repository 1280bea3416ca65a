"""Tell the role of each amount of a sentence: result, from, to, change, rank, ratio, part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from decimal import Decimal
from itertools import groupby, pairwise

from annual_reports.domain.amount_words import SHARES, AmountWords
from annual_reports.domain.context_words import any_of, words
from annual_reports.domain.model import Qualifier, Quantity, Role
from annual_reports.domain.periods import WHOLE_YEAR

_NEED_A_WHOLE = words("after_a_whole")
_SLACK, _SLACK_IF_ROUGH = Decimal("1.05"), 2
"""How far parts may exceed their whole: a wrong sum is still one, a new subject is not."""
_FARTHEST_WHOLE, _MOST_SEGMENTS = 12, 20
"""Most amounts between a whole and its parts; most lists of a sentence that are compared."""
_SUFFIX = 2
"""Characters in which the words before parallel amounts must end alike: 简易程序, 普通程序."""
_RATES = ("%", "‰")
_LINK = r"(?:了|约|近|近乎|超过?|达到?|高达|大约|为)?\s*$"
_RATE_WORDS = r"(?:增|涨|降|减|跌)(?:幅|速)度?|(?:增长|下降|上升|提升|降低|压减)(?:率|幅度|比例)"
_DIRECT = rf"(?:{any_of('changes')}|同比|环比|翻)(?:了|约|近|超过?|逾|大约|幅度达?)?\s*$"
_CHANGE = re.compile(
    rf"(?:{_DIRECT}|(?:{_RATE_WORDS}|增长){_LINK}"
    rf"|{any_of('less')}(?![^,¤]*(?:到|至|为|成))[^,¤]{{0,10}}$"
    rf"|{any_of('against')}[^,]*{any_of('increase')}(?![^¤]*(?:到|至|为|成))[^,¤]{{0,10}}$)"
)
_RANK_BEFORE = re.compile(rf"{any_of('rank_before')}\s*$|排名[^,]*(?:升|降|提高|进|退)了?\s*$")
_MAY_TELL = re.compile(f"[{words('role_signs')[0]}]")
_AFTER = re.compile(
    rf"\s*(?:(?P<rank>{any_of('rank_after')})|(?P<compared>{any_of('compared_with')})"
    rf"|的(?:增长|下降|增幅|降幅|涨幅|增速))"
)
_ABOVE = re.compile(any_of("above"))
_ABOVE_IN_FRONT = re.compile(rf"{any_of('above')}了?(?:全[国省市县区])?\s*$")
_RATIO_BEFORE = re.compile(rf"(?:{any_of('ratio_before')})\s*$")
_SHARE_BEFORE = re.compile(rf"{any_of('share_before')}\s*$")
_FROM = re.compile(r"[由从](?![^,]*(?:组成|组建|负责))[^,;]{0,24}$")
_JOINED = re.compile(r"、|[和与及]")
_TO_TIME = (
    r"(?:(?:[12]\d{3}年度?|\d{1,2}月份?|今年|目前|现在|现有|本年度?|如今|当前|平均|不到|最多"
    r"|每[年月周日天]|每半年|每个?季度)的?)?"
)
_FROM_TO = re.compile(rf"[^;()]{{0,24}}?,?[^,;()]{{0,10}}{any_of('into')}了?{_TO_TIME}\s*$")
_MOVED_TO = re.compile(rf"[^,;()]{{0,6}}{any_of('moved')}{any_of('into')}了?{_TO_TIME}\s*$")
_INTO = re.compile(rf"{any_of('into')}了?{_TO_TIME}\s*$")
_KINDS = re.compile(rf"({any_of('kinds')})(?:的?(?:行政处罚)?案件)?(?:共|办结|办理)?\s*$")


def set_roles(amounts: Sequence[AmountWords], before: Sequence[AmountWords]) -> None:
    """Set the role of each amount of a sentence.

    Args:
        amounts: the amounts of the sentence in order.
        before: amounts of the sentence before in the same paragraph, which 其中 may refer to.

    """
    for amount in amounts:
        amount.role = _role_by_words(amount)
    _set_from_and_to(amounts)
    listed: dict[int, list[AmountWords]] = {}
    for amount in amounts:
        if amount.part:
            listed.setdefault(amount.part, []).append(amount)
    for index, amount in enumerate(amounts if listed else []):
        if amount.is_first_part:
            near = amounts[max(0, index - _FARTHEST_WHOLE) : index]
            earlier = [*before[-_FARTHEST_WHOLE:], *near]
            _set_parts(listed.get(amount.part, []), [each for each in earlier if _may_be_whole(each, amount)])
    if any(amount.bracket for amount in amounts):
        _set_parts_in_brackets(amounts)
    if len(amounts) > 1:
        _set_parallel_parts(amounts)


def _role_by_words(amount: AmountWords) -> Role:
    after = _AFTER.match(amount.after)
    if after and (after["rank"] or (after["compared"] and _is_above(amount))):
        return Role.RANK
    is_plain = after is None and amount.quantity.unit not in SHARES
    if is_plain and not _MAY_TELL.search(amount.near):
        return Role.RESULT
    if _RANK_BEFORE.search(amount.near):
        return Role.RANK
    is_change = after is not None and not after["compared"]
    if is_change or "个百分点" in amount.quantity.unit or _CHANGE.search(amount.clause):
        return Role.CHANGE
    is_share = amount.quantity.unit in _RATES and _SHARE_BEFORE.search(amount.clause)
    if is_share or amount.quantity.unit == "倍" or _RATIO_BEFORE.search(amount.clause):
        return Role.RATIO
    return Role.RESULT


def _is_above(amount: AmountWords) -> bool:
    return bool(_ABOVE.match(amount.text) or _ABOVE_IN_FRONT.search(amount.near))


def _set_from_and_to(amounts: Sequence[AmountWords]) -> None:
    for first, second in pairwise(amounts):
        if first.quantity.unit != second.quantity.unit:
            continue
        if first.role is Role.CHANGE and _JOINED.fullmatch(second.between):
            second.role = Role.CHANGE
        elif _INTO.search(second.between) and _moves(first, second):
            first.role, second.role = Role.FROM, Role.TO


def _moves(first: AmountWords, second: AmountWords) -> bool:
    """Return True for 由5件增至8件 and 5件减少到3件."""
    is_named = _FROM.search(first.near) and _FROM_TO.fullmatch(second.between)
    return bool(is_named or _MOVED_TO.fullmatch(second.between))


# Parts of a whole.


def _may_be_whole(amount: AmountWords, part: AmountWords) -> bool:
    return not (amount.is_share or amount.part) and amount.bracket in (0, part.bracket)


def _set_parts(behind: Sequence[AmountWords], earlier: Sequence[AmountWords]) -> None:
    """Set the role of amounts behind a word like 其中, until they exceed their whole."""
    total = Decimal(0)
    last: AmountWords | None = None
    for amount in behind:
        whole = next((each for each in reversed(earlier) if each.quantity.unit == amount.quantity.unit), None)
        if amount.role is not Role.RESULT or amount.is_share:
            continue
        if whole:
            total += amount.quantity.value
            if _exceeds(total, whole.quantity, amount.quantity):
                return
        elif amount.state.part_word in _NEED_A_WHOLE or not _continues(amount, last):
            continue
        last = amount
        amount.role = Role.RESULT if whole and _is_whole_itself(amount, whole) else Role.PART


def _continues(amount: AmountWords, last: AmountWords | None) -> bool:
    """Return True for the first of a list, and for one with its unit or in the same clause."""
    if last is None:
        return amount.is_first_part
    return amount.quantity.unit == last.quantity.unit or not {",", ";"} & set(amount.between)


def _exceeds(total: Decimal, whole: Quantity, part: Quantity) -> bool:
    is_exact = whole.qualifier is Qualifier.EXACT and part.qualifier is Qualifier.EXACT
    return total > whole.value * (_SLACK if is_exact else _SLACK_IF_ROUGH)


def _is_whole_itself(part: AmountWords, whole: AmountWords) -> bool:
    """Return True if a part of a wider whole is all of what the report is about: 全县56件，其中我镇2件."""
    is_own = part.scope is None and whole.scope is not None
    return is_own or (part.period == WHOLE_YEAR and whole.period != WHOLE_YEAR and not part.is_cumulative)


def _set_parts_in_brackets(amounts: Sequence[AmountWords]) -> None:
    for number, group in groupby(amounts, key=lambda amount: amount.bracket):
        listed = [amount for amount in group if not amount.is_share and amount.role is Role.RESULT]
        if number and len(listed) > 1 and len({amount.quantity.unit for amount in listed}) == 1:
            for amount in listed:
                amount.role = Role.PART


def _set_parallel_parts(amounts: Sequence[AmountWords]) -> None:
    """Set the role of kinds that stand side by side without a total: 简易程序512件；普通程序219件."""
    if 0 < amounts[-1].segment < _MOST_SEGMENTS:
        segments = [list(group) for _, group in groupby(amounts, key=lambda amount: amount.segment)]
        for segment in segments:
            if any(_are_parallel(segment, other) for other in segments if other is not segment):
                _make_parts(segment)
    kinds = [(match[1], amount) for amount in amounts if (match := _KINDS.search(amount.near))]
    if len({kind for kind, _ in kinds}) > 1:
        _make_parts([amount for _, amount in kinds])


def _are_parallel(one: Sequence[AmountWords], other: Sequence[AmountWords]) -> bool:
    """Return True for lists of the same units and the same words, but for the start of the first one."""
    if len(one) == 1 or [a.quantity.unit for a in one] != [a.quantity.unit for a in other]:
        return False
    are_alike = all(a.near == b.near for a, b in zip(one[1:], other[1:], strict=True))
    first, second = one[0].near, other[0].near
    return are_alike and first != second and first[-_SUFFIX:] == second[-_SUFFIX:]


def _make_parts(amounts: Sequence[AmountWords]) -> None:
    for amount in amounts:
        if amount.role is Role.RESULT and not amount.is_share:
            amount.role = Role.PART
