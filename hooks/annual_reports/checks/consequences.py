"""Leave out the findings that only follow from an error in another file.

Of a file of `data/` that cannot be read, everything that it registers would be told as unknown, report by
report; whoever mends the file would read advice that is wrong. `follows` in `domain/findings.yml` names the
file from whose errors a code follows, or `reports` for other reports of the same government.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from posixpath import dirname

from annual_reports.domain.findings import RULES, Finding, errors

_OTHER_REPORTS = "reports"


def without_consequences(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings without those that follow from the errors of others."""
    told = list(findings)
    causes = {found.path for found in errors(told) if "follows" not in RULES[found.code]}
    return [found for found in told if not _follows(found, causes)]


def _follows(found: Finding, causes: Collection[str]) -> bool:
    cause = RULES[found.code].get("follows", "")
    if cause != _OTHER_REPORTS:
        return cause in causes
    return any(dirname(path) == dirname(found.path) and path != found.path for path in causes)
