"""Chapters of the guide that are generated from the rules: all findings, all fields of a report's header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from annual_reports.analysis.collection import Collection
from annual_reports.domain.findings import GROUPS, SEVERITY_NAMES, Severity, with_blanks
from annual_reports.rendering.document import Document, Heading, SearchSection
from annual_reports.rendering.urls import GUIDE, GUIDE_FIELDS, GUIDE_FINDINGS
from annual_reports.search.passages import section
from annual_reports.sources.report_schema import Header

_TITLES = {GUIDE_FINDINGS: "检查意见一览", GUIDE_FIELDS: "报告信息各项"}


def documents(collection: Collection) -> Iterator[Document]:
    """Yield the two chapters; the guide itself is written by hand, in `docs/guide/`."""
    guide = GUIDE if any(page.path == GUIDE for page in collection.written) else None
    yield _chapter(
        GUIDE_FINDINGS, guide, "findings.html", groups=GROUPS, severity=_severity, with_blanks=with_blanks
    )
    yield _chapter(GUIDE_FIELDS, guide, "fields.html", fields=list(_fields()))


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


def _severity(rule: Mapping[str, str]) -> str:
    return SEVERITY_NAMES[Severity(rule["severity"])]


def _fields() -> Iterator[tuple[str, str, bool, list[tuple[str, str]]]]:
    """Yield each field's name, description, whether it is required, and the fields below it."""
    schema = Header.model_json_schema()
    for name, node in schema["properties"].items():
        yield name, node.get("description", ""), name in schema["required"], _below(schema, node)


def _below(schema: Mapping[str, Any], node: Mapping[str, Any]) -> list[tuple[str, str]]:
    reference = (node.get("items") or node.get("additionalProperties") or {}).get("$ref", "")
    entry = schema["$defs"].get(reference.removeprefix("#/$defs/"), {})
    return [(key, below.get("description", "")) for key, below in entry.get("properties", {}).items()]


def _sections(groups: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[SearchSection]:
    """Yield the messages of each group of findings; the chapter of fields is found by its title."""
    for number, (name, rules) in enumerate(groups.items(), 1):
        lines = (f"{code} {with_blanks(rule['message'])}" for code, rule in rules.items())
        yield section(*lines, heading=name, anchor=f"group-{number}")
