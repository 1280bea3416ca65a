"""Text against text, for any two texts. What it looks like is held by tests/golden/rewording."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.analysis.text_comparison import LineKind, TextComparison, compare_texts
from annual_reports.domain.evidence import split_sentences
from annual_reports.domain.text import squeeze
from support.clock import least_cpu_seconds
from support.sites import PINGSHI

words = st.sampled_from(
    ["学法", "普法", "化解", "纠纷", "全镇", "2023年", "12件", "近300件", "，", "坚持", "、"]
)
sentence = st.lists(words, min_size=1, max_size=12).map(lambda parts: "".join(parts) + "。")
paragraph = st.lists(sentence, min_size=1, max_size=4).map("".join)
texts = st.lists(paragraph, min_size=1, max_size=6).map("\n\n".join)


def text(body: str) -> Any:
    return SimpleNamespace(body=body, sentences=tuple(split_sentences(body)))


def compared(earlier: str, later: str) -> TextComparison:
    return compare_texts(text(earlier), text(later))


@given(texts)
def test_a_text_against_itself_has_not_changed_a_word(body: str):
    found = compared(body, body)
    assert found.is_unchanged
    assert found.describe(2023, 2024) == "2024 年报告与 2023 年的一字未改。"


@given(texts, texts)
def test_every_sentence_is_shown_once_and_whole(earlier: str, later: str):
    found = compared(earlier, later)
    for side, body in (("earlier", earlier), ("later", later)):
        lines = [line for row in found.rows for line in getattr(row, side)]
        assert sorted(line.sentence.number for line in lines) == [s.number for s in split_sentences(body)]
        assert all("".join(piece.text for piece in line.pieces) == line.sentence.text for line in lines)
    shown = [line.sentence.number for row in found.rows for line in row.later]
    assert shown == sorted(shown), "the later text stands in its own order"


@given(texts, texts)
def test_only_the_same_text_is_unchanged(earlier: str, later: str):
    same = [squeeze(s.text) for s in split_sentences(earlier)] == [
        squeeze(s.text) for s in split_sentences(later)
    ]
    assert same or not compared(earlier, later).is_unchanged


@given(texts, texts)
def test_partners_come_in_pairs(earlier: str, later: str):
    found = compared(earlier, later)
    before = [line.kind for row in found.rows for line in row.earlier]
    after = [line.kind for row in found.rows for line in row.later]
    for kind in (LineKind.SAME, LineKind.NUMBERS, LineKind.REWORDED):
        assert before.count(kind) == after.count(kind)
    assert found.dropped_count == before.count(LineKind.ALONE)


@given(texts, texts)
def test_what_is_marked_as_common_is_common(earlier: str, later: str):
    found = compared(earlier, later)
    common = [
        "".join(
            squeeze(piece.text)
            for row in found.rows
            for line in getattr(row, side)
            if line.kind is not LineKind.ALONE
            for piece in line.pieces
            if not piece.changed
        )
        for side in ("earlier", "later")
    ]
    assert sorted(common[0]) == sorted(common[1])


@given(st.lists(paragraph, min_size=1, max_size=6, unique=True), st.randoms())
def test_paragraphs_that_only_change_places_are_not_rewritten(paragraphs: list[str], random: Any):
    shuffled = random.sample(paragraphs, len(paragraphs))
    found = compared("\n\n".join(paragraphs), "\n\n".join(shuffled))
    assert set(found.kind_counts) <= {LineKind.SAME}
    assert found.dropped_count == 0


def test_a_paragraph_cut_in_two_is_not_new():
    found = compared("全镇学法八次。干部考试合格。", "全镇学法八次。\n\n干部考试合格。")
    assert [row.is_regrouped for row in found.rows] == [False, True]
    assert not compared("全镇学法。", "全镇学法。\n\n新建调解室。").rows[1].is_regrouped


def test_a_text_of_signs_alone_is_no_sentence():
    assert compared("全镇学法。", "……").describe(2023, 2024) == "2024 年报告没有可以对比的句子。"


def test_two_long_reports_take_no_time():
    seed = (PINGSHI / "docs/reports/pingshi/2024.md").read_text(encoding="utf-8").split("---", 2)[2]
    body = (seed + seed)[:5000]
    other = "".join(c if i % 7 else "某" for i, c in enumerate(body) if i % 11)
    assert least_cpu_seconds(lambda: compared(body, other)) < 0.15
    found = compared(body, other)
    assert found.kind_counts[LineKind.REWORDED] > 20


@pytest.mark.parametrize("unit", ["学法", "第1号，"])
def test_a_text_that_is_one_endless_sentence_takes_no_time(unit: str):
    body = "甲" + unit * 200_000
    begun = time.process_time()
    compared(body, body.replace("甲", "乙"))
    found = compared(body, body.replace("1", "2"))
    assert time.process_time() - begun < 5
    assert len(found.rows) == 1


def test_a_file_of_noise_takes_no_time_either():
    noise = "".join(f"第{i * 7919 % 100003}号{chr(0x4E00 + i)}。" for i in range(3000))
    begun = time.process_time()
    compared(noise, noise[::-1])
    assert time.process_time() - begun < 5
