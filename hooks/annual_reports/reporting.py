"""Findings for people and for machines: text, JSON, annotations of GitHub and GitLab, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from annual_reports.findings import RULES, SEVERITY_NAMES, Finding, Severity

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITLAB_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}
_GITHUB_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"}


def as_text(findings: Sequence[Finding]) -> str:
    """One line for each, `path:line:column: …`."""
    return "".join(f"{found}\n" for found in findings)


def as_json(findings: Sequence[Finding]) -> str:
    """A list of objects with all that a finding has."""
    return _json([{name: getattr(found, name) for name in Finding.__slots__} for found in findings])


def as_github(findings: Sequence[Finding]) -> str:
    """Workflow commands that GitHub shows beside the lines of a change."""
    return "".join(map(_annotation, findings))


def _annotation(found: Finding) -> str:
    where = f"file={_escaped(found.path)},line={found.line},col={found.column},title={found.code}"
    said = f"{found.message}。{found.hint}".replace("%", "%25")
    return f"::{_GITHUB_COMMANDS[found.severity]} {where}::{said}\n"


def as_gitlab(findings: Sequence[Finding]) -> str:
    """A Code Quality report, which GitLab shows beside the lines of a merge request.

    GitLab knows a finding again by its fingerprint: that stays when only the line has moved.
    """
    seen: Counter[str] = Counter()
    return _json([_issue(found, seen) for found in findings])


def _issue(found: Finding, seen: Counter[str]) -> dict[str, Any]:
    same = f"{found.path} {found.code} {found.message}"
    seen[same] += 1
    return {
        "description": f"{found.message}。{found.hint}",
        "check_name": found.code,
        "fingerprint": sha256(f"{same} {seen[same]}".encode()).hexdigest(),
        "severity": _GITLAB_SEVERITIES[found.severity],
        "location": {"path": found.path, "lines": {"begin": found.line}},
    }


def as_sarif(findings: Sequence[Finding]) -> str:
    """A log of the OASIS standard SARIF 2.1.0; columns count characters, as UTF-16 editors do for Chinese."""
    codes = sorted({found.code for found in findings})
    driver = {"name": "annual-reports", "rules": [_sarif_rule(code) for code in codes]}
    results = [_sarif_result(found, codes.index(found.code)) for found in findings]
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    return _json({"version": "2.1.0", "runs": [run]})


FORMATS: Mapping[str, Callable[[Sequence[Finding]], str]] = {
    "text": as_text,
    "json": as_json,
    "github": as_github,
    "gitlab": as_gitlab,
    "sarif": as_sarif,
}


def count(findings: Sequence[Finding], reports: int) -> str:
    """The last line for people."""
    counts = "，".join(
        f"{name} {sum(found.severity is severity for found in findings)} 处"
        for severity, name in SEVERITY_NAMES.items()
    )
    return f"检查了 {reports} 份报告：{counts}。"


def _escaped(text: str) -> str:
    return "".join(_GITHUB_ESCAPES.get(c, c) for c in text)


def _sarif_rule(code: str) -> dict[str, Any]:
    rule = RULES[code]
    return {
        "id": code,
        "shortDescription": {"text": rule["message"]},
        "help": {"text": rule.get("why", rule["hint"])},
        "defaultConfiguration": {"level": _SARIF_LEVELS[Severity(rule["severity"])]},
    }


def _sarif_result(found: Finding, index: int) -> dict[str, Any]:
    region = {"startLine": found.line, "startColumn": found.column}
    place = {"artifactLocation": {"uri": found.path}, "region": region}
    return {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": _SARIF_LEVELS[found.severity],
        "message": {"text": f"{found.message}。{found.hint}"},
        "locations": [{"physicalLocation": place}],
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
