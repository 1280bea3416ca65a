"""Which fonts a level is printed in: what the site asks for, and what stands in where there is none of it."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

_SONG = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "serif")
_HEI = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "sans-serif")
_GENERIC = {"serif", "sans-serif"}


class Level(NamedTuple):
    """A level of the printed document."""

    name: str
    """In Chinese, as staff call it."""
    stand_ins: tuple[str, ...]
    """Free fonts that most machines have or can get; behind them, whatever Chinese font there is."""
    heavy: bool = False
    """Whether its own font (小标宋) is so much heavier that a stand-in is taken bold."""


LEVELS: Mapping[str, Level] = {
    "letterhead": Level("发文机关标志", _SONG, heavy=True),
    "title": Level("标题", _SONG, heavy=True),
    "body": Level("正文", _SONG),
    "heading_1": Level("一级标题", _HEI),
    "heading_2": Level("二级标题", _SONG),
    "heading_3": Level("三级标题", _SONG),
    "heading_4": Level("四级标题", _SONG),
    "page_number": Level("页码", _SONG),
}
"""By the key in `data/official-form.yml`."""


class Face(NamedTuple):
    """A level's font as a stylesheet writes it."""

    families: str
    weight: str


def faces(asked: Mapping[str, tuple[str, ...]], lacking: Iterable[str]) -> dict[str, Face]:
    """Each level's font; `lacking` are the levels of which the machine has no font that is asked for."""
    return {
        key: Face(
            ", ".join(map(_quoted, (*asked.get(key, ()), *level.stand_ins))),
            "bold" if level.heavy and key in lacking else "normal",
        )
        for key, level in LEVELS.items()
    }


def lacking(asked: Mapping[str, tuple[str, ...]], installed: Iterable[str] | None) -> tuple[str, ...]:
    """Keys of the levels of which none of the fonts asked for is installed, as far as that is known."""
    if installed is None:
        return ()
    there = {family.casefold() for family in installed}
    return tuple(key for key in LEVELS if not any(name.casefold() in there for name in asked.get(key, ())))


def told(asked: Mapping[str, tuple[str, ...]], lacking: Iterable[str]) -> Iterator[str]:
    """What staff are told of levels that are printed in other fonts than were asked for, alike ones once."""
    levels: dict[tuple[str, ...], list[str]] = {}
    for key in lacking:
        if names := asked.get(key):
            levels.setdefault(names, []).append(LEVELS[key].name)
    for names, of in levels.items():
        yield f"这台机器没有{'、'.join(of)}要用的字体（{'、'.join(names)}），改用相近的字体"


def installed() -> frozenset[str] | None:
    """The families that the machine has, under all their names; None where that cannot be asked."""
    return _families(":")


def has_chinese() -> bool:
    """Whether the machine has a Chinese font; in doubt it has."""
    return _families(":lang=zh-cn") != frozenset()


def _families(pattern: str) -> frozenset[str] | None:
    command = shutil.which("fc-list")
    if command is None:
        return None
    done = subprocess.run(  # noqa: S603  # fontconfig's own command with words of ours
        [command, pattern, "family"], capture_output=True, text=True, encoding="utf-8", check=False
    )
    names = (name for line in done.stdout.splitlines() for name in line.split(","))
    return frozenset(name.replace("\\", "").strip() for name in names)


def _quoted(family: str) -> str:
    return family if family in _GENERIC else f'"{family}"'
