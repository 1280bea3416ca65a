"""Statements are kept as they are, and a difference is one change unless a correction says it."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.model import Correction
from annual_reports.ledger.statements import (
    StatementChange,
    Statements,
    compare,
    content_digest,
    parse,
    serialize,
)

STATEMENTS = st.dictionaries(
    st.sampled_from(["answers", "quotes", "issued"]), st.dictionaries(st.text(), st.text(), max_size=3)
)


def correction(before: str, after: str) -> Correction:
    return Correction(date(2026, 4, 1), "甲", before, after, "录入有误", None)


@given(STATEMENTS)
def test_what_is_kept_is_read_again_and_is_the_same(statements: Statements):
    content = serialize(statements)
    assert parse(content) == statements
    assert serialize(parse(content)) == content
    assert content_digest(content.replace(b"\n", b"\r\n")) == content_digest(content)
    assert list(compare(statements, statements)) == []


@given(STATEMENTS, STATEMENTS)
def test_each_subject_that_differs_is_one_change(before: Statements, after: Statements):
    changes = list(compare(before, after))
    assert len({change[:2] for change in changes}) == len(changes)
    assert all(change.before != change.after for change in changes)
    assert {change.kind for change in changes} <= before.keys() & after.keys()


def test_a_kind_that_only_one_side_recorded_changes_nothing():
    assert list(compare({"answers": {}}, {"answers": {}, "notes": {"a": "据统计"}})) == []
    assert list(compare({"notes": {}}, {"notes": {"a": "据统计"}})) == [
        StatementChange("notes", "a", None, "据统计")
    ]


def test_layout_is_no_change():
    assert list(compare({"quotes": {"a": "排查 526 件，"}}, {"quotes": {"a": "排查526件,"}})) == []


def test_a_correction_explains_a_quotation_word_for_word_only():
    before, after = {"quotes": {"a": "排查 562 件"}}, {"quotes": {"a": "排查 526 件"}}
    assert list(compare(before, after, [correction("562 件", "526 件")])) == []
    assert list(compare(before, {"quotes": {"a": "化解 526 件"}}, [correction("562 件", "526 件")]))


def test_a_correction_explains_no_date_and_no_state():
    """Nor may a correction of a 4 excuse a day that moved from the 14th to the 15th."""
    before, after = {"particulars": {"issued": "2025-01-14"}}, {"particulars": {"issued": "2025-01-15"}}
    assert len(list(compare(before, after, [correction("4", "5")]))) == 1
