"""Contenders and limits, read from `contenders.yml`, and each contender's project."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
ROOT = HERE.parent.parent
SITE = "site"
PARAGRAPH = "\n演示数据：这一段是后来加的。\n"


@dataclass(frozen=True)
class Contender:
    """A generator with its settings; `contenders.yml` explains the fields."""

    name: str
    command: Sequence[str]
    files: str = ""
    removed: Sequence[str] = ()
    search: Sequence[str] = ()
    rebuild: bool = False
    edited: str = ""
    up_to: float = inf

    @property
    def command_line(self) -> list[str]:
        """The command with the program's absolute path."""
        program, *arguments = self.command
        return [str(ROOT / program), *arguments]


@dataclass(frozen=True)
class Limit:
    """Largest value allowed for a contender's measure, absolute or as a multiple of another contender's."""

    of: str
    measure: str
    most: float
    against: str = ""
    every_size: bool = False


def read_contenders(path: Path = HERE / "contenders.yml") -> tuple[dict[str, Contender], list[Limit]]:
    """Return all contenders by their short names, and all limits."""
    entries: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    contenders = {short: Contender(**values) for short, values in entries["contenders"].items()}
    return contenders, [Limit(**values) for values in entries["limits"]]


def prepare_project(contender: Contender, province: Path, folder: Path) -> None:
    """Copy the province into a contender's project folder, and the contender's own files over it."""
    shutil.copytree(province, folder)
    if contender.files:
        shutil.copytree(HERE / "projects" / contender.files, folder, dirs_exist_ok=True)


def prepare_build(contender: Contender, folder: Path) -> None:
    """Move the last build's output aside, or edit a report, before the next build.

    The output is not deleted yet: for minutes after thousands of files were deleted, ext4 looks at each of
    them before it makes a new one, and a build that writes many files would seem to take longer than it does.
    """
    for name in () if contender.rebuild else contender.removed:
        if (folder / name).exists():
            aside = tempfile.mkdtemp(dir=folder.parent, prefix="removed-")
            (folder / name).rename(Path(aside, name))
    if contender.edited:
        with (folder / contender.edited).open("a", encoding="utf-8") as report:
            report.write(PARAGRAPH)
