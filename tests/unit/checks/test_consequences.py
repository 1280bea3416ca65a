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
        path.write_text("没有开头", encoding="utf-8")
        assert {code for _, code in errors_of(copy)} == {"header-missing"}


def test_a_report_s_own_error_hides_nothing_of_its_own():
    def unknown(path: str) -> Finding:
        return finding("unknown-commitment", Place(path), found="a", guess="", example="")

    own = finding("header-missing", Place("docs/reports/demo/2024.md"))
    kept = [own, unknown("docs/reports/demo/2024.md"), unknown("docs/reports/away/2025.md")]
    assert without_consequences([*kept, unknown("docs/reports/demo/2025.md")]) == kept
