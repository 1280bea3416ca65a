"""Findings that only follow from an error elsewhere are not told before that one is mended."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.checks.consequences import without_consequences
from annual_reports.domain.findings import Finding, Place, finding
from support.sites import COUNTY


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in ("data", "docs"):
        shutil.copytree(COUNTY / name, tmp_path / name)
    return tmp_path


def errors_of(root: Path) -> list[tuple[str, str]]:
    return [(found.path, found.code) for found in build.read(root)[1] if found.severity == "error"]


@pytest.mark.parametrize("name", ["governments", "indicators", "laws", "deadlines"])
@pytest.mark.parametrize("damage", ["=======\n", "x: [\n", "\x07\n"])
def test_an_error_in_a_registry_is_told_alone(copy: Path, name: str, damage: str):
    path = copy / f"data/{name}.yml"
    with path.open("a", encoding="utf-8") as file:
        file.write(damage)
    found = errors_of(copy)
    assert found
    assert {place for place, _ in found} == {f"data/{name}.yml"}


def test_a_wrong_entry_of_a_registry_does_not_take_its_figures_away(copy: Path):
    path = copy / "data/indicators.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("definition: ", "definition: <b> ", 1), encoding="utf-8")
    assert errors_of(copy) == [("data/indicators.yml", "markup-in-text")]


def test_what_another_report_answers_is_not_told_while_that_one_is_broken(copy: Path):
    for path in sorted((copy / "docs/reports").rglob("2023.md")):
        path.write_text(f"前言\n{path.read_text(encoding='utf-8')}", encoding="utf-8")
        assert {code for _, code in errors_of(copy)} == {"header-missing"}


def test_only_what_stands_in_the_broken_file_follows_from_its_error(tmp_path: Path):
    def unknown(path: str, id_: str = "drills") -> Finding:
        return finding("unknown-commitment", Place(path), found=id_, guess="", example="")

    (tmp_path / "docs/reports/demo").mkdir(parents=True)
    (tmp_path / "docs/reports/demo/2024.md").write_text("commitments: [{id: drills}]", encoding="utf-8")
    own, later = "docs/reports/demo/2024.md", "docs/reports/demo/2025.md"
    broken = finding("header-missing", Place(own))
    kept = [broken, unknown(own), unknown(later, "dirlls"), unknown("docs/reports/away/2025.md")]
    assert without_consequences([*kept, unknown(later)], tmp_path) == kept


def test_from_a_file_that_cannot_be_read_follows_all_that_it_may_have_held(tmp_path: Path):
    gone = finding("unreadable-file", Place("data/governments.yml"), reason="x")
    unknown = finding("unknown-government", Place("docs/reports/demo/2024.md"), found="demo", guess="")
    assert without_consequences([gone, unknown], tmp_path) == [gone]
