"""YAML as staff write it: plain values, and the place of every key and value."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.findings import Place
from annual_reports.sources.yaml_reader import read_yaml


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("2024", 2024),
        ("-3", -3),
        ('"2024"', "2024"),
        ("2024-12-31", date(2024, 12, 31)),
        ("2024-02-30", "2024-02-30"),
        ("true", True),
        ("null", None),
        ("~", None),
        ("", None),
        ('""', ""),
        ("yes", "yes"),
        ("012", "012"),
        ("1_000", "1_000"),
        ("12:30", "12:30"),
        ("1.50", "1.50"),
        ("100%", "100%"),
        ("平发〔2024〕46号", "平发〔2024〕46号"),
        ("[a, 2]", ["a", 2]),
        ("{a: 1}", {"a": 1}),
    ],
)
def test_values_are_what_they_look_like(written: str, value: object):
    marked = read_yaml(f"key: {written}\n", "f.yml")
    assert marked.values == {"key": value}
    assert not marked.findings


def test_places_count_characters_from_one():
    marked = read_yaml("甲乙: 一\n丙:\n  - 丁: 二\n", "f.yml", first_line=5)
    assert marked.key_place(("甲乙",)) == Place("f.yml", 5, 1)
    assert marked.place(("甲乙",)) == Place("f.yml", 5, 5)
    assert marked.place(("丙", 0, "丁")) == Place("f.yml", 7, 8)
    assert marked.place(("丙", 0, "没有")) == Place("f.yml", 7, 5)


def test_of_two_equal_keys_the_first_counts_and_both_are_told():
    marked = read_yaml("a: 1\nb:\n  a: 2\na: {x: [1, 2]}\nc: 3\n", "f.yml")
    assert marked.values == {"a": 1, "b": {"a": 2}, "c": 3}
    assert [(f.code, f.line) for f in marked.findings] == [("duplicate-key", 4)]


def test_a_billion_laughs_are_refused_at_the_first():
    bomb = "a: &a [x]\n" + "".join(
        f"{c}: &{c} [*{p}, *{p}]\n" for p, c in zip("abcdefgh", "bcdefghi", strict=True)
    )
    assert [f.code for f in read_yaml(bomb, "f.yml").findings] == ["yaml-feature"]


def test_depth_is_bounded():
    assert [f.code for f in read_yaml("[" * 50_000, "f.yml").findings] == ["too-deep"]


@given(st.text())
def test_no_text_raises(text: str):
    marked = read_yaml(text, "f.yml")
    assert marked.values is not None or marked.findings or text.strip() in ("", "~", "null")


@given(st.text(alphabet="ab:：-? []{}#&*!|>'\"%@`,\n\t 2", max_size=60))
def test_no_punctuation_raises(text: str):
    read_yaml(text, "f.yml")
