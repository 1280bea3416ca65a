"""The rules of the house: rooms in one order, one package for MkDocs, short files, tests on fixtures."""

from __future__ import annotations

import ast
import re
import subprocess
from pathlib import Path

import pytest

from support.sites import ROOT
from support.source_tree import (
    PACKAGE,
    functions,
    import_circle,
    imported_packages,
    kept_state,
    lines_of,
    lines_of_body,
    python_files,
    tree,
    upward_imports,
    uses_of_own_content,
)

ROOMS = (
    "domain",
    "sanitize",
    "proofreading",
    "sources",
    "ledger",
    "analysis",
    "checks",
    "rendering",
    "search",
    "documents",
    "drafting",
    "pages",
    "pdf",
    "build",
    "cache",
    "publish",
    "cli",
)
"""Each may import those before it. This is the only place where the order stands."""
BESIDE_THE_ROOMS = {"__init__.py", "__main__.py", "templates", "theme"}
MOST_ENTRIES = 21

HOOKS = ROOT / "hooks"
CORE = HOOKS / PACKAGE
ADAPTER = HOOKS / "annual_reports_mkdocs"
HOOK_FILE = HOOKS / "mkdocs_hooks.py"
TESTS = ROOT / "tests"
GENERATORS = {"mkdocs", "material", "properdocs", "zensical"}
TOOLS_FOR_TEXT = {"re", "csv", "json", "datetime", "decimal"}
"""A rule of the subject would need one of these."""

LONGEST_FILE = 360
LONGEST_FUNCTION = 15
LONGEST_EVENT = 4
LONGEST_HOOK_FILE = 30
LONGEST_README = 120
SHORTEST_RULE = 80
HEADINGS = ["## Context", "## Decision", "## Price", "## Measured"]

# names that nothing fetches
NAMES_OF_FORMATS = {"http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/2000/svg"}
TOP_LEVEL = {
    *("mkdocs.yml", "docs", "hooks", "data", "tests", "README.md"),
    *("pyproject.toml", "requirements.lock", "Makefile", "LICENSE"),
    *(".ci", ".github", ".gitlab-ci.yml", ".gitignore", ".editorconfig"),
}


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


# Rooms


def test_the_core_consists_of_its_rooms():
    entries = {path.name for path in CORE.iterdir() if path.name != "__pycache__"}
    assert {name.removesuffix(".py") for name in entries - BESIDE_THE_ROOMS} == set(ROOMS)
    assert len(entries) <= MOST_ENTRIES


def test_no_room_imports_one_above_it():
    assert not upward_imports(HOOKS, ROOMS), "hand in what is needed, or move it down"


def test_the_modules_of_the_core_form_no_circle():
    assert not import_circle(HOOKS)


@pytest.mark.parametrize("room", [room for room in ROOMS if (CORE / room).is_dir()])
def test_a_room_states_its_rule(room: str):
    """Its contents, and what it may import or must not do."""
    stated = ast.get_docstring(tree(CORE / room / "__init__.py")) or ""
    assert len(stated) >= SHORTEST_RULE, room
    assert re.search(r"\b(imports?|may|must|never|no)\b", stated, re.IGNORECASE), room
    assert stated.rstrip().endswith("."), room


@pytest.mark.parametrize(
    ("source", "told"),
    [
        ("from annual_reports.pages import home", 1),
        ("def late():\n    from annual_reports import pages\n", 2),
        ("from typing import TYPE_CHECKING\nif TYPE_CHECKING:\n    import annual_reports.pages.home\n", 3),
        ("from ..pages import home", 1),
        ("import importlib\nimportlib.import_module('annual_reports.pages')", 2),
        ("from annual_reports.domain import text", None),
        ("from annual_reports.sources import other", None),
    ],
)
def test_an_import_upwards_is_found_wherever_it_stands(tmp_path: Path, source: str, told: int | None):
    for name in ("domain/text", "sources/other", "pages/home"):
        (tmp_path / PACKAGE / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / PACKAGE / f"{name}.py").write_text("", encoding="utf-8")
    (tmp_path / PACKAGE / "sources/reader.py").write_text(source, encoding="utf-8")
    expected = [f"annual_reports/sources/reader.py:{told}: sources imports pages"] if told else []
    assert upward_imports(tmp_path, ROOMS) == expected


def test_a_circle_is_found(tmp_path: Path):
    for name, other in (("one", "two"), ("two", "one")):
        (tmp_path / PACKAGE).mkdir(exist_ok=True)
        (tmp_path / PACKAGE / f"{name}.py").write_text(f"def f():\n    from annual_reports import {other}\n")
    assert len(import_circle(tmp_path)) == 3


# The core and the adapter


@pytest.mark.parametrize("path", python_files(CORE), ids=lambda path: path.relative_to(CORE).as_posix())
def test_the_core_imports_no_site_generator(path: Path):
    assert not imported_packages(path, HOOKS) & GENERATORS, "move this to the adapter, or ask for an ability"


def test_only_the_adapter_imports_mkdocs():
    users = {path for path in python_files(HOOKS) if "mkdocs" in imported_packages(path, HOOKS)}
    assert users
    assert {path.parent for path in users} == {ADAPTER}


def test_the_hook_file_imports_the_adapter_alone():
    assert imported_packages(HOOK_FILE, HOOKS) - {"__future__"} == {ADAPTER.name}
    assert len(HOOK_FILE.read_text(encoding="utf-8").splitlines()) <= LONGEST_HOOK_FILE


@pytest.mark.parametrize("path", python_files(ADAPTER), ids=lambda path: path.name)
def test_the_adapter_is_short_and_reads_no_text(path: Path):
    assert not imported_packages(path, HOOKS) & TOOLS_FOR_TEXT, "hand over to annual_reports"
    long = {f.name: lines_of(f) for f in functions(path) if lines_of(f) > LONGEST_FUNCTION}
    assert not long, "hand over to annual_reports"
    events = {f.name: lines_of_body(f) for f in functions(path) if f.name.startswith("on_")}
    assert not {name: lines for name, lines in events.items() if lines > LONGEST_EVENT}


@pytest.mark.parametrize("path", python_files(ADAPTER), ids=lambda path: path.name)
def test_the_adapter_keeps_nothing_in_its_modules(path: Path):
    """One build's state would reach the next one of a preview."""
    assert not list(kept_state(path))


def test_state_of_a_module_is_found(tmp_path: Path):
    path = tmp_path / "module.py"
    path.write_text(
        "_site = None\nlinks: list = []\nMOST = 1\ndef f():\n    global _site\n", encoding="utf-8"
    )
    assert list(kept_state(path)) == ["line 5: global _site", "line 1: _site", "line 2: links"]


@pytest.mark.parametrize("path", [HOOK_FILE, *python_files(ADAPTER)], ids=lambda path: path.name)
def test_the_adapter_imports_at_the_top_only(path: Path):
    """MkDocs puts `hooks/` on the path only while it loads the hook file."""
    nested = [
        node.lineno
        for function in functions(path)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not nested


# Files


def test_no_file_outgrows_its_room():
    sources = [
        path for folder in (HOOKS, TESTS) for end in ("py", "js", "css") for path in folder.rglob(f"*.{end}")
    ]
    lengths = {relative(path): len(path.read_bytes().splitlines()) for path in sources}
    assert not {name: lines for name, lines in lengths.items() if lines > LONGEST_FILE}, "split it by subject"


def test_the_picture_of_the_house_is_one_page():
    lines = (HOOKS / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) <= LONGEST_README, "a reason belongs into hooks/decisions"


def decisions() -> list[Path]:
    return sorted((HOOKS / "decisions").glob("[0-9]*.md"))


def test_the_index_lists_every_decision():
    index = (HOOKS / "decisions/README.md").read_text(encoding="utf-8")
    assert sorted(re.findall(r"\]\(([^)]+\.md)\)", index)) == [path.name for path in decisions()]
    numbers = [path.name[:4] for path in decisions()]
    assert len(numbers) == len(set(numbers))


@pytest.mark.parametrize("path", decisions(), ids=lambda path: path.name)
def test_a_decision_tells_its_reason_its_price_and_what_was_measured(path: Path):
    text = path.read_text(encoding="utf-8")
    assert re.findall(r"^## .*$", text, flags=re.MULTILINE) == HEADINGS
    assert not re.search(r"^## .*\n+(?=## |\Z)", text, flags=re.MULTILINE), "a heading with nothing below it"


def test_the_top_level_is_as_given():
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    assert {name.partition("/")[0] for name in listing.stdout.splitlines()} <= TOP_LEVEL


def test_no_page_asks_another_host_for_anything():
    for folder in (CORE / "templates", CORE / "theme"):
        files = [path for path in folder.rglob("*") if path.is_file()]
        assert files
        for path in files:
            named = re.findall(r"https?://[^\s\"'<>]+", path.read_text(encoding="utf-8"))
            assert set(named) <= NAMES_OF_FORMATS, path


@pytest.mark.parametrize(
    "name", ["requirements.lock", "tests/pages/package-lock.json", "tests/publish/requirements.lock"]
)
def test_a_lock_names_no_address(name: str):
    """Everyone installs from the source that their own machine is set to."""
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")


# Tests


def test_unit_tests_stand_in_the_room_of_their_module():
    """`test_<module>.py`, or `test_<module>_<aspect>.py` where one file would grow too long.

    Those of the adapter stand in `mkdocs`; the bench and the theme are no rooms.
    """
    homeless = []
    for path in python_files(TESTS / "unit"):
        folder = path.relative_to(TESTS / "unit").parent
        if not path.name.startswith("test_") or folder.as_posix() in ("bench", "theme"):
            continue
        name = path.stem.removeprefix("test_")
        room = ADAPTER if folder.as_posix() == "mkdocs" else CORE / folder
        modules = [module.stem for module in room.glob("*.py")]
        if not any(name == module or name.startswith(f"{module}_") for module in modules):
            homeless.append(relative(path))
    assert not homeless


def test_tests_of_the_program_read_fixtures_only():
    """The project's own reports and data change; `tests/project` holds them, nothing else reads them."""
    programs = TESTS / "bench/contenders.py"  # it finds them by the names in contenders.yml
    exempt = (TESTS / "project", TESTS / "sites", Path(__file__), TESTS / "support/sites.py", programs)
    files = [path for path in python_files(TESTS) if not any(path.is_relative_to(e) for e in exempt)]
    assert not [use for path in files for use in uses_of_own_content(path)], "use a site of tests/sites"


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ('ROOT / "docs/reports/pingshi/2024.md"', True),
        ('(ROOT / "data").iterdir()', True),
        ('f"{ROOT}/data"', True),
        ("build(ROOT)", True),
        ("run(cwd=ROOT)", True),
        ("ROOT / REPORT", True),
        ("[ROOT, COUNTY]", True),
        ('ROOT.glob("docs/*")', True),
        ('ROOT / "tests/golden"', False),
        ('f"{ROOT}/hooks"', False),
        ("str(ROOT)", False),
        ("path.relative_to(ROOT)", False),
        ("ROOT = 1", False),
    ],
)
def test_a_test_that_reads_the_projects_own_content_is_found(tmp_path: Path, source: str, *, found: bool):
    path = tmp_path / "test_x.py"
    path.write_text(source, encoding="utf-8")
    assert bool(list(uses_of_own_content(path))) == found
