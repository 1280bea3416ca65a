"""Two reports' texts against each other: what was carried over, what was changed, what is new.

In steps: sentences are paired, first those that are the same word for word, then those that differ in
numbers alone, then those that are alike; paragraphs are paired by the sentences they share; those whose
order does not fit are moved; and within a pair of sentences the changed words are found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from itertools import groupby
from typing import NamedTuple, Protocol

from markupsafe import Markup, escape
from rapidfuzz import fuzz, process

from annual_reports.differences import Piece, Pieces, differences
from annual_reports.model import Sentence
from annual_reports.text import skeleton, squeeze

_ALIKE = 60
"""Per cent of the characters that two wordings of one sentence share at least."""
_MOST_PAIRS = 250_000
"""Pairs of sentences that are tried; no real report has as many, and noise must not take minutes."""
_LONGEST = 3_000
"""Characters of a sentence that is compared with others; a longer one is the same or it is not."""


class Kind(StrEnum):
    """How a sentence relates to its partner in the other year."""

    SAME = "same"
    NUMBERS = "numbers"
    REWORDED = "reworded"
    ALONE = "alone"


class Line(NamedTuple):
    """A sentence as one side of the comparison shows it."""

    kind: Kind
    sentence: Sentence
    key: str
    """The sentence as it is compared."""
    pieces: Pieces
    strayed: bool
    """Its partner stands in a paragraph other than the one beside it."""


@dataclass(frozen=True)
class Row:
    """A paragraph of the earlier text beside its counterpart in the later one."""

    earlier: tuple[Line, ...]
    later: tuple[Line, ...]
    moved: bool = False

    @cached_property
    def same(self) -> bool:
        """Whether both paragraphs are word for word the same."""
        return _keys(self.earlier) == _keys(self.later)

    @property
    def regrouped(self) -> bool:
        """Whether a paragraph was cut out of another or joined to one: only its sentences have partners."""
        lines = (*self.earlier, *self.later)
        return not (self.earlier and self.later) and all(line.kind is not Kind.ALONE for line in lines)

    @cached_property
    def reordered(self) -> bool:
        """Whether they have the same sentences in another order."""
        return not self.same and sorted(_keys(self.earlier)) == sorted(_keys(self.later))


@dataclass(frozen=True)
class Rewording:
    """The comparison of two texts."""

    rows: tuple[Row, ...]

    @cached_property
    def later(self) -> Counter[Kind]:
        """How many of the later text's sentences are of each kind."""
        kinds = [line.kind for row in self.rows for line in row.later]
        return Counter({kind: count for kind in Kind if (count := kinds.count(kind))})

    @cached_property
    def dropped(self) -> int:
        """How many of the earlier text's sentences have no partner."""
        return sum(line.kind is Kind.ALONE for row in self.rows for line in row.earlier)

    @property
    def moved(self) -> int:
        """How many paragraphs changed places."""
        return sum(row.moved for row in self.rows)

    @property
    def reordered(self) -> int:
        """In how many paragraphs the sentences changed places."""
        return sum(row.reordered for row in self.rows)

    @property
    def unchanged(self) -> bool:
        """Whether not a word was changed, added, dropped or moved."""
        return all(row.same and not row.moved for row in self.rows)

    @property
    def groups(self) -> list[tuple[bool, list[Row]]]:
        """The rows in runs: those that are the same and in their place, and the others."""
        runs = groupby(self.rows, key=lambda row: row.same and not row.moved)
        return [(same, list(rows)) for same, rows in runs]

    def in_words(self, earlier: int, later: int) -> str:
        """Say how much of the later text is old and how much is new."""
        if self.unchanged:
            return f"{later} 年报告与 {earlier} 年的一字未改。"
        total = sum(self.later.values())
        if not total:
            return f"{later} 年报告没有可以对比的句子。"
        said = {
            Kind.SAME: f"与 {earlier} 年一字不差",
            Kind.NUMBERS: "只改了年份或数字",
            Kind.REWORDED: "改了说法",
            Kind.ALONE: "是新写的",
        }
        parts = [
            f"{self.later[kind]} 句（{_percent(self.later[kind], total)}）{words}"
            for kind, words in said.items()
            if self.later[kind]
        ]
        beside = (
            (self.dropped, f"{earlier} 年的 {self.dropped} 句没有再出现。"),
            (self.moved, f"{self.moved} 段换了位置。"),
            (self.reordered, f"{self.reordered} 段里的句子换了次序。"),
        )
        also = "".join(words for count, words in beside if count)
        return f"{later} 年报告共 {total} 句，其中 " + "，".join(parts) + "。" + also


_STAND_INS = _CHANGED, _CHANGED_TO, _STRAYED = "\x11\x12\x13"
"""For tags: control characters, which are refused in a report."""


def worded(lines: Iterable[Line], mark: str, strayed: str) -> Markup:
    """A paragraph as one side shows it: what changed within `mark`, and behind a line that strayed, whither.

    Made here and not in a template, which takes five times as long for so many pieces; and escaped in one
    go, with stand-ins for the tags.
    """
    shown = str(escape("".join(_with_stand_ins(lines))))
    tags = (f"<{mark}>", f"</{mark}>", f'<small class="ar-remark">（{strayed}）</small>')
    for stand_in, tag in zip(_STAND_INS, tags, strict=True):
        shown = shown.replace(stand_in, tag)
    return Markup(shown)  # noqa: S704  # escaped above; the tags are the templates' own


def _with_stand_ins(lines: Iterable[Line]) -> Iterator[str]:
    for kind, _, _, pieces, strayed in lines:
        alone = kind is Kind.ALONE
        for text, changed in pieces:
            yield f"{_CHANGED}{text}{_CHANGED_TO}" if changed or alone else text
        if strayed:
            yield _STRAYED


def _keys(lines: Sequence[Line]) -> list[str]:
    return [line.key for line in lines]


def _percent(part: int, whole: int) -> str:
    return f"{(200 * part + whole) // (2 * whole)}%"


class Worded(Protocol):
    """A text with its sentences; a report is one."""

    @property
    def body(self) -> str:
        """The text, a paragraph a line."""

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Its sentences, in order."""


def compare(earlier: Worded, later: Worded) -> Rewording:
    """Compare two texts."""
    texts = _Text.of(earlier), _Text.of(later)
    partners = dict(_partners(*texts))
    return Rewording(tuple(_rows(*texts, partners)))


@dataclass(frozen=True, slots=True)
class _Text:
    sentences: Sequence[Sentence]
    keys: Sequence[str]
    """Each sentence as it is compared."""
    paragraph: Sequence[int]
    """Each sentence's paragraph, counted from 0."""

    @classmethod
    def of(cls, text: Worded) -> _Text:
        lines = [match.start() for match in re.finditer("\n", text.body)]
        line_of = [bisect_left(lines, sentence.span[0]) for sentence in text.sentences]
        order = {line: place for place, line in enumerate(dict.fromkeys(line_of))}
        keys = [squeeze(sentence.text) for sentence in text.sentences]
        return cls(text.sentences, keys, [order[line] for line in line_of])


_Partner = tuple[int, Kind]


def _partners(earlier: _Text, later: _Text) -> Iterator[tuple[int, _Partner]]:
    """Each later sentence that has a partner: its index, the partner's index, and how they differ."""
    left, right = list(range(len(earlier.keys))), list(range(len(later.keys)))
    bare = [skeleton(key) for key in earlier.keys], [skeleton(key) for key in later.keys]
    rounds = (
        (Kind.SAME, partial(_equal, earlier.keys, later.keys)),
        (Kind.NUMBERS, partial(_equal, *bare)),
        (Kind.REWORDED, partial(_alike, earlier.keys, later.keys)),
    )
    for kind, pair in rounds:
        found = pair(left, right)
        yield from ((b, (a, kind)) for b, a in found.items())
        taken = set(found.values())
        left, right = [a for a in left if a not in taken], [b for b in right if b not in found]


def _equal(
    earlier: Sequence[str], later: Sequence[str], left: Sequence[int], right: Sequence[int]
) -> dict[int, int]:
    """Pair what is equal, in order: the first with the first, the second with the second."""
    places: defaultdict[str, deque[int]] = defaultdict(deque)
    for a in left:
        places[earlier[a]].append(a)
    return {b: places[later[b]].popleft() for b in right if places.get(later[b])}


def _alike(
    earlier: Sequence[str], later: Sequence[str], left: Sequence[int], right: Sequence[int]
) -> dict[int, int]:
    """Pair what is alike, the likest first."""
    left = [a for a in left if len(earlier[a]) <= _LONGEST]
    right = [b for b in right if len(later[b]) <= _LONGEST]
    if len(left) * len(right) > _MOST_PAIRS:
        return {}
    others = [later[b] for b in right]
    scored = [
        (-score, abs(a - right[place]), a, right[place])
        for a in left
        for _, score, place in process.extract(
            earlier[a], others, scorer=fuzz.ratio, score_cutoff=_ALIKE, limit=None
        )
    ]
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _, _, a, b in sorted(scored):
        if a not in taken and b not in found:
            found[b] = a
            taken.add(a)
    return found


def _rows(earlier: _Text, later: _Text, partners: dict[int, _Partner]) -> Iterator[Row]:
    """The paragraphs in the later text's order, with the dropped ones where they stood."""
    beside = _paragraph_pairs(earlier, later, partners)
    left, right = _sides(earlier, later, partners, beside)
    order = [beside[paragraph] for paragraph in sorted(beside)]
    settled, paired = _longest_rising(order), set(order)
    dropped = deque(paragraph for paragraph in range(len(left)) if paragraph not in paired)
    for paragraph, lines in enumerate(right):
        partner = beside.get(paragraph)
        if partner is None:
            yield Row((), lines)
            continue
        while partner in settled and dropped and dropped[0] < partner:
            yield Row(left[dropped.popleft()], ())
        yield Row(left[partner], lines, moved=partner not in settled)
    yield from (Row(left[paragraph], ()) for paragraph in dropped)


def _paragraph_pairs(earlier: _Text, later: _Text, partners: dict[int, _Partner]) -> dict[int, int]:
    """Later paragraph -> the earlier one with which it shares most; each has one partner at most."""
    shared: Counter[tuple[int, int]] = Counter()
    for b, (a, _) in partners.items():
        shared[later.paragraph[b], earlier.paragraph[a]] += len(later.keys[b])
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for (right, left), _ in sorted(shared.items(), key=lambda item: (-item[1], item[0])):
        if right not in pairs and left not in taken:
            pairs[right] = left
            taken.add(left)
    return pairs


_Side = list[tuple[Line, ...]]


def _sides(
    earlier: _Text, later: _Text, partners: dict[int, _Partner], beside: dict[int, int]
) -> tuple[_Side, _Side]:
    """Each text's paragraphs, as the comparison shows their sentences."""
    left: dict[int, Line] = {}
    right: dict[int, Line] = {}
    for b, (a, kind) in partners.items():
        strayed = beside.get(later.paragraph[b]) != earlier.paragraph[a]
        old, new = earlier.sentences[a], later.sentences[b]
        before, after = _marked(old.text, new.text, kind)
        left[a] = Line(kind, old, earlier.keys[a], before, strayed)
        right[b] = Line(kind, new, later.keys[b], after, strayed)
    return _in_paragraphs(earlier, left), _in_paragraphs(later, right)


def _alone(sentence: Sentence, key: str) -> Line:
    return Line(Kind.ALONE, sentence, key, (Piece(sentence.text, changed=False),), strayed=False)


def _in_paragraphs(text: _Text, partnered: Mapping[int, Line]) -> _Side:
    paragraphs: list[list[Line]] = []
    for index, (paragraph, sentence) in enumerate(zip(text.paragraph, text.sentences, strict=True)):
        if paragraph == len(paragraphs):
            paragraphs.append([])
        paragraphs[paragraph].append(partnered.get(index) or _alone(sentence, text.keys[index]))
    return list(map(tuple, paragraphs))


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The members of a longest rising subsequence; the numbers are distinct."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        place = bisect_left(tails, number)
        before[number] = tails[place - 1] if place else None
        tails[place : place + 1] = [number]
    chain: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        chain.add(last)
        last = before[last]
    return chain


def _marked(before: str, after: str, kind: Kind) -> tuple[Pieces, Pieces]:
    """Two wordings of a sentence, cut where they part."""
    same = kind is Kind.SAME
    if same or len(before) > 2 * _LONGEST or len(after) > 2 * _LONGEST:
        return (Piece(before, changed=not same),), (Piece(after, changed=not same),)
    return differences(before, after)
