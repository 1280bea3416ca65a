"""The hostile inputs, judged by the core alone; `make test-publish` puts them through the real command."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Sequence
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.domain.findings import RULES, Place, errors
from annual_reports.sanitize.characters import ZEROS, suspicious_characters
from annual_reports.sanitize.html import is_safe_to_follow
from annual_reports.sources.file_names import check_attachment
from hostile.cases import CASES, HARMLESS, REFUSED, Case, batches, project_of

QUICK = [case for case in HARMLESS if "repeat" not in case.facts]


def test_there_are_enough_of_them_and_no_two_are_the_same():
    inputs = {(case.where, str(sorted(case.facts.items(), key=str))) for case in CASES}
    assert len(inputs) == len(CASES) > 600
    assert {case.told for case in REFUSED} <= set(RULES)


@pytest.mark.parametrize("cases", batches(REFUSED), ids=lambda cases: f"{len(cases)}-with-{cases[0].id}")
def test_it_is_told_at_its_file(cases: Sequence[Case], tmp_path: Path):
    found = build.build(project_of(cases, tmp_path / "project")).findings
    told = {(one.path, one.code) for one in errors(found)}
    assert not [case.id for case in cases if (case.found_at, case.told) not in told]


@pytest.mark.parametrize("cases", batches(QUICK), ids=lambda cases: f"{len(cases)}-with-{cases[0].id}")
def test_what_is_only_text_stops_nothing(cases: Sequence[Case], tmp_path: Path):
    assert errors(build.build(project_of(cases, tmp_path / "project")).findings) == []


def test_what_is_refused_is_not_shown_in_a_preview_either(tmp_path: Path):
    """Under `mkdocs serve` the build goes on: neither the page nor the file may be there."""
    wanted = {"a script", "a picture that fails", "a page", "a folder that is a link to elsewhere", "a tag"}
    cases = [case for case in REFUSED if case.name in wanted and case.where in ("page", "file", "link")]
    made = build.build(project_of(batches(cases)[0], tmp_path / "project"))
    for case in batches(cases)[0]:
        below = case.source.removeprefix("docs/")
        stand_in = made.by_path.get(below)
        assert made.withholds(below) or (stand_in is not None and stand_in.replaces_source), case.id
    assert made.withholds("elsewhere/passwd")
    assert not made.withholds("about/index.md")


def test_a_name_that_is_no_text_is_a_finding_and_can_be_printed(tmp_path: Path):
    project = project_of([], tmp_path / "project")
    Path(os.fsdecode(os.fsencode(project / "docs/about/") + b"/\xff\xfe.md")).write_text(
        "# 页\n", encoding="utf-8"
    )
    (found,) = errors(build.build(project).findings)
    assert (found.path, found.code) == ("docs/about/··.md", "file-name")
    assert str(found).encode()


@pytest.mark.parametrize(
    "name", ["docs/about/x.md", "docs/assets/x.png", "docs/reports/demo/2023.md", "data/site.yml"]
)
def test_a_pipe_is_not_waited_for(name: str, tmp_path: Path):
    project = project_of([], tmp_path / "project")
    (project / name).parent.mkdir(exist_ok=True)
    os.mkfifo(project / name)
    found = errors(build.build(project).findings)
    assert [(one.path, one.code) for one in found] == [(name, "unreadable-file")]


def test_every_digit_of_another_script_is_odd():
    known = {zero for zero in map(chr, range(0x110000)) if unicodedata.category(zero) == "Nd"}
    usual = {chr(code) for start in (0x30, 0xFF10) for code in range(start, start + 10)}
    assert known - usual == {char for char in known if any(suspicious_characters(char))}
    assert len(ZEROS) == len(set(ZEROS))


@pytest.mark.parametrize("category", ["Cf", "Cc", "Zl", "Zp"])
def test_every_unseen_character_is_odd(category: str):
    """But those that Arabic and Egyptian write with, and the line ends and tabs that every file has."""
    seen = {*"\t\n\r", *map(chr, (*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD))}
    seen |= set(map(chr, range(0x13430, 0x13440)))
    every = {char for char in map(chr, range(0x110000)) if unicodedata.category(char) == category}
    assert {char for char in every - seen if not any(suspicious_characters(char))} == set()


def test_what_chinese_documents_are_written_with_is_not_odd():
    assert not list(suspicious_characters("平发〔2024〕46号\u3000１２３\u00a0①Ⅳ㈠，。《》“”…—·℃％、\t\n𠮷"))


@pytest.mark.parametrize(
    "address",
    [
        "../reports/index.md#figures",
        "#甲",
        "甲 乙.pdf",
        "https://www.example.com:8443/a?b=c#d",
        "http://政务.公益/",
        "mailto:fzb@example.com",
        "tel:0377-68210000",
    ],
)
def test_addresses_that_people_need_are_safe(address: str):
    assert is_safe_to_follow(address)


def test_a_very_long_cell_of_somebodys_table_is_no_traceback(tmp_path: Path):
    table = tmp_path / "table.csv"
    table.write_text(f"列\n{'a' * 200_000}\n=1+1,{'a' * 200_000}\n", encoding="utf-8")
    assert [found.code for found in check_attachment(table, Place("docs/table.csv"))] == ["formula-in-table"]
