"""The sites that tests build, each frozen in `tests/sites`, and copies of them that a test may break.

No test of the program reads the project's own `docs/` and `data/`: `tests/project` alone does.
"""

from __future__ import annotations

import shutil
from pathlib import Path

ROOT = Path(__file__).parents[2]
SETTINGS = ROOT / "mkdocs.yml"
"""Settings that every site inherits."""
PINGSHI = ROOT / "tests/sites/pingshi"
"""One town with one report, a real one, word for word."""
COUNTY = ROOT / "tests/sites/county"
"""Three fictional towns with everything that real series have."""
REPORT = "docs/reports/pingshi/2024.md"
GOLDEN_CATALOG = ROOT / "tests/golden/catalog"
"""Catalog of the golden cases."""

SEED = ROOT / "tests/golden/pingshi-2024.txt"
"""The signed text of this report, as a town would hand it in."""


def copy_of(site: Path, folder: Path) -> Path:
    """Copy what people wrote for a site, without what the commands made of it."""
    folder.mkdir()
    for name in ("docs", "data"):
        shutil.copytree(site / name, folder / name)
    set_up(folder, like=site)
    return folder


def set_up(folder: Path, *, like: Path = PINGSHI) -> None:
    """Write the settings of a site into another folder, where `hooks` leads to the program."""
    settings = (like / "mkdocs.yml").read_text(encoding="utf-8")
    settings = settings.replace("../../../mkdocs.yml", str(SETTINGS)).replace("../../../", "")
    (folder / "mkdocs.yml").write_text(settings, encoding="utf-8")
    (folder / "hooks").symlink_to(ROOT / "hooks")


def give_own_hooks(project: Path) -> None:
    """Copy the program into a copy of a site, so that a test may change it."""
    (project / "hooks").unlink()
    shutil.copytree(ROOT / "hooks", project / "hooks", ignore=shutil.ignore_patterns("__pycache__"))


def edit(project: Path, *changes: tuple[str, str], name: str = REPORT) -> None:
    """Change words of a file of a project; they must be there."""
    path = project / name
    text = path.read_text(encoding="utf-8")
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    path.write_text(text, encoding="utf-8")


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder with its bytes."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()
    }
