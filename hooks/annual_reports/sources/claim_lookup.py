"""Look up a header's names in the catalog and its quotations in the body; tell what is not there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from annual_reports.domain import evidence, quantities
from annual_reports.domain.catalog import Catalog, Government, Indicator
from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Evidence, Quantity, Span
from annual_reports.domain.yaml_text import yaml_line
from annual_reports.sources.validation import guess
from annual_reports.sources.yaml_reader import Loc, Marked

_CLAUSE_END = re.compile("[，,。；;：:！？|]")
_MARKUP = re.compile("[<>]")
_TRIED = 50
"""Words of the body that are tried as an example; some bodies repeat one sentence thousands of times."""
_SOME_WORDS = "法律法规的宣传力度还不够"
"""Example for a body without words of its own."""
_PARAGRAPH_END = re.compile(r"\n[^\S\n]*\n")


@dataclass(frozen=True, slots=True)
class ClaimLookup:
    """Header of a report, with the catalog and the body against which its claims are held."""

    marked: Marked
    """Header; findings are added to it."""
    body: Body
    catalog: Catalog

    @property
    def year(self) -> int | None:
        """Report's year; None if the header has none that is a number."""
        year = self.marked.values.get("year")
        return year if isinstance(year, int) and not isinstance(year, bool) else None

    @property
    def government(self) -> Government | None:
        """Government that reports; None if the header names none that is registered."""
        id_ = self.marked.values.get("government")
        return self.catalog.governments.get(id_) if isinstance(id_, str) else None

    def indicator(self, name: str, loc: Loc, *, at_key: bool = False) -> Indicator | None:
        """Return the indicator of a name or alias."""
        indicator = self.catalog.names.get(name)
        if indicator is None:
            question = guess(name, self.catalog.names)
            self.marked.add("unknown-indicator", loc, at_key=at_key, found=name, guess=question)
        return indicator

    def quantity(self, amount: str, loc: Loc) -> Quantity | None:
        """Return the quantity of a written amount."""
        try:
            return quantities.parse(amount)
        except quantities.QuantityError:
            code = "restated-amount" if "restated" in loc else "bad-amount"
            self.marked.add(code, loc, found=amount, key=loc[-1])
            return None

    def evidence(self, quote: str, loc: Loc) -> Evidence | None:
        """Return the evidence of a quotation that must stand in the body just once."""
        span = self.span(quote, loc)
        return self.body.evidence(span) if span else None

    def span(self, quote: str, loc: Loc) -> Span | None:
        """Return the span of a quotation that must stand in the body just once."""
        spans = evidence.spans_of_quote(self.body, quote)
        if len(spans) == 1:
            return spans[0]
        if spans:
            self.marked.add("quote-ambiguous", loc, found=quote, times=len(spans))
        else:
            example = yaml_line("quote", self._words_to_quote(quote))
            nearest = self.nearest_beginning(quote)
            self.marked.add("quote-not-in-body", loc, found=quote, nearest=nearest, example=example)
        return None

    def _words_to_quote(self, quote: str) -> str:
        """Return words that stand once in the body: those that begin as the quotation, or else the first."""
        beginning = evidence.longest_prefix(self.body, quote)
        begun = evidence.spans_of_quote(self.body, beginning) if len(beginning) > 1 else []
        place = begun[0][0] if begun else 0
        later = (s for s in self.body.sentences if s.span[1] > place)
        clauses = (words for s in later for words in (*_CLAUSE_END.split(s.text), s.text))
        good = (words for words in clauses if len(words) > 1 and not _MARKUP.search(words))
        unique = (w for w in islice(good, _TRIED) if len(evidence.spans_of_quote(self.body, w)) == 1)
        return next(unique, _SOME_WORDS)

    def nearest_beginning(self, quote: str) -> str:
        """Return words about the beginning of a quotation that the body has, or an empty string."""
        beginning = evidence.longest_prefix(self.body, quote)
        return f"，只有开头“{beginning}”对得上" if len(beginning) > 1 else ""

    def nearest_span(self, spans: Iterable[Span], around: Evidence) -> Evidence | None:
        """Return the span nearest to an amount: in its sentence, else in its paragraph, else anywhere.

        In each of them the last one before the amount is preferred. None if there are no spans.
        """
        sentence, paragraph = around.sentence.span, self._paragraph(around.span[0])

        def distance(span: Span) -> tuple[int, bool, int]:
            reach = 0 if _holds(sentence, span) else 1 if _holds(paragraph, span) else 2
            return reach, span[0] >= around.span[1], abs(span[0] - around.span[0])

        nearest = min(spans, key=distance, default=None)
        return self.body.evidence(nearest) if nearest else None

    def _paragraph(self, offset: int) -> Span:
        """Return the span of the paragraph around a character."""
        ends = [match.span() for match in _PARAGRAPH_END.finditer(self.body.text)]
        start = max((end for _, end in ends if end <= offset), default=0)
        return start, min((begin for begin, _ in ends if begin >= offset), default=len(self.body.text))


def _holds(outer: Span, inner: Span) -> bool:
    return outer[0] <= inner[0] and inner[1] <= outer[1]
