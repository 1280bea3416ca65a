"""Files that may lie in `docs/reports`, and the order of the reports."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Catalog
from annual_reports.domain.model import Report
from annual_reports.sources import docs_folder
from annual_reports.sources.docs_folder import read_docs

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
    return [(f.code, f.path) for f in read_docs(docs, catalog)[1]]


def test_reports_stand_by_government_newest_first(tmp_path: Path, demo_catalog: Catalog):
    write(tmp_path, ("demo", 2022), ("demo", 2024), ("demo-county", 2023), ("demo", 2023))
    found, findings = read_docs(tmp_path, demo_catalog)
    assert not findings
    assert [(r.government.id, r.year) for r in found.reports] == [
        ("demo-county", 2023),
        ("demo", 2024),
        ("demo", 2023),
        ("demo", 2022),
    ]


def test_a_scan_may_lie_beside_its_report(tmp_path: Path, demo_catalog: Catalog):
    write(tmp_path, ("demo", 2024))
    (tmp_path / "reports/demo/2024.pdf").write_bytes(b"%PDF-1.7")
    (tmp_path / "reports/demo/.DS_Store").write_bytes(b"")
    assert codes(tmp_path, demo_catalog) == []
    assert read_docs(tmp_path, demo_catalog)[0].scans == {"reports/demo/2024.pdf"}


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


def test_what_is_read_can_be_kept_and_is_the_same_when_it_comes_back(county: Collection):
    for thing in (*county.reports, *county.written):
        kept = pickle.dumps(thing, protocol=5)
        assert len(kept) <= 20_000 or not isinstance(thing, Report)
        assert repr(pickle.loads(kept)) == repr(thing)
        assert pickle.loads(kept) == thing


@pytest.mark.parametrize(
    "path",
    [
        *("Thumbs.db", "about/THUMBS.DB", "desktop.ini", "reports/demo/~$2024.docx", "~WRL0001.tmp"),
        *("@eaDir/index.md/x", "__MACOSX/index.md", "2024.md.crdownload", "reports/demo/2024.pdf.part"),
    ],
)
def test_what_a_program_left_behind_is_told_once_and_not_published(
    tmp_path: Path, demo_catalog: Catalog, path: str
):
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"\0")
    docs, findings = read_docs(tmp_path, demo_catalog)
    assert [(found.code, found.severity) for found in findings if found.path == f"docs/{path}"] == [
        ("left-behind", "info")
    ]
    assert docs.left_behind == (path,)
    assert (docs.beside, docs.unread, docs.written, docs.report_files) == ((), (), (), ())


@pytest.mark.parametrize(
    ("path", "code"),
    [
        ("reports/demo/2024 - 副本.md", "misplaced-report"),
        ("reports/demo/2024(1).md", "misplaced-report"),
        ("reports/demo/新建 文本文档.txt", "unexpected-file"),
        ("about/index.md~", "file-name"),
    ],
)
def test_what_a_person_may_have_meant_is_asked(tmp_path: Path, demo_catalog: Catalog, path: str, code: str):
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("# 页\n", encoding="utf-8")
    assert [found.code for found in read_docs(tmp_path, demo_catalog)[1]] == [code]


@pytest.mark.parametrize(
    "path", ["._2024.md", ".~lock.2024.docx#", ".git/config", ".DS_Store", ".~2024.docx"]
)
def test_a_name_with_a_dot_in_front_is_passed_over(tmp_path: Path, demo_catalog: Catalog, path: str):
    file = tmp_path / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(b"\0")
    assert [found.code for found in read_docs(tmp_path, demo_catalog)[1]] == ["no-reports"]


@pytest.mark.parametrize("path", ["reports/demo/2025.md", "about/index.md"])
def test_a_folder_that_is_named_as_a_file_is_told(tmp_path: Path, demo_catalog: Catalog, path: str):
    write(tmp_path, ("demo", 2024))
    (tmp_path / path).mkdir(parents=True)
    (tmp_path / path / "2025.md").write_text("x", encoding="utf-8")
    assert ("folder-named-as-file", f"docs/{path}") in codes(tmp_path, demo_catalog)


def test_a_folder_that_we_may_not_read_is_told(
    tmp_path: Path, demo_catalog: Catalog, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "about").mkdir()
    monkeypatch.setattr(docs_folder, "is_closed", lambda path: path.name == "about")
    docs, findings = read_docs(tmp_path, demo_catalog)
    assert docs.unread == ("about",)
    assert [(found.path, found.code) for found in findings] == [("docs/about", "unreadable-file")]
    assert "没有读的权限" in findings[0].message
