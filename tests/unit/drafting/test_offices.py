"""Names of offices, one or several on a line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.drafting.offices import split_offices, without_spaces


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("甲镇人民政府（盖章）", ["甲镇人民政府"]),
        ("甲 镇 人 民 政 府", ["甲镇人民政府"]),
        ("中共甲市委甲市人民政府", ["中共甲市委", "甲市人民政府"]),
        ("中共甲县乙镇委员会乙镇人民政府", ["中共甲县乙镇委员会", "乙镇人民政府"]),
        ("甲县司法局、甲县财政局", ["甲县司法局", "甲县财政局"]),
        ("甲镇党委、政府", ["甲镇党委、政府"]),
        ("甲市市场监督管理局", ["甲市市场监督管理局"]),
        ("中共甲县委全面依法治县委员会办公室", ["中共甲县委全面依法治县委员会办公室"]),
        ("报告单位：甲镇人民政府", ["甲镇人民政府"]),
        ("落实工作责任，建设法治政府", []),
        ("甲镇工作开展顺利", []),
        ("", []),
    ],
)
def test_names_on_a_line(text: str, names: list[str]):
    assert split_offices(text) == names


@given(st.text("中共甲市委员会人民政府局、 　（章）", max_size=40))
def test_names_hold_no_characters_that_the_line_has_not(text: str):
    assert set("".join(split_offices(text))) <= set(without_spaces(text)) | set("()")
