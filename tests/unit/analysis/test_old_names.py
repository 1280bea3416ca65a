"""Old names lead to the sentences that they meant, or to a note that says what stands there now."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from annual_reports.analysis.old_names import PublishedSentences, find_old_names
from annual_reports.domain.evidence import split_sentences
from annual_reports.domain.model import Sentence
from annual_reports.ledger.canonical import ContentDigests
from annual_reports.ledger.lines import Entry

NOTHING = ContentDigests("", "", {}, ())


def sentences(text: str) -> tuple[Sentence, ...]:
    return tuple(split_sentences(text))


def version(number: int, text: str, names: str | None = None) -> PublishedSentences:
    return PublishedSentences(Entry(number, "jia/2024", number, NOTHING, "", names=names), sentences(text))


def leads(now: str, *versions: PublishedSentences) -> dict[str, list[tuple[str, str | None]]]:
    """Old name -> what it meant, and what stands there now."""
    present = sentences(now)
    words = {sentence.name: sentence.text for sentence in present}
    found = find_old_names(present, versions)
    told = {name: [(words[to], words[to])] for to, names in found.standing.items() for name in names}
    for note in found.notes:
        meanings = [(m.sentence.text, m.present and m.present.text) for m in note.meanings]
        told |= dict.fromkeys(note.names, meanings)
    return told


def test_a_sentence_added_at_the_top_moves_no_name():
    told = leads("新加一句。学法。用法。", version(1, "学法。用法。"))
    assert told == {"sentence-1": [("学法。", "学法。")], "sentence-2": [("用法。", "用法。")]}


def test_a_corrected_sentence_keeps_both_its_names():
    before = "排查矛盾纠纷526件。用法。"
    told = leads("排查矛盾纠纷562件。用法。", version(1, before))
    meaning = [("排查矛盾纠纷526件。", "排查矛盾纠纷562件。")]
    assert told["sentence-1"] == told[sentences(before)[0].name] == meaning
    assert told["sentence-2"] == [("用法。", "用法。")]


def test_words_that_have_nothing_in_common_are_paired_by_their_place():
    told = leads("学法。\n| 王五 |\n用法。", version(1, "学法。\n| 张三 |\n用法。"))
    assert told["sentence-2"] == [("张三", "王五")]


def test_a_sentence_that_was_left_out_says_so():
    told = leads("学法。", version(1, "学法。这一句后来没有了。"))
    assert told["sentence-2"] == [("这一句后来没有了。", None)]


def test_a_version_that_was_published_with_names_after_words_has_no_ordinals():
    assert leads("学法。用法。", version(1, "学法。用法。", "words")) == {}
    assert list(leads("学法。", version(1, "学法。用法。", "words"))) == [sentences("用法。")[0].name]


def test_an_ordinal_that_had_two_meanings_tells_both():
    told = leads("学法。守法。用法。", version(1, "学法。用法。"), version(2, "学法。守法。用法。"))
    assert told["sentence-2"] == [("用法。", "用法。"), ("守法。", "守法。")]
    assert told["sentence-1"] == [("学法。", "学法。")]
    assert told["sentence-3"] == [("用法。", "用法。")]


def test_an_ordinal_whose_sentence_was_corrected_has_one_meaning():
    before, after = "排查矛盾纠纷526件。用法。", "排查矛盾纠纷562件。用法。"
    told = leads("排查矛盾纠纷652件。用法。", version(1, before), version(2, after))
    assert told["sentence-1"] == [("排查矛盾纠纷526件。", "排查矛盾纠纷652件。")]
    assert told["sentence-2"] == [("用法。", "用法。")]


def test_one_of_two_equal_sentences_left_out_leads_to_the_other():
    before = "学法。用法。学法。"
    told = leads("学法。用法。", version(1, before))
    assert told["sentence-3"] == told[sentences(before)[2].name] == [("学法。", "学法。")]


TEXTS = st.lists(st.sampled_from("甲乙丙丁戊"), min_size=1, max_size=8).map(
    lambda t: "".join(f"{x}法。" for x in t)
)


@given(TEXTS, st.lists(st.tuples(TEXTS, st.sampled_from([None, "words"])), max_size=3))
def test_no_name_of_a_published_version_is_lost_or_given_twice(now: str, texts: list[tuple[str, str | None]]):
    versions = [version(number, text, names) for number, (text, names) in enumerate(texts, 1)]
    found = find_old_names(sentences(now), versions)
    ids = [*(sentence.name for sentence in sentences(now)), *found.all]
    assert len(ids) == len(set(ids))
    for entry, published in versions:
        for sentence in published:
            assert sentence.name in ids
            assert entry.names or f"sentence-{sentence.number}" in ids
