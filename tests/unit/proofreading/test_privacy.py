"""Personal data are found by their check digits, and numbers that only look like them are not."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from time import process_time

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from annual_reports.domain.findings import RULES, Place, finding
from annual_reports.domain.text import fold_width
from annual_reports.proofreading import privacy, proofread
from annual_reports.proofreading.privacy import _AROUND, _RULES, _Taken
from annual_reports.proofreading.privacy_text import PrivacyText
from annual_reports.proofreading.rules import ProofText

DIGITS = st.text("0123456789", min_size=15, max_size=18)
AREA = st.integers(110000, 659999).map(str)
DAYS = st.dates(min_value=date(1920, 1, 1), max_value=date(2020, 12, 31)).map(
    lambda day: day.strftime("%Y%m%d")
)

CASES = yaml.safe_load(Path(__file__).with_name("privacy_cases.yml").read_text(encoding="utf-8"))
"""What becomes of a text -> kind of text -> texts."""
_NOWHERE = Place("")
CERTAIN = {"identity-number", "bank-card", "mobile-number"}


def cases(*names: str) -> pytest.MarkDecorator:
    """One test for each text of some parts of the file."""
    return pytest.mark.parametrize(
        "text", [str(t) for n in names for texts in CASES[n].values() for t in texts]
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
        ("手机138 1234 5678", ["possible-mobile-number"]),
        ("投诉人手机１３８１２３４５６７８", ["mobile-number"]),
        ("+86-13812345678", ["possible-mobile-number"]),
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


@cases("public")
def test_of_what_is_public_nothing_is_asked(text: str):
    assert told(text) == []


@cases("asked", "private")
def test_what_may_be_private_stops_until_a_person_confirms_it(text: str):
    codes = told(text)
    assert codes
    assert all(RULES[code]["for"] == "place" for code in codes)


@cases("certain")
def test_what_is_certain_cannot_be_confirmed(text: str):
    assert any(code in CERTAIN and "for" not in RULES[code] for code in told(text))


@cases("private", "certain")
def test_no_finding_repeats_what_it_found(text: str):
    for found in privacy.personal_data(ProofText(text, None)):
        assert text[slice(*found.span)] not in str(found.facts)


def test_the_name_of_a_code_says_if_it_is_certain():
    codes = {rule.code for rule in _RULES if rule.code}
    assert {code for code in codes if "for" not in RULES[code]} == CERTAIN
    assert {RULES[code]["severity"] for code in codes} == {"error", "warning"}


def test_around_its_traces_a_rule_finds_as_much_as_in_the_whole_text():
    """A rule whose finding has no trace would find nothing; words and numbers are far from each other."""
    texts = [str(text) for parts in CASES.values() for texts in parts.values() for text in texts]
    text = "".join(f"{text}\n{'依法行政。' * _AROUND}\n" for text in texts)
    near = [(found.code, found.span) for found in privacy.personal_data(ProofText(text, None))]
    searched, taken = PrivacyText(fold_width(text)), _Taken()
    end = len(searched.folded)
    whole = [(rule, span) for rule in _RULES for span in rule.spans(searched, [(0, end)])]
    everywhere = [(rule.code, searched.span(span)) for rule, span in whole if taken.add(span) and rule.code]
    assert near == everywhere


@given(st.text("0123456789 -.一二三号路村电话卡X\n*`|\\&#;<>br③李", max_size=80))
@example("电话&#49;38**3344**5566<br>患者李建国")
def test_the_place_is_that_of_the_text_as_it_is_written(text: str):
    for found in privacy.personal_data(ProofText(text, None)):
        start, end = found.span
        assert 0 <= start < end <= len(text)
        assert len(str(found.facts["found"])) == end - start
        assert finding(found.code, _NOWHERE, **found.facts)


@pytest.mark.parametrize(
    "text",
    [
        "1 " * 10_000,
        "12345678901 " * 1_500,
        "司法所电话" * 4_000,
        "住在" + "中" * 20_000,
        "a" * 20_000 + "@",
        "电话138**3344**5566" * 1_000,
        "&#49;" * 4_000,
        "| 13812345678 " * 1_500,
        "编号" + "13812345678、" * 1_500,
        "患者李" * 6_000,
        "李建国因" * 5_000 + "拘留",
        "手机1,3，" * 4_000,
        "身份证" + "1*" * 8_000,
        "豫R " * 6_000,
    ],
)
def test_a_long_text_of_one_kind_takes_no_time(text: str):
    started = process_time()
    list(privacy.personal_data(ProofText(text, None)))
    assert process_time() - started < 1
