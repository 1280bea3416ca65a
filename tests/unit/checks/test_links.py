"""Links of written pages are judged as readers get them."""

from __future__ import annotations

import pytest

from annual_reports.checks.links import dead_links
from annual_reports.domain.model import WrittenPage

PUBLISHED = {
    "index.md",
    "guide/index.md",
    "guide/常见 问题.md",
    "guide/问题(1).md",
    "guide/图.png",
    "about.md",
}


def dead(text: str) -> list[str]:
    pages = [
        WrittenPage("guide/index.md", text),
        WrittenPage("about.md", '# 关于\n\n## 联系我们\n\n<a id="x"></a>'),
    ]
    return [f"{f.line}:{f.column} {f.message}" for f in dead_links(pages, PUBLISHED, {"index.md"})]


@pytest.mark.parametrize(
    "text",
    [
        "[甲](<常见 问题.md>)",
        "[甲](常见%20问题.md)",
        "[甲](问题(1).md)",
        "[甲](../about.md?a=1)",
        "[甲](../about.md?a=1&b=2#x)",
        "[甲](../about.md#联系我们)",
        "[甲](../about.md#%E8%81%94%E7%B3%BB%E6%88%91%E4%BB%AC)",
        "# 本页\n\n[甲](#本页)",
        "[甲](../index.md#made-by-a-template)",
        "`[甲](没有.md)`",
        "```\n[甲](没有.md)\n```",
        "    [甲](没有.md)",
        "\\[甲](没有.md)",
        "[甲][q]\n\n[q]: ../about.md '题'",
        '<a href="../about/">甲</a>',
        '<a href="../">甲</a>',
        "![图](图.png)",
        '<img src="图.png" alt="图">',
        "[甲](/about.md)",
        "<https://www.example.com/没有>",
        "<a@example.com>",
        "[甲](mailto:a@example.com)",
    ],
)
def test_a_link_that_leads_somewhere_passes(text: str):
    assert dead(text) == []


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("甲\n\n[甲](没有.md)", "3:5", "没有.md"),
        ("[甲][q]\n\n[q]: 没有.md", "3:6", "没有.md"),
        ('<a href="没有/">甲</a>', "1:10", "没有/"),
        ('甲 <img src="没有.png" alt="图">', "1:13", "没有.png"),
        ("![图](没有.png)", "1:6", "没有.png"),
        ("[甲](没有.md?a=1)", "1:5", "没有.md?a=1"),
        ("[甲](#没有)", "1:5", "#没有"),
        ("[甲](../about.md#没有)", "1:5", "../about.md#没有"),
        ("[甲](../../about.md)", "1:5", "../../about.md"),
        ("[甲](<常见  问题.md>)", "1:6", "常见  问题.md"),
        ("[甲](问题(2).md)", "1:5", "问题(2).md"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_at_its_place(text: str, place: str, found: str):
    assert dead(text) == [f"{place} 链接指向的“{found}”不存在"]
