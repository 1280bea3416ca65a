"""The models as JSON Schemas, for editors."""

from __future__ import annotations

import json

from annual_reports.sources.json_schemas import schemas


def test_a_figure_may_be_its_amount_alone():
    figures = json.loads(schemas()["report.schema.json"])["properties"]["figures"]
    assert figures["additionalProperties"]["anyOf"][0]["type"] == "string"


def test_an_indicator_may_have_several_figures_each_of_them_its_amount_alone():
    figures = json.loads(schemas()["report.schema.json"])["properties"]["figures"]
    *_, several = figures["additionalProperties"]["anyOf"]
    assert several["type"] == "array"
    assert [choice.get("type", "$ref") for choice in several["items"]["anyOf"]] == ["string", "$ref"]
