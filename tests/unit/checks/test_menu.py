"""Entries of the menu lead to pages of the site or to the web, and their titles are words."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_reports.checks.menu import check_menu
from annual_reports.sources.settings_file import Settings

PAGES = {"index.md", "about/index.md", "reports/index.md", "data/reports.csv"}


def told(folder: Path, nav: str) -> list[str]:
    path = folder / "mkdocs.yml"
    path.write_text(f"nav:\n{nav}", encoding="utf-8")
    found = check_menu(Settings(path), PAGES, "about/wrong.md".__eq__)
    return [f"{f.line}:{f.column} {f.code} {f.hint}" for f in found]


@pytest.mark.parametrize(
    "nav",
    [
        "  - index.md\n  - 关于: about/index.md\n  - 表: data/reports.csv\n",
        "  - 省: https://example.gov.cn/\n  - https://example.gov.cn/\n  - 信: mailto:a@example.com\n",
        "  - 更多:\n    - about/index.md\n    - 报告: reports/index.md\n",
        "  - 更多: {报告: reports/index.md}\n",
        "  - about/wrong.md\n",
        "  []\n",
        "",
    ],
)
def test_an_entry_that_leads_somewhere_passes(tmp_path: Path, nav: str):
    assert told(tmp_path, nav) == []


@pytest.mark.parametrize(
    ("nav", "expected"),
    [
        ("  - 无: nix.md\n", '2:8 "menu-entry"'),
        ("  - abut/index.md\n", '2:5 "menu-entry"'),
        ("  - 绝: /etc/passwd\n", '2:8 "menu-entry"'),
        ("  - 上: ../../x.md\n", '2:8 "menu-entry"'),
        ("  - 无:\n", '2:7 "menu-entry"'),
        ("  - 更多:\n    - 甲: [{乙: nix.md}]\n", '3:15 "menu-entry"'),
        ("  - 坏: javascript:alert(1)\n", '2:8 "unsafe-link"'),
        ("  - 坏: //evil.example/\n", '2:8 "unsafe-link"'),
        ("  - '<b>坏</b>': index.md\n", '2:5 "markup-in-text"'),
        ("  - '<b>坏</b>': [index.md]\n", '2:5 "markup-in-text"'),
    ],
)
def test_an_entry_that_leads_nowhere_is_told_at_its_place(tmp_path: Path, nav: str, expected: str):
    (found,) = told(tmp_path, nav)
    assert found.startswith(expected.replace('"', ""))


def test_the_nearest_page_is_the_example(tmp_path: Path):
    (found,) = told(tmp_path, "  - 报告: report/index.md\n")
    assert found.endswith("例如 - 报告: reports/index.md")
    (alone,) = told(tmp_path, "  - report/index.md\n")
    assert alone.endswith("例如 - reports/index.md")
