"""Passages of written pages for search, and their positions."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.rendering.document import SearchSection
from annual_reports.search.written_pages import markdown_sections


def told(section: SearchSection) -> list[str]:
    """The section's lines, each piece with its address."""
    return [" ".join(f"{piece.anchor}:{piece.text}" for piece in line) for line in section.lines]


def test_a_written_page_is_told_by_its_headings():
    page = "开头有[链接](a.md)。\n\n## 怎样引用\n\n- **先**看\n\n## 怎样引用\n\n再看"
    start, first, second = markdown_sections(page)
    assert (start.heading, told(start)) == ("", [":开头有链接。"])
    assert (first.heading, told(first)) == ("怎样引用", ["怎样引用:怎样引用", "怎样引用:先看"])
    assert told(second) == ["怎样引用_1:怎样引用", "怎样引用_1:再看"]


def test_a_paragraph_may_go_over_several_lines():
    (page,) = markdown_sections("要全面\n提高&nbsp;意识。\n\n* 学法\n* 用法")
    assert told(page) == [":要全面 提高\xa0意识。", ":学法", ":用法"]


def test_signs_of_markup_stay_where_they_are_text():
    (page,) = markdown_sections(
        "把中间的数字换成 `****`，例如 `138****1234`。\n\n```yaml\n---\nyear: 2024\n```"
    )
    assert told(page) == [":把中间的数字换成 ****，例如 138****1234。", ":---", ":year: 2024"]


def test_cells_of_a_table_are_not_glued_together():
    (page,) = markdown_sections("|案件|数|\n|---|---|\n|10|28|")
    assert told(page) == [":案件　数", ":10　28"]


@pytest.mark.parametrize("page", ["正文\n\n## \n", "# ![](a.png)\n\n## \n\n正文"])
def test_a_heading_may_be_empty(page: str):
    assert [line[0].text for section in markdown_sections(page) for line in section.lines] == ["正文"]


@pytest.mark.parametrize("page", ["", "#\n", "<!--", "<![foo[", "<![CDATA[x", "<!x", "<?", "&#x110000;"])
def test_a_page_may_be_broken(page: str):
    assert all(section.lines for section in markdown_sections(page))


def test_a_style_is_no_text():
    (page,) = markdown_sections("<style>p { color: red }</style>\n\n正文")
    assert told(page) == [":正文"]


@given(st.text(alphabet="#*`|-<>[](){}&;!\\ \n\tab法1.=~:\"'", max_size=60))
def test_no_page_raises(page: str):
    assert all(line for section in markdown_sections(page) for line in section.lines)
