"""Reports that a test writes, and what is found in them."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from annual_reports.domain.findings import Finding, Severity


def written_report(body: str, **header: object) -> bytes:
    """Return a report of 示范镇 as a person would write it; dates among the values stand without quotes."""
    keys: dict[str, object] = {
        "title": "报告",
        "year": 2024,
        "government": "demo",
        "issuers": ["示范镇"],
        **header,
    }
    lines = (f"{key}: {_written(value)}" for key, value in keys.items())
    return "\n".join(["---", *lines, "---", "", body, ""]).encode()


def _written(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=lambda day: f"@{day}@")
    return re.sub(r'"@(\d{4}-\d\d-\d\d)@"', r"\1", text)


def serious(findings: Iterable[Finding]) -> list[Finding]:
    """Return errors and warnings."""
    return [finding for finding in findings if finding.severity is not Severity.INFO]
