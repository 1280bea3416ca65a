"""Which printed reports are up to date."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annual_reports.collection import Collection
from annual_reports.official import shelf
from annual_reports.official.shelf import Conditions

WHOLE = b"%PDF-1.7\n%%EOF\n"
CONDITIONS = Conditions(address="", lacking=("title",), engine="1")


@pytest.fixture
def shelved(tmp_path: Path, county: Collection) -> Path:
    """A site's folder in which the newest report of each government has been printed."""
    shelf.remember(tmp_path, CONDITIONS)
    for reports in county.by_government.values():
        made = shelf.sheet(reports[0], county, CONDITIONS)
        shelf.put(shelf.folder_of(tmp_path) / made.name, WHOLE)
    return tmp_path


def test_what_was_printed_is_found(shelved: Path, county: Collection):
    newest = [reports[0].path for reports in county.by_government.values()]
    found = shelf.current(shelved, county)
    assert sorted(found) == sorted(newest)
    assert all(path.read_bytes() == WHOLE for path in found.values())


@pytest.mark.parametrize("damaged", [b"", b"%PDF-1.7\n", b"%%EOF\n", b"<html>%%EOF"])
def test_a_damaged_file_is_not_published(shelved: Path, county: Collection, damaged: bytes):
    first = next(iter(shelf.current(shelved, county).values()))
    first.write_bytes(damaged)
    assert first not in shelf.current(shelved, county).values()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    target = tmp_path / "a.pdf"
    target.write_bytes(WHOLE)

    def full(self: Path, content: bytes) -> None:
        with self.open("wb") as file:
            file.write(content[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        shelf.put(target, b"%PDF-2.0\n%%EOF\n")
    assert target.read_bytes() == WHOLE


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
    "noted",
    [
        "",
        "{",
        "[]",
        '{"address": ""}',
        '{"address": "", "lacking": 1, "engine": ""}',
        '{"address": 5, "lacking": "ab", "engine": null}',
    ],
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
