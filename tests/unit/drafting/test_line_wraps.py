"""Lines broken at a fixed width; whole texts stand in tests/golden/import."""

from __future__ import annotations

import time
from textwrap import wrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.domain.text import squeeze
from annual_reports.drafting.line_wraps import join_wrapped_lines

ITEMS = [
    "一是加强学法，镇党委理论学习中心组集体学习12次，覆盖镇村干部200人次，执法人员培训3次，学法用法的氛围更加浓厚。",
    "（二）规范执法，全年办理行政处罚案件20件，一件也没有被撤销，群众对执法的评价不断提高，投诉明显减少，比上年少8件。",
    "3.化解矛盾，全年调解纠纷88件，调解成功86件，涉及当事人三百多人，协议金额一百多万元，没有一件转为刑事案件。",
]


def joined(lines: list[str]) -> tuple[list[str], list[str]]:
    told: list[str] = []
    return [line.text.strip() for line in join_wrapped_lines(map(Paragraph, lines), told)], told


@pytest.mark.parametrize("width", [20, 26, 36])
@pytest.mark.parametrize("indent", ["", "　　"])
def test_wrapped_items_are_whole_again(width: int, indent: str):
    lines = [line for item in ITEMS for line in wrap(indent + item, width)]
    whole, told = joined(lines)
    assert whole == ITEMS
    assert all(line.startswith("不知道是不是另起一段") for line in told[1:])
    assert len(told) == 1 or not indent
    assert f"接上了 {len(lines) - len(ITEMS)} 处" in told[0]


def test_a_sentence_that_fills_its_line_goes_on_only_where_paragraphs_are_indented():
    lines = [
        *wrap(ITEMS[0], 20)[:2],
        "学用法的氛围更加浓厚，执法人员培训三次",
        "培训工作三次也取得好的成绩好的效果。",
    ]
    after = "二是群众对执法的评价不断提高。"
    plain = [*lines, after]
    assert joined(plain)[0][-1] == after
    assert joined(plain)[1][-1].startswith("不知道是不是另起一段，没有接上 1 处")
    assert joined([f"　　{lines[0]}", *lines[1:], after])[0][-1].endswith(f"效果。{after}")


def test_paragraphs_stay_as_they_are():
    lines = [*ITEMS, "一、主要工作", *ITEMS]
    assert joined(lines) == (lines, [])


def test_a_line_for_itself_is_not_joined():
    lines = [*wrap(ITEMS[0] + ITEMS[1], 20), "联系电话：0377-12345678", "特急", "镇　长 张三"]
    assert joined(lines)[0][-3:] == lines[-3:]


@given(st.lists(st.text("甲乙，。一、 　", max_size=24), max_size=12), st.integers(20, 24))
def test_no_sign_is_lost(lines: list[str], width: int):
    written = [*wrap(ITEMS[0], width), *lines]
    assert squeeze("".join(joined(written)[0])) == squeeze("".join(written))


def test_a_hostile_text_is_read_in_bounded_time():
    started = time.process_time()
    joined([f"{'甲' * 30}　{n:05}" for n in range(5000)] + ["镇 长" * 5000, "甲　" * 5000, "路1号" * 5000])
    assert time.process_time() - started < 2
