"""Choose the fonts of a printed document: the configured ones, or free ones that most machines have."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

_SONG = ("Noto Serif CJK SC", "Source Han Serif SC", "Noto Serif SC", "serif")
_HEI = ("Noto Sans CJK SC", "Source Han Sans SC", "Noto Sans SC", "sans-serif")
_GENERIC = {"serif", "sans-serif"}

Families = Mapping[str, tuple[str, ...]]
"""Key of a level -> font families, the preferred one first."""


class Level(NamedTuple):
    """Level of the printed document."""

    name: str
    """Name in Chinese, as staff call it."""
    fallbacks: tuple[str, ...]
    """Free families that most machines have or can get; the last one is any Chinese font."""
    is_heavy: bool = False
    """True if its official font (小标宋) is so much heavier that a fallback is set bold."""


LEVELS: Mapping[str, Level] = {
    "letterhead": Level("发文机关标志", _SONG, is_heavy=True),
    "title": Level("标题", _SONG, is_heavy=True),
    "body": Level("正文", _SONG),
    "heading_1": Level("一级标题", _HEI),
    "heading_2": Level("二级标题", _SONG),
    "heading_3": Level("三级标题", _SONG),
    "heading_4": Level("四级标题", _SONG),
    "page_number": Level("页码", _SONG),
}
"""Key in `data/official-form.yml` -> level."""


class Face(NamedTuple):
    """Font of a level, as written in a style sheet."""

    families: str
    weight: str


def faces(configured: Families, missing: Iterable[str]) -> dict[str, Face]:
    """Return the font of each level; the configured fonts of the levels in `missing` are not installed."""
    return {
        key: Face(
            ", ".join(map(_quoted, (*configured.get(key, ()), *level.fallbacks))),
            "bold" if level.is_heavy and key in missing else "normal",
        )
        for key, level in LEVELS.items()
    }


def missing_levels(configured: Families, installed: Iterable[str] | None) -> tuple[str, ...]:
    """Return the keys of the levels of which no configured font is installed; none if that is not known."""
    if installed is None:
        return ()
    families = {family.casefold() for family in installed}
    return tuple(
        key for key in LEVELS if not any(family.casefold() in families for family in configured.get(key, ()))
    )


def missing_font_messages(configured: Families, missing: Iterable[str]) -> Iterator[str]:
    """Yield a Chinese sentence for each list of fonts that is not installed, with all levels that need it."""
    levels: dict[tuple[str, ...], list[str]] = {}
    for key in missing:
        if families := configured.get(key):
            levels.setdefault(families, []).append(LEVELS[key].name)
    for families, names in levels.items():
        yield f"这台机器没有{'、'.join(names)}要用的字体（{'、'.join(families)}），改用相近的字体"


def installed_families() -> frozenset[str] | None:
    """Return the font families of this machine, under all their names; None without fontconfig."""
    return _families(":")


def has_chinese_font() -> bool:
    """Return False if this machine has no Chinese font; without fontconfig return True."""
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
