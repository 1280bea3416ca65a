"""Recognise which indicator an amount counts, by the words around it.

Words count that stand in the clause before the amount, back to the amount before, or right behind it
(14名执法人员); those that a wording marks may stand earlier in the sentence, the paragraph or the heading.
Of several indicators, the one whose words stand nearest counts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from annual_reports.analysis.surroundings import LIST_SIGN, Surroundings
from annual_reports.analysis.wording import Place, WordGroup, Zones, find_group, word_groups
from annual_reports.domain.catalog import Indicator
from annual_reports.domain.contexts import AmountInContext
from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Mood, Role, Span

_RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
_OTHER_THINGS = re.compile("|".join(_RULES["other_things"].split()))
_SAME_AGAIN = re.compile(_RULES["same_again"])
_SAME_WORDS = re.compile(_RULES["same_again"].rstrip("+"))
_SUM = re.compile(_RULES["sums"])
_EACH_HAS, _COUNTED_BEHIND = re.compile(_RULES["each_has"]), re.compile(_RULES["counted_behind"])
_ALSO_COUNTED_IN: dict[str, str] = _RULES["also_counted_in"]
_PERCENT = "%"
_FARTHEST_HEAD = 16
"""Characters between the words and their amount."""


class Rank(IntEnum):
    """How near the words stand that name the indicator; the higher, the surer."""

    GUESS = 0
    WEAK = 1
    SECTION = 2
    SENTENCE = 3
    CLAUSE = 4


_RANKS = (Rank.CLAUSE, Rank.SENTENCE, Rank.SECTION)
"""Rank by how far the search had to go."""


class Recognised(NamedTuple):
    """Amount with an indicator that it counts."""

    amount: AmountInContext
    indicator: Indicator
    rank: Rank = Rank.CLAUSE
    is_shared: bool = False
    """True if the amount counts several things together: 举办法治讲座和培训 60 场次."""


def recognise(
    body: Body, amounts: Sequence[AmountInContext], indicators: Sequence[Indicator]
) -> Sequence[Recognised]:
    """Return the amounts of a text with the indicators that they count, in the order of the text."""
    return [found for found in recognise_or_guess(body, amounts, indicators) if found.rank > Rank.GUESS]


def recognise_or_guess(
    body: Body, amounts: Sequence[AmountInContext], indicators: Sequence[Indicator]
) -> Sequence[Recognised]:
    """Return also the amounts whose indicator is only a guess."""
    groups = _index(tuple(indicators))
    surroundings = Surroundings(body, amounts)
    found: list[list[Recognised]] = []
    for index, amount in enumerate(amounts):
        zones = surroundings.zones(index)
        own = [*_recognise_amount(amount, zones, groups)]
        found.append(own or [*_of_the_same(amount, zones, surroundings, index, found)])
    return [each for several in found for each in several]


def recognise_words(zones: Zones, unit: str, indicators: Iterable[Indicator]) -> list[Indicator]:
    """Return the indicators of a unit that some words surely name; several if they are listed together."""
    matches = [*_matches(zones, _index(tuple(indicators)).groups_near(zones, unit))]
    return [match.indicator for match in _chosen(matches, zones) if match.rank is not Rank.GUESS]


def _units_of(indicator: Indicator) -> list[str]:
    """Return the units of an indicator, also those that cannot be compared with its own: 人 for 人次."""
    return [*indicator.accepted_units, *_ALSO_COUNTED_IN.get(indicator.unit, "").split()]


class _Index:
    """Finds the ways to name indicators that may stand in some words, by unit and first two characters."""

    def __init__(self, indicators: Sequence[Indicator]) -> None:
        self._groups = [(indicator, group) for indicator in indicators for group in word_groups(indicator)]
        self._by_unit: dict[str, dict[str, list[int]]] = {}
        for number, (indicator, group) in enumerate(self._groups):
            for unit in _units_of(indicator):
                by_opening = self._by_unit.setdefault(unit, {})
                for opening in group.openings:
                    by_opening.setdefault(opening, []).append(number)

    def groups_near(self, zones: Zones, unit: str) -> Iterator[tuple[Indicator, WordGroup]]:
        """Yield the groups that may be found around an amount, in the order of the indicators."""
        by_opening = self._by_unit.get(unit, {})
        topics = zones.topic.names if zones.topic else frozenset()
        pairs = {one + two for words in zones[:2] for one, two in pairwise(words)}.union(zones.clause)
        numbers = {number for pair in pairs & by_opening.keys() for number in by_opening[pair]}
        for indicator, group in map(self._groups.__getitem__, sorted(numbers)):
            if not group.topics or topics & group.topics:
                yield indicator, group


@lru_cache(maxsize=16)
def _index(indicators: tuple[Indicator, ...]) -> _Index:
    return _Index(indicators)


class _Match(NamedTuple):
    indicator: Indicator
    place: Place
    rank: Rank
    is_special: bool = False
    """True if the line stands for itself (=) and counts for more than others that find the same words."""

    @property
    def order(self) -> tuple[int, int, int, bool, int]:
        """Sort key: the best match is the least."""
        is_guess = self.rank is Rank.GUESS
        return (is_guess, self.place.distance, -self.place.size, not self.is_special, self.place.far)


def _of_the_same(
    amount: AmountInContext,
    zones: Zones,
    surroundings: Surroundings,
    index: int,
    found: Sequence[Sequence[Recognised]],
) -> Iterator[Recognised]:
    """Recognise an amount by the one before, if its words name only a time, a total or a change.

    上半年排查纠纷 142 件，全年合计 269 件; 信访件从 67 件降到 52 件; 每两月学法 1 次，实际学法 5 次.

    Args:
        amount: the amount.
        zones: the words around it.
        surroundings: the words around all amounts.
        index: position of the amount.
        found: indicators of the amounts before it.

    """
    earlier = surroundings.earlier(index)
    before = found[earlier[0]] if earlier else ()
    if _is_end_of_change(amount, before) or (
        _may_fulfil(amount, before) and _says_no_more(zones, surroundings.zones(earlier[0]))
    ):
        yield from (each._replace(amount=amount) for each in before)
        return
    if not before or zones.behind or not _SAME_AGAIN.fullmatch(zones.clause):
        return
    things = {each.indicator.id for each in before}
    is_sum = _SUM.search(zones.clause) is not None
    if not is_sum or all({each.indicator.id for each in found[number]} == things for number in earlier):
        yield from (each._replace(amount=amount) for each in before if not each.is_shared)


def _is_end_of_change(amount: AmountInContext, before: Sequence[Recognised]) -> bool:
    """Return True for the second amount of 从 67 件降到 52 件."""
    return amount.role is Role.TO and all(each.amount.role is Role.FROM for each in before)


def _may_fulfil(amount: AmountInContext, before: Sequence[Recognised]) -> bool:
    """Return True for something done behind what was demanded or planned."""
    return amount.mood is Mood.DONE and any(each.amount.mood is not Mood.DONE for each in before)


def _says_no_more(zones: Zones, before: Zones) -> bool:
    """Return True if a clause says nothing but a time, a total and words of the clause before."""
    said = _SAME_WORDS.sub("", zones.clause.strip(",、;"))
    return not zones.behind and said in before.sentence + before.clause + before.behind


def _recognise_amount(amount: AmountInContext, zones: Zones, index: _Index) -> Iterator[Recognised]:
    if amount.quantity.unit != _PERCENT and _EACH_HAS.search(zones.clause):
        return
    chosen = _chosen([*_matches(zones, index.groups_near(zones, amount.quantity.unit))], zones)
    is_shared = len(chosen) > 1 and amount.quantity.unit != _PERCENT
    yield from (Recognised(amount, match.indicator, match.rank, is_shared) for match in chosen)


def _chosen(matches: Sequence[_Match], zones: Zones) -> list[_Match]:
    """Return the best match, and those of other indicators that are listed with it."""
    best: dict[str, _Match] = {}
    for match in sorted(matches, key=lambda match: match.order):
        best.setdefault(match.indicator.id, match)
    first, *others = best.values() or (None,)
    if first is None:
        return []
    its_heads = [match.place.head for match in matches if match.indicator.id == first.indicator.id]
    listed = {m.indicator.id for m in matches if _is_listed_with(first, m, its_heads, zones)}
    return [first, *(other for other in others if other.indicator.id in listed)]


def _matches(zones: Zones, groups: Iterable[tuple[Indicator, WordGroup]]) -> Iterator[_Match]:
    for indicator, group in groups:
        place = find_group(group, zones)
        if place and place.distance <= _FARTHEST_HEAD and not _counts_other_thing(place, zones):
            yield _Match(indicator, place, _rank(group, place), "=" in group.marks)


def _rank(group: WordGroup, place: Place) -> Rank:
    if group.is_guess:
        return Rank.GUESS
    if group.is_weak:
        return Rank.WEAK
    return Rank.SECTION if group.topics else _RANKS[place.reach]


def _counts_other_thing(place: Place, zones: Zones) -> bool:
    end = place.head[1]
    between = zones.behind[end - len(zones.clause) - 1 :] if place.is_behind else zones.clause[end:]
    is_counted = place.is_behind and _COUNTED_BEHIND.search(zones.behind)
    return bool(is_counted) or _OTHER_THINGS.search(between) is not None


def _is_listed_with(best: _Match, other: _Match, its_heads: Sequence[Span], zones: Zones) -> bool:
    """Return True if both are named before the amount, joined by 、 or 和, and not by the same words."""
    if best.rank is Rank.GUESS or best.place.is_behind or other.place.is_behind:
        return False
    start, end = other.place.head
    if any(head[0] < end and start < head[1] for head in its_heads):
        return False
    return LIST_SIGN.search(zones.clause[end : best.place.head[0]]) is not None
