"""Cache of the output files of the last build, each with the key under which it was made.

`.cache/site/<name>/files` holds them, as hard links where the file system allows it; `keys.json` holds the
key of each, and its size and time, which show if anything else has changed it. The list is written last and
as a whole, so the files of a killed build are not trusted.
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

from annual_reports.domain.files import link_or_copy, write_whole

_Number = tuple[int, int]
"""Device and inode: two paths with the same numbers are hard links to the same bytes."""


class _Cached(NamedTuple):
    key: str
    size: int
    """Bytes."""
    time: int
    """Time of the last change, ns."""


class OutputCache:
    """Output files of the last build of one kind: for a host, for the preview."""

    def __init__(self, folder: Path) -> None:
        """Use `folder`, which is created when needed."""
        self._files = folder / "files"
        self._list = folder / "keys.json"

    @cached_property
    def _cached(self) -> dict[str, _Cached]:
        try:
            entries = json.loads(self._list.read_bytes())
            return {
                str(path): _Cached(str(key), int(size), int(time))
                for path, (key, size, time) in entries.items()
            }
        except (OSError, ValueError, TypeError, AttributeError):
            return {}

    def current(self, wanted: Mapping[str, str]) -> set[str]:
        """Return the paths of `wanted` (path -> key) whose cached output is still valid."""
        return {path for path, key in wanted.items() if self._is_whole(path, key)}

    def files_below(self, folder: str, key: str) -> set[str]:
        """Return the paths of the files below a folder; none if one of them is invalid or has another key."""
        paths = {path for path in self._cached if path.startswith(f"{folder}/")}
        return paths if all(self._is_whole(path, key) for path in paths) else set()

    def folder(self, folder: str) -> Path | None:
        """Return the cached folder, whatever its keys; None if one of its files is missing or changed."""
        paths = [path for path in self._cached if path.startswith(f"{folder}/")]
        whole = paths and all(self._is_whole(path, self._cached[path].key) for path in paths)
        return self._files / folder if whole else None

    def settle(
        self, site: Path, wanted: Mapping[str, str], current: AbstractSet[str], always: Iterable[str]
    ) -> None:
        """Put current files into the finished site, remove stray files from it, and cache the others.

        Args:
            site: the folder that was built into.
            wanted: path -> key of every file that the site has.
            current: paths of the files that were not made again.
            always: paths of the files that every build makes, and that are not cached.

        """
        present, cached = _delete_unwanted(site, {*wanted, *always}), self._delete_unwanted(wanted)
        for path in current:
            if path not in present or present[path] != cached.get(path):
                link_or_copy(self._at(path), os.path.join(site, path))
        if current >= wanted.keys() >= self._cached.keys():
            return
        with suppress(OSError):  # the site is complete even if the cache cannot be written
            self._store(site, wanted, current)

    def _delete_unwanted(self, wanted: Container[str]) -> dict[str, _Number]:
        """Delete cached files not in `wanted`; return the rest by inode."""
        with suppress(OSError):
            return _delete_unwanted(self._files, wanted)
        return {}

    def _store(self, site: Path, wanted: Mapping[str, str], current: AbstractSet[str]) -> None:
        entries: dict[str, _Cached] = {}
        for path, key in sorted(wanted.items()):
            if path not in current:
                link_or_copy(os.path.join(site, path), self._at(path))
            entries[path] = self._cached[path] if path in current else _Cached(key, *_stamp(self._at(path)))
        write_whole(self._list, json.dumps(entries, separators=(",", ":")).encode())

    def _at(self, path: str) -> str:
        return os.path.join(self._files, path)

    def _is_whole(self, path: str, key: str) -> bool:
        entry = self._cached.get(path)
        if entry is None or entry.key != key:
            return False
        with suppress(OSError):
            return entry[1:] == _stamp(self._at(path))
        return False


def _stamp(path: str) -> tuple[int, int]:
    status = os.stat(path)
    return status.st_size, status.st_mtime_ns


def _delete_unwanted(folder: Path, wanted: Container[str]) -> dict[str, _Number]:
    """Delete files not in `wanted`, then empty folders; hidden files stay, as the generator leaves them.

    Returns path below the folder -> device and inode of the remaining files, from the directory listing.
    """
    return _remaining(str(folder), wanted, "", folder.stat().st_dev) if folder.exists() else {}


def _remaining(folder: str, wanted: Container[str], files_below: str, disk: int) -> dict[str, _Number]:
    remaining: dict[str, _Number] = {}
    for entry in list(os.scandir(folder)):
        path = files_below + entry.name
        if entry.is_dir(follow_symlinks=False):
            inside = _remaining(entry.path, wanted, f"{path}/", disk)
            remaining |= inside
            if not inside:
                os.rmdir(entry.path)
        elif path in wanted or path.startswith("."):
            remaining[path] = disk, entry.inode()
        else:
            os.unlink(entry.path)
    return remaining
