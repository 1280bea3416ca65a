"""Collect the data of the desk page in the browser: all rules, the indicators, each government's last report.

The page has the same steps as this room, but no rules of its own; tests hold both to the same cases.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from annual_reports import proofreading
from annual_reports.analysis.collection import Collection
from annual_reports.analysis.commitments import CommitmentHistory
from annual_reports.analysis.surroundings import ASIDE
from annual_reports.analysis.wording import Word, WordGroup, Words, source, word_groups
from annual_reports.domain.catalog import Government, Indicator
from annual_reports.domain.findings import RULES as FINDINGS
from annual_reports.domain.findings import SEVERITY_NAMES
from annual_reports.domain.model import Figure, Report
from annual_reports.domain.quantity_patterns import browser_rules
from annual_reports.drafting.characters import CHARACTERS
from annual_reports.drafting.rules import RULES
from annual_reports.sources.report_schema import Header

_FIELDS = ("title", "issuers", "letterhead", "document_number", "index_number", "issued", "published")
_STATUS_NAMES = {"done": "已完成", "partly": "部分完成", "not-done": "未完成", "carried-over": "结转下年"}


def desk_rules(collection: Collection) -> dict[str, Any]:
    """Return what the page needs besides its governments, as values for JSON."""
    schema = Header.model_json_schema()
    return {
        "rules": RULES | {"asides": ASIDE, "radicals": CHARACTERS["radicals"]},
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
    """Return the indicators with their names, units and wording, by which they are recognised."""
    return [
        {
            "id": indicator.id,
            "name": indicator.name,
            "aliases": list(indicator.aliases),
            "unit": indicator.unit,
            "accepted_units": list(indicator.accepted_units),
            **_wording(indicator),
        }
        for indicator in indicators
    ]


def _wording(indicator: Indicator) -> dict[str, Any]:
    """Return the ways to name an indicator as regular expressions; `never` is for all of them."""
    ways = [way for way in word_groups(indicator) if way.is_plain]
    names = [way.name for way in ways if way.name]
    never = next((way.excluded for way in ways if way.name), ())
    return {
        "never": _one_of(word for words in never for word in words.alternatives),
        "wording": [
            {"near": [_one_of(names)], "earlier": [], "never": ""},
            *(_patterns(way, never) for way in ways if not way.name),
        ],
    }


def _patterns(way: WordGroup, never: Sequence[Words]) -> dict[str, Any]:
    """Return one way to name an indicator: words near the amount, words that may stand earlier, and not."""
    own = [words for words in way.excluded if words not in never]
    return {
        "near": [_one_of(words.alternatives) for words in way.required if not words.reach],
        "earlier": [_one_of(words.alternatives) for words in way.required if words.reach],
        "never": _one_of(word for words in own for word in words.alternatives),
    }


def _one_of(words: Iterable[Word]) -> str:
    return "|".join(map(source, words))


def _finding_data(rule: Mapping[str, str]) -> dict[str, str]:
    hint = rule.get("form", rule["hint"])
    return {
        "severity": rule["severity"],
        "for": rule.get("for", ""),
        "message": rule["message"],
        "hint": hint,
    }


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
    }


def _owed(history: CommitmentHistory | None) -> list[dict[str, Any]]:
    items = history.tracked if history else ()
    return [
        {"year": item.report.year, "id": item.commitment.id, "asked": item.commitment.quote}
        for item in items
        if item.awaits_answer
    ]
