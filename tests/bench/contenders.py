"""Who is measured and what is asked of them, from `contenders.yml`; and a contender's project, to build."""

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
    """A way to build; the fields are told of in `contenders.yml`."""

    name: str
    command: Sequence[str]
    files: str = ""
    removed: Sequence[str] = ()
    search: Sequence[str] = ()
    rebuild: bool = False
    edited: str = ""
    up_to: float = inf

    @property
    def words(self) -> list[str]:
        """The command as it is run."""
        program, *arguments = self.command
        return [str(ROOT / program), *arguments]


@dataclass(frozen=True)
class Limit:
    """The most that a contender's measure may be: in itself, or as a multiple of another's."""

    of: str
    measure: str
    most: float
    against: str = ""
    every_size: bool = False


def read(path: Path = HERE / "contenders.yml") -> tuple[dict[str, Contender], list[Limit]]:
    """All contenders by their short names, and all limits."""
    known: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    contenders = {short: Contender(**values) for short, values in known["contenders"].items()}
    return contenders, [Limit(**values) for values in known["limits"]]


def prepare(contender: Contender, province: Path, folder: Path) -> None:
    """Lay out a contender's project: the province, and its own files over it."""
    shutil.copytree(province, folder)
    if contender.files:
        shutil.copytree(HERE / "projects" / contender.files, folder, dirs_exist_ok=True)


def before_a_build(contender: Contender, folder: Path) -> None:
    """What happens between two builds: all that was made is put aside, or somebody edits a report.

    It is not deleted yet: for minutes after thousands of files were, ext4 looks at each of them before it
    makes a new one, and a build that writes many would be told to have taken twice the time.
    """
    for name in () if contender.rebuild else contender.removed:
        if (folder / name).exists():
            aside = tempfile.mkdtemp(dir=folder.parent, prefix="removed-")
            (folder / name).rename(Path(aside, name))
    if contender.edited:
        with (folder / contender.edited).open("a", encoding="utf-8") as report:
            report.write(PARAGRAPH)
