"""Amounts as reports write them, and what only looks like one."""

from __future__ import annotations

import csv
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Qualifier
from annual_reports.domain.quantities import QuantityError, find, parse
from support.clock import least_cpu_seconds
from support.sites import ROOT

PHRASES = ROOT / "tests/golden/quantities/real-phrases.csv"
SAID = {"": "exact", "余": "over", "多": "over", "以上": "over"}

with PHRASES.open(encoding="utf-8", newline="") as file:
    REAL = [row for row in csv.DictReader(file) if row["qualifier"] in SAID]


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
        ("6大行业", "6", "大行业", "exact"),
        ("五大领域", "5", "大领域", "exact"),
        ("三大类", "3", "大类", "exact"),
        ("12（名）", "12", "名", "exact"),
        ("36(场)", "36", "场", "exact"),
        ("1.5万平米", "15000", "平米", "exact"),
        ("上百人次", "100", "人次", "over"),
        ("上千份", "1000", "份", "over"),
        ("过百场", "100", "场", "over"),
        ("20来次", "20", "次", "about"),
        ("不超过30件", "30", "件", "nearly"),
        ("至少3场次", "3", "场次", "over"),
        ("不得少于12次", "12", "次", "over"),
        ("不得超过30件", "30", "件", "nearly"),
        ("不能少于12次", "12", "次", "over"),
        ("不应超过30件", "30", "件", "nearly"),
        ("未超过30件", "30", "件", "nearly"),
        ("不高于5%", "5", "%", "nearly"),
        ("低于5%", "5", "%", "nearly"),
        ("小于30亩", "30", "亩", "nearly"),
        ("少于30件", "30", "件", "nearly"),
        ("至多30件", "30", "件", "nearly"),
        ("5%以内", "5", "%", "nearly"),
        ("3000元以下", "3000", "元", "nearly"),
        ("30 户以内", "30", "户", "nearly"),
        ("1 234人次", "1234", "人次", "exact"),
        ("12\xa0000份", "12000", "份", "exact"),
        ("1\u2009234\u2009567元", "1234567", "元", "exact"),
        ("1\u202f234.5 万元", "12345000", "元", "exact"),
        ("近 12 000 人", "12000", "人", "nearly"),
        ("九成五", "95", "%", "exact"),
        ("九成五以上", "95", "%", "over"),
        ("近8成5", "85", "%", "nearly"),
        ("16項", "16", "项", "exact"),
        ("526戶", "526", "户", "exact"),
        ("3場次", "3", "场次", "exact"),
        ("30餘場", "30", "场", "over"),
        ("約2.5萬人次", "25000", "人次", "about"),
        ("1.2億元", "120000000", "元", "exact"),
        ("兩期", "2", "期", "exact"),
        ("百分之98.5", "98.5", "%", "exact"),
        ("百分百", "100", "%", "exact"),
        ("九成以上", "90", "%", "over"),
        ("近8成", "80", "%", "nearly"),
        ("3百分点", "3", "百分点", "exact"),
        ("22村", "22", "村", "exact"),
        ("32单位", "32", "单位", "exact"),
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
    ("text", "step"),
    [
        ("526件", "1"),
        ("526余件", "1"),
        ("12,056件", "1"),
        ("98%", "1"),
        ("98.00%", "0.01"),
        ("98.5个百分点", "0.1"),
        ("百分之九十八点五", "0.1"),
        ("九成", "10"),
        ("九成五", "1"),
        ("1 234人次", "1"),
        ("1 234.5万元", "1000"),
        ("2.5万人次", "1000"),
        ("1.5万余人次", "1000"),
        ("1.50万人次", "100"),
        ("二点五万人次", "1000"),
        ("2.5萬人次", "1000"),
        ("3万人次", "10000"),
        ("3万余人次", "10000"),
        ("20余万人次", "100000"),
        ("二十余万人次", "100000"),
        ("500万元", "10000"),
        ("1.2亿元", "10000000"),
        ("3千人", "1000"),
        ("3千多人", "1000"),
        ("两万人", "10000"),
        ("三亿五千万元", "10000000"),
        ("三百二十人", "1"),
        ("百余人", "1"),
        ("上千人", "1"),
        ("-0.5%", "0.1"),
    ],
)
def test_the_step_is_the_last_place_that_was_written(text: str, step: str):
    assert parse(text).step == Decimal(step)
    (found,) = find(f"增长{text}。")
    assert found.step == Decimal(step)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "46",
        "若干",
        "-3件",
        "数百人",
        "第46次",
        "3至5名",
        "526 余",
        "件",
        "46次和44次",
        "一二三次",
        "十四五期",
        "12 34件",
        "2. 6万人次",
        "1 2345人",
    ],
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
    assert least_cpu_seconds(lambda: Body(text), runs=1) < 10


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


@given(
    st.text(alphabet="0123456789一二三十百千万亿点余多近约第至、次人场%.,+-〔〕 \n", max_size=40)
    | st.text(alphabet="0123一十百千萬億點餘約上过成来负−-为%元项項大类（）()次人名，“”届全会\n", max_size=40)
)
def test_what_is_found_reads_the_same_alone(text: str):
    end = 0
    for quantity in find(text):
        assert end <= quantity.span[0] < quantity.span[1] <= len(text)
        end = quantity.span[1]
        assert parse(text[slice(*quantity.span)]) == quantity


@pytest.mark.parametrize(
    "text", ["526¹件", "10⁴份", "5²³次", "¹526件", "5₂件", "百分之九十八²", "五²次", "2.5¹万人次", "526 ¹件"]
)
def test_an_amount_with_a_raised_digit_is_not_found(text: str):
    assert find(f"全年办理{text}，") == []


@pytest.mark.parametrize("text", ["100 m²", "3km²", "526件¹", "5 吨CO₂"])
def test_a_raised_digit_of_a_unit_or_behind_one_hides_no_amount(text: str):
    assert len(find(f"全年{text}，")) == 1


def test_an_amount_that_is_given_with_its_raised_digit_is_read_without_it():
    assert (parse("526¹件").value, parse("526¹件").unit) == (526, "件")
    for text in ("526¹", "5²³", "¹526件", "526¹余件"):
        with pytest.raises(QuantityError):
            parse(text)
