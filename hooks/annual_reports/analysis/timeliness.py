"""Check the dates of a report against `data/deadlines.yml` and the end of its year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from annual_reports.domain.catalog import Catalog, Deadline
from annual_reports.domain.model import Report


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Result for one report and one deadline."""

    deadline: Deadline
    day: date | None
    """Date of the report to which the deadline applies; None if the document bears none."""
    days_late: int | None
    """Days behind the deadline, 0 if in time; None without a date."""

    def describe(self) -> str:
        """Describe the result in words: 按时; 晚 19 天; 日期未载明，无法判断."""
        if self.days_late is None:
            return "日期未载明，无法判断"
        return f"晚 {self.days_late} 天" if self.days_late else "按时"


def check_deadlines(report: Report, catalog: Catalog) -> list[Timeliness]:
    """Check a report against every deadline for governments of its level."""
    return [
        _check_deadline(report, deadline)
        for deadline in catalog.deadlines.values()
        if report.government.level in deadline.levels
    ]


def _check_deadline(report: Report, deadline: Deadline) -> Timeliness:
    day = report.published if deadline.of == "published" else report.issued
    if day is None:
        return Timeliness(deadline, None, None)
    last = deadline.first_late_day(report.year).toordinal() - 1
    return Timeliness(deadline, day, max(0, day.toordinal() - last))


def is_dated_before_year_end(report: Report) -> bool:
    """Return True if the report is dated within its own year, so that its figures cannot cover all of it."""
    day = report.issued or report.published
    return day is not None and day.year <= report.year
