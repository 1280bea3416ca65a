"""Hide findings that a report acknowledges: a person looked into them and gave a reason. Errors stay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.domain.findings import Finding, Place, Severity, finding

_Key = tuple[Place | str, str]
"""Place of a figure, or path of a report's file; and a finding's code."""


def apply_acknowledgements(findings: Iterable[Finding], collection: Collection) -> list[Finding]:
    """Remove acknowledged findings, and add a finding for each acknowledgement that matches none.

    A figure's acknowledgement is for the findings at the figure's place, a report's for all in its file.
    """
    acknowledged = dict(_acknowledged(collection))
    left: list[Finding] = []
    matched: set[_Key] = set()
    for found in findings:
        key = next((key for key in _keys(found) if key in acknowledged), None)
        if key and found.severity is not Severity.ERROR:
            matched.add(key)
        else:
            left.append(found)
    unmatched = acknowledged.keys() - matched
    return left + [finding("nothing-acknowledged", acknowledged[key], found=key[1]) for key in unmatched]


def _acknowledged(collection: Collection) -> Iterator[tuple[_Key, Place]]:
    """Yield what is acknowledged, with the place where it is."""
    for report in collection.reports:
        yield from (
            ((f"docs/{report.path}", code), report.places["acknowledged"]) for code in report.acknowledged
        )
        for figure in report.figures:
            yield from (
                ((figure.place, code), figure.acknowledged_at.get(code, figure.place))
                for code in figure.acknowledged
            )


def _keys(found: Finding) -> tuple[_Key, _Key]:
    """Return the keys under which a finding may be acknowledged; that of a figure goes first."""
    return (Place(found.path, found.line, found.column), found.code), (found.path, found.code)
