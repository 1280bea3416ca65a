"""Read the wording of an indicator, and find it in the words around an amount."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import NamedTuple

import yaml

from annual_reports.domain.catalog import Indicator
from annual_reports.domain.model import Span
from annual_reports.domain.text import squeeze

_GAP = ".{0,8}?"
_END_OF_CLAUSE = "\n"
"""Stands between the words before an amount and those behind it; a wording writes it as $."""
MARKS = "?~="
_MEANS = re.compile(
    yaml.load(Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)[
        "means"
    ]
)
"""Words for how and about what something was done; they say nothing of the kind that an exclusion names."""
_SPECIAL = re.compile(r"[\\^$.*+?()\[\]{}|/]")
_SHORTEST_PIECE = 2
_LOOSEST_NAME = 8
"""Characters that may stand between the pieces of a name."""

Word = str | re.Pattern[str]


class Topic(NamedTuple):
    """Topics that are named last before an amount, in its paragraph, or else in the heading."""

    names: frozenset[str]
    reach: int
    """0: named in the clause; 1: before it in the sentence; 2: before that."""
    far: int
    """Characters from their words to the clause."""


class Zones(NamedTuple):
    """Words around an amount, squeezed."""

    clause: str
    """Before the amount, back to the beginning of its clause or to the amount before."""
    behind: str
    """After the amount, up to the next mark or amount."""
    sentence: str
    """Before the clause, back to the beginning of the sentence or of its item."""
    section: str
    """Before the sentence: its item, the first sentence of its paragraph, the heading."""
    rest: str = ""
    """After the amount, up to the end of its clause, with the amounts that are listed there."""
    topic: Topic | None = None
    """Topics that were named last before the amount."""


class Words(NamedTuple):
    """Alternatives of one part of a wording; one of them must be found."""

    alternatives: tuple[Word, ...]
    reach: int
    """0: in the clause or behind the amount; 1: or before it in the sentence; 2: or in the section."""
    is_ahead: bool = False
    """True if they may also stand later in the clause, behind other amounts: 3 件决策、22 件合同进行审查."""

    @property
    def is_near(self) -> bool:
        """True if they must stand in the clause before the amount, or right behind it."""
        return not self.reach and not self.is_ahead


@dataclass(frozen=True)
class WordGroup:
    """One way to name what an indicator counts: one line of its wording."""

    required: tuple[Words, ...]
    excluded: tuple[Words, ...]
    topics: frozenset[str] = frozenset()
    """Topics of which one must be the last that was named before the amount; empty if any will do."""
    marks: str = ""
    """Signs before the line: ? a guess, ~ counts if nothing surer does, = without the common exclusions."""
    name: str = ""
    """Name of the indicator, which must be covered by pieces of the words around the amount; else empty."""

    @property
    def is_guess(self) -> bool:
        """True if the words only hint at the indicator."""
        return "?" in self.marks

    @property
    def is_weak(self) -> bool:
        """True if an amount that is found otherwise counts for more."""
        return "~" in self.marks

    @property
    def is_plain(self) -> bool:
        """True if the words before and behind the amount decide, without a topic."""
        return not (self.marks or self.topics or any(words.is_ahead for words in self.required))

    @cached_property
    def never_near(self) -> re.Pattern[str]:
        """Words that must not stand in the clause or behind the amount."""
        return _any_of(self.excluded)

    @cached_property
    def never_before(self) -> re.Pattern[str]:
        """Words that must not stand before the clause in the sentence."""
        return _any_of(words for words in self.excluded if words.reach)

    @property
    def openings(self) -> frozenset[str]:
        """First two characters of words of which one must stand in the clause or behind the amount."""
        if self.name:
            return frozenset({self.name[:_SHORTEST_PIECE]})
        openings = (frozenset(map(_opening, words.alternatives)) for words in self.required if words.is_near)
        return min(openings, key=lambda found: (min(map(len, found)) < _SHORTEST_PIECE, len(found)))


def source(word: Word) -> str:
    """Return a word as the source of a regular expression that browsers read too."""
    return _SPECIAL.sub(r"\\\g<0>", word) if isinstance(word, str) else word.pattern


def _any_of(several: Iterable[Words]) -> re.Pattern[str]:
    """Return a pattern of all words; one that matches nowhere if there are none."""
    return re.compile("|".join(source(word) for words in several for word in words.alternatives) or "(?!)")


def _opening(word: Word) -> str:
    """Return two characters that stand in every text with the word."""
    parts = (
        [word.rstrip(_END_OF_CLAUSE)] if isinstance(word, str) else word.pattern.replace("\\", "").split(_GAP)
    )
    return max(parts, key=len)[:_SHORTEST_PIECE]


class Place(NamedTuple):
    """Words found around an amount."""

    head: Span
    """Span of the required words that stand nearest to the amount, in the clause or behind the amount."""
    is_behind: bool
    distance: int
    """Characters between the head and the amount."""
    size: int
    """Number of characters that were found in the clause or behind the amount."""
    reach: int
    """How far the search had to go: 0 the clause, 1 the sentence, 2 the section."""
    far: int
    """Characters from the farthest words to the clause, within the zone that holds them."""


@lru_cache(maxsize=4096)
def word_groups(indicator: Indicator) -> tuple[WordGroup, ...]:
    """Return all ways to name what an indicator counts: its names, and its wording."""
    parsed = [_parse(line) for line in indicator.wording]
    never = tuple(words for group in parsed if not group.required for words in group.excluded)
    names = (squeeze(name) for name in (indicator.name, *indicator.aliases))
    by_name = [WordGroup((), never, name=name) for name in names if len(name) >= _SHORTEST_PIECE]
    by_wording = [
        replace(group, excluded=group.excluded + (() if {*"?="} & {*group.marks} else never))
        for group in parsed
        if group.required
    ]
    return (*by_wording, *by_name)


def _parse(line: str) -> WordGroup:
    parts = line.lstrip(MARKS).split()
    topics = frozenset(name for part in parts if part[0] == "@" for name in part[1:].split("|"))
    required = sorted((_words(part) for part in parts if part[0] not in "-@"), key=lambda words: words.reach)
    excluded = tuple(_words(part[1:]) for part in parts if part[0] == "-")
    return WordGroup(tuple(required), excluded, topics, line[: len(line) - len(line.lstrip(MARKS))])


def _words(part: str) -> Words:
    words = part.lstrip("^+")
    signs = part[: len(part) - len(words)]
    return Words(tuple(map(_word, words.split("|"))), signs.count("^"), "+" in signs)


def _word(word: str) -> Word:
    folded = squeeze(word).replace("$", _END_OF_CLAUSE)
    if "*" not in folded:
        return folded
    return re.compile(_GAP.join(map(source, folded.split("*"))))


def all_words(indicator: Indicator) -> Iterator[str]:
    """Yield the names of an indicator, and the words of its wording that must be found."""
    for group in word_groups(indicator):
        words = (word for words in group.required for word in words.alternatives)
        yield from (group.name,) if group.name else (word for word in words if isinstance(word, str))


def find_group(group: WordGroup, zones: Zones) -> Place | None:
    """Find the words of a group around an amount; None if not all of them are there."""
    near = f"{zones.clause}{_END_OF_CLAUSE}{zones.behind}"
    if group.name:
        return _find_name(group, near, zones)
    heads: list[Span] = []
    others: list[Span] = []
    before = _find_topic(group, zones)
    if before is None:
        return None
    for words in group.required:
        span = _nearest(words.alternatives, near)
        if span:
            (heads if words.is_near else others).append(span)
        elif found := _find_elsewhere(words, zones):
            before = max(before[0], found[0]), max(before[1], found[1])
        else:
            return None
    return None if _is_excluded(group, near, zones) else _place(heads, [*heads, *others], zones, before)


def _find_topic(group: WordGroup, zones: Zones) -> tuple[int, int] | None:
    """Return the zone of the topic that a group needs, and how far it is; None if another one was named."""
    if not group.topics:
        return 0, 0
    topic = zones.topic
    return (topic.reach, topic.far) if topic and topic.names & group.topics else None


def _find_name(group: WordGroup, near: str, zones: Zones) -> Place | None:
    """Find the pieces of a name, if they stand close together."""
    spans = _pieces(group.name, near) if group.name[-1] in near else ()
    if not spans or max(spans)[1] - min(spans)[0] > len(group.name) + _LOOSEST_NAME:
        return None
    return None if _is_excluded(group, near, zones) else _place(spans, spans, zones, (0, 0))


def _is_excluded(group: WordGroup, near: str, zones: Zones) -> bool:
    is_near = group.never_near.search(near) and group.never_near.search(_MEANS.sub("", near))
    return bool(is_near or group.never_before.search(zones.sentence))


def _find_elsewhere(words: Words, zones: Zones) -> tuple[int, int] | None:
    """Find words before the clause or later in it; return their zone, and how far from its end they are."""
    if words.is_ahead and _nearest(words.alternatives, zones.rest):
        return 0, 0
    for reach, text in ((1, zones.sentence), (2, zones.section)):
        span = _nearest(words.alternatives, text) if reach <= words.reach else None
        if span:
            return reach, len(text) - span[1]
    return None


def _place(heads: Sequence[Span], spans: Sequence[Span], zones: Zones, before: tuple[int, int]) -> Place:
    """Return where words stand.

    Args:
        heads: spans of the words that must stand near the amount.
        spans: all spans near the amount.
        zones: the words around the amount.
        before: how far the search had to go, and how far from the end of that zone the words stand.

    """
    length = len(zones.clause)
    distances = [length - end if end <= length else start - length - 1 for start, end in heads]
    head = heads[distances.index(min(distances))]
    size = sum(end - start for start, end in _merged(spans))
    return Place(head, head[0] > length, min(distances), size, *before)


def _merged(spans: Sequence[Span]) -> Iterator[Span]:
    last = 0
    for start, end in sorted(spans):
        if end > last:
            yield max(start, last), end
            last = end


def _nearest(words: Sequence[Word], text: str) -> Span | None:
    """Return the span of the alternative that ends last in a text; of two that end there, the longer."""
    best: Span | None = None
    for word in words:
        span = _last(word, text)
        if span and (best is None or (span[1], best[0]) > (best[1], span[0])):
            best = span
    return best


def _last(word: Word, text: str) -> Span | None:
    if isinstance(word, str):
        start = text.rfind(word)
        return (start, start + len(word)) if start >= 0 else None
    spans = [match.span() for match in word.finditer(text)]
    return spans[-1] if spans else None


def _pieces(name: str, text: str) -> list[Span]:
    """Return spans that cover a name by pieces of two characters or more; none if a piece is missing."""
    spans: list[Span] = []
    start = 0
    while start < len(name):
        end = len(name)
        while end - start >= _SHORTEST_PIECE and name[start:end] not in text:
            end -= 1
        if end - start < _SHORTEST_PIECE:
            return []
        end -= 1 if len(name) - end == 1 and end - start > _SHORTEST_PIECE else 0
        at = text.rfind(name[start:end])
        spans.append((at, at + end - start))
        start = end
    return spans
