"""A correction says what it corrects, and its new words stand in the document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

import pytest

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.model import Correction
from support.claims import BODY, DISPUTES, LECTURES, resolved, told, words

Corrected = Callable[..., tuple[tuple[Correction, ...], list[str]]]


@pytest.fixture
def corrected(demo_catalog: Catalog) -> Corrected:
    """Resolve one correction of 11场 to 12场; return it, if it is one, and what is told."""

    def of(
        header: Mapping[str, object] | None = None, **entry: object
    ) -> tuple[tuple[Correction, ...], list[str]]:
        fixed = {"date": date(2025, 2, 1), "before": "11场", "after": "12场", "reason": "录入有误"}
        claims, marked = resolved(demo_catalog, BODY, {**(header or {}), "corrections": [{**fixed, **entry}]})
        return claims.corrections, told(marked)

    return of


@pytest.mark.parametrize(
    ("entry", "subject"),
    [({"figure": LECTURES}, LECTURES), ({"quote": "举办法治讲座12场"}, "举办法治讲座12场")],
)
def test_a_correction_is_of_a_figure_or_of_a_quotation(
    corrected: Corrected, entry: dict[str, object], subject: str
):
    (made,), findings = corrected(**entry)
    assert not findings
    assert (made.date, made.subject) == (date(2025, 2, 1), subject)
    assert (made.before, made.after, made.reason) == ("11场", "12场", "录入有误")
    assert words(BODY, made.evidence) == "12场"


def test_a_correction_by_another_name_bears_the_indicators_own(corrected: Corrected):
    (made,), findings = corrected(figure="矛盾纠纷排查", after="526余件")
    assert not findings
    assert made.subject == DISPUTES


@pytest.mark.parametrize(
    ("entry", "findings"),
    [
        ({}, ["correction-without-subject"]),
        ({"figure": "没有这项"}, ["unknown-indicator"]),
        ({"figure": LECTURES, "after": "13场"}, ["correction-not-in-body"]),
        ({"quote": "举办法治讲座12场", "after": "30人次"}, ["correction-not-in-body"]),
        ({"quote": "没有写过", "after": "13场"}, ["quote-not-in-body", "correction-not-in-body"]),
        ({"after": "13场"}, ["correction-without-subject", "correction-not-in-body"]),
    ],
)
def test_a_correction_without_its_subject_or_its_words_is_left_out(
    corrected: Corrected, entry: dict[str, object], findings: list[str]
):
    assert corrected(**entry) == ((), findings)


@pytest.mark.parametrize(
    "header",
    [
        {"title": "示范镇政府的报告"},
        {"letterhead": "示范镇政府文件"},
        {"signature": ["2025年1月10日", "示范镇 政府"]},
    ],
)
def test_words_around_the_body_may_be_corrected_too(corrected: Corrected, header: dict[str, object]):
    (made,), findings = corrected(header, quote="示范镇政府", before="示范镇", after="示范镇政府")
    assert not findings
    assert (made.subject, made.evidence) == ("示范镇政府", None)


def test_words_that_stand_in_the_body_too_are_corrected_there(corrected: Corrected):
    (made,), findings = corrected({"title": "法治讲座12场"}, quote="法治讲座12场")
    assert not findings
    assert words(BODY, made.evidence) == "12场"


def test_words_that_stand_nowhere_are_no_correction(corrected: Corrected):
    assert corrected({"title": "报告"}, quote="报告", after="通报") == (
        (),
        ["quote-not-in-body", "correction-not-in-body"],
    )
