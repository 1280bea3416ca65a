"""Nothing that readers are told changes without a trace: it is a line on /updates/, or an error."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.domain.findings import errors
from annual_reports.ledger.chain import Ledger
from support.html_page import Html
from support.publications import REPORT, SCAN, make_project, publish, updates_page

FIRST, SECOND = date(2026, 3, 20), date(2026, 4, 10)

Edit = Callable[[Path], None]


def words(name: str, before: str, after: str) -> Edit:
    def edit(root: Path) -> None:
        text = (root / name).read_text(encoding="utf-8")
        assert before in text
        (root / name).write_text(text.replace(before, after, 1), encoding="utf-8")

    return edit


def report(before: str, after: str) -> Edit:
    return words(REPORT, before, after)


def data(name: str, before: str, after: str) -> Edit:
    return words(f"data/{name}.yml", before, after)


def exchange_scan(root: Path) -> None:
    (root / SCAN).write_bytes(b"%PDF-1.4 other")


def remove_scan(root: Path) -> None:
    (root / SCAN).unlink()


def withdraw(root: Path) -> None:
    (root / "data/withdrawn.yml").write_text(
        "demo/2024-1: {date: 2026-04-01, reason: 含个人信息}\n", encoding="utf-8"
    )


def withdraw_and_change_a_figure(root: Path) -> None:
    withdraw(root)
    text = (root / REPORT).read_text(encoding="utf-8")
    (root / REPORT).write_text(text.replace("97.6%", "99.6%"), encoding="utf-8")


def withdraw_and_change_an_answer(root: Path) -> None:
    withdraw(root)
    report("status: partly", "status: done")(root)


def change_an_amount(root: Path) -> None:
    report("法治讲座: 12 场", "法治讲座: 13 场")(root)
    report("法治讲座 12 场", "法治讲座 13 场")(root)


def lose_the_record(root: Path) -> None:
    for path in (root / "data/published").rglob("*told*"):
        path.unlink()
    report("A-1", "A-2")(root)


def alter_the_record(root: Path) -> None:
    for path in (root / "data/published/demo").glob("2024-told*"):
        words(path.relative_to(root).as_posix(), "A-1", "A-0")(root)
    report("A-1", "A-2")(root)


TRACED: dict[str, tuple[Edit, str, str, str]] = {
    "date of issue": (
        report("issued: 2025-03-20", "issued: 2025-03-02"),
        "成文日期",
        "2025年3月20日",
        "2025年3月2日",
    ),
    "date of publication": (
        report("published: 2025-04-20", "published: 2025-03-20"),
        "发布日期",
        "2025年4月20日",
        "2025年3月20日",
    ),
    "late becomes in time": (
        report("published: 2025-04-20", "published: 2025-03-20"),
        "是否按时（公布期限）",
        "晚 20 天",
        "按时",
    ),
    "a date dropped": (report("issued: 2025-03-20\n", ""), "成文日期", "2025年3月20日", "未载明"),
    "a date added": (
        report("year: 2024\n", "year: 2024\ncompared_with_scan: 2025-05-01\n"),
        "与签发扫描件核对",
        "未载明",
        "2025年5月1日",
    ),
    "index number": (report("A-1", "A-2"), "索引号", "A-1", "A-2"),
    "issuers": (
        report("issuers: [示范镇人民政府]", "issuers: [示范镇人民政府, 示范镇司法所]"),
        "发文机关",
        "示范镇人民政府",
        "示范镇司法所",
    ),
    "deadline moved": (data("deadlines", '"04-01"', '"05-01"'), "是否按时（公布期限）", "晚 20 天", "按时"),
    "deadline's day": (data("deadlines", '"04-01"', '"05-01"'), "公布期限”截止的日子", "4月1日", "5月1日"),
    "deadline of another date": (
        data("deadlines", "of: published", "of: issued"),
        "公布期限”看哪个日期",
        "发布日期",
        "成文日期",
    ),
    "deadline's levels": (
        data("deadlines", "[县, 乡镇]", "[县]"),
        "是否按时（公布期限）",
        "晚 20 天",
        "没有规定期限",
    ),
    "deadline's basis": (
        data("deadlines", "示范规定第一条", "示范规定"),
        "公布期限”的依据",
        "示范规定第一条",
        "示范规定",
    ),
    "answer's state": (
        report("status: partly", "status: done"),
        "对安排“举办培训班”的回应",
        "部分完成",
        "已完成",
    ),
    "answer's quotation": (
        report("quote: 巡查了两次", "quote: 巡查了各村"),
        "回应安排“开展巡查”时引用的原文",
        "巡查了两次",
        "巡查了各村",
    ),
    "answer dropped": (
        report("  patrol: {status: done, quote: 巡查了两次}\n", ""),
        "对安排“开展巡查”的回应",
        "已完成",
        "没有写",
    ),
    "answer's quotation dropped": (report(", quote: 巡查了两次", ""), "引用的原文", "巡查了两次", "没有"),
    "shortcoming dropped": (report("  - {quote: 力量不足}\n", ""), "存在的不足", "力量不足", "没有"),
    "shortcoming added": (
        report("shortcomings:\n", "shortcomings:\n  - {quote: 巡查了各村}\n"),
        "存在的不足",
        "没有",
        "巡查了各村",
    ),
    "shortcoming exchanged": (report("quote: 力量不足", "quote: 力量"), "存在的不足", "力量不足", "没有"),
    "plan dropped": (
        report("  - {id: lamps, quote: 安装路灯}\n", ""),
        "下一年度安排（lamps）",
        "安装路灯",
        "没有",
    ),
    "plan's words": (report("quote: 安装路灯", "quote: 路灯"), "下一年度安排（lamps）", "安装路灯", "路灯"),
    "plan's indicators": (
        words("docs/reports/demo/2023.md", ", indicators: [法治讲座]", ""),
        "安排“举办培训班”对应的指标",
        "法治讲座",
        "没有",
    ),
    "not comparable": (
        report("法治讲座: 12 场", "法治讲座: {value: 12 场, comparable: false, reason: 口径不同}"),
        "数据“法治讲座”不可比的原因",
        "可比",
        "口径不同",
    ),
    "new scope": (
        report("法治讲座: 12 场", "法治讲座: {value: 12 场, new_scope: 含线上}"),
        "数据“法治讲座”的新口径",
        "没有",
        "含线上",
    ),
    "remark": (
        report("法治讲座: 12 场", "法治讲座: {value: 12 场, remark: 已核对}"),
        "数据“法治讲座”的本站说明",
        "没有",
        "已核对",
    ),
    "note dropped": (
        report(", note: 据不完全统计", ""),
        "数据“排查矛盾纠纷”的原文附注",
        "据不完全统计",
        "没有",
    ),
    "sentence exchanged": (
        report("quote: 全年排查矛盾纠纷 526 件", "quote: 排查矛盾纠纷 526 件以外"),
        "数据“排查矛盾纠纷”的出处",
        "据不完全统计，全年排查",
        "以外，举办",
    ),
    "figure added": (
        report("figures:\n", "figures:\n  民主法治村: 3 个\n"),
        "数据“民主法治村”",
        "没有",
        "3 个",
    ),
    "figure of the year before": (
        report("法治讲座: 12 场", "法治讲座: {value: 12 场, restated: {2023: 11 场, reason: 漏报}}"),
        "对2023年“法治讲座”的改报",
        "没有",
        "11 场：漏报",
    ),
    "indicator's direction": (
        data("indicators", "better: higher", "better: lower"),
        "指标“学法考试合格率”怎样算好",
        "越高越好",
        "越低越好",
    ),
    "indicator's name": (
        data("indicators", "name: 学法考试合格率\n", "name: 学法及格率\n  aliases: [学法考试合格率]\n"),
        "的名称",
        "学法考试合格率",
        "学法及格率",
    ),
    "indicator's definition": (
        data("indicators", "举办法治讲座的场数", "举办和参加法治讲座的场数"),
        "指标“法治讲座”的意思",
        "举办法治讲座的场数",
        "举办和参加法治讲座的场数",
    ),
    "indicator's units": (
        data("indicators", "accepted_units: [起]", "accepted_units: [起, 宗]"),
        "指标“排查矛盾纠纷”的单位",
        "件、起",
        "件、起、宗",
    ),
    "law ends": (
        data("laws", "{name: 示范县示范办法}", "{name: 示范县示范办法, replaced_on: 2024-06-01}"),
        "法律、文件“示范县示范办法”的效力",
        "现行有效",
        "失效日期 2024年6月1日",
    ),
    "law's date moved": (
        data("laws", "2024-01-01", "2025-01-01"),
        "示范办法（试行）”的效力",
        "2024年1月1日",
        "2025年1月1日",
    ),
    "law's successor": (
        data("laws", ", replaced_by: new-rules", ""),
        "取代“示范县示范办法（试行）”的文件",
        "示范县示范办法",
        "没有",
    ),
    "law's name": (
        data("laws", "{name: 示范县示范办法}", "{name: 示范县示范条例}"),
        "的名称",
        "示范县示范办法",
        "示范县示范条例",
    ),
    "law added": (
        words("data/laws.yml", "new-rules:", "more: {name: 某条例}\nnew-rules:"),
        "法律、文件“某条例”的名称",
        "未登记",
        "某条例",
    ),
    "government's name": (
        data("governments", "name: 示范镇", "name: 示范新镇"),
        "政府“demo”的名称",
        "示范镇",
        "示范新镇",
    ),
    "government's former names": (
        data("governments", "[试点乡]", "[试点乡, 试验乡]"),
        "“示范镇”的曾用名",
        "试点乡",
        "试点乡、试验乡",
    ),
    "government's parent": (
        data("governments", "  parent: demo-county\n", ""),
        "“示范镇”的上级",
        "示范县",
        "没有",
    ),
    "scan exchanged": (exchange_scan, "签发原件的扫描件", "", ""),
    "scan removed": (remove_scan, "签发原件的扫描件", "", "没有"),
    "an answer under a withdrawal": (withdraw_and_change_an_answer, "一处或几处", "已撤下", "见现在的页面"),
}
REFUSED: dict[str, tuple[Edit, str]] = {
    "a figure of a withdrawn version": (withdraw_and_change_a_figure, "published-figure-changed"),
    "figure's amount": (change_an_amount, "published-figure-changed"),
    "figure dropped": (report("  法治讲座: 12 场\n", ""), "published-figure-changed"),
    "figure's part": (
        report("法治讲座: 12 场", "法治讲座: {value: 12 场, part: 举办}"),
        "published-figure-changed",
    ),
    "ledger cut short": (
        lambda root: (root / "data/ledger.jsonl").write_bytes(b""),
        "published-text-unknown",
    ),
    "record of statements lost": (lose_the_record, "published-told-missing"),
    "record of statements altered": (alter_the_record, "published-told-missing"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make_project(tmp_path)
    publish(made, FIRST)
    return made


def told_lines(html: str) -> list[tuple[str, str, str]]:
    """Return what, before and after of each line that tells a change."""
    items = [Html.of(f"<body>{item}</body>") for item in re.findall(r"<li>(.*?)</li>", html, re.DOTALL)]
    texts = (re.sub(r"\s*\n\s*", "", item.text) for item in items)
    found = (re.search(r"整理的内容有改动：(.*?)，前 ?(.*?)，后 ?(.*)", text) for text in texts)
    return [(m[1], m[2], m[3]) for m in found if m]


@pytest.mark.parametrize("name", TRACED)
def test_a_change_of_what_is_told_has_a_line_with_before_and_after(root: Path, name: str):
    edit, what, before, after = TRACED[name]
    edit(root)
    site, lines = publish(root, SECOND)
    assert len(lines) >= 1
    html = updates_page(site)
    told = told_lines(html)
    assert any(what in w and before in b and after in a for w, b, a in told), told
    assert "2026年4月10日" in html
    again, _ = publish(root, date(2026, 5, 1))
    assert told_lines(updates_page(again)) == told, "it stays, whatever is published later"


@pytest.mark.parametrize("name", REFUSED)
def test_a_change_of_what_was_published_is_refused(root: Path, name: str):
    edit, code = REFUSED[name]
    edit(root)
    assert code in {found.code for found in errors(build.build(root, day=SECOND).findings)}


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
    assert "reports/demo/2024/told-3.json" not in {one.path for one in site.downloads}
    assert "宣传不够" not in updates_page(site)


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
