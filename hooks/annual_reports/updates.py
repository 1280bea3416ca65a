"""What happened when: publications and corrections, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from annual_reports.model import Correction, Report


@dataclass(frozen=True, slots=True)
class Update:
    """A report's publication, or a correction to it."""

    day: date | None
    """None for a publication whose date the document does not say."""
    report: Report
    correction: Correction | None = None


def updates(reports: Iterable[Report]) -> list[Update]:
    """Every publication and correction, newest first; those without a date at the end, newest year first."""
    return sorted(_updates(reports), key=_newest_first)


def _updates(reports: Iterable[Report]) -> Iterator[Update]:
    for report in reports:
        yield Update(report.published, report)
        yield from (Update(correction.date, report, correction) for correction in report.corrections)


def _newest_first(update: Update) -> tuple[int, int, str]:
    return (-update.day.toordinal() if update.day else 0), -update.report.year, update.report.path
