"""《…》 against data/laws.yml."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from annual_reports.analysis.citations import Citation, Standing, find_citations, laws_by_name
from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Law
from annual_reports.domain.evidence import split_sentences


def cited(county: Collection, body: str, *, year: int = 2024) -> list[Citation]:
    laws = {
        "code": Law("code", "中华人民共和国民法典", (), None, None),
        "old": Law("old", "信访条例", (), date(2022, 5, 1), "new"),
        "plan": Law("plan", "实施纲要（2021—2025年）", ("实施规划",), None, None),
    }
    report = replace(county.by_year[2024][0], year=year, body=body, sentences=tuple(split_sentences(body)))
    return list(find_citations(report, laws_by_name(replace(county.catalog, laws=laws))))


@pytest.mark.parametrize(
    ("name", "id_"),
    [
        ("中华人民共和国民法典", "code"),
        ("民法典", "code"),
        ("民 法 典", "code"),
        ("实施纲要(2021-2025年)", "plan"),
        ("实施纲要（2021—2025年）", "plan"),
        ("实施规划", "plan"),
        ("民法", None),
    ],
)
def test_a_name_is_known_however_it_is_written(county: Collection, name: str, id_: str | None):
    (found,) = cited(county, f"学习《{name}》。")
    assert (found.law.id if found.law else None) == id_


@pytest.mark.parametrize(
    ("year", "standing"), [(2021, Standing.REPLACED), (2022, Standing.OUTDATED), (2024, Standing.OUTDATED)]
)
def test_a_law_is_judged_by_the_reports_own_year(county: Collection, year: int, standing: Standing):
    (found,) = cited(county, "宣传《信访条例》。", year=year)
    assert found.standing is standing


def test_every_citation_has_its_sentence(county: Collection):
    found = cited(county, "学习《民法典》和《某办法》。又学《民法典》。\n\n关于印发《办法（试行）》的通知。")
    assert [(c.name, c.evidence.sentence.number, c.standing.value) for c in found] == [
        ("民法典", 1, "in-force"),
        ("某办法", 1, "unknown"),
        ("民法典", 2, "in-force"),
        ("办法（试行）", 3, "unknown"),
    ]


def test_what_is_no_citation(county: Collection):
    assert cited(county, "书名号《》是空的，《没有结束。\n\n》") == []


def test_the_county_cites_laws_of_every_standing(county: Collection):
    assert {citation.standing for citation in county.citations} == set(Standing)
