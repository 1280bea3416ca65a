"""A table of contents has the template's headings, and those of the Markdown where that stands."""

from __future__ import annotations

from annual_reports.rendering.contents import ContentsEntry, contents
from annual_reports.rendering.document import Document, Heading

MARKDOWN = (ContentsEntry("一、措施", "measures", 2, (ContentsEntry("（一）学法", "study", 3),)),)


def document(*headings: Heading, content_under: str | None = None) -> Document:
    return Document(
        "index.md", "标题", "说明", "home.html", {}, headings=headings, content_under=content_under
    )


def test_the_markdowns_headings_stand_below_the_heading_that_holds_it():
    made = contents(
        document(Heading("figures", "数据"), Heading("document", "原文"), content_under="document"), MARKDOWN
    )
    assert made == [ContentsEntry("数据", "figures", 2), ContentsEntry("原文", "document", 2, MARKDOWN)]


def test_without_such_a_heading_they_come_first():
    assert contents(document(Heading("more", "其他")), MARKDOWN) == [
        *MARKDOWN,
        ContentsEntry("其他", "more", 2),
    ]


def test_a_templates_heading_is_escaped_and_the_markdowns_is_html_already():
    entry = ContentsEntry("A &amp; B", "ab", 2)
    made = contents(document(Heading("lt", "<b>")), [entry])
    assert [one.title for one in made] == ["A &amp; B", "&lt;b&gt;"]


def test_a_page_without_headings_has_no_contents():
    assert contents(document(), ()) == []
