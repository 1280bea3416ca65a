"""How a report is cited: GB/T 7714-2015, 4.6 and 8.5, a report on line, [R/OL]."""

from __future__ import annotations

from typing import NamedTuple

from annual_reports.model import Report

_MOST_AUTHORS = 3


class Reference(NamedTuple):
    """A citation up to where the reader's own day and the address stand in it."""

    before: str
    """Author, title, kind, date of publication; the day of citing follows in square brackets."""
    address: str | None
    """None where the site's own address is not known."""


def reference(report: Report, address: str | None) -> Reference:
    """What is known of a report, in the order of the standard; a date that it does not have is left out."""
    number = f": {report.document_number}" if report.document_number else ""
    published = f"({report.published.isoformat()})" if report.published else ""
    return Reference(f"{_authors(report)}. {report.title}{number}[R/OL]. {published}", address)


def _authors(report: Report) -> str:
    """Up to three, then 等 (8.1.2)."""
    shown = ", ".join(report.issuers[:_MOST_AUTHORS])
    return f"{shown}, 等" if len(report.issuers) > _MOST_AUTHORS else shown
