"""Claims of a header are borne out by the body, or told at their position and left out.

Whole files with their findings stand in tests/golden/front_matter.
"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.findings import Severity
from annual_reports.domain.quantities import find
from annual_reports.domain.text import squeeze
from annual_reports.sources.report_claims import ReportClaims
from annual_reports.sources.yaml_reader import Marked
from support.claims import BODY, DISPUTES, LECTURES, resolved, told, words

Resolve = Callable[..., tuple[ReportClaims, Marked]]


@pytest.fixture
def resolve(demo_catalog: Catalog) -> Resolve:
    """Resolve the claims of a header against a body."""
    return lambda body=BODY, **header: resolved(demo_catalog, body, header)


# Figures


@pytest.mark.parametrize("amount", ["526 余件", "526余件", "５２６余件"])
def test_an_amount_is_found_however_it_is_spaced(resolve: Resolve, amount: str):
    claims, marked = resolve(figures={DISPUTES: amount})
    (figure,) = claims.figures
    assert not marked.findings
    assert (figure.text, words(BODY, figure.evidence)) == ("526 余件", "526 余件")
    assert figure.evidence.sentence.text == "全年共排查矛盾纠纷 526 余件，举办法治讲座12场。"
    assert (figure.indicator.id, int(figure.quantity.value), figure.counted) == ("disputes", 526, False)


@pytest.mark.parametrize(
    ("amount", "message"),
    [
        ("527余件", "，最接近的是“526 余件”"),
        ("526件", "，最接近的是“526 余件”"),
        ("26余件", "，最接近的是“526 余件”"),
        ("八百头", "正文里没有“八百头”。"),
    ],
)
def test_an_amount_that_is_not_there_is_told_with_the_nearest(resolve: Resolve, amount: str, message: str):
    claims, marked = resolve(figures={DISPUTES: amount})
    assert claims.figures == ()
    (finding,) = marked.findings
    assert (finding.code, finding.line) == ("figure-not-in-body", 6)
    assert message in f"{finding.message}。"


def test_of_an_amount_that_stands_twice_its_quotation_tells_which(resolve: Resolve):
    entry = {"value": "30人次", "comparable": False, "reason": "按人次"}
    claims, marked = resolve(figures={LECTURES: entry})
    assert claims.figures == ()
    assert told(marked) == ["figure-ambiguous"]
    assert "出现了 2 次" in marked.findings[0].message
    for quote, before in (("第一季度培训30人次", "一季度培训"), ("第二季度培训 30 人次", "二季度培训")):
        claims, marked = resolve(figures={LECTURES: {**entry, "quote": quote}})
        assert not marked.findings
        start = claims.figures[0].evidence.span[0]
        assert f"\n{BODY}"[:start].endswith(before)


def test_an_amount_must_stand_in_its_own_quotation(resolve: Resolve):
    claims, marked = resolve(figures={LECTURES: {"value": "12场", "quote": "排查矛盾纠纷 526 余件"}})
    assert claims.figures == ()
    assert told(marked) == ["amount-not-in-quote"]


def test_where_the_quotation_is_wrong_the_amount_is_not_looked_for(resolve: Resolve):
    claims, marked = resolve(figures={LECTURES: {"value": "12场", "quote": "举办法治讲座十二场"}})
    assert claims.figures == ()
    assert told(marked) == ["quote-not-in-body"]


def test_a_number_that_the_text_does_not_give_is_counted_from_what_it_lists(resolve: Resolve):
    entry = {"value": "2 个", "quote": "东村、西村", "counted": True}
    claims, marked = resolve(figures={"民主法治村": entry})
    (figure,) = claims.figures
    assert not marked.findings
    assert (figure.counted, figure.text) == (True, "2 个")
    assert words(BODY, figure.evidence) == "东村、西村"


def test_without_what_it_lists_nothing_is_counted(resolve: Resolve):
    claims, marked = resolve(figures={"民主法治村": {"value": "2 个", "counted": True}})
    assert claims.figures == ()
    assert told(marked) == ["counted-without-quote"]


@pytest.mark.parametrize(
    ("name", "amount", "code", "reason"),
    [
        (DISPUTES, "526余件", None, None),
        (DISPUTES, "12起", None, None),
        (DISPUTES, "12宗", "unit-not-accepted", "单位是“宗”，指标按“件、起”计"),
        (DISPUTES, "12人次", "unit-family-differs", "单位是“人次”，指标按“件、起”计"),
        ("学法考试合格率", "12件", "unit-family-differs", "单位是“件”，指标按“%”计"),
    ],
)
def test_a_unit_that_the_indicator_does_not_have_is_told(
    resolve: Resolve, name: str, amount: str, code: str | None, reason: str | None
):
    claims, marked = resolve(f"全年共有{amount}。", figures={name: amount})
    assert told(marked) == ([code] if code else [])
    (figure,) = claims.figures
    assert figure.incomparable == reason


def test_a_unit_of_the_same_family_is_a_reminder_and_of_another_an_error(resolve: Resolve):
    found = [resolve(f"共{unit}。", figures={DISPUTES: unit})[1].findings[0] for unit in ("12宗", "12人次")]
    assert [finding.severity for finding in found] == [Severity.WARNING, Severity.ERROR]


def test_what_is_not_comparable_for_a_reason_is_not_told(resolve: Resolve):
    entry = {"value": "12人次", "comparable": False, "reason": "按人次统计"}
    claims, marked = resolve("共12人次。", figures={DISPUTES: entry})
    assert not marked.findings
    assert claims.figures[0].incomparable == "按人次统计"


def test_a_reason_alone_makes_nothing_incomparable(resolve: Resolve):
    claims, _ = resolve(figures={DISPUTES: {"value": "526余件", "reason": "按人次统计"}})
    assert claims.figures[0].incomparable is None


def test_not_comparable_needs_a_reason(resolve: Resolve):
    claims, marked = resolve(figures={DISPUTES: {"value": "526余件", "comparable": False}})
    assert told(marked) == ["reason-missing"]
    assert claims.figures[0].incomparable is None


def test_a_remark_and_a_new_scope_go_with_the_figure(resolve: Resolve):
    entry = {"value": "526余件", "remark": "含上年结转", "new_scope": "含信访"}
    (figure,) = resolve(figures={DISPUTES: entry})[0].figures
    assert (figure.remark, figure.new_scope, figure.place.line) == ("含上年结转", "含信访", 6)


def test_of_two_names_of_one_indicator_the_first_counts(resolve: Resolve):
    claims, marked = resolve(figures={DISPUTES: "526余件", "矛盾纠纷排查": "526余件"})
    assert [figure.indicator.id for figure in claims.figures] == ["disputes"]
    assert told(marked) == ["indicator-twice"]
    assert "矛盾纠纷排查" in marked.findings[0].message
    assert DISPUTES in marked.findings[0].message


def test_an_indicator_that_nobody_registered_is_told_with_what_is_near(resolve: Resolve):
    claims, marked = resolve(figures={"排查矛盾纷纠": "526余件", "没有这项": "12场"})
    assert claims.figures == ()
    assert told(marked) == ["unknown-indicator", "unknown-indicator"]
    near, none = marked.findings
    assert f"是不是想写“{DISPUTES}”？" in near.message
    assert "是不是" not in none.message


def test_each_fault_of_a_figure_is_told_at_once(resolve: Resolve):
    claims, marked = resolve(figures={"没有这项": {"value": "13场", "comparable": False}, LECTURES: "很多"})
    assert claims.figures == ()
    assert sorted(told(marked)) == ["bad-amount", "figure-not-in-body", "reason-missing", "unknown-indicator"]


# Quotations


@pytest.mark.parametrize(
    ("quote", "code", "message"),
    [
        ("宣传还不够", None, ""),
        ("宣传 还不够", None, ""),
        ("宣传力度还不够", "quote-not-in-body", "，只有开头“宣传”对得上"),
        ("抓紧学法用法", "quote-not-in-body", "正文里没有“抓紧学法用法”。"),
        ("季度培训30人次", "quote-ambiguous", "2"),
    ],
)
def test_a_quotation_stands_in_the_body_once(resolve: Resolve, quote: str, code: str | None, message: str):
    claims, marked = resolve(shortcomings=[{"quote": quote}])
    assert told(marked) == ([code] if code else [])
    assert len(claims.shortcomings) == (code is None)
    assert all(message in f"{finding.message}。" for finding in marked.findings)


def test_one_wrong_quotation_leaves_the_others(resolve: Resolve):
    claims, marked = resolve(shortcomings=[{"quote": "没有写过"}, {"quote": "宣传还不够"}])
    assert [(item.quote, words(BODY, item.evidence)) for item in claims.shortcomings] == [("宣传还不够",) * 2]
    assert told(marked) == ["quote-not-in-body"]


# Commitments and answers


def test_a_commitment_has_its_sentence_and_its_indicators(resolve: Resolve):
    entry = {"id": "law-study", "quote": "抓好学法用法", "indicators": [LECTURES, "矛盾纠纷排查"]}
    claims, marked = resolve(commitments=[entry])
    (commitment,) = claims.commitments
    assert not marked.findings
    assert [indicator.id for indicator in commitment.indicators] == ["lectures", "disputes"]
    assert commitment.evidence.sentence.text == "下一步，抓好学法用法。"


def test_an_indicator_of_a_commitment_that_nobody_registered_is_told_where_it_stands(resolve: Resolve):
    entry = {"id": "law-study", "quote": "抓好学法用法", "indicators": ["没有这项", LECTURES]}
    claims, marked = resolve(commitments=[entry])
    assert [indicator.id for indicator in claims.commitments[0].indicators] == ["lectures"]
    assert told(marked) == ["unknown-indicator"]


def test_each_id_is_given_once(resolve: Resolve):
    entries = [{"id": id_, "quote": "抓好学法用法"} for id_ in ("a", "b", "a", "a")]
    claims, marked = resolve(commitments=entries)
    assert [commitment.id for commitment in claims.commitments] == ["a", "b", "a", "a"]
    assert told(marked) == ["duplicate-id", "duplicate-id"]


def test_an_answer_may_quote_the_body_and_need_not(resolve: Resolve):
    answers = {
        "talks": {"status": "done", "quote": "举办法治讲座12场"},
        "study": {"status": "carried-over"},
        "staff": {"status": "not-done", "quote": "没有配齐人手"},
    }
    claims, marked = resolve(answers=answers)
    assert [(answer.commitment, answer.status) for answer in claims.answers] == [
        ("talks", "done"),
        ("study", "carried-over"),
        ("staff", "not-done"),
    ]
    assert words(BODY, claims.answers[0].evidence) == "举办法治讲座12场"
    assert [answer.evidence for answer in claims.answers[1:]] == [None, None]
    assert told(marked) == ["quote-not-in-body"]
    assert [answer.place.column for answer in claims.answers] == [11, 62, 99]


# Whatever is claimed


PIECES = st.sampled_from(
    [
        "12场",
        "526 余件",
        "１２场",
        "12 场",
        "第12次会议",
        "讲座",
        "，",
        "。",
        "\n",
        " ",
        "近百件",
        "12场次",
        "东村、西村",
    ]
)
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map(lambda pieces: f"甲{''.join(pieces)}乙")


@given(text=TEXTS, amount=st.sampled_from(["12场", "526余件", "近百件", "12场次", "12次", "2场"]))
def test_an_amount_has_evidence_where_the_text_gives_it_just_once(
    text: str, amount: str, demo_catalog: Catalog
):
    claims, marked = resolved(demo_catalog, text, {"figures": {LECTURES: amount}})
    times = sum(squeeze(text[slice(*quantity.span)]) == squeeze(amount) for quantity in find(text))
    assert len(claims.figures) == (times == 1)
    assert ("figure-ambiguous" in told(marked)) == (times > 1)
    assert ("figure-not-in-body" in told(marked)) == (times == 0)
    for figure in claims.figures:
        assert squeeze(words(text, figure.evidence)) == squeeze(amount)


@given(text=TEXTS, data=st.data())
def test_evidence_is_the_quotation_itself_in_the_sentence_where_it_begins(
    text: str, data: st.DataObject, demo_catalog: Catalog
):
    start = data.draw(st.integers(0, len(text) - 1))
    quote = " ".join(text[start : data.draw(st.integers(start + 1, len(text)))].split())
    assume(quote)
    claims, marked = resolved(demo_catalog, text, {"shortcomings": [{"quote": quote}]})
    assert told(marked) in ([], ["quote-ambiguous"]), "it does stand there"
    for item in claims.shortcomings:
        assert squeeze(words(text, item.evidence)) == squeeze(quote)
        begin, end = item.evidence.sentence.span
        assert begin <= item.evidence.span[0] < end or not quote[0].isalnum()
