"""The JSON Schemas in data/schema are those of the models."""

from __future__ import annotations

import json

from annual_reports.schemas import schemas
from helpers import ROOT


def test_the_files_are_those_of_the_models():
    folder = ROOT / "data/schema"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert written == schemas(), "run `make schema`"


def test_a_figure_may_be_its_amount_alone():
    figures = json.loads(schemas()["report.schema.json"])["properties"]["figures"]
    assert figures["additionalProperties"]["anyOf"][0]["type"] == "string"
