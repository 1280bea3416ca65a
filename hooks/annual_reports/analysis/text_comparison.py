"""Compare the texts of two reports: find unchanged, changed, new, dropped and moved sentences.

A row of a table is compared as a whole, and not counted among the sentences.

Steps: pair the sentences, first equal ones, then those that differ in numbers only, then similar ones; pair
the paragraphs by the sentences they share; mark paragraphs whose order changed as moved; find the changed
words within each pair of sentences.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, partial
from itertools import groupby
from typing import NamedTuple, Protocol

from annual_reports.analysis.sentence_pairs import LONGEST, pair_equal, pair_similar
from annual_reports.analysis.text_diff import DiffPiece, DiffPieces, diff_words
from annual_reports.domain.model import Sentence
from annual_reports.domain.tables import join_rows
from annual_reports.domain.text import mask_numbers, squeeze

_ROW_END = " |"
"""Ends each cell of a row of a table; no sentence contains it."""


class LineKind(StrEnum):
    """Relation of a sentence to its partner in the other text."""

    SAME = "same"
    NUMBERS = "numbers"
    REWORDED = "reworded"
    ALONE = "alone"


class TextLine(NamedTuple):
    """Sentence on one side of the comparison."""

    kind: LineKind
    sentence: Sentence
    key: str
    """The squeezed sentence, by which sentences are compared."""
    pieces: DiffPieces
    strayed: bool
    """True if the partner stands in another paragraph than the one beside it."""

    @property
    def is_row(self) -> bool:
        """True for a row of a table."""
        return self.sentence.text.endswith(_ROW_END)


@dataclass(frozen=True)
class TextRow:
    """Row of the comparison: two paired paragraphs; one side is empty for a paragraph without partner."""

    earlier: tuple[TextLine, ...]
    later: tuple[TextLine, ...]
    is_moved: bool = False
    """True if the paragraph changed its order relative to the others."""

    @cached_property
    def is_same(self) -> bool:
        """True if both paragraphs are equal word for word."""
        return _keys(self.earlier) == _keys(self.later)

    @property
    def is_regrouped(self) -> bool:
        """True if the paragraph was split off or merged: it has no partner, but all its sentences have."""
        lines = (*self.earlier, *self.later)
        return not (self.earlier and self.later) and all(line.kind is not LineKind.ALONE for line in lines)

    @cached_property
    def is_reordered(self) -> bool:
        """True if both paragraphs have the same sentences in different order."""
        return not self.is_same and sorted(_keys(self.earlier)) == sorted(_keys(self.later))


@dataclass(frozen=True)
class TextComparison:
    """Comparison of two texts, paragraph by paragraph."""

    rows: tuple[TextRow, ...]
    """Rows in the later text's order, with dropped paragraphs where they stood."""

    @cached_property
    def kind_counts(self) -> Counter[LineKind]:
        """Number of the later text's sentences by kind, in the order of `LineKind`; no rows of tables."""
        return _count_kinds(line for row in self.rows for line in row.later if not line.is_row)

    @cached_property
    def row_kind_counts(self) -> Counter[LineKind]:
        """Number of rows of the later text's tables by kind."""
        return _count_kinds(line for row in self.rows for line in row.later if line.is_row)

    @cached_property
    def dropped_count(self) -> int:
        """Number of the earlier text's sentences without partner."""
        alone = [line for row in self.rows for line in row.earlier if line.kind is LineKind.ALONE]
        return sum(not line.is_row for line in alone)

    @cached_property
    def dropped_row_count(self) -> int:
        """Number of rows of the earlier text's tables without partner."""
        alone = [line for row in self.rows for line in row.earlier if line.kind is LineKind.ALONE]
        return sum(line.is_row for line in alone)

    @property
    def moved_count(self) -> int:
        """Number of moved paragraphs."""
        return sum(row.is_moved for row in self.rows)

    @property
    def reordered_count(self) -> int:
        """Number of paragraphs whose sentences are in different order."""
        return sum(row.is_reordered for row in self.rows)

    @property
    def is_unchanged(self) -> bool:
        """True if no word was changed, added, dropped or moved."""
        return all(row.is_same and not row.is_moved for row in self.rows)

    @property
    def groups(self) -> list[tuple[bool, list[TextRow]]]:
        """Runs of consecutive rows, each with True for unchanged rows or False for changed ones."""
        runs = groupby(self.rows, key=lambda row: row.is_same and not row.is_moved)
        return [(same, list(rows)) for same, rows in runs]

    def describe(self, earlier: int, later: int) -> str:
        """Describe in words how much of the later year's text is old and how much is new."""
        if self.is_unchanged:
            return f"{later} 年报告与 {earlier} 年的一字未改。"
        total = sum(self.kind_counts.values())
        if not total:
            return f"{later} 年报告没有可以对比的句子。" + self._describe_tables(earlier)
        phrases = {
            LineKind.SAME: f"与 {earlier} 年一字不差",
            LineKind.NUMBERS: "只改了年份或数字",
            LineKind.REWORDED: "改了说法",
            LineKind.ALONE: "是新写的",
        }
        parts = [
            f"{count} 句（{_rounded_percent(count, total)}）{phrases[kind]}"
            for kind, count in self.kind_counts.items()
        ]
        additions = (
            (self.dropped_count, f"{earlier} 年的 {self.dropped_count} 句没有再出现。"),
            (self.moved_count, f"{self.moved_count} 段换了位置。"),
            (self.reordered_count, f"{self.reordered_count} 段里的句子换了次序。"),
        )
        added = "".join(words for count, words in additions if count)
        return (
            f"{later} 年报告共 {total} 句，其中 "
            + "，".join(parts)
            + "。"
            + added
            + self._describe_tables(earlier)
        )

    def _describe_tables(self, earlier: int) -> str:
        """Describe in words how many rows of tables changed; empty without changes."""
        counts = self.row_kind_counts
        changed = counts[LineKind.NUMBERS] + counts[LineKind.REWORDED]
        parts = (
            (changed, f"{changed} 行有改动"),
            (counts[LineKind.ALONE], f"{counts[LineKind.ALONE]} 行是新的"),
            (self.dropped_row_count, f"{earlier} 年的 {self.dropped_row_count} 行没有再出现"),
        )
        words = [phrase for count, phrase in parts if count]
        return f"表格里 {'，'.join(words)}。" if words else ""


def _count_kinds(lines: Iterable[TextLine]) -> Counter[LineKind]:
    kinds = [line.kind for line in lines]
    return Counter({kind: count for kind in LineKind if (count := kinds.count(kind))})


def _keys(lines: Sequence[TextLine]) -> list[str]:
    return [line.key for line in lines]


def _rounded_percent(part: int, whole: int) -> str:
    return f"{(200 * part + whole) // (2 * whole)}%"


class SegmentedText(Protocol):
    """Text with its sentences; a `Report` is one."""

    @property
    def body(self) -> str:
        """The text, one paragraph a line."""

    @property
    def sentences(self) -> Sequence[Sentence]:
        """Sentences of the text, in order."""


def compare_texts(earlier: SegmentedText, later: SegmentedText) -> TextComparison:
    """Compare two texts."""
    texts = _KeyedText.of(earlier), _KeyedText.of(later)
    partners = dict(_pair_sentences(*texts))
    return TextComparison(tuple(_align_paragraphs(*texts, partners)))


@dataclass(frozen=True, slots=True)
class _KeyedText:
    """Sentences of a text with their keys and paragraphs; the three sequences have one length."""

    sentences: Sequence[Sentence]
    keys: Sequence[str]
    """Squeezed sentences."""
    paragraph: Sequence[int]
    """Index of each sentence's paragraph, from 0."""

    @classmethod
    def of(cls, text: SegmentedText) -> _KeyedText:
        lines = [match.start() for match in re.finditer("\n", text.body)]
        sentences = join_rows(text.body, text.sentences, f"{_ROW_END} ", end=_ROW_END)
        line_of = [bisect_left(lines, sentence.span[0]) for sentence in sentences]
        order = {line: index for index, line in enumerate(dict.fromkeys(line_of))}
        keys = [squeeze(sentence.text) for sentence in sentences]
        return cls(sentences, keys, [order[line] for line in line_of])


_Partner = tuple[int, LineKind]
"""Index of the earlier sentence, and relation of the two sentences."""


def _pair_sentences(earlier: _KeyedText, later: _KeyedText) -> Iterator[tuple[int, _Partner]]:
    """Yield the index of each later sentence that has a partner, with the partner."""
    left, right = list(range(len(earlier.keys))), list(range(len(later.keys)))
    skeletons = [mask_numbers(key) for key in earlier.keys], [mask_numbers(key) for key in later.keys]
    rounds = (
        (LineKind.SAME, partial(pair_equal, earlier.keys, later.keys)),
        (LineKind.NUMBERS, partial(pair_equal, *skeletons)),
        (LineKind.REWORDED, partial(pair_similar, earlier.keys, later.keys)),
    )
    for kind, pair in rounds:
        pairs = pair(left, right)
        yield from ((b, (a, kind)) for b, a in pairs.items())
        taken = set(pairs.values())
        left, right = [a for a in left if a not in taken], [b for b in right if b not in pairs]


def _align_paragraphs(
    earlier: _KeyedText, later: _KeyedText, partners: dict[int, _Partner]
) -> Iterator[TextRow]:
    """Yield the rows in the later text's order, with dropped paragraphs where they stood."""
    pairs = _pair_paragraphs(earlier, later, partners)
    left, right = _both_sides(earlier, later, partners, pairs)
    order = [pairs[paragraph] for paragraph in sorted(pairs)]
    settled, paired = _longest_increasing(order), set(order)
    dropped = deque(paragraph for paragraph in range(len(left)) if paragraph not in paired)
    for paragraph, lines in enumerate(right):
        partner = pairs.get(paragraph)
        if partner is None:
            yield TextRow((), lines)
            continue
        while partner in settled and dropped and dropped[0] < partner:
            yield TextRow(left[dropped.popleft()], ())
        yield TextRow(left[partner], lines, is_moved=partner not in settled)
    yield from (TextRow(left[paragraph], ()) for paragraph in dropped)


def _pair_paragraphs(earlier: _KeyedText, later: _KeyedText, partners: dict[int, _Partner]) -> dict[int, int]:
    """Map each later paragraph to the earlier one with which it shares most; each has one partner at most."""
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


_Side = list[tuple[TextLine, ...]]


def _both_sides(
    earlier: _KeyedText, later: _KeyedText, partners: dict[int, _Partner], pairs: dict[int, int]
) -> tuple[_Side, _Side]:
    """Return the paragraphs of both texts as lines of the comparison."""
    left: dict[int, TextLine] = {}
    right: dict[int, TextLine] = {}
    for b, (a, kind) in partners.items():
        strayed = pairs.get(later.paragraph[b]) != earlier.paragraph[a]
        old, new = earlier.sentences[a], later.sentences[b]
        before, after = _diff_sentences(old.text, new.text, kind)
        left[a] = TextLine(kind, old, earlier.keys[a], before, strayed)
        right[b] = TextLine(kind, new, later.keys[b], after, strayed)
    return _group_by_paragraph(earlier, left), _group_by_paragraph(later, right)


def _unpaired_line(sentence: Sentence, key: str) -> TextLine:
    return TextLine(LineKind.ALONE, sentence, key, (DiffPiece(sentence.text, changed=False),), strayed=False)


def _group_by_paragraph(text: _KeyedText, partnered: Mapping[int, TextLine]) -> _Side:
    paragraphs: list[list[TextLine]] = []
    for index, (paragraph, sentence) in enumerate(zip(text.paragraph, text.sentences, strict=True)):
        if paragraph == len(paragraphs):
            paragraphs.append([])
        paragraphs[paragraph].append(partnered.get(index) or _unpaired_line(sentence, text.keys[index]))
    return list(map(tuple, paragraphs))


def _longest_increasing(numbers: Sequence[int]) -> set[int]:
    """Return the members of a longest increasing subsequence; the numbers are distinct."""
    tails: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        index = bisect_left(tails, number)
        before[number] = tails[index - 1] if index else None
        tails[index : index + 1] = [number]
    members: set[int] = set()
    last = tails[-1] if tails else None
    while last is not None:
        members.add(last)
        last = before[last]
    return members


def _diff_sentences(before: str, after: str, kind: LineKind) -> tuple[DiffPieces, DiffPieces]:
    """Diff a pair of sentences; a very long pair counts as changed as a whole."""
    same = kind is LineKind.SAME
    if same or len(before) > 2 * LONGEST or len(after) > 2 * LONGEST:
        return (DiffPiece(before, changed=not same),), (DiffPiece(after, changed=not same),)
    return diff_words(before, after)
