"""Resolve the claims of a report's header: figures, shortcomings, commitments, answers, corrections.

Every claim must be borne out by the body. A claim that is not adds a finding at its position and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from annual_reports.domain import evidence, quantities
from annual_reports.domain.evidence import Body
from annual_reports.domain.model import (
    Answer,
    Catalog,
    Commitment,
    Correction,
    Evidence,
    Figure,
    Indicator,
    Quantity,
    Sentence,
    Shortcoming,
    Span,
)
from annual_reports.domain.text import squeeze
from annual_reports.sources.report_schema import AnswerEntry, Claims, CorrectionEntry, FigureEntry
from annual_reports.sources.validation import guess
from annual_reports.sources.yaml_reader import Loc, Marked

_SIGNED = ("letterhead", "document_number", "title", "signature")
"""Keys that hold the words of the document around its body."""


@dataclass(frozen=True, slots=True)
class ReportClaims:
    """Claims of one report with their evidence."""

    figures: tuple[Figure, ...]
    shortcomings: tuple[Shortcoming, ...]
    commitments: tuple[Commitment, ...]
    answers: tuple[Answer, ...]
    corrections: tuple[Correction, ...]
    sentences: tuple[Sentence, ...]
    """All sentences of the body."""


def resolve_claims(entries: Claims, marked: Marked, body: Body, catalog: Catalog) -> ReportClaims:
    """Find the evidence of every claim in the body; findings are added to `marked`."""
    resolver = _Resolver(marked, body, catalog)
    return ReportClaims(
        figures=tuple(resolver.figures(entries)),
        shortcomings=tuple(resolver.shortcomings(entries)),
        commitments=tuple(resolver.commitments(entries)),
        answers=tuple(resolver.answer(id_, entry) for id_, entry in entries.answers.items()),
        corrections=tuple(resolver.corrections(entries)),
        sentences=body.sentences,
    )


def _correction(entry: CorrectionEntry, subject: str, found: Evidence | None) -> Correction:
    words = (entry.before, entry.after, entry.reason)
    return Correction(entry.date, subject, *words, evidence=found)


@dataclass(slots=True)
class _Resolver:
    """Holds the claims of one header against the catalog and the body."""

    marked: Marked
    body: Body
    catalog: Catalog
    figure_of: dict[str, str] = field(default_factory=dict)
    """Indicator id -> the name under which the header gives its figure."""

    def figures(self, entries: Claims) -> Iterator[Figure]:
        for name, entry in entries.figures.items():
            loc: Loc = ("figures", name)
            indicator = self._indicator(name, loc, at_key=True)
            quantity = self._quantity(entry.value, (*loc, "value"))
            self._check_entry(entry, name, loc)
            found = self._evidence_of_figure(entry, loc) if quantity else None
            if indicator and quantity and found and self._is_new(indicator, name, loc):
                yield self._figure(entry, indicator, quantity, found)

    def _figure(
        self, entry: FigureEntry, indicator: Indicator, quantity: Quantity, found: Evidence
    ) -> Figure:
        loc: Loc = ("figures", self.figure_of[indicator.id])
        reason = None if entry.comparable else entry.reason
        if entry.comparable and quantity.unit not in indicator.accepted_units:
            same_family = quantities.family(quantity.unit) == quantities.family(indicator.unit)
            code = "unit-not-accepted" if same_family else "unit-family-differs"
            known = "、".join(indicator.accepted_units)
            reason = f"单位是“{quantity.unit}”，指标按“{known}”计"
            self.marked.add(code, (*loc, "value"), key=loc[1], found=quantity.unit, known=known)
        return Figure(
            indicator=indicator,
            quantity=quantity,
            text=entry.value if entry.counted else self.body.text_at(found.span),
            evidence=found,
            note=entry.note,
            counted=entry.counted,
            incomparable=reason,
            new_scope=entry.new_scope,
            place=self.marked.place((*loc, "value")),
        )

    def _check_entry(self, entry: FigureEntry, name: str, loc: Loc) -> None:
        if entry.counted and not entry.quote:
            self.marked.add("counted-without-quote", (*loc, "counted"), key=name)
        if not entry.comparable and not entry.reason:
            self.marked.add("reason-missing", (*loc, "comparable"), key=name)

    def _is_new(self, indicator: Indicator, name: str, loc: Loc) -> bool:
        other = self.figure_of.setdefault(indicator.id, name)
        if other != name:
            self.marked.add("indicator-twice", loc, at_key=True, found=name, other=other)
        return other == name

    def _quantity(self, amount: str, loc: Loc) -> Quantity | None:
        try:
            return quantities.parse(amount)
        except quantities.QuantityError:
            self.marked.add("bad-amount", loc, found=amount)
            return None

    def _evidence_of_figure(self, entry: FigureEntry, loc: Loc) -> Evidence | None:
        """Return the evidence of the amount; of a counted figure, that of the listed names."""
        within = self._span(entry.quote, (*loc, "quote")) if entry.quote else None
        if entry.quote and within is None:
            return None
        if entry.counted:
            return self.body.evidence(within) if within else None
        spans = evidence.spans_of_amount(self.body, entry.value, within)
        if len(spans) == 1:
            return self.body.evidence(spans[0])
        self._add_amount_finding(entry, loc, len(spans))
        return None

    def _add_amount_finding(self, entry: FigureEntry, loc: Loc, times: int) -> None:
        value: Loc = (*loc, "value")
        if times:
            self.marked.add("figure-ambiguous", value, found=entry.value, times=times)
        elif entry.quote:
            self.marked.add("amount-not-in-quote", (*loc, "quote"), found=entry.value)
        else:
            near = evidence.nearest_amount(self.body, entry.value)
            nearest = f"，最接近的是“{near}”" if near else ""
            self.marked.add("figure-not-in-body", value, found=entry.value, nearest=nearest)

    def shortcomings(self, entries: Claims) -> Iterator[Shortcoming]:
        for index, entry in enumerate(entries.shortcomings):
            if found := self._evidence(entry.quote, ("shortcomings", index, "quote")):
                yield Shortcoming(entry.quote, found)

    def commitments(self, entries: Claims) -> Iterator[Commitment]:
        seen: set[str] = set()
        for index, entry in enumerate(entries.commitments):
            loc: Loc = ("commitments", index)
            if entry.id in seen:
                self.marked.add("duplicate-id", (*loc, "id"), found=entry.id)
            seen.add(entry.id)
            named = [
                self._indicator(name, (*loc, "indicators", i)) for i, name in enumerate(entry.indicators)
            ]
            if found := self._evidence(entry.quote, (*loc, "quote")):
                yield Commitment(entry.id, entry.quote, tuple(filter(None, named)), found)

    def answer(self, id_: str, entry: AnswerEntry) -> Answer:
        found = self._evidence(entry.quote, ("answers", id_, "quote")) if entry.quote else None
        return Answer(id_, entry.status, entry.quote, found, self.marked.key_place(("answers", id_)))

    def corrections(self, entries: Claims) -> Iterator[Correction]:
        """Yield corrections whose new wording stands in the document."""
        for index, entry in enumerate(entries.corrections):
            loc: Loc = ("corrections", index)
            subject = self._subject(entry, loc)
            if subject and self._is_around_body(entry):
                yield _correction(entry, subject, None)
                continue
            within = self._span(entry.quote, (*loc, "quote")) if entry.quote else None
            spans = evidence.spans_of_quote(self.body, entry.after)
            found = [span for span in spans if not within or within[0] <= span[0] <= span[1] <= within[1]]
            if not found:
                self.marked.add("correction-not-in-body", (*loc, "after"), found=entry.after)
            elif subject:
                yield _correction(entry, subject, self.body.evidence(found[0]))

    def _is_around_body(self, entry: CorrectionEntry) -> bool:
        """Return True if the words stand only around the body: in the title, the signature."""
        words = entry.quote or entry.after
        values = (self.marked.values.get(key) for key in _SIGNED)
        lines = (line for value in values for line in (value if isinstance(value, list) else [value]))
        folded = [squeeze(line) for line in lines if isinstance(line, str)]
        there = any(squeeze(words) in line and squeeze(entry.after) in line for line in folded)
        return there and not evidence.spans_of_quote(self.body, words)

    def _subject(self, entry: CorrectionEntry, loc: Loc) -> str | None:
        """Return the subject of a correction: an indicator's name, or a quotation."""
        if entry.figure:
            indicator = self._indicator(entry.figure, (*loc, "figure"))
            return indicator.name if indicator else None
        if not entry.quote:
            self.marked.add("correction-without-subject", loc)
        return entry.quote

    def _indicator(self, name: str, loc: Loc, *, at_key: bool = False) -> Indicator | None:
        indicator = self.catalog.names.get(name)
        if indicator is None:
            question = guess(name, self.catalog.names)
            self.marked.add("unknown-indicator", loc, at_key=at_key, found=name, guess=question)
        return indicator

    def _evidence(self, quote: str, loc: Loc) -> Evidence | None:
        span = self._span(quote, loc)
        return self.body.evidence(span) if span else None

    def _span(self, quote: str, loc: Loc) -> Span | None:
        """Return the span of a quotation that must stand in the body just once."""
        spans = evidence.spans_of_quote(self.body, quote)
        if len(spans) == 1:
            return spans[0]
        if spans:
            self.marked.add("quote-ambiguous", loc, found=quote, times=len(spans))
        else:
            beginning = evidence.longest_prefix(self.body, quote)
            nearest = f"，只有开头“{beginning}”对得上" if len(beginning) > 1 else ""
            self.marked.add("quote-not-in-body", loc, found=quote, nearest=nearest)
        return None
