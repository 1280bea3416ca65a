"""Resolve what a header acknowledges: for the whole report, for passages of its text, for one figure.

`for` in `domain/findings.yml` says which of them a code is about.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annual_reports.domain.acknowledgements import Acknowledgement
from annual_reports.domain.evidence import Body, spans_of_quote
from annual_reports.domain.findings import RULES, Place, acknowledgement_example
from annual_reports.domain.text import squeeze
from annual_reports.sources.claim_lookup import ClaimLookup
from annual_reports.sources.front_matter import Source
from annual_reports.sources.report_schema import PassageEntry
from annual_reports.sources.validation import guess
from annual_reports.sources.yaml_reader import Loc, Marked

_KEY = "acknowledged"
_SUBJECTS = {"report": "整份报告", "place": "正文里的一处"}


def of_figure(codes: Mapping[str, str], loc: Loc, lookup: ClaimLookup) -> tuple[Acknowledgement, ...]:
    """Return what one figure acknowledges; `loc` is the figure's path in the header."""
    place = lookup.marked.place((*loc, "value"))
    return tuple(
        Acknowledgement(code, reason, lookup.marked.key_place((*loc, _KEY, code)), place, place)
        for code, reason in codes.items()
        if _is_right(lookup.marked, code, (*loc, _KEY, code), "figure")
    )


def of_report(
    codes: Mapping[str, str | list[PassageEntry]], lookup: ClaimLookup, source: Source
) -> tuple[Acknowledgement, ...]:
    """Return what the report acknowledges: all findings of a code, or those about quoted passages."""
    return tuple(_of_report(codes, lookup, source))


def _of_report(
    codes: Mapping[str, str | list[PassageEntry]], lookup: ClaimLookup, source: Source
) -> Iterator[Acknowledgement]:
    for code, given in codes.items():
        loc: Loc = (_KEY, code)
        if not _is_right(lookup.marked, code, loc, "report" if isinstance(given, str) else "place"):
            continue
        if isinstance(given, str):
            yield Acknowledgement(code, given, lookup.marked.key_place(loc), Place(lookup.marked.path))
            continue
        for index, entry in enumerate(given):
            at = lookup.marked.place((*loc, index))
            for start, end in _passages(entry.quote, (*loc, index, "quote"), lookup, source):
                is_in_header = start < source.place(source.body_start)
                yield Acknowledgement(code, entry.reason, at, start, end, entry.quote, met=is_in_header)


def _passages(quote: str, loc: Loc, lookup: ClaimLookup, source: Source) -> Iterator[tuple[Place, Place]]:
    """Yield the passage of the body that is quoted; of words that only the header has, every place there."""
    if spans_of_quote(lookup.body, quote) or not _is_in_header(quote, lookup.marked):
        span = lookup.span(quote, loc)
        spans, offset = [span] if span else [], source.body_start
    else:
        spans, offset = spans_of_quote(Body(source.text[: source.body_start]), quote), 0
    for span in spans:
        yield source.place(offset + span[0]), source.place(offset + span[1])


def quotes(marked: Marked) -> Iterator[tuple[int, str]]:
    """Yield the line and the words of each passage that a header acknowledges, right or wrong."""
    codes = marked.values.get(_KEY)
    for code, entries in codes.items() if isinstance(codes, dict) else ():
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            quote = entry.get("quote") if isinstance(entry, dict) else None
            if isinstance(quote, str):
                yield marked.place((_KEY, code, index, "quote")).line, quote


def _is_in_header(words: str, marked: Marked) -> bool:
    """Return True if words stand in a value of the header, besides what it acknowledges."""
    values = {key: value for key, value in marked.values.items() if key != _KEY}
    return any(squeeze(words) in squeeze(text) for text in _texts(values))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from _texts(inner)
    elif isinstance(value, str):
        yield value


def _is_right(marked: Marked, code: str, loc: Loc, written_for: str) -> bool:
    """Add a finding if a code is unknown, an error, or about something else than it is written for."""
    subject = RULES.get(code, {}).get("for")
    if code not in RULES:
        marked.add("unknown-code", loc, at_key=True, found=code, guess=guess(code, RULES))
    elif not subject:
        marked.add("not-acknowledgeable", loc, at_key=True, found=code)
    elif subject == "figure" != written_for:
        marked.add("acknowledged-for-report", loc, at_key=True, found=code)
    elif subject != written_for:
        example = acknowledgement_example(code, "含有那一处的原文")
        facts = {"subject": _SUBJECTS[subject], "example": example}
        marked.add("acknowledged-otherwise", loc, at_key=True, found=code, **facts)
    return subject == written_for
