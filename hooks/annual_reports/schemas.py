"""JSON Schemas of what people write, for editors that complete and check while one types.

`python -m annual_reports.schemas data/schema` writes them; a test holds the files to the models.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from annual_reports.catalog import DeadlineEntry, GovernmentEntry, IndicatorEntry, LawEntry
from annual_reports.header import FigureEntry, Header


def schemas() -> dict[str, str]:
    """File name -> JSON Schema as text."""
    return {
        "report.schema.json": _text(_with_short_figures(Header.model_json_schema())),
        "governments.schema.json": _text(TypeAdapter(dict[str, GovernmentEntry]).json_schema()),
        "indicators.schema.json": _text(TypeAdapter(dict[str, IndicatorEntry]).json_schema()),
        "laws.schema.json": _text(TypeAdapter(dict[str, LawEntry]).json_schema()),
        "deadlines.schema.json": _text(TypeAdapter(dict[str, DeadlineEntry]).json_schema()),
    }


def _with_short_figures(schema: dict[str, Any]) -> dict[str, Any]:
    """A figure may be its amount alone; the model takes that form before its schema begins."""
    figures = schema["properties"]["figures"]
    short = {"type": "string", "description": FigureEntry.model_fields["value"].description}
    figures["additionalProperties"] = {"anyOf": [short, figures["additionalProperties"]]}
    return schema


def _text(schema: dict[str, Any]) -> str:
    return json.dumps(schema, ensure_ascii=False, indent=2, sort_keys=True) + "\n"


def main(folder: Path) -> None:
    """Write every schema into a folder."""
    folder.mkdir(exist_ok=True)
    for name, text in schemas().items():
        (folder / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
