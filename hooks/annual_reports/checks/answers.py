"""Check answers against the commitments of earlier years."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.sources.validation import guess


def unknown_commitments(collection: Collection) -> Iterator[Finding]:
    """Find answers to commitments that no earlier report of the government made."""
    for history in collection.histories.values():
        for _, answer, ids in history.unmatched_answers:
            yield finding(
                "unknown-commitment",
                answer.place,
                found=answer.commitment,
                guess=guess(answer.commitment, ids),
                example="、".join(ids or ["cadre-law-training"]),
            )


def unanswered_commitments(collection: Collection) -> Iterator[Finding]:
    """Find commitments that the next report leaves unanswered."""
    for history in collection.histories.values():
        for item, report in history.unanswered():
            yield finding(
                "commitment-unanswered",
                Place(f"docs/{report.path}"),
                year=item.report.year,
                found=item.commitment.id,
                quote=item.commitment.quote,
            )
