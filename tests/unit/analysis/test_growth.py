"""Changes against the year before, in numbers and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.analysis.growth import growth_in_multiples, growth_in_numbers, growth_in_words
from annual_reports.domain.quantities import parse


def read(words: str, unit: str = "件") -> list[tuple[str, int, int]]:
    found = growth_in_words(words, 2023, unit)
    return [(each.said, int(each.change.low), int(each.change.high)) for each in found]


@pytest.mark.parametrize(
    ("words", "said", "low", "high"),
    [
        (",较上年翻一番", "翻一番", 80, 150),
        (",比2023年的320件翻了两番", "翻了两番", 200, 400),
        ("(同比翻番)", "翻番", 80, 150),
        (",与去年基本持平", "基本持平", -10, 10),
        (",同2023年持平", "持平", -3, 3),
        (",总量较上年增长了一倍", "增长了一倍", 80, 150),
        (",同比增加近一倍", "增加近一倍", 75, 105),
        (",较上年下降一半", "下降一半", -60, -40),
        (",同比减半", "减半", -60, -40),
        (",较上一年减少过半", "减少过半", -100, -48),
    ],
)
def test_a_change_in_words(words: str, said: str, low: int, high: int):
    assert read(words) == [(said, low, high)]


@pytest.mark.parametrize(
    "words",
    [
        ",信访总量与上年持平",
        ",较2020年翻一番",
        ",力争明年翻一番",
        "。较上年翻一番",
        ",较上年下降25%",
        ",翻一番",
    ],
)
def test_words_that_are_not_about_the_figure_and_the_year_before(words: str):
    assert read(words) == []


def test_of_a_rate_only_that_it_stayed_is_read():
    assert read(",与上年持平", "%") == [("持平", -1, 1)]
    assert read(",较上年翻一番", "%") == []


@pytest.mark.parametrize(
    ("amount", "sign", "low", "high"),
    [("25%", -1, "-26", "-24.5"), ("1.5倍", 1, "145", "160"), ("12件", 1, "12", "12")],
)
def test_a_change_in_numbers(amount: str, sign: int, low: str, high: str):
    change = growth_in_numbers(parse(amount), amount, sign).change
    assert [format(float(end), "g") for end in change] == [format(float(end), "g") for end in (low, high)]


def test_so_many_times_as_many_as_the_year_before():
    found = [*growth_in_multiples(parse("3倍"), "3倍", ",是上年的", 2023)]
    assert [(each.said, *map(int, each.change)) for each in found] == [("是它的 3倍", 150, 250)]
    assert [*growth_in_multiples(parse("3倍"), "3倍", ",是全市平均的", 2023)] == []


@given(st.text("较比与上年去同的翻一两番持平基本增长减少倍半、，(0123456789", max_size=80))
def test_any_words_are_read(words: str):
    assert len(read(words)) <= 1
