"""Check the whole ledger against its texts and all reports, for `annual-reports verify`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annual_reports.analysis.collection import Collection
from annual_reports.checks import published, statements, witnesses
from annual_reports.domain.findings import Finding


class LedgerCounts(NamedTuple):
    """Numbers of lines, and of reports by their relation to the ledger."""

    entries: int
    """Lines of the ledger, of both kinds."""
    same: int
    """Reports that are as their latest published version."""
    changed: int
    """Reports that differ from it; the findings say whether corrections declare the changes."""
    new: int
    """Reports that were never published."""


def ledger_and_texts(collection: Collection) -> Iterator[Finding]:
    """Run all checks of published contents; unlike a build, require the texts and statements of all lines."""
    yield from published.altered_contents(collection)
    yield from published.moved_cells(collection)
    yield from published.missing_reports(collection)
    yield from statements.unknown_texts(collection)
    yield from published.require_texts(collection, collection.ledger.entries)
    for subject, lines in collection.ledger.told_by_subject.items():
        yield from statements.require_statements(collection, subject, lines)
    yield from witnesses.contradictions(collection)


def count_reports(collection: Collection) -> LedgerCounts:
    """Count the reports that are the same as published, changed and new."""
    latest = {report: collection.ledger.latest_entry(report) for report in collection.content_digests}
    same = sum(
        entry is not None and entry.content_digests == collection.content_digests[report]
        for report, entry in latest.items()
    )
    new = sum(entry is None for entry in latest.values())
    return LedgerCounts(len(collection.ledger.lines), same, len(latest) - same - new, new)
