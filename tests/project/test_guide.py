"""README, guide and the documents for engineers name only commands, options and files that exist."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest

from annual_reports.cli.main import main
from annual_reports.domain.findings import RULES
from annual_reports.domain.periods import parse_period
from annual_reports.domain.quantities import parse
from annual_reports.sources.report_schema import Claims, FigureEntry, Header
from annual_reports.sources.yaml_reader import read_yaml
from support.publications import make_project, publish
from support.sites import ROOT

CHAPTERS = [ROOT / "README.md", *sorted((ROOT / "docs/guide").glob("*.md"))]
FOR_ENGINEERS = sorted((ROOT / "hooks").rglob("*.md"))
GENERATED = {"fields.md", "findings.md", "indicators.md", "../desk/index.md", "../about/numbers.md"}
"""Pages that the program makes, so they have no file in `docs/`."""


def text_of(chapter: Path) -> str:
    return chapter.read_text(encoding="utf-8")


def calls(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each call of the command: the subcommand, and its options."""
    for name, rest in re.findall(r"\bannual-reports ([a-z-]+)\b([^`\n]*)", text):
        yield name, re.findall(r"--[a-z-]+", rest)


def options(name: str) -> set[str]:
    return {option for parameter in main.commands[name].params for option in parameter.opts}


def targets() -> set[str]:
    return set(re.findall(r"^([a-z-]+):", text_of(ROOT / "Makefile"), flags=re.MULTILINE))


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.name)
def test_every_command_that_is_named_exists(chapter: Path):
    for name, named in calls(text_of(chapter)):
        assert isinstance(main.commands.get(name), click.Command), name
        assert set(named) <= options(name), name


@pytest.mark.parametrize("chapter", CHAPTERS, ids=lambda path: path.name)
def test_every_target_that_is_named_exists(chapter: Path):
    lines = re.findall(r"(?:^|`|&& )make ((?:[a-z-]+ ?)+)", text_of(chapter), flags=re.MULTILINE)
    named = {target for line in lines for target in line.split()}
    assert named
    assert named <= targets()


def test_every_option_of_publishing_is_explained():
    chapter = text_of(ROOT / "docs/guide/publishing.md")
    explained = set(re.findall(r"^\| `(--[a-z-]+)", chapter, flags=re.MULTILINE))
    assert explained == {option for option in options("publish") if option.startswith("--")}


def test_every_finding_that_is_acknowledged_or_shown_exists():
    guide = text_of(ROOT / "docs/guide/index.md")
    shown = re.findall(r": (?:错误|提醒|说明) ([a-z-]+) ", guide)
    acknowledged = re.findall(r"^acknowledged:\n  ([a-z-]+):", guide, flags=re.MULTILINE)
    assert shown
    assert acknowledged
    assert {*shown, *acknowledged} <= set(RULES)


def values(text: str) -> Any:
    """Read YAML as a header is read; a key is a text, also where it is a year."""
    marked = read_yaml(text, "guide")
    assert not marked.findings
    return marked.values


def test_every_header_that_is_shown_is_accepted():
    """Each example of a header, or of its figures alone."""
    guide = text_of(ROOT / "docs/guide/index.md")
    blocks = re.findall(r"^```yaml\n(.*?)^```$", guide, re.MULTILINE | re.DOTALL)
    whole = [block.strip("-\n") for block in blocks if block.startswith("---")]
    figures = [block for block in blocks if block.startswith("figures:")]
    assert whole
    assert figures
    for header in map(values, whole):
        Header.model_validate(header)
    for claims in map(values, figures):
        Claims.model_validate(claims)


def test_every_line_below_a_figure_that_is_shown_is_accepted():
    table = text_of(ROOT / "docs/guide/index.md").partition("| 正文里的数 |")[2].partition("\n\n")[0]
    lines = [values(words) for words in re.findall(r"`([^`]+: [^`]+)`", table)]
    assert len(lines) >= 8
    for line in lines:
        entry = FigureEntry.model_validate({"value": "1 件", **line})
        assert all(map(parse, entry.restated.amounts.values() if entry.restated else ()))
        assert entry.period is None or parse_period(entry.period, 2025)


@pytest.mark.parametrize("chapter", [*CHAPTERS, *FOR_ENGINEERS], ids=lambda path: path.name)
def test_every_file_that_is_named_exists(chapter: Path):
    """Only files of the project are checked: a future county's files and commands' outputs are examples."""
    named = re.findall(r"`((?:\.ci|\.github|data/schema|tests|hooks)/[^`*{}<\s]*)`", text_of(chapter))
    links = re.findall(r"\]\(([^)\s#]+)(?:#[^)]*)?\)", text_of(chapter))
    missing = {path for path in named if not (ROOT / path).exists()}
    missing |= {path for path in links if "://" not in path and not (chapter.parent / path).exists()}
    assert missing <= GENERATED


def test_the_script_that_checks_the_ledger_works_and_finds_a_forged_line(tmp_path: Path):
    """It is taken out of the guide, and run on a ledger with lines of both kinds."""
    (script,) = re.findall(r"```python\n(.*?)```", text_of(ROOT / "docs/guide/index.md"), flags=re.DOTALL)
    project = make_project(tmp_path / "project")
    site, _ = publish(project, date(2026, 3, 20))
    ledger = project / "data/ledger.jsonl"
    lines = ledger.read_bytes().splitlines(keepends=True)
    assert [b'"told"' in line for line in lines] == [False, False, True]
    assert len(script.splitlines()) <= 10

    def run(content: bytes) -> subprocess.CompletedProcess[str]:
        (tmp_path / "ledger.jsonl").write_bytes(content)
        arguments = [sys.executable, "-X", "utf8", "-c", script, str(tmp_path / "ledger.jsonl")]
        return subprocess.run(arguments, capture_output=True, text=True, encoding="utf-8", check=False)

    last = site.collection.next_ledger.lines[-1].digest
    assert run(b"".join(lines)).stdout == f"3 行都接得上，最后一行的指纹 {last}\n"
    assert run(b"".join(lines).replace(b"\n", b"\r\n")).stdout.endswith(f"{last}\n")
    forged = lines[1].replace("12场".encode(), "13场".encode())
    assert forged != lines[1]
    assert "第 3 行与上一行接不上" in run(lines[0] + forged + lines[2]).stderr
    assert "第 2 行与上一行接不上" in run(lines[0] + lines[2]).stderr
    assert last not in run(b"".join([*lines[:2], lines[2].replace(b"2026-03-20", b"2026-03-02")])).stdout
