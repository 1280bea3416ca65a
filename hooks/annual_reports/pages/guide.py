"""The guide's chapters that are made of the rules themselves: every finding, every key of a header."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

from annual_reports.addresses import GUIDE, GUIDE_FIELDS, GUIDE_FINDINGS
from annual_reports.collection import Collection
from annual_reports.document import Document, Heading, Section
from annual_reports.findings import GROUPS, SEVERITY_NAMES, Severity, spoken
from annual_reports.header import Header
from annual_reports.search.passages import section

_TITLES = {GUIDE_FINDINGS: "检查意见一览", GUIDE_FIELDS: "报告信息各项"}


def documents(collection: Collection) -> Iterator[Document]:
    """Two chapters; the guide itself is written by people, in `docs/guide/`."""
    guide = GUIDE if any(page.path == GUIDE for page in collection.written) else None
    yield _chapter(GUIDE_FINDINGS, guide, "findings.html", groups=GROUPS, severity=_severity, spoken=spoken)
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
    """Key, what it says, whether it must be there, and the keys below it."""
    schema = Header.model_json_schema()
    for name, node in schema["properties"].items():
        yield name, node.get("description", ""), name in schema["required"], _below(schema, node)


def _below(schema: Mapping[str, Any], node: Mapping[str, Any]) -> list[tuple[str, str]]:
    reference = (node.get("items") or node.get("additionalProperties") or {}).get("$ref", "")
    entry = schema["$defs"].get(reference.removeprefix("#/$defs/"), {})
    return [(key, below.get("description", "")) for key, below in entry.get("properties", {}).items()]


def _sections(groups: Mapping[str, Mapping[str, Mapping[str, str]]]) -> Iterator[Section]:
    """What each finding says, by groups; the page of keys is found by its title."""
    for number, (name, rules) in enumerate(groups.items(), 1):
        lines = (f"{code} {spoken(rule['message'])}" for code, rule in rules.items())
        yield section(*lines, heading=name, anchor=f"group-{number}")
