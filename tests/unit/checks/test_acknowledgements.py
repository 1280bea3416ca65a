"""A finding that a person has checked is taken away where it was acknowledged, and nowhere else."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.analysis.collection import Collection
from annual_reports.checks.acknowledgements import apply_acknowledgements
from annual_reports.domain.findings import Finding, finding
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
    collection = collection_of(site, of_report=("value-unchanged",))
    findings = [found_at(figure) for figure in collection.reports[0].figures]
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
    assert left.column == first.acknowledged_at["value-jump"].column > first.place.column
    assert "value-jump" in left.message


def test_where_report_and_figure_both_acknowledge_the_report_does_it_for_nothing(site: Path):
    collection = collection_of(site, of_report=("value-unchanged",), of_figure=("value-unchanged",))
    first = collection.reports[0].figures[0]
    (left,) = apply_acknowledgements([found_at(first)], collection)
    assert (left.code, left.column) == (
        "nothing-acknowledged",
        collection.reports[0].places["acknowledged"].column,
    )


def test_an_error_is_never_taken_away(site: Path):
    collection = collection_of(site)
    first = collection.reports[0].figures[0]
    first.acknowledged["figure-not-in-body"] = REASON  # type: ignore[index]  # no file can have this
    error = finding("figure-not-in-body", first.place, found="", nearest="")
    left = apply_acknowledgements([error], collection)
    assert error in left
    assert len(left) == 2
