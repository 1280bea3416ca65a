"""CPU time and memory of commands are measured, and the size of sites."""

from __future__ import annotations

import resource
import sys
from pathlib import Path

import measuring
import pytest
from measuring import BuildError, measure_command, weigh_site

BUSY = "import time\nuntil = time.process_time() + 0.2\nwhile time.process_time() < until: pass"
IN_A_CHILD = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {BUSY!r}])"


def python(code: str) -> list[str]:
    return [sys.executable, "-c", code]


@pytest.mark.parametrize("code", [BUSY, IN_A_CHILD], ids=["itself", "in a child"])
def test_the_work_of_all_its_processes_is_counted(code: str, tmp_path: Path):
    assert measure_command(python(code), tmp_path, {}).cpu >= 0.2


def test_waiting_is_no_work(tmp_path: Path):
    took = measure_command(python("import time; time.sleep(0.3)"), tmp_path, {})
    assert took.cpu < took.wall
    assert took.wall >= 0.3


def test_the_peak_is_seen_though_it_is_let_go_of(tmp_path: Path):
    """A process starts with its parent's peak, so more than that peak must be used."""
    own = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    more = own + 100_000_000
    assert measure_command(python(f"bytearray({more}).find(1)"), tmp_path, {}).memory >= more
    assert measure_command(python(""), tmp_path, {}).memory < more


def test_a_command_runs_in_its_folder_with_its_environment(tmp_path: Path):
    measure_command(["/bin/sh", "-c", 'echo "$SETTING" > written'], tmp_path, {"SETTING": "no"})
    assert (tmp_path / "written").read_text(encoding="utf-8") == "no\n"


def test_a_build_that_fails_is_told_with_the_end_of_what_it_said(tmp_path: Path):
    with pytest.raises(BuildError, match=r"exit status 3\n(.*\n)*line 40$"):
        measure_command(["/bin/sh", "-c", "seq -f 'line %g' 40; exit 3"], tmp_path, {})


@pytest.mark.parametrize(
    ("most", "value", "code"),
    [("_CPU_SECONDS", 1, "while True: pass"), ("_MEMORY_SHARE", 0.02, "bytearray(10**9)")],
    ids=["time", "memory"],
)
def test_a_build_that_takes_too_much_is_ended(
    most: str, value: float, code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(measuring, most, value)
    with pytest.raises(BuildError, match="exit status"):
        measure_command(python(f"import time; time.sleep(0.3)\n{code}"), tmp_path, {})


def test_what_takes_little_is_not_hindered(tmp_path: Path):
    measure_command(python("bytearray(10**9)"), tmp_path, {})


def test_a_program_that_is_not_there_is_told(tmp_path: Path):
    with pytest.raises(BuildError, match="nothing-here: No such file"):
        measure_command(["/nothing-here"], tmp_path, {})


def test_pages_of_reports_are_weighed_apart_from_others(tmp_path: Path):
    for path, size in {
        "reports/a/2023/index.html": 10,
        "reports/a/2024/index.html": 20,
        "reports/a/2024/embed.html": 5,
        "reports/a/index.html": 50,
        "index.html": 40,
        "search/index/pages.bin": 7,
        "search/index/1/keys/0.bin": 2,
        "search/engine.js": 100,
    }.items():
        (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / path).write_bytes(b"x" * size)
    found = weigh_site(tmp_path, ["search/index/**/*", "search/index/pages.bin"])
    assert (found.pages, found.reports) == (5, 2)
    assert (found.report, found.largest_report) == (15, 20)
    assert (found.largest_other, found.largest_other_at) == (50, "reports/a/index.html")
    assert (found.html, found.search, found.site) == (125, 9, 234)


def test_where_nothing_was_built_nothing_is_weighed(tmp_path: Path):
    assert weigh_site(tmp_path / "site", ["*"]).reports == 0
