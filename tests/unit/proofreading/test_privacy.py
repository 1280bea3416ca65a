"""Personal data are found by their check digits, and numbers that only look like them are not."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.proofreading import privacy, proofread
from annual_reports.proofreading.privacy import _HOUSE_NUMBER, _LONG_NUMBER, _PATTERNS
from annual_reports.proofreading.rules import ProofText

DIGITS = st.text("0123456789", min_size=15, max_size=18)
AREA = st.integers(110000, 659999).map(str)
DAYS = st.dates(min_value=date(1920, 1, 1), max_value=date(2020, 12, 31)).map(
    lambda day: day.strftime("%Y%m%d")
)


def told(text: str) -> list[str]:
    return [remark.code for remark in privacy.personal_data(ProofText(text, None))]


def with_check_character(seventeen: str) -> str:
    return next(seventeen + c for c in "0123456789X" if privacy.is_identity_number(seventeen + c))


@given(AREA, DAYS, st.integers(0, 999))
def test_every_true_identity_number_is_found_and_masked(area: str, day: str, order: int):
    number = with_check_character(f"{area}{day}{order:03}")
    (remark,) = privacy.personal_data(ProofText(f"身份证号{number}。", None))
    assert remark.code == "identity-number"
    assert number[3:15] not in str(remark.facts)


@given(AREA, DAYS, st.integers(0, 999), st.integers(1, 9))
def test_a_wrong_check_character_is_no_identity_number(area: str, day: str, order: int, step: int):
    number = with_check_character(f"{area}{day}{order:03}")
    wrong = "0123456789X"[("0123456789X".index(number[-1]) + step) % 11]
    assert "identity-number" not in told(f"编号{number[:-1]}{wrong}。")


@given(DIGITS)
def test_of_ten_check_digits_one_makes_a_card(digits: str):
    assert sum(privacy.is_card_number(digits + last) for last in "0123456789") == 1


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("手机138 1234 5678", ["mobile-number"]),
        ("手机１３８１２３４５６７８", ["mobile-number"]),
        ("+86-13812345678", ["mobile-number"]),
        ("资金13812345678元", []),
        ("拨打12345、12348热线", []),
        ("电话0377-68219001", ["phone-number"]),
        ("电话(0377)68219001", ["phone-number"]),
        ("联系电话：68219001", ["phone-number"]),
        ("举报电话：0377-68219001", []),
        ("公布法律咨询服务电话 0377-68219001", []),
        ("举报属实。张三，0377-68219001", ["phone-number"]),
        ("平发〔2024〕46号，第12号令", []),
        ("文化路12号", ["home-address"]),
        ("东村3组12号", ["home-address"]),
        ("学习一号文件", []),
        ("索引号 11411330006012345A/2025-00001", []),
        ("2021—2025年，20212025年", []),
        ("138****1234", []),
    ],
)
def test_what_is_personal_and_what_is_not(text: str, codes: list[str]):
    assert told(text) == codes


@given(st.text())
def test_any_text_can_be_proofread(text: str):
    for remark in proofread(ProofText(text, 2024)):
        start, end = remark.span
        assert 0 <= start <= end <= len(text)


@pytest.mark.parametrize("code", _PATTERNS)
@given(st.data())
def test_a_text_without_the_trace_of_a_number_has_none(code: str, data: st.DataObject):
    """The trace is looked for first, so a pattern that finds anything without it would find nothing."""
    text = data.draw(st.from_regex(_PATTERNS[code]))
    trace = _HOUSE_NUMBER if code == "home-address" else _LONG_NUMBER
    assert trace.search(text)
