"""Whether a report came in time: its dates against `data/deadlines.yml` and its own year's end."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from annual_reports.model import Catalog, Deadline, Report


@dataclass(frozen=True, slots=True)
class Timeliness:
    """One report against one deadline."""

    deadline: Deadline
    day: date | None
    """The report's date; None where the document does not say it."""
    late: int | None
    """Days too late, 0 for in time; None where that cannot be known."""

    def in_words(self) -> str:
        """Say it: 按时; 晚 19 天; 日期未载明，无法判断."""
        if self.late is None:
            return "日期未载明，无法判断"
        return f"晚 {self.late} 天" if self.late else "按时"


def timeliness(report: Report, catalog: Catalog) -> list[Timeliness]:
    """Hold a report against every deadline for governments of its level."""
    return [
        _against(report, deadline)
        for deadline in catalog.deadlines.values()
        if report.government.level in deadline.levels
    ]


def _against(report: Report, deadline: Deadline) -> Timeliness:
    day = report.published if deadline.of == "published" else report.issued
    if day is None:
        return Timeliness(deadline, None, None)
    last = deadline.falls_on(report.year).toordinal() - 1
    return Timeliness(deadline, day, max(0, day.toordinal() - last))


def before_the_year_ended(report: Report) -> bool:
    """Whether the report is dated within its own year, so that its figures cannot cover all of it."""
    day = report.issued or report.published
    return day is not None and day.year <= report.year
