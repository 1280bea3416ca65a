"""Resolve the claims of a report's header: figures, shortcomings, commitments, answers, corrections.

Every claim must be borne out by the body. A claim that is not adds a finding at its position and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annual_reports.domain import evidence
from annual_reports.domain.catalog import Catalog
from annual_reports.domain.evidence import Body
from annual_reports.domain.findings import Place
from annual_reports.domain.model import (
    Answer,
    Commitment,
    Correction,
    Evidence,
    Figure,
    Sentence,
    Shortcoming,
    Span,
)
from annual_reports.domain.text import squeeze
from annual_reports.sources.claim_lookup import ClaimLookup
from annual_reports.sources.figure_claims import resolve_figures
from annual_reports.sources.report_schema import AnswerEntry, Claims, CorrectionEntry
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
    lookup = ClaimLookup(marked, body, catalog)
    return ReportClaims(
        figures=resolve_figures(entries.figures, lookup),
        shortcomings=tuple(_shortcomings(entries, lookup)),
        commitments=tuple(_commitments(entries, lookup)),
        answers=tuple(_answer(id_, entry, lookup) for id_, entry in entries.answers.items()),
        corrections=tuple(_corrections(entries, lookup)),
        sentences=body.sentences,
    )


def _shortcomings(entries: Claims, lookup: ClaimLookup) -> Iterator[Shortcoming]:
    for index, entry in enumerate(entries.shortcomings):
        if found := lookup.evidence(entry.quote, ("shortcomings", index, "quote")):
            yield Shortcoming(entry.quote, found)


def _commitments(entries: Claims, lookup: ClaimLookup) -> Iterator[Commitment]:
    seen: set[str] = set()
    for index, entry in enumerate(entries.commitments):
        loc: Loc = ("commitments", index)
        if entry.id in seen:
            lookup.marked.add("duplicate-id", (*loc, "id"), found=entry.id)
        seen.add(entry.id)
        named = [lookup.indicator(name, (*loc, "indicators", i)) for i, name in enumerate(entry.indicators)]
        if found := lookup.evidence(entry.quote, (*loc, "quote")):
            yield Commitment(entry.id, entry.quote, tuple(filter(None, named)), found)


def _answer(id_: str, entry: AnswerEntry, lookup: ClaimLookup) -> Answer:
    found = lookup.evidence(entry.quote, ("answers", id_, "quote")) if entry.quote else None
    return Answer(id_, entry.status, entry.quote, found, lookup.marked.key_place(("answers", id_)))


def _corrections(entries: Claims, lookup: ClaimLookup) -> Iterator[Correction]:
    """Yield corrections whose new wording stands in the document, or was itself corrected later."""
    for index, entry in enumerate(entries.corrections):
        loc: Loc = ("corrections", index)
        subject = _subject(entry, loc, lookup)
        now = _latest(entry, entries.corrections[index + 1 :], lookup.body)
        is_around, found = _is_around_body(now, lookup), _spans(now, lookup.body)
        if now is entry and not found and not (subject and is_around):
            _tell_missing(entry, loc, lookup)
        elif subject and (is_around or found):
            evidence_ = None if is_around else lookup.body.evidence(found[0])
            yield _correction(entry, subject, evidence_, lookup.marked.place((*loc, "date")))


def _latest(entry: CorrectionEntry, later: Sequence[CorrectionEntry], body: Body) -> CorrectionEntry:
    """Return the correction whose words stand where those of `entry` stood: itself, or a later one of them.

    A published correction stays as it was, also when the same words are corrected once more.
    """
    if _spans(entry, body):
        return entry
    for index, other in enumerate(later):
        is_same_figure = entry.figure == other.figure or not (entry.figure and other.figure)
        if is_same_figure and _is_part(entry.after, other.before):
            return _latest(other, later[index + 1 :], body)
    return entry


def _is_part(one: str, other: str) -> bool:
    """Return True if one of two texts holds the other."""
    shorter, longer = sorted((squeeze(one), squeeze(other)), key=len)
    return bool(shorter) and shorter in longer


def _spans(entry: CorrectionEntry, body: Body) -> list[Span]:
    """Return the spans of a correction's new words in the body: within its quotation, if it has one."""
    spans = evidence.spans_of_quote(body, entry.after)
    if not entry.quote:
        return spans
    quoted = evidence.spans_of_quote(body, entry.quote)
    within = quoted[0] if len(quoted) == 1 else (0, 0)
    return [span for span in spans if within[0] <= span[0] <= span[1] <= within[1]]


def _tell_missing(entry: CorrectionEntry, loc: Loc, lookup: ClaimLookup) -> None:
    """Add what is wrong with the words of a correction, which the document does not have."""
    is_place_clear = not entry.quote or lookup.span(entry.quote, (*loc, "quote")) is not None
    if is_place_clear or not evidence.spans_of_quote(lookup.body, entry.after):
        lookup.marked.add("correction-not-in-body", (*loc, "after"), found=entry.after)


def _correction(entry: CorrectionEntry, subject: str, found: Evidence | None, place: Place) -> Correction:
    words = (entry.before, entry.after, entry.reason)
    return Correction(entry.date, subject, *words, evidence=found, place=place)


def _is_around_body(entry: CorrectionEntry, lookup: ClaimLookup) -> bool:
    """Return True if the words stand only around the body: in the title, the signature."""
    words = entry.quote or entry.after
    values = (lookup.marked.values.get(key) for key in _SIGNED)
    lines = (line for value in values for line in (value if isinstance(value, list) else [value]))
    folded = [squeeze(line) for line in lines if isinstance(line, str)]
    there = any(squeeze(words) in line and squeeze(entry.after) in line for line in folded)
    return there and not evidence.spans_of_quote(lookup.body, words)


def _subject(entry: CorrectionEntry, loc: Loc, lookup: ClaimLookup) -> str | None:
    """Return the subject of a correction: an indicator's name, or a quotation."""
    if entry.figure:
        indicator = lookup.indicator(entry.figure, (*loc, "figure"))
        return indicator.name if indicator else None
    if not entry.quote:
        lookup.marked.add("correction-without-subject", loc)
    return entry.quote
