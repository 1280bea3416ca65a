"""List what changed between publications in what readers are told beside the signed texts.

The first line that records a subject changes nothing: it only begins the record. Statements that were
withdrawn are not shown again, but that they changed is told.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

from annual_reports.analysis.collection import Collection
from annual_reports.domain.model import Correction, Report
from annual_reports.ledger.canonical import report_id
from annual_reports.ledger.lines import MEANINGS, ToldEntry
from annual_reports.ledger.statements import StatementChange, compare, parse
from annual_reports.ledger.texts import told_id


@dataclass(frozen=True, slots=True)
class ToldChange:
    """Change of one statement between two publications."""

    number: int
    """Number of the ledger's line that recorded it."""
    day: date | None
    """Day of the publication; None if it was not recorded."""
    report: Report | None
    """The report that it is about; None for a meaning of the catalog."""
    change: StatementChange | None
    """None if the statements before were withdrawn, so that the change cannot be shown."""


def list_told_changes(collection: Collection) -> list[ToldChange]:
    """Return all changes about reports that are there and about the catalog, in the order of the ledger."""
    subjects: list[tuple[str, Report | None]] = [(report_id(report), report) for report in collection.reports]
    changes = (
        change
        for subject, report in [(MEANINGS, None), *subjects]
        for before, after in successive_lines(collection, subject)
        for change in _changes(collection, subject, report, before, after)
    )
    return sorted(changes, key=lambda change: change.number)


def successive_lines(collection: Collection, subject: str) -> Iterator[tuple[ToldEntry, ToldEntry]]:
    """Yield each two successive lines that recorded a subject."""
    return pairwise(collection.next_ledger.told_by_subject.get(subject, ()))


def is_withdrawn(collection: Collection, subject: str, entry: ToldEntry) -> bool:
    """Return True if recorded statements were withdrawn, or the version beside which they were told."""
    withdrawn = collection.catalog.withdrawn
    version = collection.next_ledger.version_at(subject, entry)
    return told_id(subject, entry) in withdrawn or (
        version is not None and (version.report in withdrawn or collection.is_withdrawn(version))
    )


def _changes(
    collection: Collection, subject: str, report: Report | None, before: ToldEntry, after: ToldEntry
) -> Iterator[ToldChange]:
    if is_withdrawn(collection, subject, before) or is_withdrawn(collection, subject, after):
        yield ToldChange(after.number, after.day, report, None)
        return
    old, new = (told_content(collection, subject, entry) for entry in (before, after))
    if old is None or new is None:  # a finding tells it
        return
    corrections = _corrections_between(collection, report, before, after) if report else ()
    for change in compare(parse(old), parse(new), corrections):
        yield ToldChange(after.number, after.day, report, change)


def told_content(collection: Collection, subject: str, entry: ToldEntry) -> bytes | None:
    """Return the file of recorded statements; None if it is missing or altered.

    Those that this publication records are taken from the reports, since they are not kept yet.
    """
    if entry.number > len(collection.ledger.lines):
        return collection.told[subject]
    return collection.texts.get_told(subject, entry)


def _corrections_between(
    collection: Collection, report: Report, before: ToldEntry, after: ToldEntry
) -> Sequence[Correction]:
    """Return the corrections that were declared between two lines."""
    versions = (collection.next_ledger.version_at(report_id(report), entry) for entry in (before, after))
    first, last = (len(version.content_digests.corrections) if version else 0 for version in versions)
    return report.corrections[first:last]
