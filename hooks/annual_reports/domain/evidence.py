"""Find the span of a figure or quotation in the signed text of a report.

White space and full-width forms are ignored in the comparison; everything else must match: 526 件 is not
found in a body that says 526 余件, nor 26 件 in one that says 526 件.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import get_close_matches
from functools import cached_property
from itertools import islice, product
from typing import NamedTuple

from annual_reports.domain import quantities
from annual_reports.domain.findings import Passage, Place
from annual_reports.domain.model import Evidence, Quantity, Sentence, Span
from annual_reports.domain.sentence_names import name_sentences
from annual_reports.domain.tables import CellAmount, table_amounts
from annual_reports.domain.text import fold_width, squeeze

_SENTENCE = re.compile(r"[^。！？\n|]+[。！？]*[”’」』）]*")
"""Each cell of a table is a sentence of its own, so that no highlighting crosses the border of a cell."""
_WORDS = re.compile(r"\w")
_CLAUSE_END = re.compile("[，；：,;。！？]")
_MARGINS = (0, 4, 8, 16, 32, 64)
"""Characters by which a quotation is made longer on both sides until it stands only once."""
_SHORTEST_QUOTE = 6
"""Characters that a proposed quotation has, so that people see what it is about."""
_CANDIDATES = 500
"""Maximum number of amounts searched for a similar one; limits the time for a file made of amounts."""
_SHORTEST_OPENING = 12
"""Minimum number of characters shown in front of an amount, so that readers see what it counts."""
_LONGEST_CONTEXT = 300
"""Characters on either side of a span by which a quotation is made to stand once in the body."""
_LINE_OPENING = re.compile(r"(?:\s*#{1,6}\s+)?(?:\s*\d+[.)]\s+)*\s*")
"""# of a heading and number of a paragraph, which are no part of its first sentence."""


@dataclass(frozen=True)
class Body:
    """Body of a report, with indexes for searching it; each is computed once, when first used."""

    text: str

    @cached_property
    def folded(self) -> str:
        """Text with full-width forms folded; offsets are those of the original."""
        return fold_width(self.text)

    @cached_property
    def squeezed(self) -> str:
        """Text without white space and full-width forms, as quotations are compared."""
        return "".join(self.folded.split())

    @cached_property
    def quantities(self) -> Sequence[Quantity]:
        """Amounts of the running text, in order."""
        return quantities.find(self.text)

    @cached_property
    def amounts(self) -> Mapping[str, Sequence[Span]]:
        """Squeezed amount -> its spans in the text; a number in a table has the unit of its row or column."""
        found = {quantity.span for quantity in self.quantities} | set(self.cells)
        spans: dict[str, list[Span]] = {}
        for span in sorted(found):
            spans.setdefault("".join(fold_width(self.amount_at(span)).split()), []).append(span)
        return spans

    @cached_property
    def cells(self) -> Mapping[Span, CellAmount]:
        """Amounts in the cells of tables by their spans."""
        return {cell.span: cell for cell in table_amounts(self)}

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Sentences of the text, in order."""
        return tuple(split_sentences(self.text))

    def text_at(self, span: Span) -> str:
        """Return the text of a span, on one line."""
        return " ".join(self.text[slice(*span)].split())

    def lines_of(self, span: Span) -> Span:
        """Return the span of the lines on which a span stands."""
        end = self.text.find("\n", span[1])
        return self.text.rfind("\n", 0, span[0]) + 1, end if end >= 0 else len(self.text)

    def amount_at(self, span: Span) -> str:
        """Return the amount of a span as it is written; a number in a table with the table's unit."""
        cell = self.cells.get(span)
        return cell.written if cell else self.text_at(span)

    def evidence(self, span: Span) -> Evidence:
        """Return the span together with the sentence in which it begins."""
        return find_evidence(self.sentences, span)


def spans_of_amount(body: Body, amount: str, within: Span | None = None) -> list[Span]:
    """Return the spans of an amount in the body, or in a part of it.

    The text there must be an amount too: 46次 is not found in 第46次会议. An amount that `quantities` does
    not recognise is searched as text: an unknown unit, or a Chinese number in a quotation (完成一项改革).
    A part of a row of a table stands for the whole row, and the head of a column for the column.
    """
    squeezed = squeeze(amount)
    spans = list(body.amounts.get(squeezed, ()))
    is_quoted_word = within is not None and not squeezed[:1].isdigit()
    if not spans and (is_quoted_word or not quantities.find(amount)):
        spans = [span for span in spans_of_quote(body, amount) if _stands_alone(body, span)]
    if within is None:
        return spans or _cells_without_unit(body, amount)
    inside = [span for span in spans if within[0] <= span[0] and span[1] <= within[1]]
    return inside or [
        span
        for span in (*spans, *_cells_without_unit(body, amount))
        if _is_labelled_by(within, body.cells.get(span))
    ]


def _cells_without_unit(body: Body, amount: str) -> list[Span]:
    """Return the spans of the cells with an amount's number in tables that name no unit."""
    try:
        quantity = quantities.parse(amount)
    except quantities.QuantityError:
        return []
    same = replace(quantity, unit="")
    return [cell.span for cell in body.cells.values() if cell.quantity == same]


def _is_labelled_by(label: Span, cell: CellAmount | None) -> bool:
    """Return True if a span lies in the row or in the column's head of a cell."""
    return cell is not None and any(
        start <= label[0] and label[1] <= end for start, end in (cell.row_span, cell.column_span)
    )


def spans_of_quote(body: Body, quote: str) -> list[Span]:
    """Return the spans of a quotation in the body, in order and without overlap."""
    squeezed = squeeze(quote)
    if not squeezed or squeezed not in body.squeezed:
        return []
    spans = list(find_all(squeezed, body.folded))
    if len(spans) < body.squeezed.count(squeezed):  # some occurrences have white space inside
        spaced = r"\s*".join(map(re.escape, squeezed))
        spans = [match.span() for match in re.finditer(spaced, body.folded)]
    return spans


def short_quote(body: Body, span: Span) -> str:
    """Return the shortest words around a span that stand once in the body, on one line if possible."""
    lines = body.lines_of(span)
    for margin in range(0, _LONGEST_CONTEXT, 3):
        words = _words_around(body, span, margin, lines)
        if len(spans_of_quote(body, words)) == 1:
            return words
    return body.text_at(span)


def passage(body: Body, span: Span, place: Callable[[int], Place]) -> Passage:
    """Return the passage of a span of the body; `place` gives the position of an offset in the file."""
    return Passage(place(span[1]), _unique_quote(body, span))


def _unique_quote(body: Body, span: Span) -> str:
    """Return a short quotation around a span that stands once in the body, on its own line if possible.

    It is empty if not even a long one does.
    """
    ways = product((body.lines_of(span), (0, len(body.text))), _MARGINS)
    for within, margin in ways:
        quote = _words_around(body, span, margin, within)
        is_long_enough = len(quote) >= _SHORTEST_QUOTE or margin == _MARGINS[-1]
        if is_long_enough and body.squeezed.count(squeeze(quote)) == 1 and quote.isprintable():
            return quote
    return ""


def _words_around(body: Body, span: Span, margin: int, within: Span) -> str:
    """Return a span with the characters on both sides of it, none of them outside of `within`."""
    return body.text_at((max(within[0], span[0] - margin), min(within[1], span[1] + margin)))


def find_all(pattern: str, text: str) -> Iterator[Span]:
    """Yield the spans of a string in a text, in order and without overlap."""
    start = text.find(pattern)
    while start >= 0:
        yield start, start + len(pattern)
        start = text.find(pattern, start + len(pattern))


def nearest_amount(body: Body, amount: str) -> str:
    """Return the amount of the body that is most similar to `amount`, or an empty string."""
    candidates = list(islice(body.amounts, _CANDIDATES))
    near = get_close_matches(squeeze(amount), candidates, n=1, cutoff=0.4)
    return body.amount_at(body.amounts[near[0]][0]) if near else ""


def longest_prefix(body: Body, quote: str) -> str:
    """Return the longest prefix of a quotation that is in the body, squeezed."""
    squeezed = squeeze(quote)
    low, high = 0, len(squeezed)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if squeezed[:middle] in body.squeezed else (low, middle - 1)
    return squeezed[:low]


class Excerpt(NamedTuple):
    """Amount or quotation (`itself`) with the words before and after it."""

    before: str
    itself: str
    after: str


def excerpt(evidence: Evidence) -> Excerpt:
    """Return the clause that contains the evidence, with at least 12 characters before it if possible."""
    sentence = evidence.sentence.text
    offset = evidence.sentence.span[0]
    start, end = evidence.span[0] - offset, min(evidence.span[1] - offset, len(sentence))
    borders = [0, *(match.end() for match in _CLAUSE_END.finditer(sentence, 0, start))]
    opening = max((b for b in borders if start - b >= _SHORTEST_OPENING), default=0)
    closing = _CLAUSE_END.search(sentence, end)
    stop = closing.start() if closing else len(sentence)
    before = ("…" if opening else "") + sentence[opening:start]
    after = sentence[end:stop] + ("…" if stop + 1 < len(sentence) else "")
    return Excerpt(before, sentence[start:end], after)


def _stands_alone(body: Body, span: Span) -> bool:
    """Return True if the text of a span is not an ordinal and not part of a longer number or amount."""
    before, after = body.folded[max(0, span[0] - 1) : span[0]], body.folded[span[1] : span[1] + 1]
    if before == "第" or (before.isdigit() and body.folded[span[0]].isdigit()):
        return False
    if after.isdigit() and body.folded[span[1] - 1].isdigit():
        return False
    amounts = (amount for spans in body.amounts.values() for amount in spans)
    return not any(start < span[1] and span[0] < end for start, end in amounts)


def find_evidence(sentences: Sequence[Sentence], span: Span) -> Evidence:
    """Return the span together with the sentence in which it begins; `sentences` are all of the text."""
    index = bisect_right(sentences, span[0], key=lambda sentence: sentence.span[0]) - 1
    return Evidence(span, sentences[max(index, 0)])


def split_sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a body, including headings and cells of tables."""
    parts = list(_parts_with_words(text))
    names = name_sentences(content for _, content in parts)
    for number, ((start, content), name) in enumerate(zip(parts, names, strict=True), 1):
        yield Sentence(number, (start, start + len(content)), content, name)


def _parts_with_words(text: str) -> Iterator[tuple[int, str]]:
    """Yield start and text of each sentence."""
    for match in _SENTENCE.finditer(text):
        start, end = match.span()
        if start == 0 or text[start - 1] == "\n":
            start = _LINE_OPENING.match(text, start, end).end()  # type: ignore[union-attr]  # it matches anything
        content = text[start:end].lstrip()
        if _WORDS.search(content):
            # Interned: it saves memory, as most sentences are in the reports on other years too.
            yield end - len(content), sys.intern(content.rstrip())
