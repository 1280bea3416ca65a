"""The rule of the house: the core imports no site generator, and the adapter holds no rule of the subject."""

from __future__ import annotations

import ast
import re
import subprocess
from collections.abc import Iterator
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

from helpers import ROOT

HOOKS = ROOT / "hooks"
CORE = HOOKS / "annual_reports"
ADAPTER = HOOKS / "mkdocs_hooks.py"
GENERATORS = {"mkdocs", "material", "properdocs", "zensical"}
LONGEST_FILE = 400
LONGEST_EVENT = 15
# names that nothing fetches
NAMES_OF_FORMATS = {"http://www.sitemaps.org/schemas/sitemap/0.9", "http://www.w3.org/2000/svg"}
TOP_LEVEL = {
    *("mkdocs.yml", "docs", "hooks", "data", "tests", "README.md"),
    *("pyproject.toml", "requirements.lock", "Makefile", "LICENSE"),
    *(".ci", ".github", ".gitlab-ci.yml", ".gitignore", ".editorconfig"),
}


def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(path: Path) -> Iterator[str]:
    """Every module that a file imports, with the names taken from packages."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


@pytest.mark.parametrize(
    "path", sorted(CORE.rglob("*.py")), ids=lambda path: path.relative_to(CORE).as_posix()
)
def test_the_core_imports_no_site_generator(path: Path):
    named = {module.partition(".")[0] for module in imports(path)}
    assert not named & GENERATORS, "move this to the adapter, or ask for an ability such as `link`"


def test_only_the_adapter_imports_mkdocs():
    users = [
        path for path in HOOKS.rglob("*.py") if any(m.partition(".")[0] == "mkdocs" for m in imports(path))
    ]
    assert users == [ADAPTER]


def test_the_adapter_is_short_and_reads_no_text():
    """A rule of the subject would need a pattern, a data file or a long function."""
    named = {module.partition(".")[0] for module in imports(ADAPTER)}
    assert not named & {"re", "yaml", "csv", "json", "datetime", "decimal", "jinja2"}
    for node in ast.walk(tree(ADAPTER)):
        if isinstance(node, ast.FunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_EVENT, f"{node.name} has {length} lines: hand over to annual_reports"


def test_the_adapter_imports_at_the_top_only():
    """MkDocs puts `hooks/` on the path only while it loads the file."""
    nested = [
        node.lineno
        for function in ast.walk(tree(ADAPTER))
        if isinstance(function, ast.FunctionDef)
        for node in ast.walk(function)
        if isinstance(node, ast.Import | ast.ImportFrom)
    ]
    assert not nested


def test_the_modules_of_the_core_form_no_circle():
    modules = {
        ".".join(("annual_reports", *path.relative_to(CORE).with_suffix("").parts)).removesuffix(
            ".__init__"
        ): path
        for path in CORE.rglob("*.py")
    }
    graph = {name: {m for m in imports(path) if m in modules and m != name} for name, path in modules.items()}
    # A package's own modules import it by their names alone.
    assert list(TopologicalSorter(graph).static_order())


@pytest.mark.parametrize("name", ["model", "text", "quantities", "findings", "strict_yaml", "evidence"])
def test_the_ground_floor_knows_nothing_of_pages(name: str):
    above = ("annual_reports.pages", "annual_reports.render", "annual_reports.site", "annual_reports.search")
    assert not [module for module in imports(CORE / f"{name}.py") if module.startswith(above)]


def test_no_file_outgrows_its_room():
    sources = [
        path
        for folder in (HOOKS, ROOT / "tests")
        for end in ("py", "js", "css")
        for path in folder.rglob(f"*.{end}")
    ]
    long = {
        p.relative_to(ROOT).as_posix(): n
        for p in sources
        if (n := len(p.read_bytes().splitlines())) > LONGEST_FILE
    }
    assert not long, "split it by subject"


def test_the_top_level_is_as_given():
    listing = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listing.returncode != 0:
        pytest.skip("not a git checkout")
    assert {name.partition("/")[0] for name in listing.stdout.splitlines()} <= TOP_LEVEL


def test_no_page_asks_another_host_for_anything():
    folders = (HOOKS / "templates", HOOKS / "theme")
    for path in (path for folder in folders for path in folder.rglob("*") if path.is_file()):
        named = re.findall(r"https?://[^\s\"'<>]+", path.read_text(encoding="utf-8"))
        assert set(named) <= NAMES_OF_FORMATS, path


@pytest.mark.parametrize(
    "name", ["requirements.lock", "tests/pages/package-lock.json", "tests/publish/requirements.lock"]
)
def test_a_lock_names_no_address(name: str):
    """Everyone installs from the source that their own machine is set to."""
    assert "://" not in (ROOT / name).read_text(encoding="utf-8")
