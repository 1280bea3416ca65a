"""A report's file -> Report.

In steps: the header against its schema, then its words against the catalog, then every figure and
quotation against the body. Each step tells all it finds, and goes on with what is sound.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass, field
from pathlib import PurePosixPath
from typing import Any

from annual_reports import evidence, quantities, source_checks
from annual_reports.evidence import Body
from annual_reports.findings import RULES, Finding, Severity, errors, finding
from annual_reports.front_matter import Source
from annual_reports.front_matter import read as read_source
from annual_reports.header import AnswerEntry, Claims, CorrectionEntry, FigureEntry, Header
from annual_reports.model import (
    Answer,
    Catalog,
    Commitment,
    Correction,
    Evidence,
    Figure,
    Government,
    Indicator,
    Quantity,
    Report,
    Sentence,
    Shortcoming,
    Span,
)
from annual_reports.proofreading.rules import Manuscript
from annual_reports.strict_yaml import Loc, Marked
from annual_reports.text import squeeze
from annual_reports.validation import failed_locs, guess, validate

_PLACED = ("title", "issued", "published", "document_number", "acknowledged")
"""Keys at which findings are told that need other reports or the catalog."""
_SIGNED = ("letterhead", "document_number", "title", "signature")
"""Keys that hold the words of the document around its body."""


def read(
    data: bytes, path: str, shown_as: str, catalog: Catalog, others: Container[str] = ()
) -> tuple[Report | None, list[Finding]]:
    """Read a report from its file's bytes.

    Args:
        data: the file.
        path: its source path below `docs/`: `reports/<government>/<year>.md`.
        shown_as: its path in the findings.
        catalog: the governments and indicators that there are.
        others: source paths of all reports, so that a second one for the same year is recognised.

    Returns:
        The report, or None if anything is wrong with it; and all findings.

    """
    source, findings = read_source(data, shown_as)
    if source is None or not isinstance(source.header.values, dict):
        return None, findings
    header = validate(Header, source.header, source.header.values)
    claims = header or Claims.model_validate(_sound_part(source.header.values))
    year = source.header.values.get("year")
    body = Manuscript(source.body, year if isinstance(year, int) else None)
    findings += source_checks.findings(source, body)
    _check_place(source.header, PurePosixPath(path), catalog, others)
    parts = _Reading(source.header, body, catalog).parts(claims)
    _check_desk_marks(source.header)
    if header:
        _check_dates(header, source.header)
    if header is None or errors(findings):
        return None, findings
    report = _report(path, header, parts, catalog.governments[header.government], source)
    return report, [*findings, *_unclaimed(report, body)]


@dataclass(frozen=True, slots=True)
class _Parts:
    figures: tuple[Figure, ...]
    shortcomings: tuple[Shortcoming, ...]
    commitments: tuple[Commitment, ...]
    answers: tuple[Answer, ...]
    corrections: tuple[Correction, ...]
    sentences: tuple[Sentence, ...]


def _report(path: str, header: Header, parts: _Parts, government: Government, source: Source) -> Report:
    return Report(
        path=path,
        government=government,
        year=header.year,
        title=header.title,
        issuers=tuple(header.issuers),
        letterhead=header.letterhead,
        document_number=header.document_number,
        index_number=header.index_number,
        issued=header.issued,
        published=header.published,
        signature=tuple(header.signature),
        figures=parts.figures,
        shortcomings=parts.shortcomings,
        commitments=parts.commitments,
        answers=parts.answers,
        corrections=parts.corrections,
        body=source.body,
        sentences=parts.sentences,
        source_digest=source.digest,
        acknowledged=header.acknowledged,
        places={key: source.header.place((key,)) for key in _PLACED},
        body_line=source.place(source.body_start).line,
    )


def _sound_part(values: dict[str, Any]) -> dict[str, Any]:
    """What is left of the claims when every entry with a fault is taken out."""
    claims = {key: values[key] for key in Claims.model_fields if values.get(key) is not None}
    faults = {loc[:2] for loc in failed_locs(Claims, claims)}
    return {key: _without(content, key, faults) for key, content in claims.items() if (key,) not in faults}


def _without(content: Any, key: str, faults: set[Loc]) -> Any:
    if isinstance(content, dict):
        return {name: entry for name, entry in content.items() if (key, name) not in faults}
    return [entry for index, entry in enumerate(content) if (key, index) not in faults]


def _check_place(marked: Marked, path: PurePosixPath, catalog: Catalog, others: Container[str]) -> None:
    """The file's name is the year, its folder the government; a type error is told elsewhere."""
    year, government = marked.values.get("year"), marked.values.get("government")
    if isinstance(year, int) and str(year) != path.stem:
        same = str(path.with_name(f"{year}.md"))
        code = "duplicate-report" if same in others else "year-mismatch"
        marked.add(code, ("year",), found=year, expected=path.stem, other=f"docs/{same}")
    if not isinstance(government, str):
        return
    if government != path.parent.name:
        marked.add("government-mismatch", ("government",), found=government, expected=path.parent.name)
    if government not in catalog.governments:
        question = guess(government, catalog.governments)
        marked.add("unknown-government", ("government",), found=government, guess=question)


def _check_dates(header: Header, marked: Marked) -> None:
    if header.issued and header.published and header.published < header.issued:
        marked.add(
            "published-before-issued", ("published",), published=header.published, issued=header.issued
        )


def _unclaimed(report: Report, body: Body) -> Iterator[Finding]:
    """Amounts of the body that are no figure's, told together at the first."""
    spans = (figure.evidence.span for figure in report.figures)
    claimed = {place for start, end in spans for place in range(start, end)}
    amounts = sorted(span for spans in body.amounts.values() for span in spans)
    free = [span for span in amounts if claimed.isdisjoint(range(*span))]
    if free:
        found = "、".join(map(body.written, free))
        yield finding("amount-unclaimed", report.place(free[0][0]), count=len(free), found=found)


def _check_desk_marks(marked: Marked) -> None:
    """What is left to confirm after an import; and which findings were looked into."""
    left, codes = (marked.values.get(key) or () for key in ("to_confirm", "acknowledged"))
    for index, text in enumerate(left if isinstance(left, list) else ()):
        marked.add("unconfirmed", ("to_confirm", index), found=text)
    for code in codes if isinstance(codes, dict) else ():
        loc: Loc = ("acknowledged", code)
        if code not in RULES:
            marked.add("unknown-code", loc, at_key=True, found=code, guess=guess(code, RULES))
        elif RULES[code]["severity"] == Severity.ERROR:
            marked.add("not-acknowledgeable", loc, at_key=True, found=code)


def _correction(entry: CorrectionEntry, subject: str, found: Evidence | None) -> Correction:
    words = (entry.before, entry.after, entry.reason)
    return Correction(entry.date, subject, *words, evidence=found)


@dataclass(slots=True)
class _Reading:
    """The claims of one header, held against the catalog and the body."""

    marked: Marked
    body: Body
    catalog: Catalog
    figure_of: dict[str, str] = field(default_factory=dict)
    """Indicator id -> the name under which the header gives its figure."""

    def parts(self, claims: Claims) -> _Parts:
        return _Parts(
            figures=tuple(self._figures(claims)),
            shortcomings=tuple(self._shortcomings(claims)),
            commitments=tuple(self._commitments(claims)),
            answers=tuple(self._answer(id_, entry) for id_, entry in claims.answers.items()),
            corrections=tuple(self._corrections(claims)),
            sentences=self.body.sentences,
        )

    def _figures(self, claims: Claims) -> Iterator[Figure]:
        for name, entry in claims.figures.items():
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
            text=entry.value if entry.counted else self.body.written(found.span),
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
        """Where the amount stands; for a count of names, where the names stand."""
        within = self._span(entry.quote, (*loc, "quote")) if entry.quote else None
        if entry.quote and within is None:
            return None
        if entry.counted:
            return self.body.evidence(within) if within else None
        spans = evidence.places_of_amount(self.body, entry.value, within)
        if len(spans) == 1:
            return self.body.evidence(spans[0])
        self._note_amount(entry, loc, len(spans))
        return None

    def _note_amount(self, entry: FigureEntry, loc: Loc, times: int) -> None:
        place: Loc = (*loc, "value")
        if times:
            self.marked.add("figure-ambiguous", place, found=entry.value, times=times)
        elif entry.quote:
            self.marked.add("amount-not-in-quote", (*loc, "quote"), found=entry.value)
        else:
            near = evidence.nearest_amount(self.body, entry.value)
            nearest = f"，最接近的是“{near}”" if near else ""
            self.marked.add("figure-not-in-body", place, found=entry.value, nearest=nearest)

    def _shortcomings(self, claims: Claims) -> Iterator[Shortcoming]:
        for index, entry in enumerate(claims.shortcomings):
            if found := self._evidence(entry.quote, ("shortcomings", index, "quote")):
                yield Shortcoming(entry.quote, found)

    def _commitments(self, claims: Claims) -> Iterator[Commitment]:
        seen: set[str] = set()
        for index, entry in enumerate(claims.commitments):
            loc: Loc = ("commitments", index)
            if entry.id in seen:
                self.marked.add("duplicate-id", (*loc, "id"), found=entry.id)
            seen.add(entry.id)
            named = [
                self._indicator(name, (*loc, "indicators", i)) for i, name in enumerate(entry.indicators)
            ]
            if found := self._evidence(entry.quote, (*loc, "quote")):
                yield Commitment(entry.id, entry.quote, tuple(filter(None, named)), found)

    def _answer(self, id_: str, entry: AnswerEntry) -> Answer:
        found = self._evidence(entry.quote, ("answers", id_, "quote")) if entry.quote else None
        return Answer(id_, entry.status, entry.quote, found, self.marked.key_place(("answers", id_)))

    def _corrections(self, claims: Claims) -> Iterator[Correction]:
        """What was corrected must read in the document as the correction says."""
        for index, entry in enumerate(claims.corrections):
            loc: Loc = ("corrections", index)
            subject = self._subject(entry, loc)
            if subject and self._is_around_body(entry):
                yield _correction(entry, subject, None)
                continue
            within = self._span(entry.quote, (*loc, "quote")) if entry.quote else None
            spans = evidence.places_of_quote(self.body, entry.after)
            found = [span for span in spans if not within or within[0] <= span[0] <= span[1] <= within[1]]
            if not found:
                self.marked.add("correction-not-in-body", (*loc, "after"), found=entry.after)
            elif subject:
                yield _correction(entry, subject, self.body.evidence(found[0]))

    def _is_around_body(self, entry: CorrectionEntry) -> bool:
        """Whether its words stand above or below the body alone: in the title, the signature."""
        words = entry.quote or entry.after
        values = (self.marked.values.get(key) for key in _SIGNED)
        lines = (line for value in values for line in (value if isinstance(value, list) else [value]))
        folded = [squeeze(line) for line in lines if isinstance(line, str)]
        there = any(squeeze(words) in line and squeeze(entry.after) in line for line in folded)
        return there and not evidence.places_of_quote(self.body, words)

    def _subject(self, entry: CorrectionEntry, loc: Loc) -> str | None:
        """What a correction is about: an indicator, or a quotation."""
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
        """The one place of a quotation."""
        spans = evidence.places_of_quote(self.body, quote)
        if len(spans) == 1:
            return spans[0]
        if spans:
            self.marked.add("quote-ambiguous", loc, found=quote, times=len(spans))
        else:
            beginning = evidence.longest_beginning(self.body, quote)
            nearest = f"，只有开头“{beginning}”对得上" if len(beginning) > 1 else ""
            self.marked.add("quote-not-in-body", loc, found=quote, nearest=nearest)
        return None
