"""The ledger against itself, its texts and all reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annual_reports.checks import published
from annual_reports.collection import Collection
from annual_reports.findings import Finding
from annual_reports.ledger.texts import name_of


class Tally(NamedTuple):
    """How many reports stand how."""

    entries: int
    same: int
    """Reports that are as they were published last."""
    changed: int
    """Those that were changed since; whether they say so is told in the findings."""
    new: int


def findings(collection: Collection) -> Iterator[Finding]:
    """What is wrong with the published reports and with the texts that are kept of them."""
    for check in (published.altered, published.missing, published.unknown_texts):
        yield from check(collection)
    for entry in collection.ledger.entries:
        if name_of(entry) not in collection.catalog.withdrawn and collection.texts.of(entry) is None:
            yield published.text_missing(entry)


def tally(collection: Collection) -> Tally:
    """Count the reports by how they stand to the ledger."""
    last = {report: collection.ledger.last(report) for report in collection.stated}
    same = sum(
        entry is not None and entry.stated == collection.stated[report] for report, entry in last.items()
    )
    new = sum(entry is None for entry in last.values())
    return Tally(len(collection.ledger.entries), same, len(last) - same - new, new)
