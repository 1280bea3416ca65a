"""A report's file becomes a report, or findings that say everything that is wrong with it.

Whole files with their findings stand in tests/golden/front_matter.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.findings import Finding, errors
from annual_reports.domain.model import Report
from annual_reports.sources.report_reader import read_report
from support.reports import serious, written_report

PATH = "reports/demo/2024.md"
SHOWN = f"docs/{PATH}"
BODY = "全年排查矛盾纠纷526余件，举办法治讲座12场。宣传还不够。下一步，抓好学法用法。"

Read = Callable[..., tuple[Report | None, list[Finding]]]


@pytest.fixture
def read(demo_catalog: Catalog) -> Read:
    """Read a report of the header's keys and a body, at a path and beside others."""

    def of(
        body: str = BODY, *, path: str = PATH, others: tuple[str, ...] = (), **header: object
    ) -> tuple[Report | None, list[Finding]]:
        return read_report(written_report(body, **header), path, f"docs/{path}", demo_catalog, others)

    return of


def places(findings: list[Finding]) -> list[tuple[str, int, int]]:
    return [(finding.code, finding.line, finding.column) for finding in findings]


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in serious(findings)]


# A sound report


def test_a_report_holds_what_its_header_says(read: Read):
    report, findings = read(
        letterhead="示范镇人民政府文件",
        document_number="示政发[2025] 3号",
        index_number="A-1",
        issued=None,
        signature=["示范镇人民政府", "2025年1月10日"],
        figures={"法治讲座": "12场"},
        shortcomings=[{"quote": "宣传还不够"}],
        commitments=[{"id": "law-study", "quote": "抓好学法用法", "indicators": ["法治讲座"]}],
        acknowledged={"published-late": "换届推迟", "cut-sentence": [{"quote": "宣传", "reason": "如此"}]},
    )
    assert report
    assert not serious(findings)
    assert (report.path, report.year, report.title) == (PATH, 2024, "报告")
    assert (report.government.id, report.issuers) == ("demo", ("示范镇",))
    assert (report.letterhead, report.document_number) == ("示范镇人民政府文件", "示政发〔2025〕3号")
    assert (report.index_number, report.issued, report.published) == ("A-1", None, None)
    assert report.signature == ("示范镇人民政府", "2025年1月10日")
    assert [figure.text for figure in report.figures] == ["12场"]
    assert [item.quote for item in report.shortcomings] == ["宣传还不够"]
    assert [item.id for item in report.commitments] == ["law-study"]
    assert [(a.code, a.reason) for a in report.acknowledged] == [
        ("published-late", "换届推迟"),
        ("cut-sentence", "如此"),
    ]
    assert [a.start.line for a in report.acknowledged] == [1, report.body_line + 1]
    assert report.body.strip() == BODY


def test_a_report_knows_the_places_to_which_later_checks_point(read: Read):
    report, _ = read(document_number="示政发〔2025〕3号")
    assert report
    assert {key: (place.path, place.line) for key, place in report.places.items()} == {
        "title": (SHOWN, 2),
        "document_number": (SHOWN, 6),
        **dict.fromkeys(("issued", "published"), (SHOWN, 2)),
    }
    assert report.body_line == 8


def test_equal_bytes_have_equal_digests_and_others_do_not(read: Read):
    one, same, other = (read(body)[0] for body in (BODY, BODY, f"{BODY} "))
    assert one
    assert same
    assert other
    assert one.source_digest == same.source_digest != other.source_digest


def test_a_warning_does_not_stop_a_report(read: Read):
    report, findings = read(figures={"排查矛盾纠纷": "12场"})
    assert report
    assert codes(findings) == ["unit-not-accepted"]


def test_an_error_does(read: Read):
    report, findings = read(figures={"排查矛盾纠纷": "527余件"})
    assert report is None
    assert codes(findings) == ["figure-not-in-body"]


# Header and path


@pytest.mark.parametrize(
    ("path", "others", "expected"),
    [
        ("reports/demo/2023.md", (), [("year-mismatch", 3, 7)]),
        ("reports/demo/2023.md", ("reports/demo/2024.md",), [("duplicate-report", 3, 7)]),
        ("reports/demo/2023.md", ("reports/demo-county/2024.md",), [("year-mismatch", 3, 7)]),
        ("reports/demo/2024-定稿.md", ("reports/demo/2024.md",), [("duplicate-report", 3, 7)]),
        ("reports/demo-county/2024.md", (), [("government-mismatch", 4, 13)]),
        ("reports/demo-county/2023.md", (), [("year-mismatch", 3, 7), ("government-mismatch", 4, 13)]),
    ],
)
def test_year_and_government_are_those_of_the_path(
    read: Read, path: str, others: tuple[str, ...], expected: list[tuple[str, int, int]]
):
    report, findings = read(path=path, others=others)
    assert report is None
    assert places(errors(findings)) == expected


def test_a_mismatch_names_both_sides(read: Read):
    _, (year, government) = read(path="reports/demo-county/2023.md")
    assert "2024" in year.message
    assert "2023" in year.message
    assert "demo" in government.message
    assert "demo-county" in government.message
    _, (twice,) = read(path="reports/demo/2023.md", others=("reports/demo/2024.md",))
    assert "docs/reports/demo/2024.md" in twice.message


def test_a_government_that_nobody_registered_is_told_with_what_is_near(read: Read):
    report, findings = read(government="demo-contry", path="reports/demo-contry/2024.md")
    assert report is None
    assert places(findings) == [("unknown-government", 4, 13)]
    assert "是不是想写“demo-county”？" in findings[0].message


@pytest.mark.parametrize(("key", "value"), [("year", "2024年"), ("government", 5)])
def test_a_value_of_a_wrong_type_is_told_once(read: Read, key: str, value: object):
    _, findings = read(**{key: value})
    assert codes(findings) == ["wrong-type"]


def test_a_report_is_not_published_before_it_is_signed(read: Read):
    _, findings = read(issued=date(2025, 1, 20), published=date(2025, 1, 10))
    assert places(errors(findings)) == [("published-before-issued", 7, 12)]
    report, _ = read(issued=date(2025, 1, 10), published=date(2025, 1, 10))
    assert report
    assert (report.issued, report.published) == (date(2025, 1, 10), date(2025, 1, 10))


# Faults beside sound parts


def test_the_sound_part_of_a_header_with_faults_is_held_against_the_body(read: Read):
    """So that one run tells all that is wrong."""
    report, findings = read(
        title="",
        figures={"排查矛盾纠纷": "527余件", "法治讲座": {"value": "12场", "vlaue": "x"}},
        shortcomings=[{"quote": "宣传还不够"}, {"quotation": "x"}, {"quote": "人手还不够"}],
        commitments=[{"id": "law-study", "quote": "抓好普法"}],
        answers={"last-year": {"status": "finished"}, "other": {"status": "done", "quote": "已经做到"}},
    )
    assert report is None
    assert sorted(codes(findings)) == sorted(
        [
            *("empty-text", "unknown-key", "unknown-key", "missing-key", "bad-choice"),
            *("figure-not-in-body", "quote-not-in-body", "quote-not-in-body", "quote-not-in-body"),
        ]
    )
    told = "\n".join(finding.message for finding in findings)
    for words in ("527余件", "人手还不够", "抓好普法", "已经做到"):
        assert words in told
    assert "“宣传还不够”" not in told


@pytest.mark.parametrize(
    ("key", "value"),
    [("figures", ["12场"]), ("shortcomings", {"quote": "x"}), ("answers", "done"), ("commitments", 5)],
)
def test_a_part_of_a_wrong_kind_hides_no_other_fault(read: Read, key: str, value: object):
    beside = {"shortcomings": [{"quote": "没有写过"}], "figures": {"法治讲座": "13场"}}
    _, findings = read(**{**beside, key: value})
    expected = {"figures": "figure-not-in-body", "shortcomings": "quote-not-in-body"}
    told = codes(findings)
    assert "wrong-type" in told
    assert {code for other, code in expected.items() if other != key} <= set(told)


def test_the_body_is_proofread_for_the_year_of_the_header(read: Read):
    assert codes(read("现将2023年度工作情况报告如下。")[1]) == ["earlier-year-left"]
    assert codes(read("现将2024年度工作情况报告如下。")[1]) == []
    assert "earlier-year-left" not in codes(read("现将2023年度工作情况报告如下。", year="今年")[1])


def test_faults_of_the_body_are_told_beside_those_of_the_header(read: Read):
    report, findings = read(f"{BODY}\n\n<b>粗</b>", issuers=[])
    assert report is None
    assert {"empty-text", "html-in-body"} <= set(codes(findings))


@pytest.mark.parametrize("data", [b"", "没有开头".encode(), b"---\n- a\n---\nx", b"---\n", b"\xff\xfe"])
def test_without_a_header_there_is_nothing_to_hold_against_the_body(data: bytes, demo_catalog: Catalog):
    report, findings = read_report(data, PATH, SHOWN, demo_catalog)
    assert report is None
    assert len(errors(findings)) == 1


def test_what_somebody_has_still_to_confirm_is_told_line_by_line(read: Read):
    report, findings = read(to_confirm=["接上了断开的句子", "数得对不对"])
    assert report is None
    assert [(f.code, f.line) for f in errors(findings)] == [("unconfirmed", 6), ("unconfirmed", 6)]
    assert "接上了断开的句子" in findings[0].message
    assert "数得对不对" in findings[1].message


def test_only_reminders_may_be_acknowledged(read: Read):
    known = {"published-late": "换届推迟", "value-unchangd": "写错了代码", "figure-not-in-body": "不想改"}
    report, findings = read(acknowledged=known)
    assert report is None
    assert codes(findings) == ["unknown-code", "not-acknowledgeable"]
    assert "是不是想写“value-unchanged”？" in findings[0].message


# Whatever is written


VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=8)
    | st.sampled_from(["526 余件", "2024-02-30", "12场", "宣传还不够", "法治讲座", "done"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=8,
)
KEYS = st.sampled_from(
    [
        *("title", "year", "government", "issuers", "figures", "shortcomings", "commitments", "answers"),
        *("corrections", "issued", "published", "document_number", "quote", "value", "x", "to_confirm"),
        *("acknowledged", "signature"),
    ]
)


@given(header=st.text(max_size=200), body=st.text(max_size=100))
def test_no_header_raises(header: str, body: str, demo_catalog: Catalog):
    data = f"---\n{header}\n---\n{body}".encode("utf-8", "replace")
    report, findings = read_report(data, PATH, SHOWN, demo_catalog)
    assert report or errors(findings)


@settings(max_examples=200)
@given(header=st.dictionaries(KEYS, VALUES, max_size=6))
def test_no_values_raise(header: dict[str, object], demo_catalog: Catalog):
    """JSON is YAML: the quickest way to write any values down."""
    data = f"---\n{json.dumps(header, ensure_ascii=False)}\n---\n办件526余件。".encode("utf-8", "replace")
    report, findings = read_report(data, PATH, SHOWN, demo_catalog)
    assert report or errors(findings)
    assert all(finding.line >= 1 and finding.column >= 1 for finding in findings)


FIGURE_KEYS = st.sampled_from(
    [
        *("value", "quote", "note", "remark", "period", "scope", "part", "restated", "acknowledged"),
        *("counted", "comparable", "reason", "new_scope"),
    ]
)
FIGURE_VALUES = VALUES | st.sampled_from(
    ["0 件", "没有办件", "2024上半年", "示范县", "demo", {"2023": "526余件", "reason": "x"}, {"2023": 5}]
)
FIGURES = st.dictionaries(FIGURE_KEYS, FIGURE_VALUES, max_size=6)


@settings(max_examples=200)
@given(entry=FIGURES | st.lists(FIGURES | VALUES, max_size=3))
def test_no_figure_raises(entry: object, demo_catalog: Catalog):
    data = written_report("办件526余件，没有办件。", figures={"排查矛盾纠纷": entry})
    report, findings = read_report(data, PATH, SHOWN, demo_catalog)
    assert report or errors(findings)
    assert all(finding.line >= 1 and finding.column >= 1 for finding in findings)


def test_a_body_of_nothing_but_markup_is_told_at_once(demo_catalog: Catalog):
    data = ("---\nyear: 2024\n---\n" + "``\n<b>\n" * 100_000).encode()
    _, findings = read_report(data, PATH, SHOWN, demo_catalog)
    assert codes(findings).count("html-in-body") == 100
    assert len(findings) < 120
