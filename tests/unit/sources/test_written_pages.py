"""Written pages: what HTML they may hold, and where it is told what they may not."""

from __future__ import annotations

import pytest

from annual_reports.sources.written_pages import read_written_page


def told(text: str) -> list[tuple[str, int, int]]:
    page, found = read_written_page(text.encode(), "about/index.md", "docs/about/index.md")
    assert (page is None) == bool(found)
    return [(one.code, one.line, one.column) for one in found]


@pytest.mark.parametrize(
    "text",
    [
        '# 关于\n\n文字 **粗** [链接](https://example.com/) ![图](a.png "题")\n',
        'H<sub>2</sub>O<br>乙 <kbd>Ctrl</kbd> <abbr title="甲">乙</abbr>\n',
        "[TOC]\n\n## 甲\n\n| 甲 | 乙 |\n|:--|--:|\n| 1 | 2 |\n",
        "```html\n<script>x()</script>\n```\n\n    <b onclick=x>\n\n`<i>`\n",
        '<a id="place"></a>\n\n<img src="a.png" alt="甲" width="300">\n',
        '<table>\n<tr><td colspan="2">甲</td></tr>\n</table>\n',
        "1. 甲\n2. 乙\n\n    - 丙\n        - 丁\n\n> 戊\n\n3 < 5 & 6 > 4 &copy;\n",
        "<!-- 写给自己看的 -->\n\n甲\n",
    ],
)
def test_pages_as_people_write_them_are_taken(text: str):
    assert told(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲\n\n乙 <script>x()</script>\n", [("html-in-page", 3, 3)]),
        ("<div>\n\n甲\n", [("html-in-page", 1, 1)]),
        ("甲</div>\n", [("html-in-page", 1, 2)]),
        ("<b>甲<i>乙</b>\n", [("html-in-page", 1, 5)]),
        (
            "<b onclick='x'>甲</b>\n\n<b onclick='x'>乙</b>\n",
            [("html-in-page", 1, 1), ("html-in-page", 3, 1)],
        ),
        ("甲 [乙][x]\n\n[x]: javascript:x\n", [("unsafe-link", 3, 6)]),
        ("甲&#x202e;乙\n", [("control-character", 1, 2)]),
        ("甲&#x665;乙\n", [("odd-digit", 1, 2)]),
        ("甲\n\n乙\u200b\n", [("control-character", 3, 2)]),
        ("---\ntemplate: 404.html\n---\n", [("header-in-page", 1, 1)]),
        ("Template: 404.html\n", [("header-in-page", 1, 1)]),
        ("> " * 1500 + "甲\n", [("page-too-deep", 1, 1)]),
        ("<b>" * 80, [("page-too-deep", 1, 1)]),
    ],
)
def test_what_is_not_allowed_is_told_at_its_place(text: str, expected: list[tuple[str, int, int]]):
    assert told(text) == expected


def test_not_more_is_told_of_one_page_than_a_person_reads():
    assert len(told("<script>x()</script>\n\n" * 500)) == 20
