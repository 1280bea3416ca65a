"""Findings for people and for machines."""

from __future__ import annotations

import json

from annual_reports.cli.formats import as_github, as_gitlab, as_json, as_sarif, as_text, summary
from annual_reports.domain.findings import Place, finding

FOUND = [
    finding("empty-body", Place("docs/a,b.md", 3, 7)),
    finding("rate-differs", Place("docs/c.md", 9, 1), found="99%", part="1 件", whole="2 件", rate="50"),
    finding("citation-unknown", Place("docs/c.md", 9, 2), found="某办法"),
]


def test_text_is_a_line_for_each():
    assert as_text(FOUND).splitlines()[0].startswith("docs/a,b.md:3:7: 错误 empty-body 正文是空的。")


def test_json_has_every_part():
    told = json.loads(as_json(FOUND))
    assert [one["severity"] for one in told] == ["error", "warning", "info"]
    assert (told[0]["code"], told[0]["line"], told[0]["column"]) == ("empty-body", 3, 7)


def test_github_gets_one_escaped_line_for_each():
    first, second, third = as_github(FOUND).splitlines()
    assert first.startswith("::error file=docs/a%2Cb.md,line=3,col=7,title=empty-body::正文是空的。")
    assert "99%25" in second
    assert third.startswith("::notice ")


def test_gitlab_gets_a_code_quality_report():
    told = json.loads(as_gitlab([*FOUND, FOUND[0]]))
    assert [one["severity"] for one in told] == ["critical", "minor", "info", "critical"]
    assert told[0]["description"].startswith("正文是空的。")
    assert told[0]["check_name"] == "empty-body"
    assert told[0]["location"] == {"path": "docs/a,b.md", "lines": {"begin": 3}}
    assert len({one["fingerprint"] for one in told}) == 4, "the same thing twice is two things"


def test_gitlab_knows_a_finding_again_on_another_line():
    moved = finding("empty-body", Place("docs/a,b.md", 8, 1))
    (before,), (after,) = (json.loads(as_gitlab([one])) for one in (FOUND[0], moved))
    assert before["fingerprint"] == after["fingerprint"]
    assert before["location"] != after["location"]


def test_sarif_is_of_the_standards_form():
    log = json.loads(as_sarif(FOUND))
    (run,) = log["runs"]
    assert log["version"] == "2.1.0"
    rules = run["tool"]["driver"]["rules"]
    for found, result in zip(FOUND, run["results"], strict=True):
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == found.code
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == found.path
        assert place["region"] == {"startLine": found.line, "startColumn": found.column}
    assert [result["level"] for result in run["results"]] == ["error", "warning", "note"]


def test_the_last_line_counts():
    assert summary(FOUND, 2) == "检查了 2 份报告：错误 1 处，提醒 1 处，说明 1 处。"
