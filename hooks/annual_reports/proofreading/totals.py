"""Recalculate totals at the end of a list: 合同 72 份、决策 3 件、文件 1 件，共计 76 件.

Amounts are compared by their intervals. Nothing is said where the list may go back farther than its signs
show, or name only some of what was counted.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import accumulate

from annual_reports.domain.chinese_numbers import han_integer
from annual_reports.domain.intervals import Interval, add_up, interval
from annual_reports.domain.model import Quantity
from annual_reports.domain.quantities import family, find
from annual_reports.proofreading.rules import RULES, ProofText, TextFinding

_TOTALS, _SUMS = RULES["totals"], RULES["sums"]
_TOTAL, _BETWEEN, _OF_THE_SAME = (re.compile(_TOTALS[name]) for name in ("words", "between", "of_the_same"))
_STOP = re.compile(f"[;。!?\n()]|{_SUMS['parts']}")
_OPEN, _NO_ITEM, _OVERLAP = (
    re.compile(words) for words in (_SUMS["not_all"], RULES["no_item"], _SUMS["may_overlap"])
)
_WEAK, _STRONG = "、", ","
_FEWEST = 2
_MOST, _FAR, _NEAR = 24, 400, 24
"""Amounts and characters before a total, and characters before an amount, that are looked at."""


def wrong_totals(body: ProofText) -> Iterator[TextFinding]:
    """Find totals behind a list that differ from the sum of its items."""
    for start, block in body.blocks:
        if not block.startswith("|"):
            amounts = find(block)
            for index, total in enumerate(amounts):
                words = _TOTAL.search(block, max(0, total.span[0] - _NEAR), total.span[0])
                if words and index >= _FEWEST:
                    yield from _check(block, start, amounts[max(0, index - _MOST) : index], total, words)


def _check(
    text: str, offset: int, before: Sequence[Quantity], total: Quantity, words: re.Match[str]
) -> Iterator[TextFinding]:
    """Compare a total with the items before it; `words` are 三项合计 or the like."""
    listed = list(_listed(text, before, total, words.start()))
    allowed = (interval(item, allow_truncation=True) for item, _ in listed)
    sums = list(accumulate(allowed, lambda *pair: add_up(pair)))
    number = han_integer(words["number"]) if words["number"] else None
    size = number or _size(listed)
    if len(listed) < size or size < _FEWEST:
        return
    whole = interval(total, allow_truncation=True)
    if any(each.meets(whole) for each in ([sums[size - 1]] if number else sums[1:])):
        return
    items = [item for item, _ in listed[:size]]
    is_all = size == len(listed) and not _is_in_sentence(text, before, items[-1])
    is_complete = number is not None or (listed[0][1] == _WEAK and is_all)
    if _is_wrong(text[items[-1].span[0] : total.span[0]], sums[size - 1], whole, is_complete=is_complete):
        added = sum(item.value for item in items)
        about = "" if all(interval(item).is_point for item in items) else "约 "
        facts = {"whole": text[slice(*total.span)], "total": f"{about}{added:f} {total.unit}"}
        start = offset + total.span[0]
        yield TextFinding("parts-do-not-sum", (start, start + 1), facts)


def _listed(
    text: str, before: Sequence[Quantity], total: Quantity, end: int
) -> Iterator[tuple[Quantity, str | None]]:
    """Yield the amounts that may be items of the list before a total, each with the sign in front of it.

    The last one comes first. None stands for a sign that parts no items.
    """
    amounts = [amount for amount in before if amount.span[1] <= end]
    following = end
    for index in range(len(amounts) - 1, -1, -1):
        item = amounts[index]
        is_item = family(item.unit) == family(total.unit) and not _is_no_item(text, item)
        between = text[item.span[1] : following]
        if not is_item or len(between) > _FAR or _STOP.search(between):
            return
        following = item.span[0]
        yield item, _sign(text[amounts[index - 1].span[1] : following]) if index else None


def _size(listed: Sequence[tuple[Quantity, str | None]]) -> int:
    """Return how many items surely belong to the list: those parted by signs like the last one, or weaker."""
    allowed = (_WEAK,) if listed and listed[0][1] == _WEAK else (_WEAK, _STRONG)
    return next((n for n, (_, sign) in enumerate(listed, 1) if sign not in allowed), len(listed))


def _is_in_sentence(text: str, before: Sequence[Quantity], first: Quantity) -> bool:
    """Return True if another amount of the same kind stands before a list in its sentence."""
    start = max(0, first.span[0] - _FAR)
    opening = max(text.rfind(mark, start, first.span[0]) for mark in "。!?\n")
    return any(opening < a.span[0] < first.span[0] and family(a.unit) == family(first.unit) for a in before)


def _sign(between: str) -> str | None:
    """Return the sign between two items: the stronger one of 、 and a comma; None if it parts no items."""
    if _STRONG in between:
        return None if _OF_THE_SAME.search(between) else _STRONG
    return _WEAK if _BETWEEN.search(between) else None


def _is_no_item(text: str, amount: Quantity) -> bool:
    return _NO_ITEM.search(text, max(0, amount.span[0] - _NEAR), amount.span[0]) is not None


def _is_wrong(words: str, added: Interval, whole: Interval, *, is_complete: bool) -> bool:
    """Return True if a sum exceeds the total, or misses it although it seems to be all that was counted."""
    if added.low > whole.high:
        return not _OVERLAP.search(words)
    is_near = whole.low - added.high <= whole.low / _SUMS["nearly_the_whole"]
    return (is_complete or is_near) and not _OPEN.search(words)
