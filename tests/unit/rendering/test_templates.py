"""Templates escape what they print and refuse names they do not know."""

from __future__ import annotations

import dataclasses
import gc
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jinja2 import UndefinedError
from markupsafe import Markup, escape

from annual_reports.build import Site, build
from annual_reports.rendering import templates
from annual_reports.rendering.document import Document
from annual_reports.rendering.pagination import ListPage
from annual_reports.rendering.templates import _environment
from support.html_page import Html
from support.sites import COUNTY, PINGSHI


@pytest.fixture(scope="module")
def site() -> Site:
    return build(PINGSHI)


def linked(path: str) -> str:
    return f"/{path}"


def test_every_document_renders(site: Site):
    for document in site.documents:
        assert site.html(document.path, "<p>内容</p>", linked).strip()


def test_what_a_page_was_made_of_goes_with_it():
    """A ring of references would stay until it is looked for, which of thousands of pages takes seconds."""
    site = build(COUNTY)
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
        context={"list_page": ListPage("x.md", "", ()), "year": 2024, "reports": (), "side_by_side": False},
    )
    page = build(PINGSHI).by_path["reports/pingshi/2024.md"]
    hostile = dataclasses.replace(page.report, document_number="<script>alert(1)</script>")
    context = {**page.template_context(), "report": hostile}
    html = templates.render_page(dataclasses.replace(page, context=context), "", linked)
    assert not [at for tag, at in Html.of(html).tags if tag == "script" and "src" not in at]
    assert "&lt;script&gt;" in html
    assert "0 份报告" in templates.render_page(document, "", linked)


def test_a_name_that_is_not_there_is_an_error():
    document = Document(path="x.md", title="x", description="", template="year.html", context={})
    with pytest.raises(UndefinedError):
        templates.render_page(document, "", linked)


@given(st.text())
def test_text_is_escaped_and_html_is_not(text: str):
    template = _environment().from_string("{{ text }}{{ html }}")
    assert template.render(text=text, html=Markup("<b>")) == f"{escape(text)}<b>"


@pytest.mark.parametrize(
    "asked", ["{{ unknown }}", "{{ unknown() }}", "{{ thing.unknown }}", "{{ thing['unknown'] }}"]
)
def test_what_is_not_there_is_an_error(asked: str):
    with pytest.raises(UndefinedError):
        _environment().from_string(asked).render(thing=SimpleNamespace())


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
