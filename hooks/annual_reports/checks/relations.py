"""Check the relations that the catalogue states between indicators, over the whole report."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.relations import Relation, find_relations
from annual_reports.domain.findings import Finding, finding


def broken_relations(collection: Collection) -> Iterator[Finding]:
    """Find wholes that are not the sum of their parts, and rates that differ from their base."""
    for report in collection.reports:
        for relation in find_relations(report):
            if not relation.holds:
                yield _finding(relation)


def _finding(relation: Relation) -> Finding:
    figure = relation.figure
    return finding(
        "rate-disagrees" if relation.is_rate else "parts-disagree",
        figure.place,
        key=figure.indicator.name,
        found=figure.text,
        others="、".join(f"{other.indicator.name} {other.text}" for other in relation.others),
        expected=relation.expected_in_words,
    )
