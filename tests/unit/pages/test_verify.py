"""The digests that the page of verification looks up: which texts stand there, and how."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from annual_reports import build
from annual_reports.ledger.lines import Entry
from support.publications import make_project, publish, report, withdraw


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make_project(tmp_path)
    publish(made, date(2026, 3, 20))
    return made


def digests(root: Path) -> dict[str, list[Any]]:
    (file,) = [one for one in build.build(root).downloads if one.path.startswith("verify/digests/")]
    entries: dict[str, list[Any]] = json.loads(file.content(lambda path: path))
    return entries


def entry_of(root: Path, version: int = 1) -> Entry:
    ledger = build.read(root)[0].next_ledger
    return ledger.by_report["demo/2024"][version - 1]


def test_a_present_text_stands_with_its_body(root: Path):
    found, sums = digests(root), entry_of(root).content_digests
    assert found[sums.text] == ["reports/demo/2024.md", "示范镇2024年报告", "present", True, False]
    assert found[sums.body][2:] == ["present", False, False]


def test_a_table_is_told_for_no_digest_holds_its_columns(tmp_path: Path):
    root = make_project(tmp_path)
    report("创建民主法治村 3 个。", "创建民主法治村 3 个。\n\n| 村 | 件 |\n|---|---|\n| 东村 | 5 |\n\n")(root)
    sums = entry_of(root).content_digests
    assert digests(root)[sums.text][2:] == ["present", True, True]


def test_a_withdrawn_report_stands_by_its_digest_alone(root: Path):
    sums = entry_of(root).content_digests
    (root / "docs/reports/demo/2024.md").unlink()
    (root / "data/withdrawn.yml").write_text(
        "demo/2024: {date: 2026-04-01, reason: 含个人信息}\n", encoding="utf-8"
    )
    assert digests(root)[sums.text][:3] == [
        "updates/withdrawn-demo-2024.md",
        "示范镇2024年报告",
        "withdrawn",
    ]


def test_a_present_text_stays_present_when_an_equal_version_was_withdrawn(root: Path):
    withdraw(root)
    assert digests(root)[entry_of(root).content_digests.text][2] == "present"


def test_a_withdrawn_version_is_told_from_a_replaced_one(root: Path):
    what = "quote: 宣传欠佳, before: 宣传不够, after: 宣传欠佳, reason: 录入有误"
    report("quote: 宣传不够", "quote: 宣传欠佳")(root)
    report("宣传不够，力量不足", "宣传欠佳，力量不足")(root)
    report("---\n\n演示", f"corrections: [{{date: 2026-03-26, {what}}}]\n---\n\n演示")(root)
    publish(root, date(2026, 3, 27))
    text = entry_of(root).content_digests.text
    assert digests(root)[text][:3] == ["reports/demo/2024/version-1.md", "示范镇2024年报告", "replaced"]
    withdraw(root)
    assert digests(root)[text][:3:2] == ["updates/withdrawn-demo-2024-1.md", "withdrawn"]
