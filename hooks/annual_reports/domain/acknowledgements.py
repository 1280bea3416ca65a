"""Acknowledgements: findings that a person looked into, and gave the reason why they are no faults."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from annual_reports.domain.findings import RULES, Finding, Place


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
    """Return the findings that nobody acknowledged, and the acknowledgements that met one."""
    by_code: defaultdict[tuple[str, str], list[Acknowledgement]] = defaultdict(list)
    for each in acknowledged:
        by_code[each.start.path, each.code].append(each)
    left, met = list[Finding](), set[Acknowledgement]()
    for finding in findings:
        meant = [each for each in by_code[finding.path, finding.code] if each.covers(finding)]
        met.update(meant)
        if not meant:
            left.append(finding)
    return left, met
