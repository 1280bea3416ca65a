"""Which words of a text differ from what was published, and whether a correction says so.

In steps: what both texts begin and end with is set aside; the rest is cut into words (a number is one), and
the runs of words that differ are found. A correction explains a run if what it says stood there before stands
around it in the old text, and what it says stands there now around it in the new one: it shows all of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from rapidfuzz.distance import Indel

from annual_reports.ledger.canonical import canonical
from annual_reports.model import Correction, Span

_WORD = re.compile(r"[0-9][0-9,.]*|[A-Za-z]+|.", re.DOTALL)
_CUT = re.compile(r"[0-9A-Za-z,.]+\Z")
_APART = 2
"""Characters between two runs from which on they are told apart."""
_MOST_WORDS = 20_000
"""Words of both texts that are compared; where more differ, all between is told as one."""
_AROUND = 8
"""Characters shown on either side of the words that changed."""
_QUOTED = 3
"""And in the example of a correction."""


class Alteration(NamedTuple):
    """A run of words that changed; spans of the two canonical texts."""

    before: Span
    after: Span


def alterations(before: str, after: str) -> list[Alteration]:
    """The runs in which two canonical texts differ."""
    start = _common(before, after)
    tail = _common(before[start:][::-1], after[start:][::-1])
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
            _reach(left, code.src_start, code.src_end, ends[0]),
            _reach(right, code.dest_start, code.dest_end, ends[1]),
        )
        for code in codes
        if code.tag != "equal"
    )
    return list(_joined(runs))


def unexplained(
    found: Iterable[Alteration], before: str, after: str, corrections: Iterable[Correction]
) -> list[Alteration]:
    """The alterations of two canonical texts of which no correction tells."""
    told = [(canonical(one.before), canonical(one.after)) for one in corrections]
    return [
        one
        for one in found
        if not any(_covers(old, before, one.before) and _covers(new, after, one.after) for old, new in told)
    ]


def shown(text: str, span: Span) -> str:
    """The words of a run, marked, with a few around it."""
    start, end = max(0, span[0] - _AROUND), min(len(text), span[1] + _AROUND)
    before, words, after = text[start : span[0]], text[slice(*span)], text[span[1] : end]
    return f"{'…' if start else ''}{before}〖{words}〗{after}{'…' if end < len(text) else ''}"


def quotation(text: str, span: Span) -> str:
    """The words of a run with a few around it, as a correction would quote them."""
    return text[max(0, span[0] - _QUOTED) : span[1] + _QUOTED]


def _common(one: str, other: str) -> int:
    """How many characters two texts begin with alike, without a number or name that this would cut."""
    pairs = zip(one, other, strict=False)
    alike = next((place for place, (a, b) in enumerate(pairs) if a != b), min(len(one), len(other)))
    return len(_CUT.sub("", one[:alike]))


def _reach(words: Sequence[Span], first: int, behind: int, end: int) -> Span:
    """From the first to the last of some words; of none, the place where they would stand."""
    if first < behind:
        return words[first][0], words[behind - 1][1]
    place = words[first][0] if first < len(words) else end
    return place, place


def _joined(runs: Iterable[Alteration]) -> Iterator[Alteration]:
    """Runs with next to nothing between them are one: words that took the place of others."""
    pending: Alteration | None = None
    for run in runs:
        if (
            pending
            and run.before[0] - pending.before[1] < _APART
            and run.after[0] - pending.after[1] < _APART
        ):
            pending = Alteration((pending.before[0], run.before[1]), (pending.after[0], run.after[1]))
            continue
        if pending:
            yield pending
        pending = run
    if pending:
        yield pending


def _covers(words: str, text: str, span: Span) -> bool:
    """Whether the words stand in the text around a run."""
    first = max(0, span[1] - len(words))
    return bool(words) and any(text.startswith(words, place) for place in range(first, span[0] + 1))
