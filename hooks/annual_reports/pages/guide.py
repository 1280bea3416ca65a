"""Chapters of the guide that are generated: all findings, all fields of a header, all known indicators."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import partial
from typing import Any

from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Indicator
from annual_reports.domain.findings import GROUPS, SEVERITY_NAMES, Severity, with_blanks
from annual_reports.rendering.document import Document, Heading, SearchSection, nothing
from annual_reports.rendering.urls import GUIDE, GUIDE_FIELDS, GUIDE_FINDINGS, GUIDE_INDICATORS
from annual_reports.search.passages import section
from annual_reports.sources.report_schema import Header

_TITLES = {GUIDE_FINDINGS: "检查意见一览", GUIDE_FIELDS: "报告信息各项", GUIDE_INDICATORS: "认识的指标"}


def documents(collection: Collection) -> Iterator[Document]:
    """Yield the chapters; the guide itself is written by hand, in `docs/guide/`."""
    guide = GUIDE if any(page.path == GUIDE for page in collection.written) else None
    yield _chapter(
        GUIDE_FINDINGS, guide, "findings.html", groups=GROUPS, severity=_severity, with_blanks=with_blanks
    )
    yield _chapter(GUIDE_FIELDS, guide, "fields.html", fields=list(_fields()))
    yield _indicators(collection, guide)


def _chapter(path: str, guide: str | None, template: str, **context: Any) -> Document:
    title = _TITLES[path]
    groups = context.get("groups", {})
    return Document(
        path=path,
        title=title,
        description=f"编写报告用的{title}。",
        template=template,
        context={"title": title, "guide": guide, **context},
        parent=guide,
        headings=tuple(Heading(f"group-{number}", name) for number, name in enumerate(groups, 1)),
        sections=partial(_sections, groups),
        inputs=(guide or "",),
    )


def _indicators(collection: Collection, guide: str | None) -> Document:
    """Return the chapter that lists the indicators by theme, for people who write a report."""
    by_theme: dict[str, list[Indicator]] = {}
    for indicator in collection.catalog.indicators.values():
        by_theme.setdefault(indicator.theme, []).append(indicator)
    chapter = _chapter(GUIDE_INDICATORS, guide, "known_indicators.html", by_theme=by_theme)
    headings = tuple(Heading(f"theme-{number}", theme) for number, theme in enumerate(by_theme, 1))
    return replace(chapter, headings=headings, sections=nothing)


def _severity(rule: Mapping[str, str]) -> str:
    return SEVERITY_NAMES[Severity(rule["severity"])]


def _fields() -> Iterator[tuple[str, str, bool, list[tuple[str, str]]]]:
    """Yield each field's name, description, whether it is required, and the fields below it."""
    schema = Header.model_json_schema()
    for name, node in schema["properties"].items():
        yield name, node.get("description", ""), name in schema["required"], _below(schema, node)


def _below(schema: Mapping[str, Any], node: Mapping[str, Any]) -> list[tuple[str, str]]:
    below = node.get("items") or node.get("additionalProperties") or {}
    first = below.get("anyOf", [below])[0]  # of one figure and several, the one
    entry = schema["$defs"].get(first.get("$ref", "").removeprefix("#/$defs/"), {})
    return [(key, below.get("description", "")) for key, below in entry.get("properties", {}).items()]


def _sections(groups: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[SearchSection]:
    """Yield the messages of each group of findings; the chapter of fields is found by its title."""
    for number, (name, rules) in enumerate(groups.items(), 1):
        lines = (f"{code} {with_blanks(rule['message'])}" for code, rule in rules.items())
        yield section(*lines, heading=name, anchor=f"group-{number}")
