"""Leftovers in a body, a header, written pages and data; and words that only look like them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.proofreading.leftovers import leftovers, leftovers_beside_reports
from annual_reports.proofreading.rules import ProofText
from annual_reports.sources.catalog import read_catalog
from annual_reports.sources.front_matter import read_source
from annual_reports.sources.written_pages import read_written_page
from support.sites import ROOT

CERTAIN = [
    ("甲\n<<<<<<< HEAD\n乙\n", "conflict-marker"),
    ("甲\n||||||| 3f2a1b\n乙\n", "conflict-marker"),
    ("甲\n>>>>>>> feature/乙\n", "conflict-marker"),
    ("详见错误!未找到引用源。", "broken-reference"),
    ("详见错误！未找到引用源。", "broken-reference"),
    ("错误!未定义书签。", "broken-reference"),
    ("见 Error! Reference source not found.", "broken-reference"),
    ("受理【待补充】件", "placeholder-left"),
    ("受理【此处填写数量】件", "placeholder-left"),
    ("受理[请填写]件", "placeholder-left"),
    ("单击此处输入文字。", "placeholder-left"),
    ("单击或点击此处输入文字。", "placeholder-left"),
    ("学习\ufffd\ufffd精神", "placeholder-left"),
    ("（此处插入图片）", "placeholder-left"),
    ("见图 SEQ 图 \\* ARABIC", "broken-reference"),
    ("第 PAGE \\* MERGEFORMAT 页", "broken-reference"),
    ('HYPERLINK "http"', "broken-reference"),
    ("见 _Toc12345678", "broken-reference"),
]
DOUBTFUL = [
    "培训XX人次",
    "培训xxx人次",
    "XX镇人民政府",
    "培训××人次",
    "○○镇",
    "受理____件",
    "____年",
    "受理（待补充）件",
    "数字（待核实）",
    "X月X日前",
    "培训N场",
    "TODO 补数据",
    "TBD",
    "受理{{ 件数 }}件",
]
OF_A_CHAT = [
    "**一、主要做法**",
    "以下是为您撰写的报告",
    "作为AI助手，我",
    "以上内容由AI生成，仅供参考。",
    "如需进一步修改，请告诉我。",
    "甲\n=======\n乙",
]
INNOCENT = [
    "【案例】某村调解",
    "3×4 米的宣传栏",
    "《关于加强法治建设的决定》",
    "手机 138****1234",
    "41****12 和 62****34",
    "a ** b",
    "电话待公布",
    "|||||||\n",
    "|  |  |\n",
    "第20条",
    "Xx1",
    "AXXB",
    "错误！应予纠正。",
    "请填写申请表",
    "[示例](a.md)",
    "<<< 甲",
    "人工智能助手上线",
    "12345热线",
    "以下是为民服务的做法",
    "* 注",
    "标题\n===\n",
    "胸部X光",
    "X射线检查",
    "第 PAGE 页",
    "（请填写附件1）",
    "如需进一步了解，请来电",
    "见 {2024}",
]


def codes(text: str) -> set[str]:
    return {found.code for found in leftovers(ProofText(text, None))}


@pytest.mark.parametrize(("text", "code"), [*CERTAIN, *((text, "placeholder-doubtful") for text in DOUBTFUL)])
def test_what_was_not_filled_in_is_told_everywhere(text: str, code: str):
    assert codes(text) == {code}
    assert {found.code for found in leftovers_beside_reports(text)} == {code}
    _, findings = read_written_page(f"# 页\n\n{text}\n".encode(), "p.md", "docs/p.md")
    assert code in {found.code for found in findings}


@pytest.mark.parametrize("text", OF_A_CHAT)
def test_marks_of_a_chat_are_told_of_a_report_alone(text: str):
    assert codes(text) == {"chat-left"}
    assert not list(leftovers_beside_reports(text))


@pytest.mark.parametrize("text", INNOCENT)
def test_what_only_looks_like_it_passes(text: str):
    assert codes(text) == set()


def test_code_in_a_page_may_show_anything():
    text = "# 页\n\n```\n<<<<<<< HEAD\n```\n\n写成 `【待补充】` 的要补上。\n"
    assert read_written_page(text.encode(), "p.md", "docs/p.md")[1] == []


def test_a_header_and_data_are_checked_too(tmp_path: Path):
    (tmp_path / "data").mkdir()
    for path in (ROOT / "tests/golden/catalog").iterdir():
        (tmp_path / "data" / path.name).write_bytes(path.read_bytes())
    laws = tmp_path / "data/laws.yml"
    laws.write_text(laws.read_text(encoding="utf-8") + '\nx-law: {name: "【待补充】法"}\n', encoding="utf-8")
    report = tmp_path / "docs/reports/demo/2024.md"
    report.parent.mkdir(parents=True)
    header = "title: 【请填写】报告\nletterhead: XX镇人民政府\n"
    header += "year: 2024\ngovernment: demo\nissuers: [示范镇人民政府]"
    report.write_text(f"---\n{header}\n---\n\n演示数据。\n", encoding="utf-8")
    told = {(f.path, f.line, f.code) for f in build.read(tmp_path)[1]}
    laws_line = laws.read_text(encoding="utf-8").count("\n")
    assert {
        ("data/laws.yml", laws_line, "placeholder-left"),
        ("docs/reports/demo/2024.md", 2, "placeholder-left"),
        ("docs/reports/demo/2024.md", 3, "placeholder-doubtful"),
    } <= told


def test_a_merge_in_a_header_is_told_alone():
    """The advice of the YAML parser would lead astray."""
    text = "---\ntitle: 甲\n<<<<<<< HEAD\nyear: 2025\n=======\nyear: 2024\n>>>>>>> b\n---\n\n演示数据。\n"
    _, findings = read_source(text.encode(), "docs/reports/demo/2024.md")
    assert [(found.line, found.code) for found in findings] == [
        (3, "conflict-marker"),
        (7, "conflict-marker"),
    ]


def test_what_may_be_meant_takes_nothing_out_of_the_site(tmp_path: Path):
    """A warning leaves a page and a withdrawal in force."""
    page, findings = read_written_page("# 页\n\nXX案\n".encode(), "p.md", "docs/p.md")
    assert page is not None
    assert [found.code for found in findings] == ["placeholder-doubtful"]
    shutil.copytree(ROOT / "tests/golden/catalog", tmp_path / "data")
    withdrawn = "demo/2023: {date: 2025-05-01, reason: XX案含个人信息}\n"
    (tmp_path / "data/withdrawn.yml").write_text(withdrawn, encoding="utf-8")
    assert set(read_catalog(tmp_path / "data")[0].withdrawn) == {"demo/2023"}
