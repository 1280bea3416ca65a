"""The files of the last build, each under the key it was made under.

`.cache/site/<name>/files` holds them, as other names of the same bytes where the file system can do that;
`keys.json` says, for each, its key, and the size and time by which anybody else's change is seen. It is
written last, and as a whole: of a build that was killed, nothing is believed.
"""

from __future__ import annotations

import json
import os
from collections.abc import Container, Iterable, Mapping
from collections.abc import Set as AbstractSet
from contextlib import suppress
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

from annual_reports.hard_links import same

_Number = tuple[int, int]
"""Of a disk, and of a file on it: two names with the same numbers are names of the same bytes."""


class _Known(NamedTuple):
    key: str
    size: int
    time: int
    """Of its last change, ns."""


class Outputs:
    """What one kind of build of one site has made: with its address, without, for the preview."""

    def __init__(self, folder: Path) -> None:
        """`folder` is its own; it need not be there."""
        self._files = folder / "files"
        self._list = folder / "keys.json"

    @cached_property
    def _known(self) -> dict[str, _Known]:
        try:
            noted = json.loads(self._list.read_bytes())
            return {
                str(path): _Known(str(key), int(size), int(time)) for path, (key, size, time) in noted.items()
            }
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def unchanged(self, wanted: Mapping[str, str]) -> set[str]:
        """Which of these files, path and key, there are just as they are to be."""
        return {path for path, key in wanted.items() if self._is_whole(path, key)}

    def below(self, folder: str, key: str) -> set[str]:
        """The files that were made below a folder under one key; none, if one of them is not as it was."""
        paths = {path for path in self._known if path.startswith(f"{folder}/")}
        return paths if all(self._is_whole(path, key) for path in paths) else set()

    def folder(self, folder: str) -> Path | None:
        """Where a folder lies as it was made, under whatever keys; None if it is not there whole."""
        paths = [path for path in self._known if path.startswith(f"{folder}/")]
        whole = paths and all(self._is_whole(path, self._known[path].key) for path in paths)
        return self._files / folder if whole else None

    def settle(
        self, site: Path, wanted: Mapping[str, str], unchanged: AbstractSet[str], always: Iterable[str]
    ) -> None:
        """Put what is unchanged into the finished site, take out what is nobody's, and keep the rest.

        Args:
            site: the folder that was built into.
            wanted: path and key of every file that the site is to have.
            unchanged: those that were not made again.
            always: the files that every build makes, and that are not kept.

        """
        there, kept = _cleared(site, {*wanted, *always}), self._kept(wanted)
        for path in unchanged:
            if path not in there or there[path] != kept.get(path):
                same(self._at(path), os.path.join(site, path))
        if unchanged >= wanted.keys() >= self._known.keys():
            return
        with suppress(OSError):  # a cache that cannot be written is no fault of the site
            self._keep(site, wanted, unchanged)

    def _kept(self, wanted: Container[str]) -> dict[str, _Number]:
        """What is kept of what is wanted; nothing else is, from now on."""
        with suppress(OSError):
            return _cleared(self._files, wanted)
        return {}

    def _keep(self, site: Path, wanted: Mapping[str, str], unchanged: AbstractSet[str]) -> None:
        noted: dict[str, _Known] = {}
        for path, key in sorted(wanted.items()):
            if path not in unchanged:
                same(os.path.join(site, path), self._at(path))
            noted[path] = self._known[path] if path in unchanged else _Known(key, *_stamp(self._at(path)))
        part = self._list.with_suffix(".part")
        part.write_text(json.dumps(noted, separators=(",", ":")), encoding="utf-8")
        part.replace(self._list)

    def _at(self, path: str) -> str:
        return os.path.join(self._files, path)

    def _is_whole(self, path: str, key: str) -> bool:
        known = self._known.get(path)
        if known is None or known.key != key:
            return False
        with suppress(OSError):
            return known[1:] == _stamp(self._at(path))
        return False


def _stamp(path: str) -> tuple[int, int]:
    status = os.stat(path)
    return status.st_size, status.st_mtime_ns


def _cleared(folder: Path, wanted: Container[str]) -> dict[str, _Number]:
    """Remove what is not wanted, and then empty folders; hidden files stay, as the generator leaves them.

    Returns what stays, path below the folder -> number; the folder's list has it, so no file is looked at.
    """
    return _stay(str(folder), wanted, "", folder.stat().st_dev) if folder.exists() else {}


def _stay(folder: str, wanted: Container[str], below: str, disk: int) -> dict[str, _Number]:
    stays: dict[str, _Number] = {}
    for entry in list(os.scandir(folder)):
        path = below + entry.name
        if entry.is_dir(follow_symlinks=False):
            inside = _stay(entry.path, wanted, f"{path}/", disk)
            stays |= inside
            if not inside:
                os.rmdir(entry.path)
        elif path in wanted or path.startswith("."):
            stays[path] = disk, entry.inode()
        else:
            os.unlink(entry.path)
    return stays
