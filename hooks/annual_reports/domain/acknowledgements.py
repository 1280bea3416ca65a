"""Acknowledgements: findings that a person looked into, and gave the reason why they are no faults."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from annual_reports.domain.findings import RULES, Finding, Place, Severity


@dataclass(frozen=True, slots=True)
class Acknowledgement:
    """核对说明: a person looked into findings of one code, and gave a reason."""

    code: str
    reason: str
    place: Place = field(compare=False)
    """Position in the source file at which it is written."""
    start: Place
    """Position at which the findings may begin."""
    end: Place | None = None
    """Position at which they must end; None if it is for all in the file."""
    quote: str = ""
    """Words of the passage, if it is for one."""
    met: bool = field(default=False, compare=False)
    """True if a finding was met while the file was read."""

    def covers(self, finding: Finding) -> bool:
        """Return True if a finding is one of those that were looked into."""
        is_meant = (finding.path, finding.code) == (self.start.path, self.code) and "for" in RULES[self.code]
        is_inside = self.end is None or (finding.end or finding.place)[1:] <= self.end[1:]
        return is_meant and is_inside and self.start[1:] <= finding.place[1:]


def silence(
    findings: Iterable[Finding], acknowledged: Iterable[Acknowledgement]
) -> tuple[list[Finding], set[Acknowledgement]]:
    """Return the findings that nobody acknowledged, and the acknowledgements that met one.

    A passage that covers several errors of a code acknowledges none of them: each needs its own quotation.
    """
    by_code: defaultdict[tuple[str, str], list[Acknowledgement]] = defaultdict(list)
    for each in acknowledged:
        by_code[each.start.path, each.code].append(each)
    meant = [
        (finding, [each for each in by_code[finding.path, finding.code] if each.covers(finding)])
        for finding in findings
    ]
    wide = _too_wide(meant)
    left = [finding for finding, given in meant if not set(given) - wide]
    return left, {each for _, given in meant for each in given}


def _too_wide(meant: Iterable[tuple[Finding, list[Acknowledgement]]]) -> set[Acknowledgement]:
    """Return the acknowledgements of a passage that cover errors at several places."""
    places: defaultdict[Acknowledgement, set[Place]] = defaultdict(set)
    for finding, given in meant:
        for each in given:
            if each.end and finding.severity == Severity.ERROR:
                places[each].add(finding.place)
    return {each for each, found in places.items() if len(found) > 1}
