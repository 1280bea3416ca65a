"""The list of updates follows the ledger, and tells no change where there was none."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.domain.findings import errors
from annual_reports.ledger.chain import Ledger
from support.publications import (
    REPORT,
    change_an_amount,
    make_project,
    publish,
    report,
    told_lines,
    updates_page,
    withdraw,
)

FIRST, SECOND = date(2026, 3, 20), date(2026, 4, 10)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make_project(tmp_path)
    publish(made, FIRST)
    return made


def test_what_is_published_first_has_changed_nothing(root: Path):
    site = build.build(root)
    assert told_lines(updates_page(site)) == []
    assert site.collection.next_ledger == site.collection.ledger


def test_the_same_contents_on_another_day_add_nothing(root: Path):
    before = {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()}
    _, lines = publish(root, SECOND)
    assert lines == []
    assert {path: path.read_bytes() for path in (root / "data").rglob("*") if path.is_file()} == before
    assert updates_page(build.build(root, day=SECOND)) == updates_page(build.build(root))


def test_a_ledger_of_a_former_program_goes_on_and_nothing_is_told_as_changed(root: Path):
    """Its lines have neither a day nor statements; one line begins the record."""
    ledger = Ledger().extended(build.build(root).collection.content_digests)
    (root / "data/ledger.jsonl").write_bytes(ledger.content)
    for path in (root / "data/published").rglob("*told*"):
        path.unlink()
    site, lines = publish(root, SECOND)
    assert len(lines) == 1
    assert site.collection.next_ledger.continues(ledger)
    assert told_lines(updates_page(site)) == []
    assert site.collection.first_here(site.collection.reports[0]) is None, "nobody knows the day"
    report("status: partly", "status: done")(root)
    assert len(told_lines(updates_page(publish(root, SECOND)[0]))) == 1


def test_a_quotation_that_a_correction_changed_is_told_by_the_correction_alone(root: Path):
    what = "quote: 力量很不足, before: 力量不足, after: 力量很不足, reason: 漏字"
    correction = f"corrections: [{{date: 2026-04-01, {what}}}]\n---\n\n演示"
    report("quote: 力量不足", "quote: 力量很不足")(root)
    report("宣传不够，力量不足", "宣传不够，力量很不足")(root)
    report("---\n\n演示", correction)(root)
    site, _ = publish(root, SECOND)
    assert told_lines(updates_page(site)) == []
    assert "漏字" in updates_page(site)


def test_a_figure_that_is_corrected_is_not_told_twice(root: Path):
    change_an_amount(root)
    what = "figure: 法治讲座, before: 12 场, after: 13 场, reason: 录入有误"
    report("---\n\n演示", f"corrections: [{{date: 2026-04-01, {what}}}]\n---\n\n演示")(root)
    assert told_lines(updates_page(publish(root, SECOND)[0])) == []


def test_statements_of_a_withdrawn_version_are_not_published_again(root: Path):
    withdraw(root)
    for _ in range(2):  # in the header, in the body
        report("宣传不够", "宣传欠佳")(root)
    site = build.build(root, day=SECOND)
    published = {one.path: one.content(str).decode() for one in site.downloads if "/told-" in one.path}
    assert "reports/demo/2024/told-3-words.json" not in published
    assert "宣传不够" not in "".join([updates_page(site), *published.values()])
    assert "2025-04-20" in published["reports/demo/2024/told-3.json"], "plain values stay"


def test_updates_stand_in_the_order_of_the_ledger_whatever_dates_were_written(root: Path):
    """A report that is added later with an old date stands first, and the page says when it came."""
    old = (root / REPORT).with_name("2022.md")
    text = (
        (root / REPORT).with_name("2023.md").read_text(encoding="utf-8").replace("2024-02-01", "2023-02-01")
    )
    old.write_text(text.replace("2023年", "2022年").replace("year: 2023", "year: 2022"), encoding="utf-8")
    site, _ = publish(root, SECOND)
    lines = re.findall(r"<li>(.*?)</li>", updates_page(site), re.DOTALL)
    assert "2022年法治" in lines[0]
    assert "本站首次发布于2026年4月10日" in lines[0]


def test_a_day_that_the_document_does_not_state_is_that_of_the_ledger_in_honest_words(root: Path):
    new = (root / REPORT).with_name("2025.md")
    text = "---\ntitle: 示范镇人民政府关于2025年法治政府建设情况的报告\nyear: 2025\ngovernment: demo\n"
    answers = "answers: {study: {status: done}, lamps: {status: done}}\n"
    new.write_text(
        f"{text}issuers: [示范镇人民政府]\npublished: null\n{answers}---\n\n演示数据。\n", encoding="utf-8"
    )
    site, _ = publish(root, date(2026, 3, 31))
    (newest, *_) = site.collection.reports
    (result,) = site.collection.timeliness(newest)
    assert result.describe() == "发布日期未载明；本站首次发布于2026年3月31日，按时"
    (preview,) = build.build(root).collection.timeliness(newest)
    assert preview == result, "the ledger alone tells it from now on"
    assert "本站首次发布 " in updates_page(site)


@pytest.mark.parametrize(
    ("day", "published", "codes"),
    [
        ("2026-04-05", SECOND, set()),
        ("2026-03-20", SECOND, set()),
        ("2026-03-19", SECOND, {"correction-date"}),
        ("2001-01-01", SECOND, {"correction-date"}),
        ("2026-04-11", SECOND, {"correction-in-future"}),
        ("2099-01-01", SECOND, {"correction-in-future"}),
        ("2099-01-01", None, set()),
    ],
)
def test_a_correction_is_dated_between_the_first_publication_and_this_one(
    root: Path, day: str, published: date | None, codes: set[str]
):
    change_an_amount(root)
    what = "figure: 法治讲座, before: 12 场, after: 13 场, reason: 录入有误"
    report("---\n\n演示", f"corrections: [{{date: {day}, {what}}}]\n---\n\n演示")(root)
    found = errors(build.build(root, day=published).findings)
    assert {one.code for one in found} == codes
    assert all((one.path, one.column) == (REPORT, 22) for one in found)


@pytest.mark.parametrize("reason", ["。", "-", "……", "1", "“”"])
def test_a_reason_says_something(root: Path, reason: str):
    change_an_amount(root)
    what = f"figure: 法治讲座, before: 12 场, after: 13 场, reason: '{reason}'"
    report("---\n\n演示", f"corrections: [{{date: 2026-04-01, {what}}}]\n---\n\n演示")(root)
    (root / "data/withdrawn.yml").write_text(
        f"demo/2023-1: {{date: 2026-05-01, reason: '{reason}'}}\n", encoding="utf-8"
    )
    found = [one.code for one in errors(build.build(root).findings)]
    assert found.count("reason-without-words") == 2
