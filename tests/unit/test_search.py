"""How texts are cut for search. The page's side of the same cases stands in tests/browser."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.search import spaced, words
from helpers import ROOT

CASES = json.loads((ROOT / "tests/golden/search.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_text_is_cut_into_words(case: dict[str, object]):
    assert words(str(case["text"])) == case["words"]


def test_the_index_gets_the_same_words_with_their_marks():
    assert spaced("排查526 余件，化解率100%。") == "排 查 526 余 件， 化 解 率 100%。"
    assert spaced("平发〔2024〕46号") == "平 发〔 2024〕 46 号"


@given(st.text())
def test_spacing_changes_no_words(text: str):
    assert words(spaced(text)) == words(text)
