"""Compare a text with its published version, and find the alterations that no correction explains.

Steps: the common beginning and end of both texts are set aside; the rest is cut into words (a number is one
word); the runs of words that differ are found. A correction explains a run if its `before` stands around the
run in the old text and its `after` around it in the new one, each of them covering the whole run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from annual_reports.domain.canonical_text import canonicalize
from annual_reports.domain.model import Correction, Span

_WORD = re.compile(r"[0-9][0-9,.]*|[A-Za-z]+|.", re.DOTALL)
_WORD_AT_END = re.compile(r"[0-9A-Za-z,.]+\Z")
_SHORTEST_GAP = 2
"""Characters between two runs; runs with fewer between them are merged."""
_MOST_WORDS = 20_000
"""Words of both texts that are compared; if more are left, all of them count as one alteration."""
_CONTEXT = 8
"""Characters of context on either side of a run in a finding's message."""


class Alteration(NamedTuple):
    """Run of words that changed, by its spans in the two canonical texts."""

    before: Span
    after: Span


def find_alterations(before: str, after: str) -> list[Alteration]:
    """Return the runs in which two canonical texts differ, in their order."""
    start = _common_prefix_length(before, after)
    tail = _common_prefix_length(before[start:][::-1], after[start:][::-1])
    ends = len(before) - tail, len(after) - tail
    left, right = (
        [m.span() for m in _WORD.finditer(text, start, end)]
        for text, end in zip((before, after), ends, strict=True)
    )
    if not left and not right:
        return []
    if len(left) + len(right) > _MOST_WORDS:
        return [Alteration((start, ends[0]), (start, ends[1]))]
    codes = Indel.opcodes([before[slice(*s)] for s in left], [after[slice(*s)] for s in right])
    runs = (
        Alteration(
            _span_of_words(left, code.src_start, code.src_end, ends[0]),
            _span_of_words(right, code.dest_start, code.dest_end, ends[1]),
        )
        for code in codes
        if code.tag != "equal"
    )
    return list(_merge_close_runs(runs))


def unexplained_alterations(
    alterations: Iterable[Alteration], before: str, after: str, corrections: Iterable[Correction]
) -> list[Alteration]:
    """Return the alterations of two canonical texts that no correction explains."""
    explained = [(canonicalize(one.before), canonicalize(one.after)) for one in corrections]
    return [
        run
        for run in alterations
        if not any(
            _stands_around(old, before, run.before) and _stands_around(new, after, run.after)
            for old, new in explained
        )
    ]


def marked_excerpt(text: str, span: Span) -> str:
    """Return a run between 〖〗 with some context, for a finding's message."""
    start, end = max(0, span[0] - _CONTEXT), min(len(text), span[1] + _CONTEXT)
    before, words, after = text[start : span[0]], text[slice(*span)], text[span[1] : end]
    return f"{'…' if start else ''}{before}〖{words}〗{after}{'…' if end < len(text) else ''}"


def words_around(text: str, span: Span, context: Span) -> str:
    """Return a run with some characters before and after it, as a correction would quote it."""
    return text[max(0, span[0] - context[0]) : span[1] + context[1]].strip()


def _common_prefix_length(left: str, right: str) -> int:
    """Return the length of the common prefix, without a number or Latin word that it would cut."""
    pairs = zip(left, right, strict=False)
    length = next((index for index, (a, b) in enumerate(pairs) if a != b), min(len(left), len(right)))
    return len(_WORD_AT_END.sub("", left[:length]))


def _span_of_words(words: Sequence[Span], first: int, stop: int, end: int) -> Span:
    """Return the span of `words[first:stop]`; for no words, the empty span where they would stand."""
    if first < stop:
        return words[first][0], words[stop - 1][1]
    offset = words[first][0] if first < len(words) else end
    return offset, offset


def _merge_close_runs(runs: Iterable[Alteration]) -> Iterator[Alteration]:
    """Merge runs with almost nothing between them: words that replaced other words."""
    pending: Alteration | None = None
    for run in runs:
        if (
            pending
            and run.before[0] - pending.before[1] < _SHORTEST_GAP
            and run.after[0] - pending.after[1] < _SHORTEST_GAP
        ):
            pending = Alteration((pending.before[0], run.before[1]), (pending.after[0], run.after[1]))
            continue
        if pending:
            yield pending
        pending = run
    if pending:
        yield pending


def _stands_around(words: str, text: str, span: Span) -> bool:
    """Return True if an occurrence of the words in the text covers the whole run."""
    first = max(0, span[1] - len(words))
    return bool(words) and any(text.startswith(words, offset) for offset in range(first, span[0] + 1))
