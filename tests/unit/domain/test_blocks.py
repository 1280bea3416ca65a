"""A body is headings, tables and paragraphs; every other sign stays in its text."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.blocks import Heading, TableLines, read_blocks
from support.clock import least_cpu_seconds

TABLE = "| 事项 | 件数 |\n|---|--:|\n| 复议 | 3 |"


def told(body: str) -> list[str]:
    """The text of each block, a mark of its kind before it."""
    return [
        " / ".join(["表", *(body[slice(*row)] for row in block.rows)])
        if isinstance(block, TableLines)
        else f"{block.level if isinstance(block, Heading) else '段'} {body[slice(*block.span)]}"
        for block in read_blocks(body)
    ]


ROWS = "表 / | 事项 | 件数 | / | 复议 | 3 |"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("甲\n乙\n\n丙\n", ["段 甲\n乙", "段 丙"]),
        ("## 一、甲\n乙\n### 二、丙", ["2 一、甲", "段 乙", "3 二、丙"]),
        ("##　一、甲", ["2 一、甲"]),
        ("# 关于 C# ##", ["1 关于 C# ##"]),
        ("#甲\n####### 乙", ["段 #甲\n####### 乙"]),
        (TABLE, [ROWS]),
        (f"单位：件\n{TABLE}\n\n乙", ["段 单位：件", ROWS, "段 乙"]),
        (f"## 一、甲\n{TABLE}\n## 二、乙", ["2 一、甲", ROWS, "2 二、乙"]),
        ("甲\n|---|---|", ["段 甲\n|---|---|"]),
        ("甲\n===\n乙\n---\n\n***", ["段 甲\n===\n乙\n---", "段 ***"]),
        ("甲\n- 乙\n2. 丙\n1) 丁", ["段 甲", "段 - 乙", "段 2. 丙", "段 1) 丁"]),
        ("上升\n+ 5 个百分点\n- ３ 个\n> 80 件", ["段 上升\n+ 5 个百分点\n- ３ 个\n> 80 件"]),
        ("　　甲　\n \n    乙", ["段 甲", "段 乙"]),
        (" \n", []),
    ],
)
def test_a_body_is_divided(body: str, expected: list[str]):
    assert told(body) == expected


@given(st.text(alphabet="一5 |-:#\n+>*　.)", max_size=60))
def test_only_white_space_and_markup_is_outside_of_blocks(body: str):
    spans: list[tuple[int, int]] = []
    for block in read_blocks(body):
        spans += [*block.rows, block.delimiter] if isinstance(block, TableLines) else [block.span]
    ends = sorted(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(ends))
    outside = "".join(body[end:start] for (_, end), (start, _) in pairwise([(0, 0), *ends, (len(body), 0)]))
    assert not set(outside) - set(" \n#　")


def test_a_long_body_takes_no_time():
    body = "# " * 20_000 + "\n" + "|-" * 20_000 + "\n" + "- " * 20_000 + "\n" + "|\n" * 20_000
    assert least_cpu_seconds(lambda: read_blocks.__wrapped__(body)) < 1
