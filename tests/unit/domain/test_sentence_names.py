"""A sentence's name follows from its words alone."""

from __future__ import annotations

import re

from hypothesis import assume, given
from hypothesis import strategies as st

from annual_reports.domain.canonical_text import canonicalize
from annual_reports.domain.evidence import split_sentences
from annual_reports.domain.sentence_names import _DIGITS, name_of_words, name_sentences

WORDS = st.text("甲乙丙丁学法用法0123456789，", min_size=1, max_size=12).map(lambda words: f"{words}件。")
TEXTS = st.lists(WORDS, max_size=12)


def names(body: str) -> dict[str, str]:
    """Name -> words."""
    return {sentence.name: sentence.text for sentence in split_sentences(body)}


def test_the_same_words_have_names_in_their_order():
    first, second, other = names("学法。\n用法。\n学法。")
    assert re.fullmatch(r"s-[0-9a-f]{12}", first)
    assert other == f"{first}-2"
    assert name_of_words(other) == name_of_words(first) == first != second


def test_layout_gives_no_other_name():
    for body in ("## 学法 12 件。", "1. 学法１２件。", "- 学法12件。", "| 学法12件。 |", "\n\n学法12件。"):
        assert names(body).keys() == names("学法12件。").keys(), body


def test_other_words_give_another_name():
    for body in ("学法21件。", "学法1 2件。", "学法12 件", "学法，12件。"):
        assert names(body).keys() != names("学法12件。").keys(), body


@given(TEXTS, TEXTS, WORDS, TEXTS, TEXTS)
def test_edits_of_other_sentences_give_a_sentence_no_other_name(
    before: list[str], after: list[str], kept: str, new_before: list[str], new_after: list[str]
):
    others = {canonicalize(words) for words in (*before, *after, *new_before, *new_after)}
    assume(canonicalize(kept) not in others)
    first, again = (
        names("\n".join(text)) for text in ([*before, kept, *after], [*new_before, kept, *new_after])
    )
    named = [name for name, words in first.items() if words == kept]
    assert named == [name for name, words in again.items() if words == kept]


@given(st.lists(st.sampled_from(["学法。", "用法。", "守法。", "12件。"]), max_size=20))
def test_no_name_stands_twice_and_each_is_that_of_its_words(sentences: list[str]):
    given_names = list(name_sentences(sentences))
    assert len(set(given_names)) == len(sentences)
    for name, words in zip(given_names, sentences, strict=True):
        assert name_of_words(name) == next(name_sentences([words]))


def test_a_collision_within_a_page_is_resolved_by_order(monkeypatch):
    monkeypatch.setattr("annual_reports.domain.sentence_names._DIGITS", 0)
    assert list(name_sentences(["相撞的一句。", "相撞的另一句。"])) == ["s-", "s--2"]
    assert _DIGITS == 12
