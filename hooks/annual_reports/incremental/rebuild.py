"""One build, which may leave alone the files that would become what they are.

The generator tells which files the site is to have, and asks of each whether it is to be made. At the end,
those that were left alone are put beside those that were made.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from annual_reports.incremental.fingerprints import Fingerprints, data, digest, in_words, program, theme
from annual_reports.incremental.outputs import Outputs
from annual_reports.incremental.readings import Readings
from annual_reports.memory import FORGETFUL, Memory
from annual_reports.site import Site

_NAME = 12
"""Characters of a folder's name."""


class FromNothing:
    """A build that makes everything and keeps nothing."""

    memory: Memory = FORGETFUL
    """What is known of the reports."""

    def have_read(self) -> None:
        """Take note that all reports have been read."""

    def plan(self, site: Site, kind: str, settings: Any, files: Mapping[str, str | Path]) -> None:
        """Find out what is to be made.

        Args:
            site: what the core makes.
            kind: what tells this build from others of the project: for a host, for the preview.
            settings: everything that the generator was told.
            files: path below the finished site -> the source path of what the core makes, or the file that
                is copied.

        """

    def leaves(self, path: str) -> bool:  # noqa: ARG002  # it makes all
        """Whether a file below the finished site is left alone."""
        return False

    def leaves_folder(self, folder: str) -> bool:  # noqa: ARG002
        """Whether a folder is left alone whose files are made together, of everything there is."""
        return False

    def made_before(self, folder: str) -> Path | None:  # noqa: ARG002
        """Where such a folder lies as it was made together with the files that are left alone."""
        return None

    def has_made(self, paths: Iterable[str]) -> None:
        """Take note of the files of such a folder."""

    def settle(self, folder: Path, always: Iterable[str]) -> None:
        """Bring the finished site to what was planned; `always` are the files that every build makes."""


class Rebuild(FromNothing):
    """A build on top of the last one of the same settings, if there was one."""

    def __init__(self, root: Path) -> None:
        """`root` is the project's folder; what is kept lies in its `.cache`."""
        self._cache = root / ".cache"
        self._surroundings = digest(program(), data(root))
        self._readings = Readings(self._cache / "readings.sqlite", self._surroundings)
        self.memory = self._readings
        self._wanted: dict[str, str] = {}
        self._unchanged: set[str] = set()

    def have_read(self) -> None:
        """Keep what was read, whatever becomes of this build."""
        self._readings.close()

    def plan(self, site: Site, kind: str, settings: Any, files: Mapping[str, str | Path]) -> None:
        """Work out the keys, and which files are there under theirs."""
        self._outputs = Outputs(self._cache / "site" / digest(kind)[:_NAME])
        self._keys = Fingerprints(site, digest(self._surroundings, theme(), in_words(settings)))
        self._wanted = {path: self._keys.of(source) for path, source in files.items()}
        self._unchanged = self._outputs.unchanged(self._wanted)
        place = {source: path for path, source in files.items()}
        for document in site.documents:
            if document.content_of:  # it can be made only when that page is
                together = {place[document.path], place[document.content_of]}
                self._unchanged -= set() if together <= self._unchanged else together

    def leaves(self, path: str) -> bool:
        """Whether a file is there under its key."""
        return path in self._unchanged

    def leaves_folder(self, folder: str) -> bool:
        """Whether the files of a folder are there, all under the key of everything."""
        paths = self._outputs.below(folder, self._keys.everything)
        self._unchanged |= paths
        self.has_made(paths)
        return bool(paths)

    def made_before(self, folder: str) -> Path | None:
        """Where the last build's lies, if it is whole."""
        return self._outputs.folder(folder)

    def has_made(self, paths: Iterable[str]) -> None:
        """Let them be found again while nothing at all changes."""
        self._wanted |= dict.fromkeys(paths, self._keys.everything)

    def settle(self, folder: Path, always: Iterable[str]) -> None:
        """Put what was left alone beside what was made, and keep all for the next build."""
        self._outputs.settle(folder, self._wanted, self._unchanged, always)
