"""The sentence of a text that may answer what was promised the year before."""

from __future__ import annotations

import pytest

from annual_reports.domain.evidence import Body
from annual_reports.drafting.answer_proposals import propose_answer

BODY = Body(
    "## 一、主要做法\n\n全年开展法治宣传42场次，覆盖群众3000人次。建成村级调解室6个。\n\n"
    "坚持把普法教育抓在手上，群众的法治意识明显提升。\n"
)


@pytest.mark.parametrize(
    ("asked", "found"),
    [
        ("全年开展法治宣传不少于40场次", "全年开展法治宣传42场次，覆盖群众3000人次"),
        ("抓住群众的普法教育不放松", "坚持把普法教育抓在手上，群众的法治意识明显提升"),
        ("建成村级调解室", "建成村级调解室6个"),
        ("引进专业律师两名", None),
    ],
)
def test_the_most_similar_sentence_is_proposed(asked: str, found: str | None):
    assert propose_answer(BODY, asked) == found


def test_a_text_without_sentences_answers_nothing():
    assert propose_answer(Body(""), "加强学法") is None


def test_this_years_plan_is_no_answer_to_the_last():
    body = Body("下一步，将建成村级调解室。\n\n村级调解室已建成。\n")
    assert propose_answer(body, "建成村级调解室", ["建成村级调解室"]) == "村级调解室已建成"
