"""Changes of the site's own pages, files and words are one line a publication, or before and after."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from annual_reports.rendering.site import Site
from support.publications import make_project, publish, told_lines, updates_page, words

FIRST, SECOND = date(2026, 3, 20), date(2026, 4, 10)
SETTINGS = "INHERIT: shared.yml\nsite_name: 示范网站\nplugins: [!ENV [X, null]]\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make_project(tmp_path)
    about = made / "docs/about"
    about.mkdir()
    (about / "index.md").write_text("# 关于本站\n\n演示。\n", encoding="utf-8")
    (about / "faq.md").write_text("# 常见问题\n\n演示。\n", encoding="utf-8")
    (about / "table.csv").write_text("镇,件\n甲,1\n", encoding="utf-8")
    (made / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    (made / "shared.yml").write_text("copyright: 以原文为准。\n", encoding="utf-8")
    (made / "data/site.yml").write_text(
        "notice: 演示数据\norganizer: 示范县\nemail: a@example.com\n", encoding="utf-8"
    )
    publish(made, FIRST)
    return made


def page_lines(site: Site) -> list[str]:
    return re.findall(r"本站自己写的网页和文件有改动：(.*?)</li>", updates_page(site))


def test_changed_pages_and_files_are_one_line_for_a_publication(root: Path):
    words("docs/about/faq.md", "演示", "改过")(root)
    (root / "docs/about/table.csv").write_text("镇,件\n甲,2\n", encoding="utf-8")
    (root / "docs/about/new.md").write_text("# 成绩\n\n好。\n", encoding="utf-8")
    site, lines = publish(root, SECOND)
    assert len(lines) == 1
    assert page_lines(site) == ["常见问题（改）、成绩（新加）、table.csv（换了一份）"]
    assert "2026年4月10日" in updates_page(site)
    (root / "docs/about/faq.md").unlink()
    (root / "docs/about/table.csv").unlink()
    site, _ = publish(root, date(2026, 4, 11))
    assert page_lines(site)[0] == "常见问题（删去）、table.csv（删去）"
    assert len(page_lines(site)) == 2


@pytest.mark.parametrize(
    ("file", "before", "after", "what"),
    [
        ("data/site.yml", "演示数据", "真实数据", "每页上方的提示"),
        ("data/site.yml", "示范县", "甲镇", "主办单位"),
        ("data/site.yml", "a@example.com", "b@example.com", "电子邮箱"),
        ("mkdocs.yml", "示范网站", "先进网站", "名称"),
        ("shared.yml", "以原文为准。", "以本站为准。", "版权说明"),
    ],
)
def test_words_on_all_pages_are_told_with_before_and_after(
    root: Path, file: str, before: str, after: str, what: str
):
    words(file, before, after)(root)
    assert told_lines(updates_page(publish(root, SECOND)[0])) == [(f"网站的{what}", before, after)]


def test_settings_that_cannot_be_read_are_the_generators_affair(root: Path):
    (root / "mkdocs.yml").write_text("site_name: [\n", encoding="utf-8")
    told = told_lines(updates_page(publish(root, SECOND)[0]))
    assert ("网站的名称", "示范网站", "没有") in told
