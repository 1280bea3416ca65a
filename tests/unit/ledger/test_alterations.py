"""Words that changed, and corrections that explain them."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.model import Correction
from annual_reports.ledger.alterations import find_alterations, marked_excerpt, unexplained_alterations

TEXTS = st.text("甲乙丙。56a,", max_size=40)


@given(TEXTS, TEXTS)
def test_the_alterations_are_all_that_differs(before: str, after: str):
    found = find_alterations(before, after)
    made = before
    for one in reversed(found):
        made = made[: one.before[0]] + after[slice(*one.after)] + made[one.before[1] :]
    assert made == after
    assert bool(found) == (before != after)


@given(TEXTS, TEXTS)
def test_a_correction_of_the_whole_text_explains_all(before: str, after: str):
    found = find_alterations(before, after)
    if before and after:
        assert not unexplained_alterations(found, before, after, [correction(before, after)])


def test_very_long_texts_are_told_as_one():
    before, after = "甲乙" * 20_000, "丙丁" * 20_000
    assert len(find_alterations(before, after)) == 1


def correction(before: str, after: str) -> Correction:
    return Correction(date(2026, 1, 1), "排查矛盾纠纷", before, after, "理由", None)


OLD = "全年排查矛盾纠纷562余件,化解率98%。举办讲座12场。"


@pytest.mark.parametrize(
    ("after", "told"),
    [
        (OLD.replace("562", "526"), ["全年排查矛盾纠纷〖526〗余件,化解率98…"]),
        (OLD.replace("余件", "件"), ["…查矛盾纠纷562〖〗件,化解率98%…"]),
        (OLD.replace("举办", "共举办"), ["…,化解率98%。〖共〗举办讲座12场。"]),
        (OLD.replace("举办讲座12场。", ""), ["…,化解率98%。〖〗"]),
        (
            OLD.replace("562", "526").replace("12", "21"),
            ["全年排查矛盾纠纷〖526〗余件,化解率98…", "…98%。举办讲座〖21〗场。"],
        ),
        ("共" + OLD, ["〖共〗全年排查矛盾纠纷…"]),
    ],
)
def test_the_words_that_changed_are_shown(after: str, told: list[str]):
    found = find_alterations(OLD, after)
    assert [marked_excerpt(after, one.after) for one in found] == told


@pytest.mark.parametrize(
    ("before", "after", "explains"),
    [
        ("562 余件", "526 余件", True),
        ("５６２余件", "526余件", True),
        ("562", "526", True),
        ("全年排查矛盾纠纷562余件", "全年排查矛盾纠纷526余件", True),
        ("526 余件", "562 余件", False),
        ("化解率98%", "化解率98%", False),
        ("98%", "526余件", False),
        ("562 余件", "讲座12场", False),
        ("|", "|", False),
    ],
)
def test_a_correction_explains_what_it_shows(before: str, after: str, *, explains: bool):
    new = OLD.replace("562", "526")
    left = unexplained_alterations(find_alterations(OLD, new), OLD, new, [correction(before, after)])
    assert (not left) is explains


def test_what_a_correction_does_not_show_is_left():
    new = OLD.replace("562", "526").replace("12", "21")
    left = unexplained_alterations(find_alterations(OLD, new), OLD, new, [correction("562 余件", "526 余件")])
    assert [new[slice(*one.after)] for one in left] == ["21"]
