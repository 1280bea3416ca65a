"""Answers against the commitments of earlier years."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.collection import Collection
from annual_reports.findings import Finding, Place, finding
from annual_reports.validation import guess


def unknown_commitments(collection: Collection) -> Iterator[Finding]:
    """Answers to what no earlier report of the government committed to."""
    for history in collection.histories.values():
        for _, answer, ids in history.stray:
            yield finding(
                "unknown-commitment",
                answer.place,
                found=answer.commitment,
                guess=guess(answer.commitment, ids),
                example="、".join(ids or ["cadre-law-training"]),
            )


def unanswered_commitments(collection: Collection) -> Iterator[Finding]:
    """Commitments that the next report passes over."""
    for history in collection.histories.values():
        for item, report in history.missed():
            yield finding(
                "commitment-unanswered",
                Place(f"docs/{report.path}"),
                year=item.report.year,
                found=item.commitment.id,
                quote=item.commitment.quote,
            )
