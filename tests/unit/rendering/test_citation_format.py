"""GB/T 7714: how a report is cited; what it does not have is left out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annual_reports.analysis.collection import Collection
from annual_reports.domain.model import Report
from annual_reports.rendering.citation_format import format_citation


@pytest.fixture
def report(county: Collection) -> Report:
    return county.by_government["jia"][0]


def test_author_title_number_kind_and_date(report: Report):
    assert format_citation(report) == (
        "甲镇人民政府. 甲镇人民政府关于2024年法治政府建设情况的报告: 甲政发〔2025〕1号[R/OL]. (2025-02-21)"
    )


def test_what_the_report_does_not_say_is_not_cited(report: Report):
    bare = replace(report, document_number=None, published=None)
    assert format_citation(bare) == "甲镇人民政府. 甲镇人民政府关于2024年法治政府建设情况的报告[R/OL]. "


@pytest.mark.parametrize(
    ("issuers", "shown"), [("甲乙", "甲, 乙. "), ("甲乙丙", "甲, 乙, 丙. "), ("甲乙丙丁", "甲, 乙, 丙, 等. ")]
)
def test_of_more_than_three_authors_three_are_named(report: Report, issuers: str, shown: str):
    assert format_citation(replace(report, issuers=tuple(issuers))).startswith(shown)
