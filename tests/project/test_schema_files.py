"""The files in `data/schema`, which editors read, match the models."""

from __future__ import annotations

from annual_reports.sources.json_schemas import schemas
from support.sites import ROOT


def test_the_files_are_those_of_the_models():
    folder = ROOT / "data/schema"
    written = {path.name: path.read_text(encoding="utf-8") for path in folder.iterdir()}
    assert written == schemas(), "run `make schema`"
