"""Figures of a header: several of one indicator, their period and scope, notes, zeros, earlier years.

Whole files with their findings stand in tests/golden/front_matter.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.model import Figure
from annual_reports.domain.periods import WHOLE_YEAR, Period
from annual_reports.sources.report_claims import ReportClaims
from annual_reports.sources.yaml_reader import Marked
from support.claims import DISPUTES, resolved, told, words

Resolve = Callable[..., tuple[ReportClaims, Marked]]
BODY = (
    "演示数据。上半年排查矛盾纠纷 300 件，全年 526 余件，全县举办法治讲座40场。\n\n"
    "举办法治讲座12场，比2023年的 620 件减少。没有发生越级上访。完成东村、西村创建。"
)


@pytest.fixture
def resolve(demo_catalog: Catalog) -> Resolve:
    """Resolve the claims of a header against a body."""
    return lambda body=BODY, **header: resolved(demo_catalog, body, header)


def of_one(resolve: Resolve, entry: object, body: str = BODY) -> tuple[Figure | None, list[str]]:
    """Resolve one figure of disputes; return it, and the codes of all findings."""
    claims, marked = resolve(body, figures={DISPUTES: entry})
    return next(iter(claims.figures), None), told(marked)


# Key


def test_a_figure_without_more_words_is_about_the_whole_year_and_the_own_government(resolve: Resolve):
    for entry in ("526 余件", {"value": "526 余件"}, ["526 余件"]):
        figure, codes = of_one(resolve, entry)
        assert figure
        assert not codes
        assert figure.is_default
        assert (figure.key.period, figure.key.scope, figure.key.part) == (WHOLE_YEAR, None, None)


@pytest.mark.parametrize(
    ("period", "expected"),
    [
        ("2024上半年", Period(0, 5)),
        (2024, WHOLE_YEAR),
        (2023, Period(-12, -1)),
        ("2024年1—9月", Period(0, 8)),
        ("2022年以来", Period(-24, 11)),
        ("截至2025年2月累计", Period(None, 13)),
    ],
)
def test_a_period_is_relative_to_the_report_s_year(resolve: Resolve, period: object, expected: Period):
    figure, codes = of_one(resolve, {"value": "300 件", "period": period})
    assert figure
    assert not codes
    assert figure.period == expected


@pytest.mark.parametrize(
    ("period", "code"),
    [
        *(
            (words, "bad-period")
            for words in ("上半年", "2024年13月", "2024年9—3月", "2024-06-30", "去年", "20240")
        ),
        *((words, "period-after-year") for words in (2025, "2025上半年", "2026年1月", "2025年1—3月")),
    ],
)
def test_a_wrong_period_is_told_and_the_figure_is_left_out(resolve: Resolve, period: object, code: str):
    claims, marked = resolve(figures={DISPUTES: {"value": "300 件", "period": period}})
    assert claims.figures == ()
    assert told(marked) == [code]


@pytest.mark.parametrize("name", ["demo-county", "示范县"])
def test_a_scope_is_named_by_id_or_name(resolve: Resolve, name: str):
    figure, codes = of_one(resolve, {"value": "300 件", "scope": name})
    assert figure
    assert figure.scope
    assert not codes
    assert figure.key.scope == figure.scope.id == "demo-county"


@pytest.mark.parametrize("name", ["demo", "示范镇", "试点乡"])
def test_the_own_government_is_no_scope(resolve: Resolve, name: str):
    assert of_one(resolve, {"value": "300 件", "scope": name}) == (None, ["scope-is-own"])


@pytest.mark.parametrize(
    ("name", "guessed"),
    [("示范现", "“示范县”？"), ("全县", "“示范县”？"), ("我县", "“示范县”？"), ("火星", None)],
)
def test_an_unknown_scope_is_told_with_a_guess(resolve: Resolve, name: str, guessed: str | None):
    _, marked = resolve(figures={DISPUTES: {"value": "300 件", "scope": name}})
    (finding,) = marked.findings
    assert finding.code == "unknown-scope"
    assert ("是不是" in finding.message) == bool(guessed)
    assert (guessed or "") in finding.message
    assert "scope: 示范县" in finding.hint


def test_figures_of_one_indicator_need_different_keys(resolve: Resolve):
    several = [
        "526 余件",
        {"value": "300 件", "period": "2024上半年"},
        {"value": "300 件", "period": "2024年1—6月"},
        {"value": "300 件", "period": "2024上半年", "part": "邻里"},
        {"value": "300 件", "period": "2024上半年", "scope": "示范县"},
        {"value": "526 余件", "period": "2024全年"},
    ]
    claims, marked = resolve(figures={DISPUTES: several})
    assert told(marked) == ["indicator-twice", "indicator-twice"]
    assert len({figure.key for figure in claims.figures}) == len(claims.figures) == 4


def test_the_suffix_of_an_address_follows_from_the_key_alone(resolve: Resolve):
    half, last = {"value": "300 件", "period": "2024上半年"}, {"value": "620 件", "period": 2023}
    together, _ = resolve(figures={DISPUTES: [half, "526 余件", last]})
    alone, _ = resolve(figures={DISPUTES: [last, half]})
    assert [figure.suffix for figure in together.figures] == ["_m1-6", "", "_m-11-0"]
    assert [figure.suffix for figure in alone.figures] == ["_m-11-0", "_m1-6"]


def test_each_figure_of_a_list_has_its_own_place(resolve: Resolve):
    claims, marked = resolve(figures={DISPUTES: ["526 余件", {"value": "527 件", "part": "邻里"}, "很多"]})
    assert [figure.text for figure in claims.figures] == ["526 余件"]
    assert told(marked) == ["figure-not-in-body", "bad-amount"]
    columns = [claims.figures[0].place.column, *(finding.column for finding in marked.findings)]
    assert columns == sorted(set(columns))


# Notes


@pytest.mark.parametrize(
    ("body", "before"),
    [
        ("据统计，甲。据统计，乙，据统计，排查526 余件，据统计。", "据统计，甲。据统计，乙，"),
        ("据统计。\n\n据统计。排查526 余件，据统计。\n\n据统计。", "据统计。\n\n据统计。排查526 余件，"),
        ("据统计。\n\n据统计，甲。乙。排查526 余件。据统计。", "据统计。\n\n"),
        ("据统计，甲。\n\n据统计，乙。\n\n排查526 余件。\n\n据统计。", "据统计，甲。\n\n"),
        ("排查526 余件。\n\n注：据统计。\n\n据统计。", "排查526 余件。\n\n注："),
    ],
)
def test_a_note_is_the_nearest_that_the_text_has(resolve: Resolve, body: str, before: str):
    figure, codes = of_one(resolve, {"value": "526 余件", "note": "据统计"}, body)
    assert figure
    assert figure.note_evidence
    assert not codes
    assert body[: figure.note_evidence.span[0] - 1] == before
    assert words(body, figure.note_evidence) == "据统计"


def test_the_site_s_own_words_need_not_stand_in_the_text(resolve: Resolve):
    figure, codes = of_one(resolve, {"value": "526 余件", "remark": "含信访"})
    assert figure
    assert not codes
    assert (figure.note, figure.note_evidence, figure.remark) == (None, None, "含信访")
    assert of_one(resolve, {"value": "526 余件", "note": "含信访"})[1] == ["note-not-in-body"]


@given(gap=st.text("甲，。\n ", max_size=12), count=st.integers(0, 4))
def test_a_note_has_evidence_just_where_the_text_says_it(gap: str, count: int, demo_catalog: Catalog):
    body = f"甲{gap}据统计" * count + f"{gap}排查526 余件。"
    figures = {DISPUTES: {"value": "526 余件", "note": "据统计"}}
    claims, marked = resolved(demo_catalog, body, {"figures": figures})
    assert told(marked) == ([] if count else ["note-not-in-body"])
    (figure,) = claims.figures
    assert bool(figure.note_evidence) == bool(count)
    if count:
        assert words(body, figure.note_evidence) == "据统计"


# Zeros


@pytest.mark.parametrize("counted", [False, True])
def test_a_zero_may_be_said_in_words(resolve: Resolve, *, counted: bool):
    figure, codes = of_one(resolve, {"value": "0 件", "quote": "没有发生越级上访", "counted": counted})
    assert figure
    assert codes == ["zero-counted"] * counted
    assert (figure.text, figure.zero_in_words, figure.counted) == ("0 件", True, False)
    assert words(BODY, figure.evidence) == "没有发生越级上访"


def test_a_zero_that_is_written_is_an_amount_as_any_other(resolve: Resolve):
    figure, codes = of_one(resolve, {"value": "0件", "quote": "上访 0 件"}, "没有发生上访 0 件。")
    assert figure
    assert not codes
    assert (figure.text, figure.zero_in_words) == ("0 件", False)


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ("0 件", "zero-without-quote"),
        ({"value": "0 件", "quote": "完成东村、西村创建"}, "zero-in-words"),
        ({"value": "0 件", "quote": "举办法治讲座12场"}, "zero-in-words"),
        ({"value": "0 件", "quote": "没有发生此事"}, "quote-not-in-body"),
        ({"value": "0 件", "counted": True}, "counted-without-quote"),
        ({"value": "3 件", "quote": "没有发生越级上访"}, "amount-not-in-quote"),
    ],
)
def test_what_is_not_said_is_no_zero(resolve: Resolve, entry: object, code: str):
    assert of_one(resolve, entry) == (None, [code])


# Counted names


@pytest.mark.parametrize(
    ("value", "codes"),
    [("2 个", []), ("3 个", ["counted-differs"]), ("1 个", ["counted-differs"]), ("2 余个", [])],
)
def test_as_many_are_counted_as_are_named(resolve: Resolve, value: str, codes: list[str]):
    entry = {"value": value, "quote": "东村、西村创建", "counted": True}
    claims, marked = resolve(figures={"民主法治村": entry})
    assert told(marked) == codes
    assert claims.figures[0].counted


# Earlier years


def test_an_earlier_figure_given_anew_has_its_evidence(resolve: Resolve):
    entry = {"value": "526 余件", "restated": {"2023": "620件", "reason": "上年漏报"}}
    figure, codes = of_one(resolve, entry)
    assert figure
    assert not codes
    (one,) = figure.restated
    assert (one.year, one.text, one.reason, int(one.quantity.value)) == (2023, "620 件", "上年漏报", 620)
    assert words(BODY, one.evidence) == "620 件"


@pytest.mark.parametrize(
    ("restated", "codes"),
    [
        ({"2023": "620 件"}, ["restated-year"]),
        ({"2022": "620 件"}, []),
        ({"2021": "621 件"}, ["restated-not-in-body"]),
        ({"2021": "526 余件"}, ["restated-not-in-body"]),
        ({"2021": "40场", "2022": "12场"}, []),
        ({"2021": "300 件", "2022": "620 件"}, []),
        ({"上年": "620 件"}, ["restated-year"]),
        ({}, ["missing-key"]),
    ],
)
def test_an_earlier_figure_is_of_an_earlier_year_and_stands_in_the_body(
    resolve: Resolve, restated: dict[str, str], codes: list[str]
):
    entry = {"value": "526 余件", "restated": {**restated, "reason": "上年漏报"}}
    claims, marked = resolve(year=2023, figures={DISPUTES: entry})
    assert told(marked) == codes
    assert len(claims.figures[0].restated) == (0 if codes else len(restated))


def test_an_earlier_figure_of_another_family_of_units_is_told(resolve: Resolve):
    entry = {"value": "526 余件", "restated": {"2023": "98%", "reason": "上年漏报"}}
    figure, codes = of_one(resolve, entry, "排查526 余件，化解率98%。")
    assert figure
    assert codes == ["restated-unit"]
    assert figure.restated == ()


# Acknowledgements


def test_what_a_figure_acknowledges_goes_with_it_and_has_a_place(resolve: Resolve):
    entry = {"value": "526 余件", "acknowledged": {"value-jump": "口径未变"}}
    figure, codes = of_one(resolve, entry)
    assert figure
    assert not codes
    (acknowledged,) = figure.acknowledged
    assert (acknowledged.code, acknowledged.reason) == ("value-jump", "口径未变")
    assert acknowledged.start == acknowledged.end == figure.place
    assert acknowledged.place.column > figure.place.column


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("value-jmp", ["unknown-code"]),
        ("figure-not-in-body", ["not-acknowledgeable"]),
        ("counted-differs", []),
        ("value-unchanged", []),
        ("published-late", ["acknowledged-otherwise"]),
    ],
)
def test_only_reminders_may_be_acknowledged(resolve: Resolve, code: str, expected: list[str]):
    assert of_one(resolve, {"value": "526 余件", "acknowledged": {code: "已核对"}})[1] == expected
