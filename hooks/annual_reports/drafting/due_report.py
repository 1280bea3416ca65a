"""Look up what a report that is to be written follows on: the report before, the commitments to answer."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annual_reports.analysis.collection import Collection
from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.domain.model import Commitment, Report
from annual_reports.sources.validation import guess


class DueReport(NamedTuple):
    """A report that is to be written."""

    government: str
    """Government id."""
    year: int
    last: Report | None
    """Last report of the government, if there is one."""
    owed: Sequence[tuple[int, Commitment]]
    """Year and commitment, for the commitments of earlier years that the report has to answer."""


def find_due_report(collection: Collection, government: str, year: int) -> DueReport:
    """Return the report that a government owes for a year."""
    history = collection.histories.get(government)
    owed = [(i.report.year, i.commitment) for i in history.tracked if i.awaits_answer] if history else []
    last = last_report(collection, government, year)
    return DueReport(government, year, last, [entry for entry in owed if entry[0] < year])


def last_report(collection: Collection, government: str, year: int) -> Report | None:
    """Return a government's last report before a year."""
    earlier = (report for report in collection.by_government.get(government, ()) if report.year < year)
    return next(earlier, None)


def unknown_government(collection: Collection, government: str) -> Finding | None:
    """Return a finding if a government is not in the catalog. This also keeps paths inside `docs/reports`."""
    governments = collection.catalog.governments
    if government in governments:
        return None
    place, nearest = Place("data/governments.yml"), guess(government, governments)
    return finding("unknown-government", place, found=government, guess=nearest)
