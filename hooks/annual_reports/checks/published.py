"""Check that published reports stay unchanged, or declare a correction for each change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice

from annual_reports.analysis.collection import Collection
from annual_reports.checks.corrections import (
    proposed_correction,
    proposed_figure_correction,
    proposed_row_correction,
)
from annual_reports.domain.canonical_text import canonicalize
from annual_reports.domain.evidence import Body, spans_of_quote
from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.domain.model import Correction, Report
from annual_reports.ledger.alterations import (
    Alteration,
    find_alterations,
    marked_excerpt,
    unexplained_alterations,
)
from annual_reports.ledger.canonical import (
    figures_by_id,
    name_of_figure,
    report_id,
    signed_text,
)
from annual_reports.ledger.history import superseded_versions
from annual_reports.ledger.lines import Entry
from annual_reports.ledger.table_rows import moved_rows
from annual_reports.ledger.texts import version_id

_MOST_FINDINGS = 20
"""Most altered passages of one report that are reported."""
_CONTEXTS = (12, 6, 3)
"""Characters of context by which an alteration is searched for in the source file, longest first."""


def altered_contents(collection: Collection) -> Iterator[Finding]:
    """Find words and figures that differ from the published ones and that no correction explains.

    Corrections of a withdrawn version may be rewritten, for they may hold its words, but not dropped.
    """
    for report in collection.reports:
        id_ = report_id(report)
        entry, now = collection.ledger.latest_entry(id_), collection.content_digests[id_]
        if entry is None or entry.content_digests == now:
            continue
        published = entry.content_digests.corrections
        is_withdrawn = collection.is_withdrawn(entry)  # a finding would quote the withdrawn text
        are_kept = is_withdrawn or now.corrections[: len(published)] == published
        if not are_kept or len(now.corrections) < len(published):
            yield finding("correction-dropped", _place_of_title(report), count=len(published))
        new = report.corrections[len(published) :]
        if not is_withdrawn:
            yield from _altered_words(collection, report, entry, new)
        yield from _altered_figures(collection, report, entry, new)


def moved_cells(collection: Collection) -> Iterator[Finding]:
    """Find rows of published tables whose words are the same, but stand in other columns."""
    for report in collection.reports:
        entry = collection.ledger.latest_entry(report_id(report))
        if "|" not in report.body or entry is None or collection.is_withdrawn(entry):
            continue
        text = collection.texts.get(entry)
        if text is None:
            yield _missing_text(entry)
            continue
        new = report.corrections[len(entry.content_digests.corrections) :]
        for row in islice(moved_rows(text, report.body, new), _MOST_FINDINGS):
            example = proposed_row_correction(row.before, row.after)
            facts = {"before": row.before, "after": row.after, "example": example}
            yield finding("published-cells-moved", report.place(row.offset), **facts)


def correction_dates(collection: Collection) -> Iterator[Finding]:
    """Find new corrections that are dated before what they follow, or after the day of this publication."""
    for report in collection.reports:
        entry = collection.ledger.latest_entry(report_id(report))
        published = entry.content_digests.corrections if entry else ()
        count = len(published)
        if collection.content_digests[report_id(report)].corrections[:count] != published:
            continue  # another finding tells it
        for index, correction in enumerate(report.corrections[count:], count):
            earlier = _events_before(collection, report, index)
            late = [(day, what) for day, what in earlier if day and day > correction.date]
            if late:
                day, what = max(late)
                yield finding("correction-date", correction.place, found=correction.date, what=what, day=day)
            elif collection.day and correction.date > collection.day:
                yield finding(
                    "correction-in-future", correction.place, found=correction.date, day=collection.day
                )


def _events_before(collection: Collection, report: Report, index: int) -> Iterator[tuple[date | None, str]]:
    """Yield the days before which a correction cannot have been made."""
    yield report.published, "发布日期"
    yield collection.ledger.day_of(report_id(report)), "本站首次发布的日子"
    if index:
        yield report.corrections[index - 1].date, "前一条更正"


def missing_reports(collection: Collection) -> Iterator[Finding]:
    """Find published reports that are missing, and withdrawn reports that are still there."""
    withdrawn = collection.catalog.withdrawn
    for report in collection.ledger.by_report:
        path = f"reports/{report}.md"
        exists = report in collection.content_digests or path in collection.docs.unread
        if exists and report in withdrawn:
            yield finding("withdrawn-report-there", Place(f"docs/{path}"), found=report)
        if not exists and report not in withdrawn:
            yield finding("published-report-missing", Place(f"docs/{path}"), found=report)


def missing_texts(collection: Collection) -> Iterator[Finding]:
    """Find superseded versions whose text is missing or differs from the published one."""
    for report in collection.reports:
        yield from require_texts(collection, superseded_versions(collection.versions(report)))


def require_texts(collection: Collection, entries: Iterable[Entry]) -> Iterator[Finding]:
    """Find entries whose text is neither withdrawn nor there as it was published."""
    for entry in entries:
        if not collection.is_withdrawn(entry) and collection.texts.get(entry) is None:
            yield _missing_text(entry)


def _altered_words(
    collection: Collection, report: Report, entry: Entry, corrections: Sequence[Correction]
) -> Iterator[Finding]:
    if entry.content_digests.text == collection.content_digests[report_id(report)].text:
        return
    text = collection.texts.get(entry)
    if text is None:
        yield _missing_text(entry)
        return
    before, after = canonicalize(text), canonicalize(signed_text(report))
    body = Body(report.body)
    runs = unexplained_alterations(find_alterations(before, after), before, after, corrections)
    for run in islice(runs, _MOST_FINDINGS):
        yield finding(
            "published-words-changed",
            _place_of_run(report, body, after, run),
            before=marked_excerpt(before, run.before),
            after=marked_excerpt(after, run.after),
            example=proposed_correction(report, body, (before, after), run),
        )


def _altered_figures(
    collection: Collection, report: Report, entry: Entry, corrections: Sequence[Correction]
) -> Iterator[Finding]:
    """Find figures that were changed or removed; a new figure needs no correction."""
    now = collection.content_digests[report_id(report)].figures
    places = {id_: figure.place for id_, figure in figures_by_id(report).items()}
    for id_, before in entry.content_digests.figures.items():
        name = name_of_figure(id_, collection.catalog.indicators)
        if now.get(id_) != before and not _is_explained(corrections, name, before, now.get(id_)):
            what = f"改成了“{now[id_]}”" if id_ in now else "没有了"
            place = places.get(id_, _place_of_title(report))
            example = proposed_figure_correction(report, name, before, now.get(id_))
            facts = {"found": name, "before": before, "what": what, "example": example}
            yield finding("published-figure-changed", place, **facts)


def _is_explained(corrections: Iterable[Correction], indicator: str, before: str, now: str | None) -> bool:
    """Return True if a correction states the published figure and, unless it was removed, the new one."""
    declared = (
        (canonicalize(c.before), canonicalize(c.after)) for c in corrections if c.subject == indicator
    )
    return any(was == before and now in (None, after) for was, after in declared)


def _missing_text(entry: Entry) -> Finding:
    place = Place(f"data/published/{version_id(entry)}.txt")
    return finding("published-text-missing", place, found=entry.report, version=entry.version)


def _place_of_run(report: Report, body: Body, text: str, run: Alteration) -> Place:
    """Return the place of an altered run in the source file, searched for by the words around it."""
    words = text[slice(*run.after)]
    for context in _CONTEXTS:
        passage = text[max(0, run.after[0] - context) : run.after[1] + context]
        if spans := spans_of_quote(body, passage):
            start = spans[0][0]
            offsets = (offset for offset, _ in spans_of_quote(body, words) if offset >= start)
            return report.place(next(offsets, start))
    return _place_of_title(report)


def _place_of_title(report: Report) -> Place:
    return report.places.get("title", Place(f"docs/{report.path}"))
