"""Tables of a text: which cells are amounts, in which unit, under which labels, and which are totals."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.evidence import Body, split_sentences
from annual_reports.domain.tables import join_rows, leave_out_rows, read_tables, table_amounts
from support.clock import least_cpu_seconds

Told = tuple[str, str, str, str, str]


def told(text: str) -> list[Told]:
    """Each amount: label of its row, head of its column, number, unit, and the cell's own characters."""
    return [
        (cell.row, cell.column, str(cell.quantity.value), cell.quantity.unit, text[slice(*cell.span)])
        for cell in table_amounts(Body(text))
    ]


def table(*rows: str, above: str = "") -> str:
    head, *others = rows
    delimiter = "|" + "---|" * (head.count("|") - 1)
    return "\n".join([*([above, ""] if above else []), head, delimiter, *others])


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (table("| 事项 | 数量 |", "| 行政检查（次） | 76 |"), ("行政检查（次）", "数量", "76", "次", "76")),
        (table("| 事项 | 件数 |", "| 复议 | 3 |"), ("复议", "件数", "3", "件", "3")),
        (table("| 事项 | 数量（件） |", "| 复议 | 3 |"), ("复议", "数量（件）", "3", "件", "3")),
        (table("| 事项 | 办结件数 |", "| 复议 | ３ |"), ("复议", "办结件数", "3", "件", "３")),
        (table("| 事项 | 受众人次 |", "| 讲座 | 1,200 |"), ("讲座", "受众人次", "1200", "人次", "1,200")),
        (table("| 事项 | 数量 |", "| 参训人数 | 300余 |"), ("参训人数", "数量", "300", "人", "300余")),
        (table("| 事项 | 数量 |", "| 复议 | 3 |", above="单位：件"), ("复议", "数量", "3", "件", "3")),
        (
            table("| 事项 | 数量 |", "| 复议 | 3 |", above="表 1（计量单位：件）"),
            ("复议", "数量", "3", "件", "3"),
        ),
        (table("| 事项 | 单位 | 数量 |", "| 复议 | 件 | 3 |"), ("复议", "数量", "3", "件", "3")),
        (table("| 罚没金额（单位：万元） | 数量 |", "| 全年 | 2.5 |"), ("全年", "数量", "2.5", "", "2.5")),
        (
            table("| 事项 | 数量 |", "| 罚没金额（万元） | 2.5 |"),
            ("罚没金额（万元）", "数量", "25000", "元", "2.5"),
        ),
        (table("| 事项 | 数量（件） |", "| 讲座 | 76 次 |"), ("讲座", "数量（件）", "76", "次", "76 次")),
        (table("| 事项 | 数量（件） |", "| 化解率 | 98% |"), ("化解率", "数量（件）", "98", "%", "98%")),
        (table("| 事项 | 数量 |", "| 化解率（%） | 98.50 |"), ("化解率（%）", "数量", "98.5", "%", "98.50")),
        (table("| 事项 | 数量 |", "| 复议 | 3 |"), ("复议", "数量", "3", "", "3")),
        ("事项 | 件数\n---|---\n复议 | 3", ("复议", "件数", "3", "件", "3")),
        (table("| 年份 | 件数 |", "| 2024 | 3 |"), ("2024", "件数", "3", "件", "3")),
        (table("| 序号 | 事项 | 件数 |", "| 1 | 复议 | 3 |"), ("复议", "件数", "3", "件", "3")),
        (table("| 事项 | 编号 | 件数 | 备注 |", "| 复议 | 7 | 3 | 2 |"), ("复议", "件数", "3", "件", "3")),
    ],
)
def test_a_cell_takes_its_unit_from_the_nearest_words(text: str, expected: Told):
    assert told(text) == [expected]


COUNTS = ("| 事项 | 2023年 | 2024年 |", "| 复议 | 3 | 4 |")


@pytest.mark.parametrize(
    "text",
    [
        table("| 单位：件 | | |", *COUNTS),
        table("| 单位：件 | 单位：件 | 单位：件 |", *COUNTS),
        table("| | | （单位：件） |", *COUNTS),
        table("| 单位：件 | 2023年 | 2024年 |", COUNTS[1]),
        table("| 项目（单位：件） | 2023年 | 2024年 |", COUNTS[1]),
        table(COUNTS[0], "| 单位：件 | | |", COUNTS[1]),
        table(*COUNTS, "| 计量单位：件 | | |"),
        table(*COUNTS, above="单位：件"),
        table(*COUNTS, above="（单位:件）"),
        table(*COUNTS, above="以下数字单位均为件。"),
        table(*COUNTS, above="单位：件\n\n表1 案件情况"),
        table(*COUNTS) + "\n\n单位：件",
        table(*COUNTS) + "\n\n（单位：件）\n\n以上是全年的情况。",
        table(*COUNTS) + "\n\n注：以上单位均为件。\n\n| 别的 | 表 |\n|---|---|\n| 甲 | 乙 |",
        table(*COUNTS) + "\n注：单位为件",
    ],
)
def test_a_unit_for_the_whole_table_is_that_of_its_cells(text: str):
    assert [(row, head.split()[-1], unit) for row, head, _, unit, _ in told(text)] == [
        ("复议", "2023年", "件"),
        ("复议", "2024年", "件"),
    ]


def test_a_unit_in_the_head_in_ten_thousands():
    (cell,) = table_amounts(Body(table("| 单位：万元 | 数额 |", "| 罚没 | 2.5 |")))
    assert (str(cell.quantity.value), cell.quantity.unit, cell.written) == ("25000", "元", "2.5 万元")


@pytest.mark.parametrize(
    "text",
    [
        table(*COUNTS, above="单位：件、人次"),
        table(*COUNTS, above="单位：示范县司法局"),
        table(*COUNTS, above="| 单位：件 |"),
        table(*COUNTS, above="单位：件\n\n" + "这一段很长，说的是别的事情。" * 5),
        table(*COUNTS) + "\n\n各单位共办理案件。",
        table(*COUNTS) + "\n\n单位：件\n\n| 别的 | 表 |\n|---|---|\n| 甲 | 乙 |",
        table("| 单位 | 2023年 | 2024年 |", "| 复议 | 3 | 4 |"),
    ],
)
def test_words_that_name_no_unit_for_the_whole_table(text: str):
    assert {unit for *_, unit, _ in told(text)} == {""}


@pytest.mark.parametrize(
    ("label", "unit"),
    [("化解率", ""), ("占比", ""), ("培训人次", "人次"), ("频率（次）", "次"), ("复议", "件")],
)
def test_a_unit_for_the_whole_table_is_not_that_of_its_rates(label: str, unit: str):
    assert [row[3] for row in told(table("| 事项 | 数量 |", f"| {label} | 3 |", above="单位：件"))] == [unit]
    assert [row[3] for row in told(table(f"| 事项 | {label} |", "| 全年 | 3 |", above="单位：件"))] == [unit]


@pytest.mark.parametrize("nothing", ["", "—", "－", "/", "无", "……", "未统计", "N/A", "详见附件", "2024年"])
def test_a_cell_without_a_number_is_no_amount(nothing: str):
    assert told(table("| 事项 | 件数 |", "| 诉讼 | 1 |", f"| 复议 | {nothing} |")) == [
        ("诉讼", "件数", "1", "件", "1")
    ]


def test_a_written_zero_is_an_amount():
    assert told(table("| 事项 | 件数 |", "| 复议 | 0 |")) == [("复议", "件数", "0", "件", "0")]


def test_an_empty_label_belongs_to_the_one_above_or_to_its_left():
    text = table(
        "| 类别 | 环节 | 件数 |", "| 复议 | 收案 | 5 |", "| | 结案 | 4 |", "| 诉讼 | | 2 |", "| 合计 | | 11 |"
    )
    assert [row for row, *_ in told(text)] == ["复议 收案", "复议 结案", "诉讼", "合计"]


def test_an_empty_head_belongs_to_the_one_to_its_left_and_a_second_head_adds_to_it():
    text = table("| 事项 | 2023年 | | 2024年 |", "| | 件数 | 人数 | 件数 |", "| 复议 | 1 | 2 | 3 |")
    assert [(head, unit) for _, head, _, unit, _ in told(text)] == [
        ("2023年 件数", "件"),
        ("2023年 人数", "人"),
        ("2024年 件数", "件"),
    ]


@pytest.mark.parametrize(
    ("label", "rank"),
    [
        ("合计", 2),
        ("合  计", 2),
        ("全镇合计（件）", 2),
        ("共计", 2),
        ("小计", 1),
        ("（七）总计", 3),
        ("总数", 3),
    ]
    + [("审计", 0), ("会计", 0), ("综合计划", 0), ("复议", 0)],
)
def test_totals_are_told_by_their_names(label: str, rank: int):
    (row,) = table_amounts(Body(table("| 事项 | 件数 |", f"| {label} | 3 |")))
    (column,) = table_amounts(Body(table(f"| 事项 | {label} |", "| 复议 | 3 |")))
    assert (row.total_of_row, column.total_of_column) == (rank, rank)
    assert row.is_total is bool(rank)


def test_only_rows_below_a_head_are_a_table():
    assert told("| 事项 | 件数 |\n| 复议 | 3 |") == []
    assert told("| 事项 | 件数 |\n\n|---|---|\n| 复议 | 3 |") == []


def test_rows_of_other_lengths_are_cut_or_filled():
    (found,) = read_tables(table("| 事项 | 件数 |", "| 复议 | 3 | 4 |", "| 诉讼 |"))
    assert [[cell.text for cell in row] for row in found.rows] == [["复议", "3"], ["诉讼", ""]]


def test_the_step_and_the_qualifier_are_those_of_the_cell():
    (cell,) = table_amounts(Body(table("| 事项 | 人次 |", "| 宣传 | 约2.5万 |")))
    assert (cell.quantity.value, cell.quantity.step) == (Decimal(25000), Decimal(1000))
    assert (cell.quantity.qualifier.value, cell.written) == ("about", "约2.5万 人次")


ROWS = "演示数据。\n\n| 事项 | 件数 |\n|---|---|\n| 复议。收案 | 3 |\n| 诉讼 | | — |\n\n效果良好。"


def test_a_row_is_joined_to_one_sentence_with_the_number_of_its_first_cell():
    joined = join_rows(ROWS, tuple(split_sentences(ROWS)), " | ", end=" |")
    assert [(sentence.number, sentence.text) for sentence in joined] == [
        (1, "演示数据。"),
        (2, "事项 | 件数 |"),
        (4, "复议。收案 | 3 |"),
        (7, "诉讼 | — |"),
        (8, "效果良好。"),
    ]
    assert [ROWS[slice(*sentence.span)] for sentence in joined[1:3]] == ["事项 | 件数", "复议。收案 | 3"]


def test_cells_are_left_out():
    kept = leave_out_rows(ROWS, split_sentences(ROWS))
    assert [sentence.text for sentence in kept] == ["演示数据。", "效果良好。"]


@given(st.text(alphabet="|-: \n一合计件次（）(单位：)0123,.%—/", max_size=200))
def test_no_text_raises_and_cells_lie_in_order(text: str):
    end = 0
    for cell in table_amounts(Body(text)):
        assert end <= cell.span[0] < cell.span[1] <= len(text)
        assert cell.quantity.span == cell.span
        assert cell.row_span[0] <= cell.span[0] < cell.span[1] <= cell.row_span[1]
        end = cell.span[1]
    joined = join_rows(text, tuple(split_sentences(text)), " ")
    for sentence in split_sentences(text):
        assert any(
            sentence.text in other.text
            and other.span[0] <= sentence.span[0]
            and sentence.span[1] <= other.span[1]
            for other in joined
        )


@pytest.mark.parametrize("row", ["| 复议 | 3 |", "|" + "3|" * 40_000, "|" + " " * 50_000 + "x"])
def test_a_large_table_is_read_in_one_go(row: str):
    text = f"{row}\n|{'---|' * (row.count('|') - 1)}\n" + f"{row}\n" * (200_000 // len(row))
    assert least_cpu_seconds(lambda: table_amounts(Body(text)), runs=1) < 10
