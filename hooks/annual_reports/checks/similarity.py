"""Name the most similar report of the same year for each report, for the county office.

Not part of a build: it is information, and no author needs to act on it.
"""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.similarity import find_similar_reports
from annual_reports.domain.findings import Finding, Place, finding


def closest_reports(collection: Collection) -> Iterator[Finding]:
    """Yield one note for each report that shares a sentence with another report of its year."""
    for reports in collection.by_year.values():
        for similar in find_similar_reports(reports, collection.sentence_keys).values():
            yield finding(
                "closest-report",
                Place(f"docs/{similar.report.path}"),
                other=f"docs/{similar.other.path}",
                total=similar.total,
                shared=similar.shared,
                share=similar.share,
            )
