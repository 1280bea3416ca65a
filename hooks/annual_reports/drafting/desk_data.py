"""Collect the data of the desk page in the browser: all rules, the indicators, each government's last report.

The page has the same steps as this room, but no rules of its own; tests hold both to the same cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annual_reports import proofreading
from annual_reports.analysis.collection import Collection
from annual_reports.analysis.commitments import CommitmentHistory
from annual_reports.domain.findings import RULES as FINDINGS
from annual_reports.domain.findings import SEVERITY_NAMES
from annual_reports.domain.model import Figure, Government, Indicator, Report
from annual_reports.domain.quantities import browser_rules
from annual_reports.drafting.figure_proposals import words_before_amount
from annual_reports.drafting.rules import RULES
from annual_reports.sources.report_schema import Header

_FIELDS = ("title", "issuers", "letterhead", "document_number", "index_number", "issued", "published")
_STATUS_NAMES = {"done": "已完成", "partly": "部分完成", "not-done": "未完成", "carried-over": "结转下年"}


def desk_rules(collection: Collection) -> dict[str, Any]:
    """Return what the page needs besides its governments, as values for JSON."""
    schema = Header.model_json_schema()
    return {
        "rules": RULES,
        "proofreading": proofreading.rules.RULES,
        "quantities": browser_rules(),
        "findings": {code: _finding_data(rule) for code, rule in FINDINGS.items()},
        "severities": {severity.value: name for severity, name in SEVERITY_NAMES.items()},
        "fields": {name: schema["properties"][name]["description"] for name in _FIELDS},
        "required": [name for name in schema["required"] if name in _FIELDS],
        "statuses": _STATUS_NAMES,
        "indicators": indicator_data(collection.catalog.indicators.values()),
    }


def indicator_data(indicators: Iterable[Indicator]) -> list[dict[str, Any]]:
    """Return the indicators with their names and units, by which they are recognised."""
    return [
        {
            "id": indicator.id,
            "name": indicator.name,
            "aliases": list(indicator.aliases),
            "unit": indicator.unit,
            "accepted_units": list(indicator.accepted_units),
        }
        for indicator in indicators
    ]


def _finding_data(rule: Mapping[str, str]) -> dict[str, str]:
    return {"severity": rule["severity"], "message": rule["message"], "hint": rule.get("form", rule["hint"])}


def government_data(collection: Collection) -> list[tuple[Government, dict[str, Any]]]:
    """Return every government that reports, with the data that its next report is compared with."""
    return [
        (government, _data_of(government, collection))
        for government in collection.catalog.governments.values()
        if government.collected
    ]


def _data_of(government: Government, collection: Collection) -> dict[str, Any]:
    reports: Sequence[Report] = collection.by_government.get(government.id, ())
    return {
        "id": government.id,
        "name": government.name,
        "years": [report.year for report in reports],
        "last": _last_report_data(reports[0]) if reports else None,
        "owed": _owed(collection.histories.get(government.id)),
    }


def _last_report_data(report: Report) -> dict[str, Any]:
    """Return the part of a report that the next one is compared with."""
    return {
        "year": report.year,
        "issuers": list(report.issuers),
        "figures": [_figure_data(figure) for figure in report.figures],
    }


def _figure_data(figure: Figure) -> dict[str, Any]:
    return {
        "id": figure.indicator.id,
        "name": figure.indicator.name,
        "text": figure.text,
        "value": float(figure.quantity.value),
        "unit": figure.quantity.unit,
        "qualifier": figure.quantity.qualifier.value,
        "comparable": not figure.incomparable,
        "context": words_before_amount(figure),
    }


def _owed(history: CommitmentHistory | None) -> list[dict[str, Any]]:
    items = history.tracked if history else ()
    return [
        {"year": item.report.year, "id": item.commitment.id, "asked": item.commitment.quote}
        for item in items
        if item.awaits_answer
    ]
