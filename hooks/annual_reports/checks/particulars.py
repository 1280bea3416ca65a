"""A report's title, number and dates against its year, its government and the other reports."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.collection import Collection
from annual_reports.findings import Finding, Place, finding
from annual_reports.model import Report
from annual_reports.timeliness import before_the_year_ended, timeliness

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})\s?年")
_NUMBER = re.compile(r"(?P<prefix>.+)〔(?P<year>\d{4})〕")


def titles(collection: Collection) -> Iterator[Finding]:
    """A year in the title that is not the report's."""
    for report in collection.reports:
        years = [int(year) for year in _YEAR.findall(report.title)]
        if years and report.year not in years:
            yield finding("title-year", _at(report, "title"), found=years[0], year=report.year)


def document_numbers(collection: Collection) -> Iterator[Finding]:
    """Year and agency of each number; and no number twice."""
    first: dict[str, Report] = {}
    for report in sorted(collection.reports, key=lambda report: report.path):
        number = report.document_number
        match = _NUMBER.match(number or "")
        if number is None or match is None:
            continue
        place = _at(report, "document_number")
        if int(match["year"]) not in (report.year, report.year + 1):
            yield finding("document-number-year", place, found=number, year=report.year, next=report.year + 1)
        known = report.government.number_prefixes
        if known and match["prefix"] not in known:
            yield finding("document-number-prefix", place, found=number, known="、".join(known))
        if first.setdefault(number, report) is not report:
            yield finding("document-number-taken", place, found=number, other=f"docs/{first[number].path}")


def dates(collection: Collection) -> Iterator[Finding]:
    """Reports that came too late, or before their year was over."""
    for report in collection.reports:
        for held in timeliness(report, collection.catalog):
            if held.late:
                yield finding(
                    "published-late",
                    _at(report, held.deadline.of),
                    day=held.day,
                    name=held.deadline.name,
                    late=held.in_words(),
                    example=f"{report.year + 1}-03-01",
                )
        if before_the_year_ended(report):
            key = "issued" if report.issued else "published"
            yield finding(
                "dated-before-year-end", _at(report, key), day=getattr(report, key), year=report.year
            )


def _at(report: Report, key: str) -> Place:
    return report.places.get(key, Place(f"docs/{report.path}"))
