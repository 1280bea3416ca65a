"""Nothing that readers are told changes without a trace: it is a line on /updates/, or an error."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.domain.findings import errors
from support.publications import (
    REPORT,
    SCAN,
    Edit,
    change_an_amount,
    make_project,
    publish,
    report,
    told_lines,
    updates_page,
    withdraw,
    words,
)

FIRST, SECOND = date(2026, 3, 20), date(2026, 4, 10)


def data(name: str, before: str, after: str) -> Edit:
    return words(f"data/{name}.yml", before, after)


def exchange_scan(root: Path) -> None:
    (root / SCAN).write_bytes(b"%PDF-1.4 other")


def remove_scan(root: Path) -> None:
    (root / SCAN).unlink()


def withdraw_and_change_a_figure(root: Path) -> None:
    withdraw(root)
    text = (root / REPORT).read_text(encoding="utf-8")
    (root / REPORT).write_text(text.replace("97.6%", "99.6%"), encoding="utf-8")


def withdraw_and_change_an_answer(root: Path) -> None:
    withdraw(root)
    report("status: partly", "status: done")(root)


def lose_the_record(root: Path) -> None:
    for path in (root / "data/published").rglob("*told*"):
        path.unlink()
    report("A-1", "A-2")(root)


def alter_the_record(root: Path) -> None:
    for path in (root / "data/published/demo").glob("2024-told-?.json"):
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
        "下一年度安排",
        "安装路灯",
        "没有",
    ),
    "plan's words": (report("quote: 安装路灯", "quote: 路灯"), "下一年度安排", "安装路灯", "路灯"),
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
        "11 场",
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
        "政府“示范新镇”的名称",
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
    "words that say none": (
        report("quote: 没有发生行政复议案件}", "quote: 没有发生行政复议案件，也}"),
        "数据“行政复议案件”引用的原文",
        "没有发生行政复议案件",
        "没有发生行政复议案件，也",
    ),
    "names that are counted": (
        report("quote: 进校园、进企业,", "quote: 进企业、进村,"),
        "数据“法治宣传活动”引用的原文",
        "进校园、进企业",
        "进企业、进村",
    ),
    "indicator's theme": (
        data("indicators", "theme: 学法", "theme: 法治宣传"),
        "归在哪一类",
        "学法",
        "法治宣传",
    ),
    "indicator's other names": (
        data("indicators", "name: 法治讲座\n", "name: 法治讲座\n  aliases: [法律讲座]\n"),
        "指标“法治讲座”的别名",
        "法律讲座、法制讲座",
        "法律讲座",
    ),
    "government without reports is collected no more": (
        data("governments", "  level: 县\n", "  level: 县\n  collected: false\n"),
        "本站收录不收录“示范县”的报告",
        "收录",
        "不收录",
    ),
    "scan exchanged": (exchange_scan, "签发原件的扫描件", "", ""),
    "scan removed": (remove_scan, "签发原件的扫描件", "", "没有"),
    "an answer under a withdrawal": (
        withdraw_and_change_an_answer,
        "对安排“举办培训班”的回应",
        "部分完成",
        "已完成",
    ),
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
    "government with reports is collected no more": (
        data("governments", "  level: 乡镇\n", "  level: 乡镇\n  collected: false\n"),
        "published-not-collected",
    ),
    "record of statements lost": (lose_the_record, "published-told-missing"),
    "record of statements altered": (alter_the_record, "published-told-missing"),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    made = make_project(tmp_path)
    publish(made, FIRST)
    return made


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
