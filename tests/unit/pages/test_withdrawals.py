"""A withdrawal has a page of its own, and nothing links to what was withdrawn."""

from __future__ import annotations

import shutil
from datetime import date
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.analysis.told_changes import ToldChange
from annual_reports.domain.findings import errors
from annual_reports.ledger.chain import Ledger
from annual_reports.ledger.statements import StatementChange, content_digest, serialize
from annual_reports.rendering.told_words import describe_told, is_quiet
from support.publications import make_project, publish, report, told_lines, updates_page
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
    [("demo/2024-1", "第 1 版更正前的文本"), ("demo/2024-told-3", "曾经的整理内容里的文字（登记簿第 3 行）")],
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
        f"reports/demo/2024/{name}"
        for name in ("text-1.txt", "text-2.txt", "told-3-words.json", "told-5-words.json")
    }
    assert texts <= {one.path for one in build.build(root).downloads}
    withdraw(root, "demo/2024-1")
    for name in ("2024-1.txt", "2024-2.txt", "2024-told-3-words.json", "2024-told-5-words.json"):
        (root / "data/published/demo" / name).unlink()
    site = build.build(root)
    assert errors(site.findings) == []
    assert not texts & {one.path for one in site.downloads}
    assert "reports/demo/2024/text-3.txt" in {one.path for one in site.downloads}


def test_a_withdrawal_of_what_was_told_hides_words_and_keeps_values_before_and_after(root: Path):
    report("published: 2025-04-20", "published: 2025-03-20")(root)
    report("status: partly, quote: 办了一期培训班", "status: done, quote: 巡查了各村")(root)
    before = told_lines(updates_page(publish(root, date(2026, 4, 1))[0]))
    withdraw(root, "demo/2024-told-3")
    site, _ = publish(root, date(2026, 4, 2))
    told = told_lines(updates_page(site))
    assert len(told) == len(before) == 4
    hidden = [line for line in told if line not in before]
    assert hidden == [("示范镇2024年报告回应安排“举办培训班”时引用的原文", "已撤下，不再写出", "巡查了各村")]
    (root / "data/published/demo/2024-told-3-words.json").unlink()
    again, lines = publish(root, date(2026, 4, 3))
    assert (told_lines(updates_page(again)), lines) == (told, [])


def test_a_withdrawn_old_version_adds_no_line_about_what_a_correction_told(root: Path):
    what = "quote: 宣传欠佳, before: 宣传不够, after: 宣传欠佳, reason: 录入有误"
    report("quote: 宣传不够", "quote: 宣传欠佳")(root)
    report("宣传不够，力量不足", "宣传欠佳，力量不足")(root)
    report("---\n\n演示", f"corrections: [{{date: 2026-03-26, {what}}}]\n---\n\n演示")(root)
    publish(root, date(2026, 3, 27))
    withdraw(root, "demo/2024-1")
    assert told_lines(updates_page(publish(root, date(2026, 4, 2))[0])) == []


def test_values_of_withdrawn_statements_may_not_be_deleted(root: Path):
    report("status: partly", "status: done")(root)
    publish(root, date(2026, 4, 1))
    withdraw(root, "demo/2024-told-3")
    (root / "data/published/demo/2024-told-3.json").unlink()
    assert "published-told-missing" in {one.code for one in errors(build.build(root).findings)}


def test_a_reason_of_which_a_former_program_kept_the_digest_is_told_without_words(root: Path):
    change = StatementChange("withdrawal_reasons", "demo/2023", "a" * 64, "b" * 64)
    told = ToldChange(9, None, None, "meanings", change)
    words = describe_told(told, build.build(root).collection)
    assert words.what == "撤下“示范镇2023年报告”的原因"
    assert words.before == "当时没有留下字（SHA-256 aaaaaaaa…）"
    assert not is_quiet(told)


def test_statements_of_a_former_program_are_withdrawn_as_a_whole(root: Path):
    """It kept values and words in one file, of which a line has the digest of the whole."""
    told = {"answers": {"study": "partly"}, "notes": {"disputes": "某人"}}
    (root / "data/published").rename(root / "data/old")
    (root / "data/published/demo").mkdir(parents=True)
    for text in (root / "data/old/demo").glob("*.txt"):
        text.rename(root / "data/published/demo" / text.name)
    content = serialize(told)
    (root / "data/published/demo/2024-told-3.json").write_bytes(content)
    entries = {e.report: e.content_digests for e in build.build(root).collection.ledger.entries}
    ledger = Ledger().extended(entries, {"demo/2024": content_digest(content)}, date(2026, 3, 20))
    (root / "data/ledger.jsonl").write_bytes(ledger.content)
    shutil.rmtree(root / "data/old")
    site, _ = publish(root, date(2026, 4, 1))
    assert ("据不完全统计" in updates_page(site), "某人" in updates_page(site)) == (True, True)
    withdraw(root, "demo/2024-told-3")
    (root / "data/published/demo/2024-told-3.json").unlink()
    site, _ = publish(root, date(2026, 4, 2))
    assert ("一处或几处" in updates_page(site), "某人" in updates_page(site)) == (True, False)


def correct(root: Path, day: str) -> None:
    what = "quote: 宣传欠佳, before: 宣传不够, after: 宣传欠佳, reason: 录入有误"
    report("quote: 宣传不够", "quote: 宣传欠佳")(root)
    report("宣传不够，力量不足", "宣传欠佳，力量不足")(root)
    report("---\n\n演示", f"corrections: [{{date: {day}, {what}}}]\n---\n\n演示")(root)


@pytest.mark.parametrize(("day", "is_shown"), [("2026-03-26", True), ("2026-03-27", False)])
def test_the_recorded_day_stands_where_a_correction_has_another(root: Path, day: str, *, is_shown: bool):
    correct(root, day)
    site, _ = publish(root, date(2026, 3, 27))
    for page in ("updates/index.md", "updates/demo-2024-2.md", "reports/demo/2024.md"):
        assert ("2026年3月27日登记" in rendered(site.documents, page)) == is_shown, page


def test_the_recorded_day_stands_where_a_withdrawal_has_another(root: Path):
    correct(root, "2026-03-27")
    publish(root, date(2026, 3, 27))
    withdraw(root, "demo/2024-1")
    (root / "data/published/demo/2024-1.txt").unlink()
    site, _ = publish(root, date(2026, 4, 5))
    for page in ("updates/index.md", "updates/withdrawn-demo-2024-1.md"):
        assert "（2026年4月5日登记）" in rendered(site.documents, page), page


@pytest.mark.parametrize(
    ("key", "day", "code"),
    [
        ("demo/2024", "2020-01-01", "withdrawal-date"),
        ("demo/2024-1", "2026-03-19", "withdrawal-date"),
        ("demo/2024-told-3", "2026-03-19", "withdrawal-date"),
        ("demo/2024", "2026-04-06", "withdrawal-in-future"),
        ("demo/2024", "2026-03-20", None),
    ],
)
def test_a_withdrawal_is_dated_between_publication_and_now(root: Path, key: str, day: str, code: str | None):
    (root / "data/withdrawn.yml").write_text(
        f"{key}: {{date: {day}, reason: 含个人信息}}\n", encoding="utf-8"
    )
    found = [
        one for one in build.build(root, day=date(2026, 4, 5)).findings if one.code.startswith("withdrawal-")
    ]
    assert [one.code for one in found] == ([code] if code else [])
    assert all((one.path, one.line) == ("data/withdrawn.yml", 1) for one in found)


def remove_report(root: Path) -> bytes:
    path = root / "docs/reports/demo/2024.md"
    content = path.read_bytes()
    path.unlink()
    path.with_suffix(".pdf").unlink()
    return content


def test_a_report_that_is_withdrawn_stays_in_the_list_and_its_return_is_told(root: Path):
    report("published: 2025-04-20", "published: 2025-03-20")(root)
    publish(root, date(2026, 3, 25))
    content = remove_report(root)
    withdraw(root, "demo/2024")
    site, _ = publish(root, date(2026, 4, 5))
    page = updates_page(site)
    assert "示范镇2024年报告</a>（已撤下）" in page
    assert ("晚 20 天", "按时") in {line[1:] for line in told_lines(page)}
    (root / "data/withdrawn.yml").unlink()
    (root / "docs/reports/demo/2024.md").write_bytes(content)
    page = updates_page(publish(root, date(2026, 4, 9))[0])
    assert "2026年4月9日　重新公开示范镇2024年报告（2026年4月1日撤下，原因：含个人信息）" in page
    assert ">撤下示范镇2024年报告</a>（2026年4月5日登记）。原因：含个人信息" in page


def test_a_reason_that_changes_is_told_in_words_until_it_is_withdrawn(root: Path):
    correct(root, "2026-03-27")
    publish(root, date(2026, 3, 27))
    withdraw(root, "demo/2024-1")
    (root / "data/published/demo/2024-1.txt").unlink()
    _, lines = publish(root, date(2026, 4, 1))
    file = root / "data/withdrawn.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("含个人信息", "含王某的信息"), encoding="utf-8")
    _, lines = publish(root, date(2026, 4, 2))
    file.write_text(
        file.read_text(encoding="utf-8").replace("含王某的信息", "含住址")
        + f"meanings-told-{lines[-1].number}: {{date: 2026-04-03, reason: 含姓名}}\n",
        encoding="utf-8",
    )
    page = updates_page(publish(root, date(2026, 4, 3))[0])
    told = [line[1:] for line in told_lines(page)]
    assert told == [("已撤下，不再写出", "含住址"), ("含个人信息", "已撤下，不再写出")]
    assert "王某" not in page
