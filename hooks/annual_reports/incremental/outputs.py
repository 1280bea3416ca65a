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
        _clear(site, {*wanted, *always})
        for path in unchanged:
            same(self._at(path), os.path.join(site, path))
        if unchanged >= wanted.keys() >= self._known.keys():
            return
        with suppress(OSError):  # a cache that cannot be written is no fault of the site
            self._keep(site, wanted, wanted.keys() - unchanged)

    def _keep(self, site: Path, wanted: Mapping[str, str], made: Iterable[str]) -> None:
        _clear(self._files, wanted)
        for path in made:
            same(os.path.join(site, path), self._at(path))
        noted = {path: (key, *_stamp(self._at(path))) for path, key in sorted(wanted.items())}
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


def _clear(folder: Path, wanted: Container[str]) -> None:
    """Remove what is not wanted, and then empty folders; hidden files stay, as the generator leaves them."""
    for parent, _, names in os.walk(folder, topdown=False):
        below = os.path.relpath(parent, folder)
        for name in names:
            path = name if below == "." else f"{below}/{name}"
            if path not in wanted and not path.startswith("."):
                os.unlink(os.path.join(parent, name))
        if parent != str(folder) and not os.listdir(parent):
            os.rmdir(parent)
