"""Check the dates of a report against `data/deadlines.yml` and the end of its year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from annual_reports.domain.catalog import Catalog, Deadline
from annual_reports.domain.model import Report
from annual_reports.domain.text import chinese_date


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Result for one report and one deadline."""

    deadline: Deadline
    day: date | None
    """Date of the report to which the deadline applies; None if none is known."""
    days_late: int | None
    """Days behind the deadline, 0 if in time; None without a date."""
    is_first_here: bool = False
    """True if `day` is not from the document: it is the day on which this site published it first."""

    def describe(self) -> str:
        """Describe the result in words: 按时; 晚 19 天; 日期未载明，无法判断."""
        words = describe_delay(self.days_late)
        if not self.is_first_here or self.day is None:
            return words
        return f"发布日期未载明；本站首次发布于{chinese_date(self.day)}，{words}"


def describe_delay(days_late: int | None) -> str:
    """Say in words how many days after the deadline something was; None if nobody knows."""
    if days_late is None:
        return "日期未载明，无法判断"
    return f"晚 {days_late} 天" if days_late else "按时"


def describe_first_here(deadline: Deadline, year: int, first_here: date) -> str:
    """Describe the result for the day on which this site published a report first."""
    late = first_here.toordinal() - deadline.first_late_day(year).toordinal() + 1
    return Timeliness(deadline, first_here, max(0, late), is_first_here=True).describe()


def check_deadlines(report: Report, catalog: Catalog, first_here: date | None = None) -> list[Timeliness]:
    """Check a report against every deadline for governments of its level.

    `first_here` is the day on which this site published the report first, as the ledger has it. It stands in
    for a date of publication that is not known.
    """
    return [
        _check_deadline(report, deadline, first_here)
        for deadline in catalog.deadlines.values()
        if report.government.level in deadline.levels
    ]


def _check_deadline(report: Report, deadline: Deadline, first_here: date | None) -> Timeliness:
    stated = report.published if deadline.of == "published" else report.issued
    day = stated or (first_here if deadline.of == "published" else None)
    if day is None:
        return Timeliness(deadline, None, None)
    last = deadline.first_late_day(report.year).toordinal() - 1
    return Timeliness(deadline, day, max(0, day.toordinal() - last), is_first_here=stated is None)


def is_dated_before_year_end(report: Report) -> bool:
    """Return True if the report is dated within its own year, so that its figures cannot cover all of it."""
    day = report.issued or report.published
    return day is not None and day.year <= report.year
