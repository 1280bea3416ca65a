"""Format the citation of a report as an online report, [R/OL], after GB/T 7714-2015, 4.6 and 8.5."""

from __future__ import annotations

from annual_reports.domain.model import Report

_MOST_AUTHORS = 3


def format_citation(report: Report) -> str:
    """Return authors, title, kind and date of publication. The page adds the date of access and the address.

    A date that the report does not have is left out. The address is that of the version, or of one of its
    sentences: the standard has no other place for a version.
    """
    number = f": {report.document_number}" if report.document_number else ""
    published = f"({report.published.isoformat()})" if report.published else ""
    return f"{_authors(report)}. {report.title}{number}[R/OL]. {published}"


def _authors(report: Report) -> str:
    """Return up to three authors, then 等 (8.1.2)."""
    shown = ", ".join(report.issuers[:_MOST_AUTHORS])
    return f"{shown}, 等" if len(report.issuers) > _MOST_AUTHORS else shown
