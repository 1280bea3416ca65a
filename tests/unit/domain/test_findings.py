"""Findings are plain, sorted, and cannot be forged by what was read."""

from __future__ import annotations

import string
from pathlib import Path

import pytest

from annual_reports.domain.findings import RULES, Place, Severity, finding, relative_to_cwd, sort_findings


@pytest.mark.parametrize("code", RULES)
def test_each_rule_says_what_is_wrong_and_what_to_do(code: str):
    rule = RULES[code]
    assert set(rule) - {"why", "form", "for", "follows", "reason"} == {"severity", "message", "hint"}
    assert rule.get("for", "place") == "place" or Severity(rule["severity"]) is not Severity.ERROR
    assert rule.get("for", "place") in {"figure", "place", "report"}
    assert "for" in rule or Severity(rule["severity"]) is Severity.ERROR
    assert rule.get("for") == "place" or "reason" not in rule
    assert len(rule["hint"]) > 4
    assert not rule["message"].endswith("。")
    assert not rule["hint"].endswith("。")
    assert rule.get("why", "。")[-1] == "。"


@pytest.mark.parametrize("code", RULES)
def test_the_facts_of_a_rule_have_names(code: str):
    for part in set(RULES[code]) & {"message", "hint", "form"}:
        assert all(
            name is None or name.isidentifier()
            for _, name, _, _ in string.Formatter().parse(RULES[code][part])
        )


def test_a_finding_is_one_line_whatever_was_read():
    found = finding("bad-amount", Place("f.md", 3, 4), found="1\nf.md:1:1: 错误 x\x1b[31m" + "长" * 100)
    assert str(found).startswith("f.md:3:4: 错误 bad-amount “1·f.md:1:1: 错误 x·[31m")
    assert "\n" not in str(found)
    assert len(str(found)) < 150


def test_findings_are_sorted_by_place_and_told_once():
    early, late = finding("empty-body", Place("f.md", 2)), finding("empty-body", Place("f.md", 10))
    other = finding("empty-body", Place("e.md", 90))
    assert sort_findings([late, early, other, late]) == (other, early, late)


def test_paths_are_told_as_seen_from_where_one_works(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    found = [finding("empty-body", Place("docs/f.md", 2))]
    monkeypatch.chdir(tmp_path)
    assert [f.path for f in relative_to_cwd(found, tmp_path)] == ["docs/f.md"]
    assert [f.path for f in relative_to_cwd(found, tmp_path / "sites/county")] == ["sites/county/docs/f.md"]
    assert [f.path for f in relative_to_cwd(found, tmp_path.parent)] == ["docs/f.md"]
