"""One build of the site: from nothing, or on top of the last build.

The generator says which files the site has, and asks of each whether it must be made again. At the end the
files that were not made again are put beside those that were.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from annual_reports import search
from annual_reports.build import build, write_search_index
from annual_reports.cache.keys import (
    OutputKeys,
    code_digest,
    data_digest,
    digest,
    settings_text,
    theme_digest,
)
from annual_reports.cache.outputs import OutputCache
from annual_reports.cache.report_cache import SqliteReportCache
from annual_reports.ledger.lines import read_day
from annual_reports.rendering import http_headers
from annual_reports.rendering.document import Link
from annual_reports.rendering.site import Site

_NAME_LENGTH = 12
"""Characters of a folder's name."""


class Target(NamedTuple):
    """The folder into which the generator has built."""

    folder: Path
    link: Link
    """Gives addresses from the site's root."""
    address: str | None
    """The site's own address; None if it is not known."""
    always: Sequence[str]
    """Paths of the files that the generator makes in every build."""


class FullBuild:
    """A build that makes every file and keeps nothing."""

    def make_site(self, root: Path, day: str = "") -> Site:
        """Read and check the project's folder `root`, and make its site.

        `day` is the day of the publication for which it is made, as `read_day` reads it.
        """
        return build(root, day=read_day(day))

    def plan(self, site: Site, kind: str, settings: Any, files: Mapping[str, str | Path]) -> None:
        """Do nothing; an incremental build finds out here which files must be made.

        Args:
            site: the pages and downloads of the core.
            kind: tells apart builds of one project that must not share files: for a host, for the preview.
            settings: all settings of the generator.
            files: path below the finished site -> source path of what the core makes, or the file that
                is copied.

        """

    def is_current(self, path: str) -> bool:  # noqa: ARG002  # every file is made
        """Return False: every file below the finished site must be made."""
        return False

    def finish(self, site: Site, target: Target, *, indexed: bool = True) -> None:
        """Complete the finished site: search index, files that were not made again, hosting headers.

        `indexed` is False to leave out the search index.
        """
        if indexed:
            self._write_search_index(site, target)
        self._restore(target)
        http_headers.write_header_files(target.folder, site.documents, target.address)

    def _write_search_index(self, site: Site, target: Target) -> None:
        write_search_index(site, target.folder, target.link)

    def _restore(self, target: Target) -> None:
        """Do nothing; an incremental build puts back the files that were not made again."""


class IncrementalBuild(FullBuild):
    """A build on top of the last one with the same settings, if there was one."""

    def __init__(self, root: Path) -> None:
        """Open the caches in `.cache` below the project's folder `root`."""
        self._folder = root / ".cache"
        self._common = digest(code_digest(), data_digest(root))
        self._reports = SqliteReportCache(self._folder / "reports.sqlite", self._common)
        self._wanted: dict[str, str] = {}
        self._current: set[str] = set()

    def make_site(self, root: Path, day: str = "") -> Site:
        """Make the site with cached reports, and cache the new ones whatever becomes of this build."""
        site = build(root, cache=self._reports, day=read_day(day))
        self._reports.close()
        return site

    def plan(self, site: Site, kind: str, settings: Any, files: Mapping[str, str | Path]) -> None:
        """Compute the keys of all files, and find those whose cached output is still valid."""
        self._outputs = OutputCache(self._folder / "site" / digest(kind)[:_NAME_LENGTH])
        self._keys = OutputKeys(site, digest(self._common, theme_digest(), settings_text(settings)))
        self._wanted = {path: self._keys.of(source) for path, source in files.items()}
        self._current = self._outputs.current(self._wanted)
        path_of = {source: path for path, source in files.items()}
        self._current_sources = {source for source, path in path_of.items() if path in self._current}

    def is_current(self, path: str) -> bool:
        """Return True if the cached output is still valid."""
        return path in self._current

    def _write_search_index(self, site: Site, target: Target) -> None:
        """Write the index, reusing the last one; nothing if that is still valid as a whole."""
        paths = self._outputs.files_below(search.FOLDER, self._keys.everything)
        if paths:
            self._current |= paths
        else:
            previous = self._previous_index(site, target.link)
            paths = set(write_search_index(site, target.folder, target.link, previous))
        self._wanted |= dict.fromkeys(paths, self._keys.everything)

    def _previous_index(self, site: Site, link: Link) -> search.PreviousIndex | None:
        folder = self._outputs.folder(search.FOLDER)
        current = {
            link(document.path) for document in site.documents if document.path in self._current_sources
        }
        return search.PreviousIndex(folder, current.__contains__) if folder else None

    def _restore(self, target: Target) -> None:
        """Put the current files into the finished site, and keep all files for the next build."""
        self._outputs.settle(target.folder, self._wanted, self._current, target.always)
