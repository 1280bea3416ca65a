"""Which printed reports are up to date."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annual_reports.collection import Collection
from annual_reports.official import shelf
from annual_reports.official.shelf import Conditions

CONDITIONS = Conditions(address="", lacking=("title",), engine="1")


@pytest.fixture
def shelved(tmp_path: Path, county: Collection) -> Path:
    """A site's folder in which the newest report of each government has been printed."""
    shelf.remember(tmp_path, CONDITIONS)
    for reports in county.by_government.values():
        made = shelf.sheet(reports[0], county, CONDITIONS)
        shelf.put(shelf.folder_of(tmp_path) / made.name, b"%PDF")
    return tmp_path


def test_what_was_printed_is_found(shelved: Path, county: Collection):
    newest = [reports[0].path for reports in county.by_government.values()]
    found = shelf.current(shelved, county)
    assert sorted(found) == sorted(newest)
    assert all(path.read_bytes() == b"%PDF" for path in found.values())


def test_a_name_tells_whose_it_is(county: Collection):
    assert shelf.sheet(county.reports[0], county, CONDITIONS).name.startswith("jia-2024-")


@pytest.mark.parametrize(
    "other",
    [
        replace(CONDITIONS, address="//示范.cn/"),
        replace(CONDITIONS, lacking=()),
        replace(CONDITIONS, engine="2"),
    ],
)
def test_under_other_conditions_nothing_is_up_to_date(shelved: Path, county: Collection, other: Conditions):
    shelf.remember(shelved, other)
    assert shelf.current(shelved, county) == {}


def test_with_other_fonts_nothing_is_up_to_date(shelved: Path, county: Collection):
    asked = replace(county.catalog, fonts={"body": ("仿宋",)})
    assert shelf.current(shelved, replace(county, catalog=asked)) == {}


def test_with_another_text_a_report_is_not_up_to_date(shelved: Path, county: Collection):
    first, *others = county.reports
    changed = replace(first, body=first.body.replace("甲镇", "甲镇　", 1))
    found = shelf.current(shelved, replace(county, reports=(changed, *others)))
    assert len(found) == len(county.by_government) - 1
    assert first.path not in found


@pytest.mark.parametrize(
    "noted", ["", "{", "[]", '{"address": ""}', '{"address": "", "lacking": 1, "engine": ""}']
)
def test_notes_that_make_no_sense_are_none(shelved: Path, county: Collection, noted: str):
    (shelf.folder_of(shelved) / "conditions.json").write_text(noted, encoding="utf-8")
    assert shelf.current(shelved, county) == {}


def test_where_nothing_was_printed_nothing_is_read(tmp_path: Path, county: Collection):
    assert shelf.current(tmp_path, county) == {}


def test_what_no_report_has_is_thrown_away(shelved: Path, county: Collection):
    kept = {path.name for path in list(shelf.current(shelved, county).values())[1:]}
    assert shelf.clear(shelved, kept) == 1
    assert {path.name for path in shelf.folder_of(shelved).glob("*.pdf")} == kept
