"""Leave out the findings that only follow from an error in another file.

Of a file of `data/` that cannot be read, everything that it registers would be told as unknown, report by
report; whoever mends the file would read advice that is wrong. `follows` in `domain/findings.yml` names the
file from whose errors a code follows, or `reports` for other reports of the same government.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from pathlib import Path
from posixpath import dirname

from annual_reports.domain.findings import RULES, Finding, Place, errors
from annual_reports.sources.file_names import read_file

_OTHER_REPORTS = "reports"
_REPORT = re.compile(r"docs/reports/[a-z0-9-]+/\d{4}\.md")
_REGISTRIES = {rule["follows"] for rule in RULES.values() if "follows" in rule} - {_OTHER_REPORTS}
_FOUND = re.compile("“([^”]*?)…?”")
"""The name that a finding is about: the first words in quotation marks."""


def without_consequences(findings: Iterable[Finding], root: Path) -> list[Finding]:
    """Return the findings without those that follow from the errors of others.

    `root` is the project's folder. A name that does not stand in the file with the error is unknown anyhow.
    """
    told = list(findings)
    wrong = {found.path for found in errors(told) if "follows" not in RULES[found.code]}
    causes = {path: _text(root, path) for path in wrong if path in _REGISTRIES or _REPORT.fullmatch(path)}
    return [found for found in told if not _follows(found, causes)]


def _follows(found: Finding, causes: Mapping[str, str]) -> bool:
    name = _FOUND.search(found.message)
    texts = (causes[path] for path in _causes_of(found, causes))
    return any(not text or not name or name[1] in text for text in texts)


def _causes_of(found: Finding, causes: Iterable[str]) -> list[str]:
    cause = RULES[found.code].get("follows")
    if cause != _OTHER_REPORTS:
        return [path for path in causes if path == cause]
    others = (path for path in causes if path != found.path and path not in _REGISTRIES)
    return [path for path in others if dirname(path) == dirname(found.path)]


def _text(root: Path, path: str) -> str:
    """Return the text of a file with an error; empty if it is no file, too large or a link to anywhere."""
    data = read_file(root / path, Place(path))
    return "" if isinstance(data, Finding) else data.decode("utf-8", "replace")
