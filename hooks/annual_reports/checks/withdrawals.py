"""Check that a new withdrawal is dated between the publication of what it withdraws and this one."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.withdrawal_history import recorded_dates
from annual_reports.domain.findings import Finding, finding
from annual_reports.ledger.texts import told_id, version_id


def withdrawal_dates(collection: Collection) -> Iterator[Finding]:
    """Find withdrawals that are new, or have a new date, and that cannot have been made on it."""
    recorded = recorded_dates(collection)
    for key, withdrawal in collection.catalog.withdrawn.items():
        day = withdrawal.date
        if recorded.get(key) == day.isoformat():
            continue
        first = _first_day(collection, key)
        if first and day < first:
            yield finding("withdrawal-date", withdrawal.place, found=day, key=key, day=first)
        elif collection.day and day > collection.day:
            yield finding("withdrawal-in-future", withdrawal.place, found=day, day=collection.day)


def _first_day(collection: Collection, key: str) -> date | None:
    """Return the day on which what is withdrawn was published here; None if it is not known."""
    ledger = collection.ledger
    days = {version_id(entry): entry.day for entry in ledger.entries}
    days |= {id_: versions[0].day for id_, versions in ledger.by_report.items()}
    days |= {told_id(s, line): line.day for s, lines in ledger.told_by_subject.items() for line in lines}
    return days.get(key)
