"""Cut out of a text the words around each of its amounts.

The clause goes back to the amount before; behind an amount follow its own words (14名执法人员). The words of
a list belong to each of its amounts: 由 9 件降到 4 件, 培训 12 期、3600 人次, 参考率、合格率分别为 100%、98%.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import yaml

from annual_reports.analysis.wording import Topic, Zones
from annual_reports.domain.contexts import AmountInContext
from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Role
from annual_reports.domain.topics import NamedTopics, named_topics

_RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
LIST_SIGN = re.compile(_RULES["lists"])
_ITEM = re.compile(_RULES["items"].replace("，", ","))
_EMPTY = re.compile(
    "|".join(sorted(_RULES["empty_words"].split(), key=len, reverse=True))
    + r"|[我全本][省市州县区旗镇乡街村局]道?|[0-9]{4}年?|\W"
)
_CHANGE = re.compile("|".join(sorted(_RULES["change_words"].split(), key=len, reverse=True)))
ASIDE: str = _RULES["asides"]
"""Pattern of words in brackets that name parts: 排查矛盾纠纷（含信访转办）277 宗; width folded."""
_ASIDE = re.compile(ASIDE)
_OF_THEM, _RATE_OF_THEM = re.compile(_RULES["of_them"]), re.compile(_RULES["rate_of_them"])
_JOINTS = ("、", "和", ",", "及")
_RESPECTIVELY = re.compile("(?P<names>.*)分别(?:为|是|有|达到?|共)?(?P<verb>.{0,6})", re.DOTALL)
_AMOUNT = re.compile(r"[0-9][0-9.]*[万亿]?(?:件次|[^\W\d]|%)?")
_CLAUSE_END = re.compile("[,;:。!?]")
_BEHIND_END = re.compile(r"[,;:。!?、()\n|]")
_LONGEST_BEHIND = 20
_FAR, _MOST_EARLIER = 800, 60
"""Characters around an amount and amounts before it that are looked at; they bound the time for any text."""


class Surroundings:
    """Cuts out of a text the words around each of its amounts."""

    def __init__(self, body: Body, amounts: Sequence[AmountInContext]) -> None:
        """Read a text.

        Args:
            body: the text.
            amounts: its amounts, in order.

        """
        self._text = body.folded
        self._sentences = body.sentences
        self._amounts = amounts
        self._sections: dict[int, str] = {}

    def zones(self, index: int) -> Zones:
        """Return the words around an amount, given by its position in the list."""
        start, end = self._amounts[index].quantity.span
        number = bisect_right(self._starts, start) - 1
        sentence, stop = self._sentences[max(number, 0)].span
        opening = self._clause_start(index, sentence)
        item = self._item_start(sentence, start)
        zones = Zones(
            self._clause(index, opening),
            self._behind(index, end, stop),
            _squeezed(self._text[max(min(item, opening), opening - _FAR) : opening]),
            self._section(max(sentence, item)),
            self._rest(end, stop),
            self._topic(start, opening, sentence),
        )
        return self._distributed(index, sentence, zones)

    def earlier(self, index: int) -> Sequence[int]:
        """Return the positions of amounts with the same unit before one in its sentence, nearest first."""
        start, unit = self._amounts[index].quantity.span[0], self._amounts[index].quantity.unit
        sentence = self._sentences[max(bisect_right(self._starts, start) - 1, 0)].span[0]
        numbers: list[int] = []
        for number in range(index - 1, max(-1, index - 1 - _MOST_EARLIER), -1):
            if self._amounts[number].quantity.span[0] < sentence:
                break
            if self._amounts[number].quantity.unit == unit:
                numbers.append(number)
        return numbers

    def _clause(self, index: int, opening: int) -> str:
        """Return the words before an amount; those of 3 件决策、22 件合同 belong to the amount before."""
        words = self._text[opening : self._amounts[index].quantity.span[0]]
        follows = index and opening == self._amounts[index - 1].quantity.span[1]
        return "" if follows and words.rstrip().endswith(_JOINTS) else _squeezed(words)

    def _distributed(self, index: int, sentence: int, zones: Zones) -> Zones:
        """Return the zones of an amount of 参考率、合格率分别为 100%、98%: its own name is its clause."""
        first = index
        while first and self._is_joined(first):
            first -= 1
        if first == index and "分别" not in zones.clause:
            return zones
        clause = self._text[self._clause_start(first, sentence) : self._amounts[first].quantity.span[0]]
        names = _RESPECTIVELY.fullmatch(clause)
        if names is None:
            return zones
        last = index
        while last + 1 < len(self._amounts) and self._is_joined(last + 1):
            last += 1
        things = LIST_SIGN.split(_squeezed(names["names"]))
        if len(things) != last - first + 1:
            return Zones("", "", "", "")
        own = things[index - first] + _squeezed(names["verb"])
        return zones._replace(clause=own, behind="", sentence=zones.sentence + things[0])

    def _is_joined(self, index: int) -> bool:
        """Return True if nothing but a list sign stands between an amount and the one before."""
        before, after = self._amounts[index - 1].quantity.span, self._amounts[index].quantity.span
        return self._text[before[1] : after[0]].strip() in _JOINTS

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.span[0] for sentence in self._sentences]

    def _clause_start(self, index: int, sentence: int) -> int:
        """Return where the clause of an amount begins; an empty one is joined to the one before."""
        start = self._amounts[index].quantity.span[0]
        border = self._border(index, sentence)
        opening = start
        while opening > border:
            marks = [match.end() for match in _CLAUSE_END.finditer(self._text, border, opening - 1)]
            opening = marks[-1] if marks else border
            if self._rest_of_clause(index, opening):
                break
        return opening

    def _rest_of_clause(self, index: int, opening: int) -> str:
        """Return what a clause says beside 全年共, and beside 从 67 件降到."""
        words = _EMPTY.sub("", self._text[opening : self._amounts[index].quantity.span[0]])
        is_change = self._amounts[index].role in (Role.FROM, Role.TO)
        return _AMOUNT.sub("", _CHANGE.sub("", words)) if is_change else words

    def _border(self, index: int, sentence: int) -> int:
        """Return the end of the amount before, to which earlier words belong; or the sentence's beginning."""
        amount = self._amounts[index]
        start = amount.quantity.span[0]
        for before in reversed(self._amounts[max(0, index - _MOST_EARLIER) : index]):
            end = before.quantity.span[1]
            if end <= sentence:
                break
            if not self._is_about_the_same(before, amount):
                return min(end, start)
        return sentence

    def _is_about_the_same(self, before: AmountInContext, amount: AmountInContext) -> bool:
        """Return True if words before one amount count for the next: 由 9 件降到 4 件, 12 期、3600 人次."""
        between = self._text[before.quantity.span[1] : amount.quantity.span[0]]
        if between.strip() == "、":
            return before.quantity.unit != amount.quantity.unit
        is_change = before.role in (Role.FROM, Role.CHANGE)
        is_ours_of_anothers = before.scope != amount.scope and amount.scope is None
        return (is_change or is_ours_of_anothers) and not _CHANGE.sub("", _EMPTY.sub("", between))

    def _behind(self, index: int, end: int, stop: int) -> str:
        following = self._amounts[index + 1].quantity.span[0] if index + 1 < len(self._amounts) else stop
        words = self._text[end : max(end, min(stop, following, end + _LONGEST_BEHIND))]
        mark = _BEHIND_END.search(words)
        behind = _squeezed(words[: mark.start()] if mark else words)
        return "" if _OF_THEM.match(behind) else _RATE_OF_THEM.sub(r"\1", behind)

    def _rest(self, end: int, stop: int) -> str:
        stop = min(stop, end + _FAR)
        mark = _CLAUSE_END.search(self._text, end, stop)
        return _squeezed(self._text[end : mark.start() if mark else stop])

    def _topic(self, start: int, opening: int, sentence: int) -> Topic | None:
        """Return the topic named last before an amount: in its item or paragraph, else in the heading."""
        paragraph = self._text.rfind("\n", 0, start) + 1
        named = self._topic_between(max(self._item(start), paragraph), start) or self._topic_of_heading(
            paragraph
        )
        if named is None:
            return None
        reach = 0 if named.end > opening else 1 if named.end > sentence else 2
        return Topic(named.names, reach, max(0, opening - named.end))

    def _topic_of_heading(self, offset: int) -> NamedTopics | None:
        """Return all topics that the heading above an offset names."""
        number = bisect_right(self._headings, (offset, "")) - 1
        if number < 0:
            return None
        start, heading = self._headings[number]
        names = _names_in_heading(heading)
        return NamedTopics(start + len(heading), names) if names else None

    def _topic_between(self, start: int, end: int) -> NamedTopics | None:
        number = bisect_right(self._topics, end, key=lambda topic: topic.end) - 1
        return self._topics[number] if number >= 0 and self._topics[number].end > start else None

    @cached_property
    def _topics(self) -> list[NamedTopics]:
        return [*named_topics(self._text)]

    def _item_start(self, sentence: int, start: int) -> int:
        """Return where the item of an amount begins in its sentence: behind the last 二是 or ；."""
        return max(sentence, self._text.rfind(";", sentence, start) + 1, self._item(start))

    def _section(self, end: int) -> str:
        """Return heading, beginning of the paragraph and item before an offset."""
        if end not in self._sections:  # the amounts of a sentence share it
            self._sections[end] = self._words_of_section(end)
        return self._sections[end]

    def _words_of_section(self, end: int) -> str:
        paragraph = self._text.rfind("\n", 0, end) + 1
        opening = self._text.find("。", paragraph, end) + 1 or paragraph
        item = max(self._item(end), paragraph)
        parts = [self._heading(paragraph), self._text[paragraph : min(opening, item, paragraph + _FAR)]]
        parts.append(self._text[max(item, end - _FAR) : end])
        return _squeezed("\n".join(parts))

    def _heading(self, offset: int) -> str:
        number = bisect_right(self._headings, (offset, "")) - 1
        return self._headings[number][1] if number >= 0 else ""

    def _item(self, offset: int) -> int:
        """Return the end of the last sign of an item before an offset: 二是; 0 if there is none."""
        number = bisect_right(self._items, offset) - 1
        return self._items[number] if number >= 0 else 0

    @cached_property
    def _items(self) -> list[int]:
        return [match.end() for match in _ITEM.finditer(self._text)]

    @cached_property
    def _headings(self) -> list[tuple[int, str]]:
        return [(m.start(), m[0]) for m in re.finditer(r"^#.*$", self._text, re.MULTILINE)]


def _squeezed(text: str) -> str:
    return _ASIDE.sub("", "".join(text.split()))


@lru_cache(maxsize=256)
def _names_in_heading(heading: str) -> frozenset[str]:
    """Return all topics that a heading names; cached, since all amounts of a section ask."""
    return frozenset().union(*(topic.names for topic in named_topics(heading)))
