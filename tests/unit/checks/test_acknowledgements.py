"""A finding that a person has checked is taken away where it was acknowledged, and nowhere else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.analysis.collection import Collection
from annual_reports.checks.acknowledgements import apply_acknowledgements
from annual_reports.domain.acknowledgements import Acknowledgement, silence
from annual_reports.domain.findings import Finding, Passage, Place, finding
from annual_reports.domain.model import Figure
from support.reports import written_report
from support.sites import ROOT

BODY = "演示数据。排查矛盾纠纷 46 件，举办法治讲座 46 场。"
REASON = "已核对台账"
PATH = "docs/reports/demo/2024.md"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A folder with the catalog of the golden cases and without reports."""
    shutil.copytree(ROOT / "tests/golden/catalog", tmp_path / "data")
    (tmp_path / "docs/reports/demo").mkdir(parents=True)
    return tmp_path


def collection_of(site: Path, of_report: tuple[str, ...] = (), of_figure: tuple[str, ...] = ()) -> Collection:
    """One report with two figures; the first acknowledges `of_figure`, the report `of_report`."""
    figures = {
        "排查矛盾纠纷": {"value": "46 件", "acknowledged": dict.fromkeys(of_figure, REASON)},
        "法治讲座": "46 场",
    }
    header = {"figures": figures, "acknowledged": dict.fromkeys(of_report, REASON)}
    (site / PATH).write_bytes(written_report(BODY, **header))
    return build.read(site)[0]


def found_at(figure: Figure, code: str = "value-unchanged") -> Finding:
    return finding(code, figure.place, key="", year=2023, found="", before="")


def codes(findings: list[Finding]) -> list[tuple[str, int]]:
    return sorted((each.code, each.column) for each in findings)


def test_a_figure_acknowledges_only_what_is_found_at_its_own_place(site: Path):
    collection = collection_of(site, of_figure=("value-unchanged",))
    first, second = collection.reports[0].figures
    left = apply_acknowledgements([found_at(first), found_at(second)], collection)
    assert codes(left) == [("value-unchanged", second.place.column)]


def test_a_report_acknowledges_all_that_its_file_has(site: Path):
    collection = collection_of(site, of_report=("published-late",))
    facts = {"day": "", "name": "", "late": "", "example": ""}
    findings = [finding("published-late", Place(PATH, line), **facts) for line in (2, 3)]
    assert apply_acknowledgements(findings, collection) == []


def test_another_code_at_the_same_place_stays(site: Path):
    collection = collection_of(site, of_figure=("value-unchanged",))
    first = collection.reports[0].figures[0]
    left = apply_acknowledgements([found_at(first), found_at(first, "value-jump")], collection)
    assert [each.code for each in left] == ["value-jump"]


def test_an_acknowledgement_that_matches_nothing_is_told_at_its_own_place(site: Path):
    collection = collection_of(site, of_figure=("value-unchanged", "value-jump"))
    first = collection.reports[0].figures[0]
    (left,) = apply_acknowledgements([found_at(first)], collection)
    assert (left.code, left.path, left.line) == ("nothing-acknowledged", PATH, first.place.line)
    assert left.column == first.acknowledged[1].place.column > first.place.column
    assert "value-jump" in left.message


def test_a_passage_is_acknowledged_from_its_first_to_its_last_character():
    at, start, end = (Place(PATH, line, 3) for line in (2, 9, 10))
    known = Acknowledgement("doubled-word", REASON, at, start, end)

    def is_covered(start: tuple[int, int], end: tuple[int, int], path: str = PATH) -> bool:
        passage = Passage(Place(path, *end), "")
        return known.covers(finding("doubled-word", Place(path, *start), passage, found=""))

    assert is_covered((9, 3), (10, 3))
    assert is_covered((9, 99), (10, 1))
    assert not is_covered((9, 2), (9, 5))
    assert not is_covered((10, 1), (10, 4))
    assert not is_covered((9, 5), (9, 7), "docs/reports/demo/2023.md")


def test_a_certain_error_is_never_taken_away(site: Path):
    collection = collection_of(site)
    error = finding("mobile-number", Place(PATH, 9, 3), found="")
    known = Acknowledgement("mobile-number", REASON, Place(PATH), Place(PATH))  # no file can have this
    assert silence([error], [known]) == ([error], set())
    assert apply_acknowledgements([error], collection) == [error]
