"""The assembled site answers what a generator asks of a source path."""

from __future__ import annotations

import pytest

from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Catalog
from annual_reports.domain.findings import Place, finding
from annual_reports.rendering.document import Document
from annual_reports.rendering.site import Site
from annual_reports.rendering.urls import COMPARE
from annual_reports.sources.docs_folder import DocsFolder
from annual_reports.sources.report_reader import read_report
from support.reports import written_report

REPORT = "reports/demo/2024.md"
HOME = Document("index.md", "首页", "说明", "written.html", {})


@pytest.fixture
def site(demo_catalog: Catalog) -> Site:
    collection = Collection(demo_catalog, DocsFolder(unread=("about.md", "pictures")))
    wrong = finding("file-kind", Place("docs/about.md"), found="a.exe")
    return Site(collection, (HOME,), (), (wrong,))


@pytest.mark.parametrize(
    ("path", "withheld"),
    [("about.md", True), ("pictures/a.png", True), ("pictures-of-us/a.png", False), ("index.md", False)],
)
def test_a_file_that_was_not_read_is_withheld_with_all_below_it(site: Site, path: str, withheld: bool):  # noqa: FBT001
    assert site.withholds(path) is withheld


def test_a_page_that_would_be_empty_has_no_place_in_a_menu(site: Site):
    assert not site.has_menu_page(COMPARE)
    assert site.has_menu_page("index.md")
    assert site.has_menu_page("of-a-person.md")


def test_a_path_without_document_keeps_its_html_and_has_no_metadata(site: Site):
    assert site.html("of-a-person.md", "<p>文字</p>", str) == "<p>文字</p>"
    assert site.head("of-a-person.md", "网站", None) == ""


def test_the_panel_shows_the_findings_of_one_file(site: Site):
    assert "a.exe" in site.html("about.md", "", str, preview=True)
    assert site.html("about.md", "", str) == site.html("index.md", "", str, preview=True) == ""


def test_only_a_preview_of_a_report_has_marks_for_proofreading_and_their_switch(demo_catalog: Catalog):
    body = "演示数据：讲座12场，检查76件，2024年3月完成。"
    report, _ = read_report(written_report(body, figures={"法治讲座": "12场"}), REPORT, "f.md", demo_catalog)
    assert report
    page = Document(REPORT, "报告", "说明", "written.html", {}, report=report)
    site = Site(Collection(demo_catalog, DocsFolder()), (page, HOME), (), ())
    shown, published = (site.html(REPORT, "", str, preview=preview) for preview in (True, False))
    assert 'id="ar-review"' in shown
    assert "ar-review" not in published
    assert (
        '<span class="ar-review-amount">76件</span>，<span class="ar-review-date">2024年3月</span>' in shown
    )
    assert "检查76件，2024年3月完成。" in published
    assert site.markdown("index.md") == site.markdown(REPORT) == ""
