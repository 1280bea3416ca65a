"""A build publishes what was printed, while it is up to date."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.domain.files import write_whole
from annual_reports.pdf import store
from annual_reports.pdf.store import PrintConditions
from annual_reports.rendering.document import Download
from support.html_page import Html
from support.sites import COUNTY

REPORT = "reports/jia/2024.md"
WHOLE = b"%PDF-1.7\n%%EOF\n"
PDF = "reports/jia/2024/report.pdf"


@pytest.fixture
def printed(tmp_path: Path) -> Path:
    """A copy of the fictional county, one report of which was printed."""
    for name in ("data", "docs"):
        shutil.copytree(COUNTY / name, tmp_path / name)
    library, _ = build.read(tmp_path)
    report = next(report for report in library.reports if report.path == REPORT)
    conditions = PrintConditions("", (), "1")
    store.write_conditions(tmp_path, conditions)
    job = store.print_job(report, library.catalog, conditions)
    write_whole(store.pdf_folder(tmp_path) / job.name, WHOLE)
    return tmp_path


def page_of(made: build.Site, path: str = REPORT) -> Html:
    return Html.of(made.html(path, "", lambda path: f"/{path}"))


def download(made: build.Site) -> Download | None:
    return next((one for one in made.downloads if one.path == PDF), None)


def test_it_is_linked_from_its_page_alone(printed: Path):
    made = build.build(printed)
    page = page_of(made)
    link = next(attrs for tag, attrs in page.tags if tag == "a" and attrs.get("href") == f"/{PDF}")
    assert link["download"] == "甲镇2024年法治政府建设年度报告.pdf"
    assert not [link for link in page_of(made, "reports/jia/2023.md").links if link.endswith(".pdf")]


def test_its_bytes_are_those_of_the_file_and_read_when_they_are_wanted(printed: Path):
    found = download(build.build(printed))
    assert found
    assert found.source
    found.source.write_bytes(b"%PDF-1.7")
    assert found.content(lambda path: path) == b"%PDF-1.7"


def test_once_the_text_changed_it_is_not_published(printed: Path):
    path = printed / "docs" / REPORT
    path.write_text(path.read_text(encoding="utf-8").replace("取得新的成效", "取得成效"), encoding="utf-8")
    made = build.build(printed)
    assert download(made) is None
    assert not [link for link in page_of(made).links if link.endswith(".pdf")]


def test_what_changes_no_printed_word_leaves_it_up_to_date(printed: Path):
    path = printed / "docs" / REPORT
    path.write_text(path.read_text(encoding="utf-8").replace("  法治讲座: 21 场\n", ""), encoding="utf-8")
    assert download(build.build(printed))


def test_a_written_page_may_link_to_a_scan_and_to_what_was_printed(printed: Path):
    (printed / "docs/reports/jia/2024.pdf").write_bytes(b"%PDF")
    home = printed / "docs/index.md"
    links = "[扫描件](reports/jia/2024.pdf)、[式样](reports/jia/2024/report.pdf)"
    home.write_text(home.read_text(encoding="utf-8") + links, encoding="utf-8")
    made = build.build(printed)
    assert not [found for found in made.findings if found.code == "dead-link"]
    assert "/reports/jia/2024.pdf" in page_of(made).links
