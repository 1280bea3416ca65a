"""Numbers as Word writes them in front of paragraphs."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.documents.number_formats import format_number
from annual_reports.domain.chinese_numbers import han_integer

NAMES = (
    *("decimal", "decimalZero", "upperRoman", "upperLetter", "chineseCounting", "chineseCountingThousand"),
    *("chineseLegalSimplified", "ideographTraditional", "decimalEnclosedCircle", "ordinal", "unknown"),
)


@pytest.mark.parametrize(
    ("format_", "first", "eleventh", "twentieth"),
    [
        ("decimal", "1", "11", "20"),
        ("decimalZero", "01", "11", "20"),
        ("decimalFullWidth", "１", "１１", "２０"),
        ("upperRoman", "I", "XI", "XX"),
        ("lowerLetter", "a", "k", "t"),
        ("chineseCountingThousand", "一", "十一", "二十"),
        ("chineseLegalSimplified", "壹", "壹拾壹", "贰拾"),
        ("ideographDigital", "一", "一一", "二〇"),
        ("decimalEnclosedCircle", "①", "⑪", "⑳"),
        ("decimalEnclosedParen", "⑴", "⑾", "⒇"),
    ],
)
def test_formats_of_official_documents(format_: str, first: str, eleventh: str, twentieth: str):
    assert [format_number(number, format_) for number in (1, 11, 20)] == [first, eleventh, twentieth]


def test_a_format_of_later_word_and_one_that_nobody_knows():
    assert format_number(7, "custom", "001, 002, 003, ...") == "007"
    assert format_number(7, "custom", "?") is None
    assert format_number(7, "cardinalText") is None


@given(st.sampled_from(NAMES), st.integers(0, 100_000))
def test_a_number_is_written_or_not_known_and_never_empty(format_: str, number: int):
    assert format_number(number, format_) != ""


@given(st.integers(1, 9_999))
def test_a_chinese_number_means_what_it_says(number: int):
    assert han_integer(str(format_number(number, "chineseCountingThousand"))) == number
