"""Templates escape what they print and refuse names they do not know."""

from __future__ import annotations

import dataclasses
import gc
from pathlib import Path

import pytest
from jinja2 import UndefinedError

from annual_reports import render
from annual_reports.document import Document
from annual_reports.parts import Part
from annual_reports.site import Site, build
from helpers import ROOT, Html


@pytest.fixture(scope="module")
def site() -> Site:
    return build(ROOT)


def linked(path: str) -> str:
    return f"/{path}"


def test_every_document_renders(site: Site):
    for document in site.documents:
        assert site.html(document.path, "<p>内容</p>", linked).strip()


def test_what_a_page_was_made_of_goes_with_it():
    """A ring of references would stay until it is looked for, which of thousands of pages takes seconds."""
    site = build(ROOT / "tests/sites/county")
    for document in site.documents:
        site.html(document.path, "", linked)  # templates, and what all pages share, stay
    gc.collect()
    gc.freeze()
    gc.disable()
    try:
        for document in site.documents:
            site.html(document.path, "<p>内容</p>", linked)
        assert gc.collect() == 0
    finally:
        gc.enable()
        gc.unfreeze()


def test_what_is_printed_is_escaped():
    document = Document(
        path="x.md",
        title="x",
        description="",
        template="year.html",
        context={"part": Part("x.md", "", ()), "year": 2024, "reports": (), "side_by_side": False},
    )
    page = build(ROOT).by_path["reports/pingshi/2024.md"]
    hostile = dataclasses.replace(page.report, document_number="<script>alert(1)</script>")
    html = render.page(dataclasses.replace(page, context={**page.told(), "report": hostile}), "", linked)
    assert "script" not in [tag for tag, _ in Html.of(html).tags]
    assert "&lt;script&gt;" in html
    assert "0 份报告" in render.page(document, "", linked)


def test_a_name_that_is_not_there_is_an_error():
    document = Document(path="x.md", title="x", description="", template="year.html", context={})
    with pytest.raises(UndefinedError):
        render.page(document, "", linked)


def test_a_page_nobody_completes_stays_as_it_is(site: Site):
    assert site.html("elsewhere.md", "<p>内容</p>", linked) == "<p>内容</p>"


def test_no_null_is_printed_as_a_date(project: Path):
    report = project / "docs/reports/pingshi/2024.md"
    text = report.read_text(encoding="utf-8").replace("issued: null", "issued: 2024-12-05")
    report.write_text(text, encoding="utf-8")
    html = build(project).html("reports/pingshi/2024.md", "", linked)
    assert "2024年12月5日" in html
    assert html.count("原文未载明") == 1
    assert "None" not in html
