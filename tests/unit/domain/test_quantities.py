"""Amounts as reports write them, and what only looks like one."""

from __future__ import annotations

import csv
import re
import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Qualifier
from annual_reports.domain.quantities import (
    _AMOUNT,
    _AMOUNT_IN_TEXT,
    _LOOK_ALIKE,
    _LOOK_ALIKE_IN_TEXT,
    QuantityError,
    find,
    parse,
)
from support.sites import ROOT

PHRASES = ROOT / "tests/golden/quantities/real-phrases.csv"
SAID = {"": "exact", "余": "over", "多": "over", "以上": "over"}

with PHRASES.open(encoding="utf-8", newline="") as file:
    REAL = [row for row in csv.DictReader(file) if row["qualifier"] in SAID]


def read(text: str) -> list[tuple[str, str, str]]:
    return [(format(q.value, "f"), q.unit, q.qualifier.value) for q in find(text)]


@pytest.mark.parametrize("row", REAL, ids=[f"{n}-{row['quote']}" for n, row in enumerate(REAL)])
def test_amounts_of_real_reports_are_found(row: dict[str, str]):
    wanted = (Decimal(row["value"]), row["unit"], SAID[row["qualifier"]])
    assert wanted in [(q.value, q.unit, q.qualifier) for q in find(row["quote"])]


def test_the_real_phrases_are_all_there():
    assert len(REAL) == 154


@pytest.mark.parametrize(
    ("text", "value", "unit", "qualifier"),
    [
        ("526 余件", "526", "件", "over"),
        ("５２６余件", "526", "件", "over"),
        ("2.5万余名", "25000", "名", "over"),
        ("36.43万人次", "364300", "人次", "exact"),
        ("1.2亿元", "120000000", "元", "exact"),
        ("30余万元", "300000", "元", "over"),
        ("3千多份", "3000", "份", "over"),
        ("31,839件", "31839", "件", "exact"),
        ("两期", "2", "期", "exact"),
        ("十余场", "10", "场", "over"),
        ("二百五十余件", "250", "件", "over"),
        ("一千零五名", "1005", "名", "exact"),
        ("三亿五千万元", "350000000", "元", "exact"),
        ("近百家", "100", "家", "nearly"),
        ("千余份", "1000", "份", "over"),
        ("百分之九十八点五", "98.5", "%", "exact"),
        ("百分之百", "100", "%", "exact"),
        ("千分之三", "3", "‰", "exact"),
        ("98.53%", "98.53", "%", "exact"),
        ("９８．５％", "98.5", "%", "exact"),
        ("2.5个百分点", "2.5", "个百分点", "exact"),
        ("超100次", "100", "次", "over"),
        ("逾100次", "100", "次", "over"),
        ("100次以上", "100", "次", "over"),
        ("不少于12次", "12", "次", "over"),
        ("不足30件", "30", "件", "nearly"),
        ("近 90%", "90", "%", "nearly"),
        ("将近30人", "30", "人", "nearly"),
        ("约2000人", "2000", "人", "about"),
        ("2000人左右", "2000", "人", "about"),
        ("320场（次）", "320", "场次", "exact"),
        ("2000人/次", "2000", "人次", "exact"),
        ("30余件次", "30", "件次", "over"),
        ("0件", "0", "件", "exact"),
        ("526\n余件", "526", "件", "over"),
    ],
)
def test_one_amount_alone_and_in_a_sentence(text: str, value: str, unit: str, qualifier: str):
    alone = parse(text)
    assert (alone.value, alone.unit, alone.qualifier) == (Decimal(value), unit, qualifier)
    sentence = f"全年共办理{text}，效果良好。"
    (found,) = find(sentence)
    assert found == alone
    assert sentence[slice(*found.span)] == text


@pytest.mark.parametrize(
    "text",
    [
        "第56次常委会",
        "第 56 次",
        "第五十六次会议",
        "第一、二次会议",
        "第三至五条",
        "第1—3条",
        "十五届四次全会",
        "二十届三中全会",
        "十四届人大三次会议",
        "第1、2、3条",
        "几十件小事",
        "数百人参加",
        "3号楼2单元",
        "一期工程",
        "选派一批人才",
        "五位一体",
        "三元村",
        "12345 热线",
        "12348公共法律服务热线",
        "“1310”工作机制",
        "“1+6+N”体系",
        "建立1+6+N个平台",
        "4·15全民国家安全教育日",
        "12·4国家宪法日",
        "平发〔2024〕46号",
        "2021—2025年",
        "2024年12月4日",
        "二〇二四年",
        "20212025年",
        "“十四五”期间",
        "“八五”普法",
        "0377-68219001",
        "13812345678",
        "7×24小时",
        "三分之一",
        "1/3",
        "9:00",
        "前3名",
        "3至5名",
        "5-10人",
        "三到五件",
        "最多跑一次",
        "一次性告知",
        "一件事",
        "“两个维护”",
        "四个意识",
        "行政执法三项制度",
        "五个一",
        "一站式",
        "一村一警",
        "两级干部会议",
        "第一道防线",
        "一年来",
        "进一步",
        "一起学习",
        "是一项系统工程",
        "小事不出村",
        "十分重要",
        "2.0版",
        "A4纸",
        "G20峰会",
        "双随机、一公开",
        "二级网络",
        "526\n\n余件",
        "",
    ],
)
def test_what_only_looks_like_an_amount(text: str):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("节约50万元", [("500000", "元", "exact")]),
        ("最近3次", [("3", "次", "exact")]),
        ("目前14名", [("14", "名", "exact")]),
        ("由30%提高到50%", [("30", "%", "exact"), ("50", "%", "exact")]),
        ("约2,000余人", [("2000", "人", "over")]),
        ("参训3，200人", [("200", "人", "exact")]),
        ("配备一名法律顾问", [("1", "名", "exact")]),
        ("召开会议一次，", [("1", "次", "exact")]),
        ("召开三次会议", [("3", "次", "exact")]),
        ("参训人数三百余人", [("300", "人", "over")]),
        ("法治讲座一期", [("1", "期", "exact")]),
        ("培训两期、讲座三场", [("2", "期", "exact"), ("3", "场", "exact")]),
        ("515项，其中218项、297项", [("515", "项", "exact"), ("218", "项", "exact"), ("297", "项", "exact")]),
    ],
)
def test_words_around_an_amount(text: str, expected: list[tuple[str, str, str]]):
    assert read(text) == expected


@pytest.mark.parametrize(
    "text", ["", "46", "若干", "第46次", "3至5名", "526 余", "件", "46次和44次", "一二三次", "十四五期"]
)
def test_what_is_not_one_amount_is_refused(text: str):
    with pytest.raises(QuantityError):
        parse(text)


def test_any_unit_may_be_parsed():
    assert parse("35麻袋").unit == "麻袋"


@pytest.mark.parametrize(
    "piece",
    [
        "1",
        "十",
        "一万",
        "第一、",
        "1 ",
        "1\n",
        "1,",
        "1,111",
        "1+",
        "1-",
        "一分之",
        "a+",
        "百分之",
        "1.",
        "1件",
        " ",
        "“两",
        "第1 ",
    ],
)
def test_a_long_text_of_one_piece_is_read_in_one_go(piece: str):
    """200,000 characters take a second at most where each is looked at once, hours where each pair is."""
    text = piece * (200_000 // len(piece))
    start = time.perf_counter()
    Body(text)
    assert time.perf_counter() - start < 10


HAN_DIGITS = "零一二三四五六七八九"


def in_han(number: int) -> str:
    """Write a number below 10^12 in Chinese, by the schoolbook."""
    if number >= 10**4:
        power, sign = (10**8, "亿") if number >= 10**8 else (10**4, "万")
        high, low = divmod(number, power)
        gap = "零" if 0 < low < power // 10 else ""
        return in_han(high) + sign + gap + (in_han(low) if low else "")
    text, skipped = "", False
    for place, sign in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit = number // place % 10
        if digit:
            text += ("零" if skipped and text else "") + HAN_DIGITS[digit] + sign
            skipped = False
        else:
            skipped = bool(text)
    return text or "零"


numbers = st.one_of(
    st.integers(0, 10**9).map(lambda n: (str(n), Decimal(n))),
    st.integers(0, 10**9).map(lambda n: (f"{n:,}", Decimal(n))),
    st.decimals(0, 10**6, places=2).map(lambda d: (str(d), d)),
    # From ten on: one Chinese digit alone is an amount only before some units, and has tests of its own.
    st.integers(10, 10**11).map(lambda n: (in_han(n), Decimal(n))),
)
wide = str.maketrans("0123456789.", "０１２３４５６７８９．")


@given(
    number=numbers,
    full_width=st.booleans(),
    gap=st.sampled_from(["", " ", "\u3000"]),
    words=st.sampled_from(
        [("", "", "", "exact"), ("超", "", "", "over"), ("", "余", "", "over"), ("", "", "以上", "over")]
        + [
            ("近", "", "", "nearly"),
            ("约", "", "", "about"),
            ("", "", "左右", "about"),
            ("不足", "", "", "nearly"),
        ]
    ),
    power=st.sampled_from([("", 1), ("万", 10**4), ("亿", 10**8)]),
    unit=st.sampled_from(["件", "人次", "场次", "元", "%", "个百分点", "平方米"]),
)
def test_made_up_amounts_come_back(number, full_width, gap, words, power, unit):
    written, value = number
    before, inside, after, qualifier = words
    if written[0] in HAN_DIGITS or unit == "%":
        power = ("", 1)
    if unit == "%" and (inside or written[0] in HAN_DIGITS):
        unit = "件"
    text = (
        before + (written.translate(wide) if full_width else written) + gap + inside + power[0] + unit + after
    )
    quantity = parse(text)
    assert (quantity.value, quantity.unit, quantity.qualifier) == (value * power[1], unit, qualifier)
    (found,) = find(f"共{text}。")
    assert found == quantity


@given(st.text())
def test_no_text_raises_and_spans_lie_in_it(text: str):
    for quantity in find(text):
        start, end = quantity.span
        assert 0 <= start < end <= len(text)
        assert quantity.qualifier in Qualifier


@given(st.text(alphabet="0123456789一二三十百千万亿点余多近约第至、次人场%.,+-〔〕 \n", max_size=40))
def test_what_is_found_reads_the_same_alone(text: str):
    for quantity in find(text):
        assert parse(text[slice(*quantity.span)]) == quantity


@given(
    st.lists(
        st.sampled_from([*"第前0５.,十万余年至—+×:第届会名位近件次%一A\n ", "百分之", "三项制度", "一件事"])
    ).map("".join)
)
def test_giving_up_early_loses_nothing(text: str):
    for guarded, pattern in (
        (_AMOUNT_IN_TEXT, _AMOUNT),
        (_LOOK_ALIKE_IN_TEXT, _LOOK_ALIKE),
    ):
        assert [m.span() for m in guarded.finditer(text)] == [m.span() for m in re.finditer(pattern, text)]
