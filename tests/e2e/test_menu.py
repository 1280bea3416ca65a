"""Every form of `nav` that MkDocs accepts makes a menu; its sections are told."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from support.commands import run_mkdocs

HOME, ABOUT = ("法治政府建设年度报告", ""), ("关于本站", "about/")
"""Titles of the pages themselves, which stand for a path alone."""
UPDATES = ("更新与更正", "updates/")
"""It stands in every menu, so that no setting hides what was changed."""
FORMS: dict[str, tuple[Any, list[tuple[str, str]], bool]] = {
    "paths alone": (["index.md", "about/index.md"], [HOME, ABOUT], False),
    "titles": ([{"开头": "index.md"}, {2026: "about/index.md"}], [("开头", ""), ("2026", "about/")], False),
    "a section": (
        ["index.md", {"更多": ["about/index.md", {"报告": "reports/index.md"}]}],
        [HOME, ABOUT, ("报告", "reports/")],
        True,
    ),
    "the home page in a section": ([{"甲": [{"乙": ["index.md"]}]}], [HOME], True),
    "a section as a mapping": (
        [{"更多": {"头": "index.md", "尾": "about/index.md"}}],
        [("头", ""), ("尾", "about/")],
        True,
    ),
    "addresses": (
        ["index.md", {"省政府": "https://example.gov.cn/"}, "https://example.com/a"],
        [
            HOME,
            ("省政府", "https://example.gov.cn/"),
            ("https://example.com/a", "https://example.com/a"),
        ],
        False,
    ),
    "a page that is left out since it is empty": (["index.md", "compare/index.md"], [HOME], False),
    "no home page": ([{"关于": "about/index.md"}], [("关于", "about/")], False),
    "nothing": (None, [HOME, ABOUT], False),
    "an empty list": ([], [HOME, ABOUT], False),
}


MENU = re.compile(r'<nav class="ar-menu".*?</nav>', re.DOTALL)
ENTRY = re.compile(r'<a href="([^"]*)"[^>]*>([^<]*)</a>')


def menu_of(page: Path) -> list[tuple[str, str]]:
    """Return title and address of each entry, below the site's root."""
    menu = MENU.search(page.read_text(encoding="utf-8"))
    assert menu
    return [(title, re.sub(r"^\.\.?/(\./)?", "", address)) for address, title in ENTRY.findall(menu[0])]


@pytest.mark.parametrize("name", FORMS)
def test_a_menu_is_made_of_every_form(project: Path, name: str):
    nav, menu, is_told = FORMS[name]
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    settings.write_text(f"{text}\n{yaml.safe_dump({'nav': nav}, allow_unicode=True)}", encoding="utf-8")
    done = run_mkdocs(project, "build")
    assert done.returncode == 0, done.stderr
    assert "Traceback" not in done.stderr
    assert ("这个标题不显示" in done.stderr) is is_told
    for page in ("index.html", "reports/index.html"):
        assert menu_of(project / "site" / page) == [*menu, UPDATES], page
