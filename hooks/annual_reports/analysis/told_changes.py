"""List what changed between publications in what readers are told beside the signed texts.

The first line that records a subject changes nothing: it only begins the record. Withdrawn words are not
shown again, but that they changed is told, and dates, states and amounts stay readable.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.recorded_names import is_told_by_name, with_present_ids, with_subjects
from annual_reports.domain.model import Correction, Report
from annual_reports.ledger.canonical import report_id
from annual_reports.ledger.free_words import FREE, HIDDEN, LISTED, Record, compare_records
from annual_reports.ledger.lines import MEANINGS, PAGES, ToldEntry
from annual_reports.ledger.statements import StatementChange, parse
from annual_reports.ledger.texts import told_id, words_id
from annual_reports.ledger.told_records import read_record, words_digest


@dataclass(frozen=True, slots=True)
class ToldChange:
    """Change of one statement between two publications."""

    number: int
    """Number of the ledger's line that recorded it."""
    day: date | None
    """Day of the publication; None if it was not recorded."""
    report: Report | None
    """The report that it is about; None for a meaning of the catalog."""
    subject: str
    """Report id, `MEANINGS` or `PAGES`."""
    change: StatementChange | None
    """None if a former program kept values and words together, and both were withdrawn."""
    records: tuple[Record, ...] = field(default=(), repr=False, compare=False)
    """Recorded statements, before and after."""


def list_told_changes(collection: Collection) -> list[ToldChange]:
    """Return all changes about reports that are there and about the catalog, in the order of the ledger."""
    subjects: list[tuple[str, Report | None]] = [(report_id(report), report) for report in collection.reports]
    subjects += [
        (id_, None) for id_ in sorted(collection.ledger.by_report.keys() & collection.catalog.withdrawn)
    ]
    changes = (
        change
        for subject, report in [(MEANINGS, None), (PAGES, None), *subjects]
        for before, after in successive_lines(collection, subject)
        for change in _changes(collection, subject, report, before, after)
    )
    return sorted(changes, key=lambda change: change.number)


def successive_lines(collection: Collection, subject: str) -> Iterator[tuple[ToldEntry, ToldEntry]]:
    """Yield each two successive lines that recorded a subject."""
    return pairwise(collection.next_ledger.told_by_subject.get(subject, ()))


def _changes(
    collection: Collection, subject: str, report: Report | None, before: ToldEntry, after: ToldEntry
) -> Iterator[ToldChange]:
    old, new = (_comparable(collection, subject, entry) for entry in (before, after))
    if old is None or new is None:
        is_withdrawn = any(collection.is_told_withdrawn(subject, entry) for entry in (before, after))
        if is_withdrawn and subject not in collection.catalog.withdrawn:
            yield ToldChange(after.number, after.day, report, subject, None)
        return  # otherwise a finding tells it
    corrections = _corrections_between(collection, report, before, after) if report else ()
    same_ids = _with_present_ids(collection, subject, old, new)
    for change in compare_records(same_ids, new, corrections):
        if not is_told_by_name(change, same_ids, new):
            shown = _without_hidden(collection, subject, (before, after), change)
            records = (record_of(collection, subject, entry) for entry in (before, after))
            yield ToldChange(after.number, after.day, report, subject, shown, tuple(filter(None, records)))


def _comparable(collection: Collection, subject: str, entry: ToldEntry) -> Record | None:
    """Return what a line recorded, to be compared: of a former program with its words, while they are kept.

    In its file words have no numbers that would stand for them.
    """
    if entry.number <= len(collection.ledger.lines):
        record = read_record(collection.texts, subject, entry)
        if record and words_digest(record.plain) is None:
            return record
    return record_of(collection, subject, entry)


def _without_hidden(
    collection: Collection, subject: str, lines: tuple[ToldEntry, ...], change: StatementChange
) -> StatementChange:
    """Return a change without the free words of lines that were withdrawn."""
    if change.kind not in FREE or not any(collection.is_told_withdrawn(subject, one) for one in lines):
        return change
    sides = zip(lines, (change.before, change.after), strict=True)
    before, after = (
        HIDDEN if words is not None and collection.is_told_withdrawn(subject, line) else words
        for line, words in sides
    )
    return StatementChange(change.kind, "" if change.kind in LISTED else change.subject, before, after)


def _with_present_ids(collection: Collection, subject: str, before: Record, after: Record) -> Record:
    """Return the earlier record with the later ids of what readers see unchanged under its name."""
    record = with_present_ids(before, after)
    gone, came = (
        {*a.plain.get("answers", ())} - {*b.plain.get("answers", ())}
        for a, b in ((before, after), (after, before))
    )
    if not (gone and came):
        return record
    words = {id_: answered_plan(collection, subject, id_) for id_ in (*gone, *came)}
    ids = {old: new for old in gone for new in came if words[old] and words[old] == words[new]}
    return with_subjects(record, ("answers", "answer_quotes"), ids)


def answered_plan(collection: Collection, subject: str, id_: str) -> str | None:
    """Return the words of a plan that a report answers: the last one of that id before it.

    If no report has the id any more, the words are those that were recorded; None if nothing has them.
    """
    government, _, year = subject.partition("/")
    for report in collection.by_government.get(government, ()):
        plans = report.commitments if report.year < int(year) else ()
        if words := next((plan.quote for plan in plans if plan.id == id_), None):
            return words
    earlier = sorted(s for s in collection.next_ledger.told_by_subject if s.startswith(f"{government}/"))
    recorded = [
        record.words["commitments"][id_]
        for other in earlier
        if other < subject
        for record in records_of(collection, other)
        if record.words and id_ in record.words.get("commitments", ())
    ]
    return recorded[-1] if recorded else None


def records_of(collection: Collection, subject: str) -> Iterator[Record]:
    """Yield all that was recorded of a subject, oldest first."""
    for entry in collection.next_ledger.told_by_subject.get(subject, ()):
        if record := record_of(collection, subject, entry):
            yield record


def record_of(collection: Collection, subject: str, entry: ToldEntry) -> Record | None:
    """Return what a line recorded, without withdrawn words; None if its file is missing or altered.

    A former program kept values and words in one file, which as a whole is withdrawn.
    """
    if entry.number > len(collection.ledger.lines):
        files = collection.told[subject]
        record: Record | None = Record(parse(files.plain), parse(files.words))
    else:
        record = read_record(collection.texts, subject, entry)
    if record is None or not collection.is_told_withdrawn(subject, entry):
        return record
    return record._replace(words=None)


def told_files(collection: Collection, subject: str, entry: ToldEntry) -> Iterator[tuple[str, bytes]]:
    """Yield id and content of the files of recorded statements that may be shown.

    Those that this publication records are taken from the reports, since they are not kept yet.
    """
    is_withdrawn, plain = collection.is_told_withdrawn(subject, entry), _plain(collection, subject, entry)
    digest = words_digest(parse(plain)) if plain else None
    if plain and (digest or not is_withdrawn):
        yield told_id(subject, entry), plain
    if digest and not is_withdrawn:
        words = _words(collection, subject, entry, digest)
        yield from [(words_id(subject, entry), words)] if words else []


def _plain(collection: Collection, subject: str, entry: ToldEntry) -> bytes | None:
    if entry.number > len(collection.ledger.lines):
        return collection.told[subject].plain
    return collection.texts.get_told(subject, entry)


def _words(collection: Collection, subject: str, entry: ToldEntry, digest: str) -> bytes | None:
    if entry.number > len(collection.ledger.lines):
        return collection.told[subject].words
    return collection.texts.get_words(subject, entry, digest)


def _corrections_between(
    collection: Collection, report: Report, before: ToldEntry, after: ToldEntry
) -> Sequence[Correction]:
    """Return the corrections that were declared between two lines."""
    versions = (collection.next_ledger.version_at(report_id(report), entry) for entry in (before, after))
    first, last = (len(version.content_digests.corrections) if version else 0 for version in versions)
    return report.corrections[first:last]
