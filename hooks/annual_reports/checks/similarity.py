"""For the county office: the report of the same year that shares most sentences with each report.

Not part of a build: it is information, and no author need do anything about it.
"""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.collection import Collection
from annual_reports.findings import Finding, Place, finding
from annual_reports.similarity import closest


def closest_reports(collection: Collection) -> Iterator[Finding]:
    """One note per report that shares a sentence with another of its year."""
    for reports in collection.by_year.values():
        for likeness in closest(reports, collection.sentence_keys).values():
            yield finding(
                "closest-report",
                Place(f"docs/{likeness.report.path}"),
                other=f"docs/{likeness.other.path}",
                total=likeness.total,
                shared=likeness.shared,
                share=likeness.share,
            )
