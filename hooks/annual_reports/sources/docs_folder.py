"""Read everything below `docs/`: reports, pages that people write, files beside them.

A file with an error is not used at all; its path stands in `DocsFolder.unread`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import NamedTuple

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.files import is_closed
from annual_reports.domain.findings import Finding, Place, errors, finding
from annual_reports.domain.model import Report, WrittenPage
from annual_reports.sources import file_names, written_pages
from annual_reports.sources.report_cache import NO_CACHE, ParsedReport, ReportCache

ProgressBar = Callable[[Iterable[str]], Iterable[str]]
"""Yields the paths it is given, and may show progress meanwhile."""

_REPORT_PATH = re.compile(r"reports/[^/]+/\d{4}\.md")
_SECOND = re.compile(r"(?P<folder>reports/[^/]+/)(?P<year>\d{4})[^/]*\.md")
_SCAN_PATH = re.compile(r"reports/[^/]+/\d{4}\.pdf")


@dataclass(frozen=True, slots=True)
class DocsFolder:
    """Contents of `docs/`. All paths are source paths below it, with slashes."""

    reports: tuple[Report, ...] = ()
    """In the catalog's order of governments, each government's newest first."""
    written: tuple[WrittenPage, ...] = ()
    beside: tuple[str, ...] = ()
    """Paths of other files that people put beside pages: pictures, forms."""
    scans: frozenset[str] = frozenset()
    """Paths of the scans of signed originals that lie beside reports."""
    unread: tuple[str, ...] = ()
    """Paths of files that are not used because of errors."""
    left_behind: tuple[str, ...] = ()
    """Paths of files that programs made by themselves, and that are not published."""

    @property
    def report_files(self) -> tuple[str, ...]:
        """Paths of all reports that were read, those with errors too."""
        wrong = (path for path in self.unread if path.startswith("reports/") and path.endswith(".md"))
        return (*(report.path for report in self.reports), *wrong)


_FileContent = Report | WrittenPage | Path | None
"""A parsed file; its path if it is published as it is; None if it must not be used."""


class _Folder(NamedTuple):
    """The arguments that every reader of a file shares."""

    paths: dict[str, Path]
    """Source path -> file, of all files below the folder."""
    catalog: Catalog
    shown_as: str
    cache: ReportCache

    def place(self, source: str) -> Place:
        return Place(f"{self.shown_as}/{source}")


def read_docs(
    docs: Path,
    catalog: Catalog,
    shown_as: str = "docs",
    progress_bar: ProgressBar = list,
    cache: ReportCache = NO_CACHE,
) -> tuple[DocsFolder, list[Finding]]:
    """Read every file below `docs`.

    Args:
        docs: the folder.
        catalog: the governments and indicators that reports may name.
        shown_as: the folder's name in findings.
        progress_bar: is given the source paths of the files in the order of reading.
        cache: holds reports that were parsed before.

    """
    everything = {path.relative_to(docs).as_posix(): path for path in sorted(_files(docs))}
    left_behind = file_names.find_left_behind(everything, shown_as)
    paths = {source: path for source, path in everything.items() if source not in left_behind}
    folder = _Folder(paths, catalog, shown_as, cache)
    misnamed = file_names.find_misnamed(paths, shown_as)
    findings = [*left_behind.values(), *misnamed.values(), *file_names.find_name_clashes(paths, shown_as)]
    findings += file_names.find_folders_named_as_files(paths, shown_as)
    contents: dict[str, _FileContent] = {}
    for source in progress_bar(paths):
        contents[source], problems = (None, []) if source in misnamed else _read_file(source, folder)
        findings += problems
    result = replace(_sorted_contents(contents, paths, catalog), left_behind=tuple(left_behind))
    if not result.reports and not errors(findings) and not catalog.withdrawn:  # the only one may have to go
        findings.append(finding("no-reports", folder.place("reports")))
    return result, findings


def _sorted_contents(
    contents: dict[str, _FileContent], paths: dict[str, Path], catalog: Catalog
) -> DocsFolder:
    rank = {id_: number for number, id_ in enumerate(catalog.governments)}
    reports = [content for content in contents.values() if isinstance(content, Report)]
    scans = frozenset(source for source, path in paths.items() if _is_scan(source, path))
    return DocsFolder(
        reports=tuple(sorted(reports, key=lambda report: (rank[report.government.id], -report.year))),
        written=tuple(content for content in contents.values() if isinstance(content, WrittenPage)),
        beside=tuple(s for s, c in contents.items() if isinstance(c, Path) and s not in scans),
        scans=scans,
        unread=tuple(source for source, content in contents.items() if content is None),
    )


def _read_file(source: str, folder: _Folder) -> tuple[_FileContent, list[Finding]]:
    path, place = folder.paths[source], folder.place(source)
    if path.is_symlink():
        return None, [finding("link-of-files", place, found=path.name)]
    if path.is_dir():
        return None, [finding("unreadable-file", place, reason="没有读的权限")]
    if source.startswith("reports/"):
        return _read_report(source, folder)
    if not source.endswith(".md"):
        problems = file_names.check_attachment(path, place)
        return None if problems else path, problems
    data = file_names.read_file(path, place)
    return (
        (None, [data])
        if isinstance(data, Finding)
        else written_pages.read_written_page(data, source, place.path)
    )


def _read_report(source: str, folder: _Folder) -> tuple[Path | None, list[Finding]] | ParsedReport:
    path, place = folder.paths[source], folder.place(source)
    if _is_scan(source, path):
        return path, []
    if not source.endswith(".md"):
        return None, [finding("unexpected-file", place, found=path.name)]
    if not _REPORT_PATH.fullmatch(source):
        return None, [_misplaced(source, place, folder.paths)]
    data = file_names.read_file(path, place)
    if isinstance(data, Finding):
        return None, [data]
    return folder.cache.read_report(data, source, place.path, folder.catalog, folder.paths)


def _files(folder: Path) -> Iterator[Path]:
    """Yield every file below a folder but hidden ones; a symbolic link and a closed folder count as files."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink() and not is_closed(path):
            yield from _files(path)
        else:
            yield path


def _is_scan(source: str, path: Path) -> bool:
    fits = _SCAN_PATH.fullmatch(source) is not None
    return fits and not path.is_symlink() and path.with_suffix(".md").exists()


def _misplaced(source: str, place: Place, others: Container[str]) -> Finding:
    """Return the finding for a report's file with a wrong name; `2024 (1).md` is a second report of 2024."""
    second = _SECOND.fullmatch(source)
    if second and (same := f"{second['folder']}{second['year']}.md") in others:
        return finding("duplicate-report", place, found=second["year"], other=f"docs/{same}")
    return finding("misplaced-report", place, found=source)
