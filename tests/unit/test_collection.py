"""What may lie in `docs/reports`, and how the reports are indexed."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from annual_reports import collection
from annual_reports.collection import Collection
from annual_reports.model import Catalog, Report
from annual_reports.site import build
from helpers import serious

REPORT = """---
title: {government}{year}年报告
year: {year}
government: {government}
issuers: [示范镇人民政府]
figures:
  法治讲座: 12场
---

演示数据。举办法治讲座12场。
"""


def write(docs: Path, *places: tuple[str, int]) -> None:
    for government, year in places:
        path = docs / f"reports/{government}/{year}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(REPORT.format(government=government, year=year), encoding="utf-8")


def codes(docs: Path, catalog: Catalog) -> list[tuple[str, str]]:
    return [(f.code, f.path) for f in collection.read(docs, catalog)[1]]


def test_reports_stand_by_government_newest_first(tmp_path: Path, demo_catalog: Catalog):
    write(tmp_path, ("demo", 2022), ("demo", 2024), ("demo-county", 2023), ("demo", 2023))
    found, findings = collection.read(tmp_path, demo_catalog)
    assert not findings
    assert [(r.government.id, r.year) for r in found.reports] == [
        ("demo-county", 2023),
        ("demo", 2024),
        ("demo", 2023),
        ("demo", 2022),
    ]
    assert list(found.by_year) == [2024, 2023, 2022]
    assert [r.government.id for r in found.by_year[2023]] == ["demo-county", "demo"]
    assert list(found.by_indicator) == ["lectures"]


def test_a_scan_may_lie_beside_its_report(tmp_path: Path, demo_catalog: Catalog):
    write(tmp_path, ("demo", 2024))
    (tmp_path / "reports/demo/2024.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "reports/demo/.DS_Store").write_bytes(b"")
    assert codes(tmp_path, demo_catalog) == []
    assert collection.read(tmp_path, demo_catalog)[0].scans == {"reports/demo/2024.pdf"}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("reports/demo/草稿.docx", "unexpected-file"),
        ("reports/demo/2023.pdf", "unexpected-file"),
        ("reports/demo/2023年.md", "misplaced-report"),
        ("reports/demo/2024 (1).md", "duplicate-report"),
        ("reports/demo/2024副本.md", "duplicate-report"),
        ("reports/2024.md", "misplaced-report"),
        ("reports/demo/old/2023.md", "misplaced-report"),
        ("reports/demo/index.md", "misplaced-report"),
    ],
)
def test_nothing_else_may_lie_there(tmp_path: Path, demo_catalog: Catalog, name: str, code: str):
    write(tmp_path, ("demo", 2024))
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text("x", encoding="utf-8")
    assert codes(tmp_path, demo_catalog) == [(code, f"docs/{name}")]


def test_a_link_out_of_the_folder_is_not_followed(tmp_path: Path, demo_catalog: Catalog):
    write(tmp_path, ("demo", 2024))
    (tmp_path / "secret.md").write_text("x", encoding="utf-8")
    (tmp_path / "reports/demo/2023.md").symlink_to(tmp_path / "secret.md")
    assert codes(tmp_path, demo_catalog) == [("link-of-files", "docs/reports/demo/2023.md")]


def test_no_reports_at_all(tmp_path: Path, demo_catalog: Catalog):
    assert codes(tmp_path, demo_catalog) == [("no-reports", "docs/reports")]


@pytest.mark.parametrize(
    "path", ["years/2024.md", "years/2024/index.md", "years/2024/README.md", "data.md", "data/figures.csv"]
)
def test_a_page_or_file_where_the_program_makes_one(project: Path, path: str):
    (project / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
    (project / "docs" / path).write_text("# 我的一页\n", encoding="utf-8")
    assert [(f.code, f.path) for f in serious(build(project).findings)] == [("address-taken", f"docs/{path}")]


def test_pages_and_files_elsewhere_are_fine(project: Path):
    (project / "docs/help").mkdir()
    (project / "docs/help/index.md").write_text("# 帮助\n", encoding="utf-8")
    (project / "docs/help/form.csv").write_text("x", encoding="utf-8")
    assert not serious(build(project).findings)


def test_an_empty_project_is_told_and_raises_nothing(tmp_path: Path):
    site = build(tmp_path)
    assert {d.path.split("/")[0] for d in site.documents} == {"desk", "guide", "report-error.md"}
    assert {f.code for f in site.findings} == {"unreadable-file", "no-reports"}


def test_what_is_read_can_be_kept_and_is_the_same_when_it_comes_back(county: Collection):
    for thing in (*county.reports, *county.written):
        kept = pickle.dumps(thing, protocol=5)
        assert len(kept) <= 20_000 or not isinstance(thing, Report)
        assert repr(pickle.loads(kept)) == repr(thing)
        assert pickle.loads(kept) == thing
