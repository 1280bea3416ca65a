"""Hostile inputs that must stop the build: the real command names the file and builds nothing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from hostile.cases import REFUSED, Case, batches, project_of
from support.commands import run_mkdocs

BATCHES = batches(REFUSED)


@pytest.mark.parametrize("cases", BATCHES, ids=lambda cases: f"{len(cases)}-with-{cases[0].id}")
def test_it_is_told_and_the_site_of_yesterday_stays(cases: Sequence[Case], tmp_path: Path):
    project = project_of(cases, tmp_path / "project")
    (project / "site").mkdir()
    (project / "site/index.html").write_text("the site of yesterday", encoding="utf-8")
    done = run_mkdocs(project, "build")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    told = set(re.findall(r"^(.*?):\d+:\d+: 错误 ([a-z-]+) ", done.stderr, flags=re.MULTILINE))
    silent = [case.id for case in cases if (case.found_at, case.told) not in told]
    assert not silent
    assert [path.name for path in (project / "site").iterdir()] == ["index.html"]


def test_no_input_forges_a_line_of_the_list(tmp_path: Path):
    """A line break in a file's name must not look like another finding."""
    project = project_of([case for case in REFUSED if case.name == "a line end"], tmp_path / "project")
    lines = [line for line in run_mkdocs(project, "build").stderr.splitlines() if " 错误 " in line]
    assert len(lines) == 1
    assert ".md:1:1: 错误 file-name " in lines[0]
