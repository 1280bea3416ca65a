"""Check a report's title, document number and dates against its year, its government and other reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.timeliness import check_deadlines, is_dated_before_year_end
from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.domain.model import Report

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?年")
_NUMBER = re.compile(r"(?P<prefix>.+)〔(?P<year>\d{4})〕")


def title_years(collection: Collection) -> Iterator[Finding]:
    """Find titles that name other years but not the report's own."""
    for report in collection.reports:
        years = [int(year) for year in _YEAR.findall(report.title)]
        if years and report.year not in years:
            yield finding("title-year", _place_of_key(report, "title"), found=years[0], year=report.year)


def document_numbers(collection: Collection) -> Iterator[Finding]:
    """Find document numbers of another year or agency, and numbers that occur twice."""
    first: dict[str, Report] = {}
    for report in sorted(collection.reports, key=lambda report: report.path):
        number = report.document_number
        match = _NUMBER.match(number or "")
        if number is None or match is None:
            continue
        place = _place_of_key(report, "document_number")
        if int(match["year"]) not in (report.year, report.year + 1):
            yield finding("document-number-year", place, found=number, year=report.year, next=report.year + 1)
        known = report.government.number_prefixes
        if known and match["prefix"] not in known:
            yield finding("document-number-prefix", place, found=number, known="、".join(known))
        if first.setdefault(number, report) is not report:
            yield finding("document-number-taken", place, found=number, other=f"docs/{first[number].path}")


def dates(collection: Collection) -> Iterator[Finding]:
    """Find reports that were published late, or dated before the end of their year."""
    for report in collection.reports:
        for result in check_deadlines(report, collection.catalog):
            if result.days_late:
                yield finding(
                    "published-late",
                    _place_of_key(report, result.deadline.of),
                    day=result.day,
                    name=result.deadline.name,
                    late=result.describe(),
                    example=f"{report.year + 1}-03-01",
                )
        if is_dated_before_year_end(report):
            key = "issued" if report.issued else "published"
            yield finding(
                "dated-before-year-end",
                _place_of_key(report, key),
                day=getattr(report, key),
                year=report.year,
            )


def _place_of_key(report: Report, key: str) -> Place:
    return report.places.get(key, Place(f"docs/{report.path}"))
