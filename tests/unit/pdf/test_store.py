"""Printed reports that are up to date."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from annual_reports.analysis.collection import Collection
from annual_reports.domain.files import write_whole
from annual_reports.pdf import store
from annual_reports.pdf.store import PrintConditions

WHOLE = b"%PDF-1.7\n%%EOF\n"
CONDITIONS = PrintConditions(address="", missing_levels=("title",), engine="1")


@pytest.fixture
def shelved(tmp_path: Path, county: Collection) -> Path:
    """A site's folder in which the newest report of each government has been printed."""
    store.write_conditions(tmp_path, CONDITIONS)
    for reports in county.by_government.values():
        made = store.print_job(reports[0], county.catalog, CONDITIONS)
        write_whole(store.pdf_folder(tmp_path) / made.name, WHOLE)
    return tmp_path


def test_what_was_printed_is_found(shelved: Path, county: Collection):
    newest = [reports[0].path for reports in county.by_government.values()]
    found = store.up_to_date_pdfs(shelved, county.reports, county.catalog)
    assert sorted(found) == sorted(newest)
    assert all(path.read_bytes() == WHOLE for path in found.values())


@pytest.mark.parametrize("damaged", [b"", b"%PDF-1.7\n", b"%%EOF\n", b"<html>%%EOF"])
def test_a_damaged_file_is_not_published(shelved: Path, county: Collection, damaged: bytes):
    first = next(iter(store.up_to_date_pdfs(shelved, county.reports, county.catalog).values()))
    first.write_bytes(damaged)
    assert first not in store.up_to_date_pdfs(shelved, county.reports, county.catalog).values()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    target = tmp_path / "a.pdf"
    target.write_bytes(WHOLE)

    def full(self: Path, content: bytes) -> None:
        with self.open("wb") as file:
            file.write(content[:3])
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(target, b"%PDF-2.0\n%%EOF\n")
    assert target.read_bytes() == WHOLE


def test_a_name_tells_whose_it_is(county: Collection):
    assert store.print_job(county.reports[0], county.catalog, CONDITIONS).name.startswith("jia-2024-")


@pytest.mark.parametrize(
    "other",
    [
        replace(CONDITIONS, address="//示范.cn/"),
        replace(CONDITIONS, missing_levels=()),
        replace(CONDITIONS, engine="2"),
    ],
)
def test_under_other_conditions_nothing_is_up_to_date(
    shelved: Path, county: Collection, other: PrintConditions
):
    store.write_conditions(shelved, other)
    assert store.up_to_date_pdfs(shelved, county.reports, county.catalog) == {}


def test_with_other_fonts_nothing_is_up_to_date(shelved: Path, county: Collection):
    catalog = replace(county.catalog, fonts={"body": ("仿宋",)})
    assert store.up_to_date_pdfs(shelved, county.reports, catalog) == {}


def test_with_another_text_a_report_is_not_up_to_date(shelved: Path, county: Collection):
    first, *others = county.reports
    changed = replace(first, body=first.body.replace("甲镇", "甲镇　", 1))
    found = store.up_to_date_pdfs(shelved, (changed, *others), county.catalog)
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
    (store.pdf_folder(shelved) / "conditions.json").write_text(noted, encoding="utf-8")
    assert store.up_to_date_pdfs(shelved, county.reports, county.catalog) == {}


def test_where_nothing_was_printed_nothing_is_read(tmp_path: Path, county: Collection):
    assert store.up_to_date_pdfs(tmp_path, county.reports, county.catalog) == {}


def test_what_no_report_has_is_thrown_away(shelved: Path, county: Collection):
    kept = {
        path.name
        for path in list(store.up_to_date_pdfs(shelved, county.reports, county.catalog).values())[1:]
    }
    assert store.delete_outdated(shelved, kept) == 1
    assert {path.name for path in store.pdf_folder(shelved).glob("*.pdf")} == kept
