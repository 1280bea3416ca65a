"""The form of which digests are made; the page that checks a text makes the same."""

from __future__ import annotations

import json
import re
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Catalog
from annual_reports.domain.model import Report
from annual_reports.ledger.canonical import (
    _join_canonical,
    canonical_digest,
    canonicalize,
    content_digests,
    name_of_figure,
    signed_text,
    visible_text,
)
from annual_reports.sources.report_reader import read_report
from support.reports import written_report
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


def test_a_second_figure_of_an_indicator_has_a_name_of_its_own(demo_catalog: Catalog):
    figures = {
        "排查矛盾纠纷": [
            {"value": "300 件", "period": "2024上半年"},
            "526 余件",
            {"value": "200 件", "part": "邻里"},
        ],
        "法治讲座": "12场",
    }
    report = report_with(figures, demo_catalog)
    digests = content_digests(report).figures
    assert list(digests.values()) == ["300件", "526余件", "200件", "12场"]
    assert list(digests)[:2] == ["disputes_m1-6", "disputes"]
    assert re.fullmatch("disputes_[0-9a-f]{8}", list(digests)[2])


def test_a_figure_of_half_a_year_keeps_its_name_when_that_of_the_year_is_added(demo_catalog: Catalog):
    half = {"value": "300 件", "period": "2024上半年"}
    alone = content_digests(report_with({"排查矛盾纠纷": half}, demo_catalog)).figures
    both = content_digests(report_with({"排查矛盾纠纷": ["526 余件", half]}, demo_catalog)).figures
    assert alone == {"disputes_m1-6": "300件"}
    assert alone.items() <= both.items()


@pytest.mark.parametrize(
    ("id_", "name"),
    [
        ("disputes", "排查矛盾纠纷"),
        ("disputes_m1-6", "排查矛盾纠纷"),
        ("gone_m1-6", "gone_m1-6"),
        ("pass-rate", "学法考试合格率"),
    ],
)
def test_a_published_figure_is_named_by_its_indicator(id_: str, name: str, demo_catalog: Catalog):
    assert name_of_figure(id_, demo_catalog.indicators) == name


def report_with(figures: dict[str, object], catalog: Catalog) -> Report:
    body = "演示数据。上半年排查矛盾纠纷 300 件，全年 526 余件，邻里 200 件，举办法治讲座12场。"
    path = "reports/demo/2024.md"
    report, _ = read_report(written_report(body, figures=figures), path, f"docs/{path}", catalog)
    assert report
    return report
