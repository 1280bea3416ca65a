"""Numbering, brackets and sums: right ones are left alone, whatever their length."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.proofreading import proofread, wording
from annual_reports.proofreading.rules import ProofText
from annual_reports.proofreading.wording import _RANGE, _TWO_YEARS

HAN = "零一二三四五六七八九十"


def han(number: int) -> str:
    tens, ones = divmod(number, 10)
    return (HAN[tens] if tens > 1 else "") + ("十" if tens else "") + (HAN[ones] if ones else "")


def codes(text: str) -> list[str]:
    return [remark.code for remark in proofread(ProofText(text, 2024)) if remark.code != "item-missing"]


@given(st.integers(1, 99))
def test_a_chinese_ordinal_is_read_and_written(number: int):
    assert wording._ordinal(han(number)) == number  # noqa: SLF001  # the pair that must agree
    assert wording._han(number) == han(number)  # noqa: SLF001


@given(st.integers(2, 30), st.data())
def test_a_numbering_without_a_gap_is_fine_and_one_with_a_gap_is_told_once(length: int, data: st.DataObject):
    items = [f"{han(number)}是抓好工作；" for number in range(1, length + 1)]
    assert codes("".join(items)) == []
    left_out = data.draw(st.integers(0, length - 2))
    del items[left_out]
    assert codes("".join(items)) == ["broken-sequence"]


@given(st.lists(st.sampled_from(["《》", "（）", "“”", "〔〕"]), max_size=12))
def test_nested_pairs_are_balanced_and_one_more_is_not(pairs: list[str]):
    text = "".join(pair[0] for pair in pairs) + "字" + "".join(pair[1] for pair in reversed(pairs)) + "。"
    assert "unbalanced-pair" not in codes(text)
    assert "unbalanced-pair" in codes("《" + text)


@given(st.lists(st.integers(4, 400), min_size=2, max_size=6), st.integers(1, 5))
def test_sums(parts: list[int], slip: int):
    named = "、".join(f"第{'甲乙丙丁戊己'[i]}类 {part} 件" for i, part in enumerate(parts))
    assert "parts-do-not-sum" not in codes(f"共办理 {sum(parts)} 件，其中{named}。")
    assert "parts-do-not-sum" in codes(f"共办理 {sum(parts) - slip} 件，其中{named}。")


@given(st.integers(1, 500), st.integers(1, 500))
def test_rates(one: int, other: int):
    part, whole = sorted((one, other))
    rate = f"{100 * part / whole:.2f}"
    sentence = "排查 {} 件，化解 {} 件，化解率 {}%。"
    assert "rate-differs" not in codes(sentence.format(whole, part, rate))
    assert "rate-differs" in codes(sentence.format(whole, part, min(float(rate) + 2, 120)))


@pytest.mark.parametrize(
    "text",
    [
        "坚持党的领导，坚持依法行政。",
        "大家讨论讨论再定。",
        "二〇二〇年，一步一步推进。",
        "一是一、二是二，说话算数。",
        "是非之一是什么。",
        "现将2024年情况报告如下：",
        "自2021年以来，持续推进。",
        "附件：示范镇2024年度行政执法情况统计表和说明",
        "| 指标 | 数量 |\n| --- | --- |\n| 讲座（场） | 12 |",
    ],
)
def test_what_is_right_is_left_alone(text: str):
    assert codes(text) == []


@given(st.from_regex(_RANGE))
def test_what_is_a_range_without_its_dash_has_eight_digits(text: str):
    assert _TWO_YEARS.search(text)
