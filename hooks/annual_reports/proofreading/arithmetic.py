"""Recalculate the sums and rates that a text states: 515 = 218 + 297; 336 of 341 is 98.53 %.

Amounts are compared by their intervals: 2.5万 agrees with 1.2万 and 1.35万, 500余 with 318 and 250. Digits
may have been cut off instead of rounded. Where the words leave open what belongs together, nothing is said;
the words that tell it are data, in `rules.yml`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import ROUND_CEILING, ROUND_FLOOR, ROUND_HALF_UP, Decimal
from functools import partial
from itertools import accumulate
from typing import NamedTuple

from annual_reports.domain.intervals import Interval, add_up, interval, percentage
from annual_reports.domain.model import Quantity, Sentence
from annual_reports.domain.quantities import find
from annual_reports.proofreading.rules import RULES, ProofText, TextFinding

_SUMS, _RATES = RULES["sums"], RULES["rates"]
_PARTS = _SUMS["parts"]
_THE_REST, _NOT_ALL, _ANOTHER_SUBJECT, _MAY_OVERLAP = (
    re.compile(_SUMS[name]) for name in ("the_rest", "not_all", "another_subject", "may_overlap")
)
_NO_ITEM = re.compile(RULES["no_item"])
_CHANGE, _NO_QUOTIENT, _ELSEWHERE, _RATE_ELSEWHERE, _NO_SUBJECT = (
    re.compile(_RATES[name])
    for name in ("change", "no_quotient", "elsewhere", "rate_elsewhere", "no_subject")
)
_ASIDE = re.compile(rf"[（(](?!次[）)])(?:(?!{_PARTS})[^（）()])*[）)]")
_END_OF_LIST = re.compile(rf"[（）()]|{_PARTS}")
_SEPARATORS = (re.compile("[、和及与]"), re.compile("[，,：:]"), re.compile("[；;。！？]"))
"""Signs between the items of a list; each kind parts more than the one before."""
_ITEM_SIGN = re.compile("[、，,；;：:。！？（）()]")
_CLAUSE_SIGN = re.compile("[，,；;：:。！？（）()\n|]")
_SENTENCE_SIGN = re.compile("[。！？\n]")
_RATE = re.compile("([\u4e00-\u9fff]{2,16})率([^，,。；;0-9]{0,4})$")
_NOT_HAN = re.compile("[^\u4e00-\u9fff]+")
_ALL = Decimal(100)
_SEMICOLON = re.compile("[;；]")
_MOST_BEFORE = 24
"""Amounts before a list or a rate that are looked at; with `_FAR` it bounds the time for any text."""
_FAR = 400
"""Characters before an amount to which its sentence and its clause may reach."""
_NEAR = 24
"""Characters before an amount that are looked at; longer than what `_RATE` matches."""

_allowed = partial(interval, allow_truncation=True)


# Sums.


class _Item(NamedTuple):
    """Item of a list behind 其中."""

    quantity: Quantity
    words: str
    """Words between the signs around it, the amount left out."""
    separator: int
    """Rank of the strongest sign between it and the item before; see `_SEPARATORS`."""
    is_open: bool
    """True if its words say that there are more items (等)."""


def wrong_sums(body: ProofText) -> Iterator[TextFinding]:
    """Find lists behind 其中 whose sum is greater than the whole, or less although the list is complete.

    A list is complete if its last item is 其他. Of other lists a sum that is only a little smaller is told.
    """
    previous: Sentence | None = None
    for sentence in body.sentences:
        if _PARTS in sentence.text:
            start = _start_of_whole(body, previous, sentence)
            text = body.text[start : sentence.span[1]]
            yield from _wrong_sums(text, start, sentence.span[0] - start)
        previous = sentence


def _start_of_whole(body: ProofText, previous: Sentence | None, sentence: Sentence) -> int:
    """Return where to look for the whole: in the sentence before, if the sentence begins with 其中."""
    begins_with_parts = previous is not None and sentence.text.startswith(_PARTS)
    if previous and begins_with_parts and "\n" not in body.text[previous.span[1] : sentence.span[0]]:
        return previous.span[0]
    return sentence.span[0]


def _wrong_sums(text: str, offset: int, begin: int) -> Iterator[TextFinding]:
    """Check the lists of a text that begin at `begin` or later."""
    text = _ASIDE.sub(lambda aside: " " * len(aside[0]), text)
    amounts = find(text)
    starts = [amount.span[0] for amount in amounts]
    first_semicolon = _SEMICOLON.search(text + ";").start()  # type: ignore[union-attr]  # there is one
    end_of_last = 0
    for match in re.finditer(_PARTS, text):
        end = _END_OF_LIST.search(text, match.end())
        end_of_list = end.start() if end else len(text)
        at_list = bisect_left(starts, match.end())
        listed = amounts[at_list : bisect_left(starts, end_of_list)]
        before = amounts[max(0, at_list - _MOST_BEFORE) : at_list]
        wholes = _largest(before, listed) if match.start() == begin > 0 else _wholes(text, before)
        if wholes and match.start() >= begin:
            items = list(_items(text, match.end(), listed, wholes[0].unit))
            is_nested = wholes[0].span[0] < end_of_last and first_semicolon >= match.start()
            yield from _check_sum(text, offset, wholes, items, is_nested=is_nested)
        end_of_last = end_of_list + 1


def _largest(amounts: Sequence[Quantity], listed: Sequence[Quantity]) -> list[Quantity]:
    """Return the largest amount of the sentence before a list that begins its own; with the list's unit."""
    unit = listed[0].unit if listed else None
    whole = max((a for a in amounts if a.unit == unit), key=lambda a: a.value, default=None)
    return [whole] if whole else []


def _wholes(text: str, amounts: Sequence[Quantity]) -> list[Quantity]:
    """Return the whole in front of a list, and the changes of it that stand between (398件，减少48件，其中).

    Empty without a whole; only the changes may also be what is divided.
    """
    changes: list[Quantity] = []
    for amount in reversed(amounts):
        if not _is_no_item(text, amount):
            return [amount, *changes]
        changes.append(amount)
    return []


def _items(text: str, start: int, amounts: Sequence[Quantity], unit: str) -> Iterator[_Item]:
    """Yield the items of a list that have the unit of the whole; `start` is the offset behind 其中."""
    last = start
    for amount in amounts:
        if amount.unit != unit or _is_no_item(text, amount):
            continue
        between = text[last : amount.span[0]]
        ranks = [rank for rank, signs in enumerate(_SEPARATORS) if signs.search(between)]
        if not ranks and last > start:
            continue  # two amounts in one item
        before = _ITEM_SIGN.split(between)[-1].strip()
        behind = _ITEM_SIGN.split(text[amount.span[1] :], maxsplit=1)[0]
        is_open = _NOT_ALL.search(between + behind) is not None
        yield _Item(amount, before + behind, max(ranks, default=0), is_open)
        last = amount.span[1]


def _check_sum(
    text: str, offset: int, wholes: Sequence[Quantity], items: Sequence[_Item], *, is_nested: bool
) -> Iterator[TextFinding]:
    whole = wholes[0]
    if not items or any(_agrees(items, each) for each in wholes if each.unit == whole.unit):
        return
    run = _run(items, is_nested=is_nested)
    if _is_wrong(run, _allowed(whole)):
        total = sum((item.quantity.value for item in run), Decimal(0))
        about = "" if add_up(interval(item.quantity) for item in run).is_point else "约 "
        facts = {"whole": _words(text, whole), "total": f"{about}{_number(total)} {whole.unit}"}
        start = offset + whole.span[0]
        yield TextFinding("parts-do-not-sum", (start, start + 1), facts)


def _agrees(items: Sequence[_Item], whole: Quantity) -> bool:
    """Return True if the items make up the whole: all, or the first up to a sign that may end the list."""
    sums = list(accumulate((_allowed(item.quantity) for item in items), lambda *pair: add_up(pair)))
    ends = [count for count in range(2, len(items)) if items[count].separator > 0]
    return any(sums[count - 1].meets(_allowed(whole)) for count in (*ends, len(items)))


def _run(items: Sequence[_Item], *, is_nested: bool) -> list[_Item]:
    """Return the items that surely belong to the list: those parted by no stronger sign than the first two.

    A list within an item of another list goes on over 、 only. 其他 belongs to the list and ends it.
    """
    first = items[0]
    strongest = items[1].separator if len(items) > 1 and not is_nested else 0
    run = [first]
    for item in items[1:]:
        is_rest = _THE_REST.search(item.words) is not None
        if not is_rest and (item.separator > strongest or _has_another_subject(item, first)):
            break
        run.append(item)
        if is_rest:
            break
    return run


def _has_another_subject(item: _Item, first: _Item) -> bool:
    opening, first_opening = (_ANOTHER_SUBJECT.search(each.words) for each in (item, first))
    is_like_the_first = opening and first_opening and opening[1] == first_opening[1]
    return item.separator > 0 and opening is not None and not is_like_the_first


def _is_wrong(run: Sequence[_Item], whole: Interval) -> bool:
    allowed = [_allowed(item.quantity) for item in run]
    total = add_up(allowed)
    if total.low > whole.high:
        overlap = any(_MAY_OVERLAP.search(item.words) for item in run)
        return not overlap or any(each.low > whole.high for each in allowed)
    if total.meets(whole) or len(run) == 1 or any(item.is_open for item in run):
        return False
    is_complete = _THE_REST.search(run[-1].words) is not None
    return is_complete or whole.low - total.high <= whole.low / _SUMS["nearly_the_whole"]


# Rates.


def wrong_rates(body: ProofText) -> Iterator[TextFinding]:
    """Find rates that differ from the two amounts before them: 排查 341 件，化解 336 件，化解率 98.53%.

    The rate is named after the part, and stands in the same sentence or begins the next one; the whole stands
    in front of the part, in the same paragraph.
    """
    for start, block in body.blocks:
        if "率" in block and not block.startswith("|"):
            text = body.text[start : start + len(block)]
            amounts = find(text)
            for index in range(2, len(amounts)):
                before = amounts[max(0, index - _MOST_BEFORE) : index]
                yield from _check_rate(text, start, before, amounts[index])


def _check_rate(text: str, offset: int, before: Sequence[Quantity], rate: Quantity) -> Iterator[TextFinding]:
    name = _name_of_rate(text, rate)
    part = _part_of_rate(text, before, rate, name) if name else None
    wholes = _wholes_of_rate(text, before, part, name) if name and part else []
    others = [amount for amount in before if part and amount.unit == part.unit and amount is not part]
    if not part or not wholes or any(_is_right(part, whole, rate) for whole in (*wholes, *others)):
        return
    facts = {
        "found": _words(text, rate),
        "part": _words(text, part),
        "whole": _words(text, wholes[0]),
        "rate": _expected_words(part, wholes[0], rate),
    }
    start = offset + rate.span[0]
    yield TextFinding("rate-differs", (start, start + 1), facts)


def _is_right(part: Quantity, whole: Quantity, rate: Quantity) -> bool:
    expected = percentage(_allowed(part), _allowed(whole))
    return expected is None or expected.meets(_allowed(rate))


def _name_of_rate(text: str, rate: Quantity) -> str | None:
    """Return the words in front of 率 (矛盾纠纷化解); None if the percentage is no quotient of this year."""
    match = _RATE.search(_words_before(text, rate)) if rate.unit == "%" else None
    if match is None or _CHANGE.search(match[2]) or _NO_QUOTIENT.search(match[1]):
        return None
    clause = _clause(text, rate)
    return None if _ELSEWHERE.search(clause) or _RATE_ELSEWHERE.search(clause) else match[1]


def _part_of_rate(text: str, before: Sequence[Quantity], rate: Quantity, name: str) -> Quantity | None:
    """Return the nearest amount that the rate is named after: 化解 336 件 for 化解率."""
    begin = _begin_of_sentence(text, rate.span[0])
    if begin and not _CLAUSE_SIGN.search(text, begin, rate.span[0]):
        begin = _begin_of_sentence(text, begin - 1)  # the rate begins a sentence
    for part in reversed([a for a in before if a.span[0] >= begin and a.unit != "%"]):
        ending = _ending_in(_clause(text, part), name)
        if ending and not _is_no_item(text, part):
            return part if _is_about(name.removesuffix(ending), text[: rate.span[0] - len(name)]) else None
    return None


def _ending_in(clause: str, name: str) -> str | None:
    """Return the longest end of a name, of two to four characters, that a clause contains."""
    return next((name[-size:] for size in (4, 3, 2) if name[-size:] in clause), None)


def _wholes_of_rate(text: str, before: Sequence[Quantity], part: Quantity, name: str) -> list[Quantity]:
    """Return the amounts that the part may be a part of, likely ones first: the nearest outside a list."""
    clause = _clause(text, part)
    subject = clause.replace(_ending_in(clause, name) or "", "")
    candidates = [whole for whole in reversed(before) if _may_contain(text, whole, part, subject)]
    return sorted(candidates, key=lambda whole: _PARTS in _sentence_until(text, whole))


def _may_contain(text: str, whole: Quantity, part: Quantity, subject: str) -> bool:
    return (
        whole.span[1] <= part.span[0]
        and whole.unit == part.unit
        and _allowed(whole).high >= _allowed(part).low > 0
        and not _is_no_item(text, whole)
        and not _ELSEWHERE.search(_clause(text, whole))
        and _is_about(subject, _sentence_until(text, whole) + _clause(text, whole))
    )


def _is_about(words: str, text: str) -> bool:
    """Return True if the words name no subject of their own, or one of which the text speaks too."""
    subject = _NOT_HAN.sub("", _NO_SUBJECT.sub("", words))
    return len(subject) < 2 or any(subject[i : i + 2] in text for i in range(len(subject) - 1))  # noqa: PLR2004


def _expected_words(part: Quantity, whole: Quantity, rate: Quantity) -> str:
    """Return the true rate without its last %, as fine as the written one or finer: 98.53, 66.7% 到 80."""
    low, high = percentage(interval(part), interval(whole)) or (Decimal(0), _ALL)
    high = min(high, _ALL)
    step = rate.step
    if low < high:
        step = min(step, Decimal("0.1"))
        low, high = _rounded(low, step, ROUND_FLOOR), _rounded(high, step, ROUND_CEILING)
        return f"{_number(low)}% 到 {_number(high)}"
    while (shown := _rounded(low, step, ROUND_HALF_UP)) == rate.value:
        step /= 10
    return f"{shown:.{max(0, -int(step.as_tuple().exponent))}f}"


# Words around an amount.


def _is_no_item(text: str, amount: Quantity) -> bool:
    """Return True if the amount is a change or an average: 较上年减少 48 件, 每村 2 次."""
    return _NO_ITEM.search(_words_before(text, amount)) is not None


def _words_before(text: str, amount: Quantity) -> str:
    """Return the few words before an amount that tell what it is."""
    return text[max(0, amount.span[0] - _NEAR) : amount.span[0]]


def _clause(text: str, amount: Quantity) -> str:
    """Return the words of an amount's clause, the amount left out."""
    start, end = amount.span
    begin = _end_of_last(_CLAUSE_SIGN, text, start)
    return text[begin:start] + _CLAUSE_SIGN.split(text[end : end + _FAR], maxsplit=1)[0]


def _begin_of_sentence(text: str, offset: int) -> int:
    return _end_of_last(_SENTENCE_SIGN, text, offset)


def _end_of_last(sign: re.Pattern[str], text: str, offset: int) -> int:
    """Return the end of the last sign before an offset, looking back no farther than `_FAR`."""
    start = max(0, offset - _FAR)
    return max((match.end() for match in sign.finditer(text, start, offset)), default=start)


def _sentence_until(text: str, amount: Quantity) -> str:
    return text[_begin_of_sentence(text, amount.span[0]) : amount.span[0]]


def _words(text: str, amount: Quantity) -> str:
    return " ".join(text[slice(*amount.span)].split())


def _rounded(value: Decimal, step: Decimal, rounding: str) -> Decimal:
    return (value / step).to_integral_value(rounding) * step


def _number(value: Decimal) -> str:
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
