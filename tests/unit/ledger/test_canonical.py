"""The form of which digests are made; the page that checks a text makes the same."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.analysis.collection import Collection
from annual_reports.ledger.canonical import (
    _join_canonical,
    canonical_digest,
    canonicalize,
    content_digests,
    signed_text,
    visible_text,
)
from support.sites import ROOT

CASES = json.loads((ROOT / "tests/golden/canonical.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_what_counts_of_a_text(case: dict[str, str]):
    assert canonicalize(visible_text(case["body"])) == case["canonical"]
    assert canonical_digest(visible_text(case["body"])) == case["sha256"]
    assert sha256(case["canonical"].encode()).hexdigest() == case["sha256"]


def test_the_whole_signed_document_is_stated(county: Collection):
    for report in county.reports:
        text = signed_text(report)
        for part in (report.title, report.letterhead, report.document_number, *report.signature):
            assert part is None or part in text.splitlines()
        now = content_digests(report)
        assert now.text == canonical_digest(text) != now.body
        assert len(now.figures) == len(report.figures)
        assert canonicalize(visible_text(report.body)) in canonicalize(text)


@given(st.lists(st.text("12.５，：|字# \n", max_size=6), min_size=1, max_size=4))
def test_paragraphs_one_by_one_give_the_same_form_as_all_together(parts: list[str]):
    assert _join_canonical(*map(canonicalize, parts)) == canonicalize("\n".join(parts))
