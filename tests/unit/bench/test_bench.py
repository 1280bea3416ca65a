"""Contenders get their projects and build in turn; here a line of shell stands for each generator."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from contenders import HERE, PARAGRAPH, Contender, Limit, prepare_build, prepare_project, read_contenders
from measuring import Cost
from province import YEARS, write_province
from results import UNITS
from rounds import ContenderRun, Rules, run_rounds

import bench
from annual_reports import build
from annual_reports.domain.findings import errors

EVERY_REPORT = """
cp -r docs/. site
for report in site/reports/*/*.md; do set -- "$@" "${report%.md}"; done
mkdir -p "$@"
for folder in "$@"; do : > "$folder/index.html"; done"""
SIZE = 20
RULES = Rules(rounds=3, once_above=60)


def shell(line: str, **fields: object) -> Contender:
    return Contender("by shell", ["/bin/sh", "-c", line], **fields)


# Contenders and limits.


def test_the_table_of_contenders_and_limits_holds_together():
    contenders, limits = read_contenders()
    assert {"bare", "plain", "full", "stock", "zensical", "hugo"} <= contenders.keys()
    assert limits
    for one in contenders.values():
        assert not one.files or (HERE / "projects" / one.files).is_dir(), one
        assert one.rebuild or "site" in one.removed, one
    for limit in limits:
        assert limit.of in contenders
        assert limit.against in {"", *contenders}
        assert limit.measure in {*UNITS, *Cost._fields, "growth"}


def test_the_contenders_read_the_same_markdown(tmp_path: Path):
    write_province(tmp_path / "province", SIZE)
    there = {p.relative_to(tmp_path / "province") for p in (tmp_path / "province/docs").rglob("*")}
    for short, one in read_contenders()[0].items():
        prepare_project(one, tmp_path / "province", tmp_path / short)
        assert {p.relative_to(tmp_path / short) for p in (tmp_path / short / "docs").rglob("*")} == there


# The rounds.


def test_everybody_builds_in_turn(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    two = {"a": shell(EVERY_REPORT), "b": shell(EVERY_REPORT)}
    results, failures = run_rounds(two, SIZE, RULES, tmp_path)
    assert [(one.contender, one.size, one.rounds) for one in results] == [("a", SIZE, 3), ("b", SIZE, 3)]
    assert not failures
    logged = [line.split()[1] for line in capsys.readouterr().err.splitlines()]
    assert logged == ["a", "b"] * 3


def test_who_takes_too_long_builds_once(tmp_path: Path):
    two = {"slow": shell(f"sleep 3; {EVERY_REPORT}"), "fast": shell(EVERY_REPORT)}
    results, _ = run_rounds(two, SIZE, Rules(rounds=3, once_above=2.5), tmp_path)
    assert [one.rounds for one in results] == [1, 3]


@pytest.mark.parametrize(
    ("line", "why"),
    [
        (f"{EVERY_REPORT}; rm -r site/reports/town-001/2024", f"{SIZE - 1} of {SIZE} reports became pages"),
        ("echo no room; exit 4", "exit status 4\nno room"),
        ("kill -9 $$", "exit status -9"),
    ],
    ids=["leaves a report out", "fails", "is killed"],
)
def test_who_does_not_build_is_told_and_hinders_nobody(line: str, why: str, tmp_path: Path):
    two = {"wrong": shell(line), "right": shell(EVERY_REPORT)}
    results, failures = run_rounds(two, SIZE, RULES, tmp_path)
    assert [(one.contender, one.rounds) for one in results] == [("right", 3)]
    assert failures.keys() == {"wrong"}
    assert why in failures["wrong"]


def test_who_takes_part_up_to_a_size_only_is_left_out_above_it(tmp_path: Path):
    two = {"small": shell(EVERY_REPORT, up_to=SIZE - 1), "large": shell(EVERY_REPORT, up_to=SIZE)}
    results, failures = run_rounds(two, SIZE, RULES, tmp_path)
    assert [one.contender for one in results] == ["large"]
    assert not failures


def test_a_full_build_begins_from_nothing(tmp_path: Path):
    line = f"set -e; test ! -e site; test ! -e kept; mkdir kept; {EVERY_REPORT}"
    full = shell(line, removed=["site", "kept"])
    assert [one.rounds for one in run_rounds({"full": full}, SIZE, RULES, tmp_path)[0]] == [3]


def test_a_rebuild_begins_from_a_site_that_it_did_not_pay_for(tmp_path: Path):
    report = "docs/reports/town-000/2020.md"
    line = f"wc -c < {report} >> ../log; {EVERY_REPORT}"
    again = shell(line, rebuild=True, edited=report, removed=["site"])
    write_province(tmp_path / "province", SIZE)
    run = ContenderRun("again", again, tmp_path / "province", tmp_path / "again")
    assert [run.build_if_due(RULES) for _ in range(2)] == [True, True]
    assert len(run.costs) == 2
    sizes = [int(line) for line in (tmp_path / "log").read_text(encoding="utf-8").split()]
    assert [size - sizes[0] for size in sizes] == [n * len(PARAGRAPH.encode()) for n in range(3)]


def test_what_nobody_edits_stays_as_it_is(tmp_path: Path):
    (tmp_path / "site").mkdir()
    prepare_build(shell("", rebuild=True, removed=["site"]), tmp_path)
    assert (tmp_path / "site").is_dir()


# The command.


@pytest.mark.parametrize(
    ("line", "most", "status"), [(EVERY_REPORT, 9e9, 0), (EVERY_REPORT, -1, 1), ("exit 1", 9e9, 2)]
)
def test_the_exit_status_tells_of_limits_and_failures(
    line: str, most: float, status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(bench, "CACHE", tmp_path)
    known = {"a": shell(line), "bare": shell(EVERY_REPORT)}
    monkeypatch.setattr(bench, "read_contenders", lambda: (known, [Limit("a", "cpu", most)]))
    assert bench.main(["10", str(SIZE), "--rounds", "1"]) == status
    kept = json.loads((tmp_path / "bench.json").read_text(encoding="utf-8"))
    measured = [(one["contender"], one["size"]) for one in kept["results"]]
    assert set(measured) >= {("bare", 10), ("bare", SIZE)}
    assert (("a", SIZE) in measured) is (status != 2)
    assert "| by shell |" in (tmp_path / "bench.md").read_text(encoding="utf-8")
    assert [path.name for path in tmp_path.iterdir() if path.is_dir()] == []


# The province.


def test_a_larger_province_begins_with_the_smaller_one(tmp_path: Path):
    for folder, count in (("small", 10), ("again", 10), ("large", 25)):
        write_province(tmp_path / folder, count)
    small, again, large = (
        {p.relative_to(tmp_path / name).as_posix(): p.read_bytes() for p in (tmp_path / name).rglob("*.md")}
        for name in ("small", "again", "large")
    )
    assert small == again
    assert small.items() <= large.items()
    assert len(large) == 1 + 25


def test_its_reports_are_such_as_are_asked_for(tmp_path: Path):
    write_province(tmp_path, 2 * len(YEARS))
    known, findings = build.read(tmp_path)
    assert not errors(findings)
    assert len(known.reports) == 2 * len(YEARS)
    for report in known.reports:
        assert 2_200 < len("".join(report.body.split())) < 2_700
        assert len(report.figures) == 12
        assert report.commitments
        assert "演示数据" in report.body
