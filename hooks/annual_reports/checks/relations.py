"""Check the relations that the catalogue states between indicators, over the whole report."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.relations import Relation, find_relations
from annual_reports.domain.findings import Finding, finding
from annual_reports.domain.model import Report
from annual_reports.proofreading.arithmetic import wrong_rates, wrong_sums
from annual_reports.proofreading.rules import ProofText, TextFinding
from annual_reports.proofreading.tables import wrong_totals

_IN_SENTENCES: dict[bool, tuple[Callable[[ProofText], Iterator[TextFinding]], ...]] = {
    True: (wrong_rates,),
    False: (wrong_sums, wrong_totals),
}
"""True for rates, False for wholes -> checks of the text that may have told the same."""


def broken_relations(collection: Collection) -> Iterator[Finding]:
    """Find wholes that are not the sum of their parts, and rates that differ from their base.

    What the text shows by itself, within a sentence or a table, has a finding there and gets no second one.
    """
    for report in collection.reports:
        for relation in find_relations(report):
            if not (relation.holds or _is_told_in_text(report, relation)):
                yield _finding(relation)


def _is_told_in_text(report: Report, relation: Relation) -> bool:
    """Return True if a check of the text finds the same rate or whole wrong."""
    start, end = relation.figure.evidence.span
    text = ProofText(report.body, report.year)
    found = (told for check in _IN_SENTENCES[relation.is_rate] for told in check(text))
    return any(start <= told.span[0] < end for told in found)


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
