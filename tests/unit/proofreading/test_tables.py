"""Totals in tables: what is told, and where nothing is said because the table leaves it open."""

from __future__ import annotations

import pytest

from annual_reports.proofreading.rules import ProofText
from annual_reports.proofreading.tables import wrong_totals


def told(rows: str) -> list[tuple[str, str]]:
    """The totals that are told of a table, with the sums; its rows are separated by semicolons."""
    head, *others = (f"| {row.strip()} |" for row in rows.split(";"))
    delimiter = "|" + "---|" * (head.count("|") - 1)
    text = "\n".join(["单位：件", "", head, delimiter, *others])
    findings = wrong_totals(ProofText(text, 2024))
    return [(str(found.facts["whole"]), str(found.facts["total"])) for found in findings]


@pytest.mark.parametrize(
    ("rows", "whole", "total"),
    [
        ("类 | 数; 甲 | 3; 乙 | 4; 合计 | 8", "8 件", "7 件"),
        ("类 | 数; 合计 | 8; 甲 | 3; 乙 | 4", "8 件", "7 件"),
        ("类 | 甲 | 乙 | 合计; 收案 | 3 | 4 | 8", "8 件", "7 件"),
        ("类 | 总数 | 甲 | 乙; 收案 | 8 | 3 | 4", "8 件", "7 件"),
        ("类 | 数; 甲 | 3; 乙 | 4; 小计 | 7; 丙 | 1; 丁 | 1; 小计 | 3; 合计 | 10", "3 件", "2 件"),
        ("类 | 数; 甲 | 3; 乙 | 4; 小计 | 7; 丙 | 1; 合计 | 9", "9 件", "8 件"),
        ("类 | 数; 甲 | 3; 乙 | 4; 合计 | 7; 丙 | 1; 丁 | 1; 合计 | 2; 总计 | 8", "8 件", "9 件"),
        ("类 | 数; 甲 | 1.2万; 乙 | 1.3万; 合计 | 3.5万", "3.5万 件", "24000 至 27000 件"),
        ("类 | 数; 甲 | 500余; 乙 | 1; 合计 | 700", "700 件", "501 至 600 件"),
    ],
)
def test_a_total_that_is_no_sum_is_told(rows: str, whole: str, total: str):
    assert told(rows) == [(whole, total)]


@pytest.mark.parametrize(
    "rows",
    [
        "类 | 数; 甲 | 3; 乙 | 4; 合计 | 7",
        "类 | 数; 甲 | 1.2万; 乙 | 1.35万; 合计 | 2.5万",
        "类 | 数; 甲 | 3余; 乙 | 4; 合计 | 10余",
        "类 | 数; 甲 | 3; 乙 | ; 合计 | 8",
        "类 | 数; 甲 | 3; 乙 | —; 合计 | 8",
        "类 | 数; 甲 | 3; 乙 | 4; 合计 | ",
        "类 | 数; 甲 | 3; 合计 | 8",
        "类 | 数; 甲 | 3; 其中：乙 | 2; 丙 | 5; 合计 | 8",
        "类 | 数; 甲 | 3 件; 乙 | 4 人; 合计 | 8",
        "类 | 化解率（%）; 甲 | 98; 乙 | 99; 合计 | 98.5",
        "类 | 数; 甲 | 98%; 乙 | 99%; 合计 | 98.5%",
        "类 | 数 | 率; 甲 | 3 | 98%; 乙 | 4 | 99%; 合计 | 7 | 98.5%",
        "项 | 数; 一、收到 | 9; （一）公开 | 3; （二）不予公开 | 4; （三）总计 | 7",
        "类 | 收案 | 结案; 甲 | 3 | 2; 乙 | 4 | 4; 合计 | 7 | 6",
        "类 | 甲 | 乙 | 小计 | 丙 | 合计; 收案 | 3 | 4 | 7 | 1 | 8",
        "序号 | 类 | 数; 1 | 甲 | 3; 2 | 乙 | 4; 3 | 合计 | 7",
        "类 | 数; 甲 | 3; 小计 | 3; 乙 | 4; 小计 | 4; 合计 | 7",
        "类 | 数; 甲 | 3",
    ],
)
def test_where_a_table_agrees_or_leaves_it_open_nothing_is_said(rows: str):
    assert told(rows) == []
