"""Hide findings that a report acknowledges: a person looked into them and gave a reason. Errors stay."""

from __future__ import annotations

from collections.abc import Iterable

from annual_reports.analysis.collection import Collection
from annual_reports.domain.findings import Finding, Severity, finding


def apply_acknowledgements(findings: Iterable[Finding], collection: Collection) -> list[Finding]:
    """Remove acknowledged findings, and add a finding for each acknowledgement that matches none."""
    acknowledged = {(f"docs/{r.path}", code): r for r in collection.reports for code in r.acknowledged}
    left: list[Finding] = []
    matched: set[tuple[str, str]] = set()
    for found in findings:
        key = (found.path, found.code)
        if key in acknowledged and found.severity is not Severity.ERROR:
            matched.add(key)
        else:
            left.append(found)
    unmatched = acknowledged.keys() - matched
    return left + [
        finding("nothing-acknowledged", acknowledged[key].places["acknowledged"], found=key[1])
        for key in unmatched
    ]
