"""Each figure and each quotation has one place in the signed text."""

from __future__ import annotations

import pytest

from annual_reports.domain.evidence import (
    Body,
    excerpt,
    longest_prefix,
    nearest_amount,
    passage,
    spans_of_amount,
    spans_of_quote,
)
from annual_reports.domain.findings import Place

TEXT = """## 一是加强学习。

据统计，全年学法 46 次，参学 980 人次。开展活动
30余场，覆盖３２个村。

| 指标 | 数 |
| 讲座 | 12场 |

- “送法下乡”40场次。参训率、合格率均达100%！
"""


def written(spans: list[tuple[int, int]]) -> list[str]:
    return [TEXT[slice(*span)] for span in spans]


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("46次", ["46 次"]),
        ("46 次", ["46 次"]),
        ("４６次", ["46 次"]),
        ("6次", []),
        ("30 余场", ["30余场"]),
        ("30场", []),
        ("32个", ["３２个"]),
        ("12场", ["12场"]),
        ("40场", []),
        ("40场次", ["40场次"]),
        ("100%", ["100%"]),
        ("00%", []),
        ("送法下乡", ["送法下乡"]),
    ],
)
def test_an_amount_stands_there_as_written_or_not_at_all(amount: str, expected: list[str]):
    assert written(spans_of_amount(Body(TEXT), amount)) == expected


CELLS = """行政检查有序开展，共 12 次。

| 事项 | 2023年 | 2024年 |
|---|---|---|
| 行政检查（次） | 76 | 80 |
| 执法培训（次） | 80 | 76 |
| 罚没金额（万元） | 2.5 | 3 |
| 依申请公开 | 7 | |
| 信访 | 7 | 5 件 |
"""


@pytest.mark.parametrize(
    ("amount", "quote", "expected"),
    [
        ("76 次", None, ["行政检查（次） | 2023年", "执法培训（次） | 2024年"]),
        ("76 次", "行政检查（次）", ["行政检查（次） | 2023年"]),
        ("76次", "行政检查（次）| 76", ["行政检查（次） | 2023年"]),
        ("76次", "2024年", ["执法培训（次） | 2024年"]),
        ("81次", "行政检查（次）", []),
        ("76 件", None, []),
        ("2.5 万元", None, ["罚没金额（万元） | 2023年"]),
        ("2.5万元", None, ["罚没金额（万元） | 2023年"]),
        ("2.5 元", None, []),
        ("5件", None, ["信访 | 2024年"]),
        ("7 件", None, ["依申请公开 | 2023年", "信访 | 2023年"]),
        ("7 件", "信访", ["信访 | 2023年"]),
        ("0 件", "依申请公开", []),
    ],
)
def test_an_amount_in_a_table_has_the_unit_of_its_row_or_column(
    amount: str, quote: str | None, expected: list[str]
):
    body = Body(CELLS)
    within = spans_of_quote(body, quote)[0] if quote else None
    spans = spans_of_amount(body, amount, within)
    assert [f"{body.cells[span].row} | {body.cells[span].column}" for span in spans] == expected


def test_an_amount_in_a_table_is_told_with_its_unit_and_its_evidence_is_the_cell():
    body = Body(CELLS)
    (span,) = spans_of_amount(body, "2.5万元")
    assert body.amount_at(span) == "2.5 万元"
    assert body.evidence(span).sentence.text == "2.5"
    assert nearest_amount(body, "2.6 万元") == "2.5 万元"
    assert body.amount_at(spans_of_amount(body, "5件")[0]) == "5 件"
    assert body.amount_at(spans_of_amount(body, "12次")[0]) == "12 次"


def test_a_quotation_may_run_over_a_line_end():
    assert written(spans_of_quote(Body(TEXT), "开展活动30余场")) == ["开展活动\n30余场"]
    assert spans_of_quote(Body(TEXT), "开展活动40余场") == []
    assert spans_of_quote(Body(TEXT), "") == []


@pytest.mark.parametrize(
    ("text", "amount", "quote", "expected"),
    [
        ("召开第46次会议。", "46次", None, 0),
        ("召开第46次会议。", "46次", "第46次会议", 0),
        ("完成一项改革。", "一项", None, 0),
        ("完成一项改革。", "一项", "完成一项改革", 1),
        ("第一项改革。", "一项", "第一项改革", 0),
        ("发放35麻袋种子。", "35麻袋", None, 1),
        ("发放135麻袋种子。", "35麻袋", None, 0),
    ],
)
def test_an_amount_is_one_where_it_stands(text: str, amount: str, quote: str | None, expected: int):
    body = Body(text)
    within = spans_of_quote(body, quote)[0] if quote else None
    assert len(spans_of_amount(body, amount, within)) == expected


def test_a_quotation_with_and_without_spaces_stands_twice():
    body = Body("上半年培训30人次，下半年培训 30 人次。")
    assert len(spans_of_quote(body, "培训30人次")) == 2
    assert len(spans_of_amount(body, "30 人次")) == 2


def test_sentences_keep_off_markup_but_begin_with_their_signs():
    texts = [sentence.text for sentence in Body(TEXT).sentences]
    assert texts == [
        "一是加强学习。",
        "据统计，全年学法 46 次，参学 980 人次。",
        "开展活动",
        "30余场，覆盖３２个村。",
        "指标",
        "数",
        "讲座",
        "12场",
        "- “送法下乡”40场次。",
        "参训率、合格率均达100%！",
    ]
    for sentence in Body(TEXT).sentences:
        assert TEXT[slice(*sentence.span)] == sentence.text


def test_evidence_names_the_sentence_around_it():
    body = Body(TEXT)
    (span,) = spans_of_amount(body, "980人次")
    assert body.evidence(span).sentence.text == "据统计，全年学法 46 次，参学 980 人次。"


def test_an_excerpt_is_the_clause_with_enough_before_it():
    body = Body("据不完全统计，全年党委组织专题学法、会前学法 46 次，参学 980 人次，成效明显，群众满意。")
    (span,) = spans_of_amount(body, "46次")
    assert excerpt(body.evidence(span)) == ("…全年党委组织专题学法、会前学法 ", "46 次", "…")
    (span,) = spans_of_amount(body, "980人次")
    assert excerpt(body.evidence(span)) == ("…全年党委组织专题学法、会前学法 46 次，参学 ", "980 人次", "…")


def test_an_excerpt_of_a_short_sentence_is_the_sentence():
    body = Body("办件526余件。")
    (span,) = spans_of_amount(body, "526余件")
    assert excerpt(body.evidence(span)) == ("办件", "526余件", "")


def test_what_is_near_is_offered():
    body = Body(TEXT)
    assert nearest_amount(body, "981人次") == "980 人次"
    assert nearest_amount(body, "三头六臂") == ""
    assert longest_prefix(body, "全年学法47次") == "全年学法4"


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("联系电话：68219001。\n\n公众可拨打。\n\n办公电话：68219001。", "系电话：68219001。"),
        ("电话68219001\n\n公众\n\n电话68219001", "电话68219001 公众"),
        ("电话68219001，欢迎来电。", "68219001"),
    ],
)
def test_a_quotation_that_stands_once_leaves_its_line_only_if_it_must(text: str, quote: str):
    body = Body(text)
    start = text.index("68219001")
    assert passage(body, (start, start + 8), lambda _: Place("")).quote == quote
