"""Texts are cut into words for search. The page's side of the same cases stands in tests/browser."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.search.words import han_forms, split_words
from support.sites import ROOT

CASES = json.loads((ROOT / "tests/golden/search.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_text_is_cut_into_words(case: dict[str, object]):
    assert split_words(str(case["text"])) == case["words"]


@given(st.text())
def test_words_are_cut_once(text: str):
    assert split_words(" ".join(split_words(text))) == split_words(text)


@given(st.text(), st.text())
def test_what_stands_apart_is_cut_apart(first: str, second: str):
    assert split_words(f"{first}\n{second}") == split_words(first) + split_words(second)


def test_traditional_characters_are_one_for_one():
    assert all(len(one) == len(other) == 1 for one, other in han_forms().items())
    assert han_forms()["發"] == "发"
    assert "么" not in han_forms()
