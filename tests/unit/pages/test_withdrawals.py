"""A withdrawal has a page of its own, and nothing links to what was withdrawn."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.domain.findings import errors
from support.publications import make_project, publish, report
from support.rendered_pages import rendered

REPORT_PAGE = "reports/demo/2024.md"
TEXT = "reports/demo/2024/text-1.txt"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make_project(tmp_path)
    publish(made, date(2026, 3, 20))
    return made


def withdraw(root: Path, key: str) -> None:
    withdrawn = f"{key}: {{date: 2026-04-01, reason: 含个人信息}}\n"
    (root / "data/withdrawn.yml").write_text(withdrawn, encoding="utf-8")


@pytest.mark.parametrize(
    ("key", "name"),
    [("demo/2024-1", "第 1 版更正前的文本"), ("demo/2024-told-3", "曾经的整理内容（登记簿第 3 行）")],
)
def test_the_page_of_a_withdrawal_names_it_and_leads_to_the_report(root: Path, key: str, name: str):
    withdraw(root, key)
    page = rendered(build.build(root).documents, f"updates/withdrawn-{key.replace('/', '-')}.md")
    assert f"2024年报告{name}已依法撤下" in page
    assert "原因：含个人信息" in page
    assert "现行的文本" in page
    assert ("版次页" in page) == ("told" not in key)


def test_a_report_whose_own_version_was_withdrawn_does_not_link_to_its_text(root: Path):
    for is_withdrawn in (False, True):
        site = build.build(root)
        assert ("登记的文本" in rendered(site.documents, REPORT_PAGE)) != is_withdrawn
        assert (TEXT in {one.path for one in site.downloads}) != is_withdrawn
        withdraw(root, "demo/2024-1")


def test_words_are_withdrawn_from_every_version_that_has_them_and_from_what_it_told(root: Path):
    report("学法考试合格率: 97.6%", "学法考试合格率: 97.6%\n  民主法治村: 3 个")(root)
    report("index_number: A-1", "index_number: A-2")(root)
    publish(root, date(2026, 3, 25))  # the words are the same
    what = "quote: 宣传欠佳, before: 宣传不够, after: 宣传欠佳, reason: 录入有误"
    report("quote: 宣传不够", "quote: 宣传欠佳")(root)
    report("宣传不够，力量不足", "宣传欠佳，力量不足")(root)
    report("---\n\n演示", f"corrections: [{{date: 2026-03-26, {what}}}]\n---\n\n演示")(root)
    publish(root, date(2026, 3, 27))
    texts = {
        f"reports/demo/2024/{name}" for name in ("text-1.txt", "text-2.txt", "told-3.json", "told-5.json")
    }
    assert texts <= {one.path for one in build.build(root).downloads}
    withdraw(root, "demo/2024-1")
    for name in ("2024-1.txt", "2024-2.txt", "2024-told-3.json", "2024-told-5.json"):
        (root / "data/published/demo" / name).unlink()
    site = build.build(root)
    assert errors(site.findings) == []
    assert not texts & {one.path for one in site.downloads}
    assert "reports/demo/2024/text-3.txt" in {one.path for one in site.downloads}
