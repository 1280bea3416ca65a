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
    "guide/表.csv",
    "about.md",
    "about/l.md",
    "reports/index.md",
    "reports/jia/2024.md",
}


ANCHORS = {
    "index.md": {"made-by-a-template"},
    "guide/index.md": {"本页"},
    "about.md": {"联系我们", "x"},
    "reports/jia/2024.md": {"s-0123456789ab", "sentence-3"},
}
"""Source path -> ids of the finished page."""


def dead(text: str, path: str = "guide/index.md") -> list[str]:
    pages = [
        WrittenPage(path, text),
    ]
    return [f"{f.line}:{f.column} {f.message}" for f in dead_links(pages, PUBLISHED, ANCHORS.__getitem__)]


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
        "[甲](/about/)",
        "[甲](../reports/jia/2024.md#s-0123456789ab)",
        "[甲](../reports/jia/2024.md#sentence-3)",
        "[甲](../about.md#:~:text=甲)",
        "[甲](表.csv#a)",
        "甲[乙]丙，\\[甲]\\[乙]，`[甲][乙]`",
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
        ("[甲](没有.md?a=1)", "1:5", "没有.md?a=1"),
        ("[甲](#没有)", "1:5", "#没有"),
        ("[甲](../about.md#没有)", "1:5", "../about.md#没有"),
        ("[甲](../about.md#联系我)", "1:5", "../about.md#联系我"),
        ("[甲](../reports/jia/2024.md#s-ffffffffffff)", "1:5", "../reports/jia/2024.md#s-ffffffffffff"),
        ("[甲](/about.md)", "1:5", "/about.md"),
        ('<a href="../about.md">甲</a>', "1:10", "../about.md"),
        ('甲\n\n<a href="没&#26377;.md">甲</a>', "3:10", "没有.md"),
        ("甲\n\n[甲](没有\\(13\\).md)", "3:5", "没有(13).md"),
        ("[甲](../../about.md)", "1:5", "../../about.md"),
        ("[甲](<常见  问题.md>)", "1:6", "常见  问题.md"),
        ("[甲](问题(2).md)", "1:5", "问题(2).md"),
    ],
)
def test_a_link_that_leads_nowhere_is_told_at_its_place(text: str, place: str, found: str):
    assert dead(text) == [f"{place} 链接指向的“{found}”不存在"]


@pytest.mark.parametrize(
    "address", ["../../guide/", "../../reports/jia/2024/", "../", "../../", "./", "index.html", "?a=1"]
)
def test_an_address_is_counted_from_the_page(address: str):
    """A page of its own folder: docs/about/l.md is read at /about/l/."""
    assert dead(f"[甲]({address})", "about/l.md") == []


@pytest.mark.parametrize(
    "address", ["../reports/", "../reports/jia/2024/", "../about", "index", "../../../about/"]
)
def test_an_address_that_only_fits_the_folder_of_files_is_told(address: str):
    for text in (f"[甲]({address})", f'甲 <a href="{address}">甲</a>'):
        (found,) = dead(text, "about/l.md")
        assert f"“{address}”不存在" in found


@pytest.mark.parametrize(
    ("text", "place", "found"),
    [
        ("![图](没有.png)", "1:6", "没有.png"),
        ('甲 <img src="没有.png" alt="图">', "1:13", "没有.png"),
        ("![图](../about.md)", "1:6", "../about.md"),
        ("![图](表.csv)", "1:6", "表.csv"),
        ("甲\n![图]()", "2:4", ""),
    ],
)
def test_what_is_no_picture_is_told(text: str, place: str, found: str):
    assert dead(text) == [f"{place} 没有“{found}”这张图片"]


def test_a_reference_without_an_address_is_told():
    assert dead("甲\n\n见[指南][guide]。") == ["3:2 这个链接没有写指向哪里，会照原样显示：“[指南][guide]”"]
