"""Write JSON Schemas of the files that people write, for completion and checks in editors.

`python -m annual_reports.sources.json_schemas data/schema` writes them; a test compares them with the models.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from annual_reports.sources.catalog import (
    DeadlineEntry,
    GovernmentEntry,
    LawEntry,
    OfficialFormEntry,
    WithdrawalEntry,
    WitnessEntry,
)
from annual_reports.sources.indicator_catalog import IndicatorEntry
from annual_reports.sources.public_words import PublicWordsEntry
from annual_reports.sources.report_schema import FigureEntry, Header
from annual_reports.sources.site_settings import PublisherEntry

_PLAIN_KEYS = (
    *("title", "year", "government", "issuers", "letterhead", "document_number", "index_number"),
    *("issued", "published"),
)
"""Keys of the header that need only one form field each."""


def schemas() -> dict[str, str]:
    """Return file name -> text of the JSON Schema."""
    return {
        "report.schema.json": _text(_with_short_figures(Header.model_json_schema())),
        "frontmatter.json": _text(_form()),
        "governments.schema.json": _text(TypeAdapter(dict[str, GovernmentEntry]).json_schema()),
        "indicators.schema.json": _text(
            _with_optional_keys(TypeAdapter(dict[str, IndicatorEntry]).json_schema())
        ),
        "laws.schema.json": _text(TypeAdapter(dict[str, LawEntry]).json_schema()),
        "official-form.schema.json": _text(OfficialFormEntry.model_json_schema()),
        "deadlines.schema.json": _text(TypeAdapter(dict[str, DeadlineEntry]).json_schema()),
        "withdrawn.schema.json": _text(TypeAdapter(dict[str, WithdrawalEntry]).json_schema()),
        "witnesses.schema.json": _text(TypeAdapter(dict[str, WitnessEntry]).json_schema()),
        "acknowledged.schema.json": _text(TypeAdapter(list[PublicWordsEntry]).json_schema()),
        "site.schema.json": _text(PublisherEntry.model_json_schema()),
    }


def _with_short_figures(schema: dict[str, Any]) -> dict[str, Any]:
    """Add the short form of a figure, its amount as a string; the model accepts it before validation."""
    figures = schema["properties"]["figures"]
    short = {"type": "string", "description": FigureEntry.model_fields["value"].description}
    one, several = figures["additionalProperties"]["anyOf"]
    several["items"] = {"anyOf": [short, one]}
    figures["additionalProperties"] = {"anyOf": [short, one, several]}
    return schema


def _with_optional_keys(schema: dict[str, Any]) -> dict[str, Any]:
    """Require no key of an indicator, since an entry may give only what differs from the shipped one."""
    del schema["$defs"]["IndicatorEntry"]["required"]
    return schema


def _form() -> dict[str, Any]:
    """Return the settings of the editor extension Front Matter CMS: a form for the plain keys of a header."""
    schema = Header.model_json_schema()
    fields = [_form_field(name, schema["properties"][name]) for name in _PLAIN_KEYS]
    for field in fields:
        field["required"] = field["name"] in schema["required"]
    return {
        "frontMatter.content.pageFolders": [{"title": "年度报告", "path": "[[workspace]]/docs/reports"}],
        "frontMatter.taxonomy.contentTypes": [{"name": "default", "pageBundle": False, "fields": fields}],
    }


def _form_field(name: str, node: dict[str, Any]) -> dict[str, Any]:
    kinds = [node, *node.get("anyOf", [])]
    field: dict[str, Any] = {"name": name, "title": node["description"], "type": "string"}
    if any(kind.get("format") == "date" for kind in kinds):
        return {**field, "type": "datetime", "dateFormat": "yyyy-MM-dd"}
    kind = next(kind["type"] for kind in kinds if "type" in kind)
    return {**field, "type": {"integer": "number", "array": "list"}.get(kind, "string")}


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main(folder: Path) -> None:
    """Write all schemas into a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
