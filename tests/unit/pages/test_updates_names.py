"""A change is told by names that readers know; what they cannot see is not told."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from support.publications import (
    EARLIER,
    REPORT,
    make_project,
    publish,
    report,
    told_lines,
    updates_page,
    words,
)

FIRST, SECOND = date(2026, 3, 20), date(2026, 4, 10)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make_project(tmp_path)
    path, town = (
        made / "data/governments.yml",
        "\nding:\n  name: 丁镇\n  level: 乡镇\n  parent: demo-county\n",
    )
    path.write_text(path.read_text(encoding="utf-8") + town, encoding="utf-8")
    publish(made, FIRST)
    return made


def test_a_key_that_is_renamed_with_its_name_changes_nothing(root: Path):
    path = root / "data/laws.yml"
    path.write_text(path.read_text(encoding="utf-8").replace("new-rules", "later-rules"), encoding="utf-8")
    for name in ("2023.md", "2024.md"):
        words(f"docs/reports/demo/{name}", "study", "training")(root)
    text = (root / REPORT).read_text(encoding="utf-8")
    (root / REPORT).write_text(text.replace("  study:", "  training:"), encoding="utf-8")
    site, lines = publish(root, SECOND)
    assert len(lines) == 1
    assert told_lines(updates_page(site)) == []


def test_what_is_gone_is_told_once_by_the_name_that_it_had(root: Path):
    path = root / "data/governments.yml"
    path.write_text(path.read_text(encoding="utf-8").partition("\nding:")[0], encoding="utf-8")
    assert told_lines(updates_page(publish(root, SECOND)[0])) == [("政府“丁镇”的名称", "丁镇", "没有")]


def test_a_plan_that_is_gone_has_its_words(root: Path):
    report("  patrol: {status: done, quote: 巡查了两次}\n", "")(root)
    assert "patrol" in EARLIER
    words("docs/reports/demo/2023.md", "  - {id: patrol, quote: 开展巡查}\n", "")(root)
    told = told_lines(updates_page(publish(root, SECOND)[0]))
    assert ("示范镇2024年报告对安排“开展巡查”的回应", "已完成", "没有写") in told


def test_a_date_that_is_dropped_says_what_readers_see_instead(root: Path):
    report("published: 2025-04-20", "published: null")(root)
    told = told_lines(updates_page(publish(root, SECOND)[0]))
    assert [line[2] for line in told] == [
        "未载明（本站首次发布于2026年3月20日）",
        "发布日期未载明；本站首次发布于2026年3月20日，晚 354 天",
    ]


def test_another_scan_is_said_to_be_one(root: Path):
    (root / REPORT).with_suffix(".pdf").write_bytes(b"%PDF-1.4 other")
    ((_, before, after),) = told_lines(updates_page(publish(root, SECOND)[0]))
    assert before.startswith("扫描件（SHA-256 ")
    assert after.startswith("换了一份文件（SHA-256 ")
    assert len(after) < 40


def test_a_unit_is_named_once(root: Path):
    words("data/indicators.yml", "accepted_units: [起]", "accepted_units: [起, 宗]")(root)
    ((_, before, after),) = told_lines(updates_page(publish(root, SECOND)[0]))
    assert (before, after) == ("件、起", "件、起、宗")
