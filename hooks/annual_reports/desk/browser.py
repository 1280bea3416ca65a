"""What the desk page in the browser is told: every rule, the catalog, and each government's last report.

The page holds no rule of its own, only the same steps; tests hold both sides to the same cases.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from annual_reports import proofreading
from annual_reports.collection import Collection
from annual_reports.commitments import History
from annual_reports.desk.rules import RULES
from annual_reports.findings import RULES as FINDINGS
from annual_reports.findings import SEVERITY_NAMES
from annual_reports.header import Header
from annual_reports.model import Figure, Government, Indicator, Report
from annual_reports.quantities import for_the_browser
from annual_reports.text import squeeze

_FIELDS = ("title", "issuers", "letterhead", "document_number", "index_number", "issued", "published")
_STATUS_NAMES = {"done": "已完成", "partly": "部分完成", "not-done": "未完成", "carried-over": "结转下年"}


def rules(collection: Collection) -> dict[str, Any]:
    """Everything that the page needs but the governments it is for, as JSON will hold it."""
    schema = Header.model_json_schema()
    return {
        "rules": RULES,
        "proofreading": proofreading.rules.RULES,
        "quantities": for_the_browser(),
        "findings": {code: _words(rule) for code, rule in FINDINGS.items()},
        "severities": {severity.value: name for severity, name in SEVERITY_NAMES.items()},
        "fields": {name: schema["properties"][name]["description"] for name in _FIELDS},
        "required": [name for name in schema["required"] if name in _FIELDS],
        "statuses": _STATUS_NAMES,
        "indicators": indicators(collection.catalog.indicators.values()),
    }


def indicators(known: Any) -> list[dict[str, Any]]:
    """The indicators with what they are recognised by."""
    return [_indicator(indicator) for indicator in known]


def _indicator(indicator: Indicator) -> dict[str, Any]:
    return {
        "id": indicator.id,
        "name": indicator.name,
        "aliases": list(indicator.aliases),
        "unit": indicator.unit,
        "accepted_units": list(indicator.accepted_units),
    }


def _words(rule: Mapping[str, str]) -> dict[str, str]:
    return {"severity": rule["severity"], "message": rule["message"], "hint": rule.get("form", rule["hint"])}


def governments(collection: Collection) -> list[tuple[Government, dict[str, Any]]]:
    """Every government that reports, with what its next report is held against."""
    return [
        (government, _government(government.id, government.name, collection))
        for government in collection.catalog.governments.values()
        if government.collected
    ]


def _government(id_: str, name: str, collection: Collection) -> dict[str, Any]:
    reports: Sequence[Report] = collection.by_government.get(id_, ())
    return {
        "id": id_,
        "name": name,
        "years": [report.year for report in reports],
        "last": last_report(reports[0]) if reports else None,
        "owed": _owed(collection.histories.get(id_)),
    }


def last_report(report: Report) -> dict[str, Any]:
    """A report as far as the next one is held against it."""
    return {
        "year": report.year,
        "issuers": list(report.issuers),
        "figures": [_figure(figure) for figure in report.figures],
    }


def _figure(figure: Figure) -> dict[str, Any]:
    sentence = figure.evidence.sentence
    before = squeeze(sentence.text[: figure.evidence.span[0] - sentence.span[0]])
    return {
        "id": figure.indicator.id,
        "name": figure.indicator.name,
        "text": figure.text,
        "value": float(figure.quantity.value),
        "unit": figure.quantity.unit,
        "qualifier": figure.quantity.qualifier.value,
        "comparable": not figure.incomparable,
        "context": before[-RULES["context_of_last_year"] :],
    }


def _owed(history: History | None) -> list[dict[str, Any]]:
    items = history.followed if history else ()
    return [
        {"year": item.report.year, "id": item.commitment.id, "asked": item.commitment.quote}
        for item in items
        if item.owed
    ]
