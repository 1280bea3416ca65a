"""Each figure and each quotation -> its place in the signed text.

The body is the authority. White space and full-width forms are folded; nothing else is forgiven: 526 件
does not stand in a body that says 526 余件, nor 26 件 in one that says 526 件.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from annual_reports import quantities
from annual_reports.model import Evidence, Sentence, Span
from annual_reports.text import fold_width, squeeze

_SENTENCE = re.compile(r"[^。！？\n|]+[。！？]*[”’」』）]*")
"""A table's cells are sentences too, so that no mark crosses their borders."""
_WORDS = re.compile(r"\w")
_CLAUSE_END = re.compile("[，；：,;。！？]")
_CANDIDATES = 500
"""Amounts among which a near one is looked for; no real report has as many."""
_SHORTEST_OPENING = 12
"""Characters in front of an amount without which one cannot tell what it counts."""
_LINE_OPENING = re.compile(r"(?:\s*(?:#{1,6}|[-*+>]|\d+[.)])\s+)*\s*")


@dataclass(frozen=True)
class Body:
    """A report's body with what is looked up in it, each made once and when it is asked for."""

    text: str

    @cached_property
    def folded(self) -> str:
        """The text with every full-width form folded; places are the same."""
        return fold_width(self.text)

    @cached_property
    def squeezed(self) -> str:
        """The form in which quotations are compared."""
        return "".join(self.folded.split())

    @cached_property
    def amounts(self) -> Mapping[str, Sequence[Span]]:
        """Each amount of the text, squeezed, with its places."""
        found: dict[str, list[Span]] = {}
        for quantity in quantities.find(self.text):
            found.setdefault("".join(self.folded[slice(*quantity.span)].split()), []).append(quantity.span)
        return found

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, in order."""
        return tuple(sentences(self.text))

    @cached_property
    def _starts(self) -> Sequence[int]:
        return [sentence.span[0] for sentence in self.sentences]

    def written(self, span: Span) -> str:
        """What stands at a place, on one line."""
        return " ".join(self.text[slice(*span)].split())

    def evidence(self, span: Span) -> Evidence:
        """A place together with the sentence in which it begins."""
        index = bisect_right(self._starts, span[0]) - 1
        return Evidence(span, self.sentences[max(index, 0)])


def places_of_amount(body: Body, amount: str, within: Span | None = None) -> list[Span]:
    """Where an amount stands in the body, or in a part of it.

    It must be an amount there: 46次 does not stand in 第46次会议. A unit that `quantities` does not know is
    taken as written, and so is a Chinese number to which a quotation points (完成一项改革).
    """
    wanted = squeeze(amount)
    found = list(body.amounts.get(wanted, ()))
    pointed_at = within is not None and not wanted[:1].isdigit()
    if not found and (pointed_at or not quantities.find(amount)):
        found = [span for span in places_of_quote(body, amount) if _stands_alone(body, span)]
    if within is None:
        return found
    return [span for span in found if within[0] <= span[0] and span[1] <= within[1]]


def places_of_quote(body: Body, quote: str) -> list[Span]:
    """Where a quotation stands in the body."""
    wanted = squeeze(quote)
    if not wanted or wanted not in body.squeezed:
        return []
    spans = list(_places(wanted, body.folded))
    if len(spans) < body.squeezed.count(wanted):  # some stand there with white space inside
        spaced = r"\s*".join(map(re.escape, wanted))
        spans = [match.span() for match in re.finditer(spaced, body.folded)]
    return spans


def _places(wanted: str, text: str) -> Iterator[Span]:
    """Where a string stands in a text, one place behind the other."""
    start = text.find(wanted)
    while start >= 0:
        yield start, start + len(wanted)
        start = text.find(wanted, start + len(wanted))


def nearest_amount(body: Body, amount: str) -> str:
    """The amount of the body that looks most like one that does not stand there; empty if none does."""
    candidates = list(islice(body.amounts, _CANDIDATES))
    near = get_close_matches(squeeze(amount), candidates, n=1, cutoff=0.4)
    return body.written(body.amounts[near[0]][0]) if near else ""


def longest_beginning(body: Body, quote: str) -> str:
    """How much of a quotation, from its beginning, does stand in the body."""
    wanted = squeeze(quote)
    low, high = 0, len(wanted)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if wanted[:middle] in body.squeezed else (low, middle - 1)
    return wanted[:low]


class Excerpt(NamedTuple):
    """An amount or quotation with the words around it."""

    before: str
    itself: str
    after: str


def excerpt(place: Evidence) -> Excerpt:
    """The clause of the sentence in which the evidence stands, with enough before it to be understood."""
    sentence = place.sentence.text
    offset = place.sentence.span[0]
    start, end = place.span[0] - offset, min(place.span[1] - offset, len(sentence))
    borders = [0, *(match.end() for match in _CLAUSE_END.finditer(sentence, 0, start))]
    opening = max((b for b in borders if start - b >= _SHORTEST_OPENING), default=0)
    closing = _CLAUSE_END.search(sentence, end)
    stop = closing.start() if closing else len(sentence)
    before = ("…" if opening else "") + sentence[opening:start]
    after = sentence[end:stop] + ("…" if stop + 1 < len(sentence) else "")
    return Excerpt(before, sentence[start:end], after)


def _stands_alone(body: Body, span: Span) -> bool:
    """Whether what is written there is no ordinal, and no part of a longer number or amount."""
    before, after = body.folded[max(0, span[0] - 1) : span[0]], body.folded[span[1] : span[1] + 1]
    if before == "第" or (before.isdigit() and body.folded[span[0]].isdigit()):
        return False
    if after.isdigit() and body.folded[span[1] - 1].isdigit():
        return False
    places = (place for places in body.amounts.values() for place in places)
    return not any(start < span[1] and span[0] < end for start, end in places)


def evidence_at(found: Sequence[Sentence], span: Span) -> Evidence:
    """A place together with the sentence in which it begins, of all sentences of the text."""
    index = bisect_right(found, span[0], key=lambda sentence: sentence.span[0]) - 1
    return Evidence(span, found[max(index, 0)])


def sentences(text: str) -> Iterator[Sentence]:
    """The sentences of a body, headings and cells of tables among them."""
    number = 0
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if start == 0 or text[start - 1] == "\n":
            start = _LINE_OPENING.match(text, start, end).end()  # type: ignore[union-attr]  # it matches anything
        content = text[start:end].lstrip()
        if not _WORDS.search(content):
            continue
        number += 1
        start, content = end - len(content), content.rstrip()
        content = sys.intern(content)  # most stand in other years too, and one is kept of each
        yield Sentence(number, (start, start + len(content)), content)
