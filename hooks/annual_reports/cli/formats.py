"""Format findings for people and for machines: text, JSON, GitHub, GitLab, SARIF 2.1.0."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from annual_reports.domain.findings import RULES, SEVERITY_NAMES, Finding, Severity

_SARIF_LEVELS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}
_GITHUB_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
_GITLAB_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}
_GITHUB_ESCAPES = {"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"}


def as_text(findings: Sequence[Finding]) -> str:
    """Return one line for each finding: `path:line:column: …`."""
    return "".join(f"{found}\n" for found in findings)


def as_json(findings: Sequence[Finding]) -> str:
    """Return a JSON list of objects with all fields of a finding."""
    return _json([{name: getattr(found, name) for name in Finding.__slots__} for found in findings])


def as_github(findings: Sequence[Finding]) -> str:
    """Return workflow commands, which GitHub shows beside the lines of a change."""
    return "".join(map(_github_command, findings))


def _github_command(found: Finding) -> str:
    properties = f"file={_escaped(found.path)},line={found.line},col={found.column},title={found.code}"
    message = f"{found.message}。{found.hint}".replace("%", "%25")
    return f"::{_GITHUB_COMMANDS[found.severity]} {properties}::{message}\n"


def as_gitlab(findings: Sequence[Finding]) -> str:
    """Return a Code Quality report, which GitLab shows beside the lines of a merge request.

    GitLab tells new findings by their fingerprint, which therefore does not change when a line moves.
    """
    counts: Counter[str] = Counter()
    return _json([_gitlab_issue(found, counts) for found in findings])


def _gitlab_issue(found: Finding, counts: Counter[str]) -> dict[str, Any]:
    key = f"{found.path} {found.code} {found.message}"
    counts[key] += 1
    return {
        "description": f"{found.message}。{found.hint}",
        "check_name": found.code,
        "fingerprint": sha256(f"{key} {counts[key]}".encode()).hexdigest(),
        "severity": _GITLAB_SEVERITIES[found.severity],
        "location": {"path": found.path, "lines": {"begin": found.line}},
    }


def as_sarif(findings: Sequence[Finding]) -> str:
    """Return a log of the OASIS standard SARIF 2.1.0; columns count Unicode characters."""
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


def summary(findings: Sequence[Finding], reports: int) -> str:
    """Return the last line for people: how many reports were read and have errors, findings by severity."""
    counts = "，".join(
        f"{name} {sum(found.severity is severity for found in findings)} 处"
        for severity, name in SEVERITY_NAMES.items()
    )
    wrong = {found.path for found in findings if found.severity is Severity.ERROR}
    with_errors = sum("docs/reports/" in path for path in wrong)
    told = f"，其中 {with_errors} 份有错误" if with_errors else ""
    return f"检查了 {reports} 份报告{told}：{counts}。"


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
    location = {"artifactLocation": {"uri": found.path}, "region": region}
    return {
        "ruleId": found.code,
        "ruleIndex": index,
        "level": _SARIF_LEVELS[found.severity],
        "message": {"text": f"{found.message}。{found.hint}"},
        "locations": [{"physicalLocation": location}],
    }


def _json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"
