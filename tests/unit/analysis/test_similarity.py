"""The report that shares most sentences with another."""

from __future__ import annotations

from dataclasses import replace

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.similarity import find_similar_reports, sentence_keys
from annual_reports.checks.similarity import closest_reports
from annual_reports.domain.evidence import split_sentences
from annual_reports.domain.model import Report


def with_body(report: Report, body: str) -> Report:
    return replace(report, body=body, sentences=tuple(split_sentences(body)))


def test_the_report_written_from_another_towns_is_found(county: Collection):
    found = find_similar_reports(county.by_year[2024], sentence_keys)
    likeness = found["reports/bing/2024.md"]
    assert likeness.other.path == "reports/yi/2024.md"
    assert likeness.shared >= likeness.total / 2


def test_names_and_numbers_make_no_difference(county: Collection):
    jia, yi, _ = county.by_year[2024]
    body = "{}全年排查矛盾纠纷{}件，全部化解。"
    found = find_similar_reports(
        [with_body(jia, body.format("甲镇", 12)), with_body(yi, body.format("乙乡", 345))], sentence_keys
    )
    assert [(likeness.shared, likeness.total, likeness.share) for likeness in found.values()] == [
        (1, 1, "100%"),
        (1, 1, "100%"),
    ]


def test_cells_of_tables_are_no_sentences(county: Collection):
    report = county.by_year[2024][0]
    cell = "上年结转政府信息公开申请数量合计"
    body = f"坚持以习近平法治思想为指导，扎实推进工作。\n\n| {cell} | 3 |\n|---|---|\n| {cell} | 4 |"
    (key,) = sentence_keys(with_body(report, body))
    assert key.startswith("坚持以")


def test_short_sentences_tell_nothing(county: Collection):
    jia, yi, _ = county.by_year[2024]
    assert (
        find_similar_reports(
            [with_body(jia, "一、抓好学习。"), with_body(yi, "一、抓好学习。")], sentence_keys
        )
        == {}
    )


def test_what_everybody_writes_tells_nothing(county: Collection):
    report = county.by_year[2024][0]
    many = [
        replace(
            with_body(report, "坚持以习近平法治思想为指导，扎实推进各项工作。"), path=f"reports/{i}/2024.md"
        )
        for i in range(31)
    ]
    assert find_similar_reports(many, sentence_keys) == {}
    assert find_similar_reports(many[:30], sentence_keys)


def test_it_is_told_as_information(county: Collection):
    told = [found for found in closest_reports(county) if found.path == "docs/reports/bing/2024.md"]
    assert [(found.code, found.severity) for found in told] == [("closest-report", "info")]
    assert "docs/reports/yi/2024.md" in told[0].message
