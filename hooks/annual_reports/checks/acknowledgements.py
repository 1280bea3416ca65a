"""Findings that a person looked into and explained are told no more; errors always are."""

from __future__ import annotations

from collections.abc import Iterable

from annual_reports.collection import Collection
from annual_reports.findings import Finding, Severity, finding


def settle(findings: Iterable[Finding], collection: Collection) -> list[Finding]:
    """Take out what the reports acknowledge, and tell which acknowledgements met nothing."""
    acknowledged = {(f"docs/{r.path}", code): r for r in collection.reports for code in r.acknowledged}
    left: list[Finding] = []
    met: set[tuple[str, str]] = set()
    for found in findings:
        key = (found.path, found.code)
        if key in acknowledged and found.severity is not Severity.ERROR:
            met.add(key)
        else:
            left.append(found)
    idle = acknowledged.keys() - met
    return left + [
        finding("nothing-acknowledged", acknowledged[key].places["acknowledged"], found=key[1])
        for key in idle
    ]
