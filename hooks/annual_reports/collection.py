"""All reports together, read from `docs/` and indexed once by government, year and indicator."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import TypeVar

from annual_reports import similarity, source_files, written_pages
from annual_reports.addresses import COMMITMENTS
from annual_reports.citations import Citation, by_name, citations
from annual_reports.commitments import Followed, History, follow, on_pages
from annual_reports.findings import Finding, Place, finding
from annual_reports.ledger.canonical import Stated, key_of, stated
from annual_reports.ledger.chain import Entry, Ledger
from annual_reports.ledger.history import replaced_by, superseded
from annual_reports.ledger.texts import Texts
from annual_reports.memory import FORGETFUL, Memory, Reading
from annual_reports.model import Catalog, Correction, Figure, Government, Indicator, Report, WrittenPage
from annual_reports.parts import Part, Places

K = TypeVar("K")
V = TypeVar("V")

_REPORT_PATH = re.compile(r"reports/[^/]+/\d{4}\.md")
_SECOND = re.compile(r"(?P<folder>reports/[^/]+/)(?P<year>\d{4})[^/]*\.md")
_SCAN_PATH = re.compile(r"reports/[^/]+/\d{4}\.pdf")


@dataclass(frozen=True)
class Collection:
    """全部报告. Reports stand in the catalog's order of governments, each newest first."""

    catalog: Catalog
    reports: tuple[Report, ...]
    written: tuple[WrittenPage, ...] = ()
    beside: tuple[str, ...] = ()
    """Source paths of other files that people put below `docs/`: pictures, forms."""
    scans: frozenset[str] = frozenset()
    """Source paths of the scans of signed originals that lie beside reports."""
    unread: tuple[str, ...] = ()
    """Source paths of all files of which nothing is used, because of errors."""
    printed: Mapping[str, Path] = field(default_factory=dict)
    """Source path of a report -> its PDF, of those that have been printed as they stand now."""
    ledger: Ledger = field(default_factory=Ledger)
    """What has been published so far."""
    texts: Texts = field(default_factory=Texts)
    """The texts of what has been published."""
    memory: Memory = field(default=FORGETFUL, repr=False, compare=False)
    """What follows from one report alone need be worked out once."""

    @cached_property
    def stated(self) -> Mapping[str, Stated]:
        """What each report states, as far as the ledger keeps it."""
        return {key_of(report): self.memory.recall("stated", report, stated) for report in self.reports}

    @cached_property
    def figure_keys(self) -> Mapping[str, str]:
        """Path of a report -> digest of everything that tables and charts say of its figures.

        It is what they depend on: most edits of a report change none of its figures.
        """
        return {r.path: self.memory.recall("figures", r, _digest_of_figures) for r in self.reports}

    def sentence_keys(self, report: Report) -> Sequence[str]:
        """A report's sentences as likeness compares them."""
        keys: Sequence[str] = self.memory.recall("sentence_keys", report, similarity.sentence_keys)
        return keys

    @cached_property
    def record(self) -> Ledger:
        """The ledger once these reports are published."""
        return self.ledger.extended(self.stated)

    def versions(self, report: Report) -> tuple[Entry, ...]:
        """A report as it was published each time, this time included."""
        return self.record.of[key_of(report)]

    def replaced_by(self, report: Report, correction: Correction) -> Entry | None:
        """The version whose text a correction replaced, if it was published here."""
        versions = self.versions(report)
        entry = replaced_by(report, correction, versions)
        return entry if entry in superseded(versions) else None

    @cached_property
    def by_government(self) -> Mapping[str, tuple[Report, ...]]:
        """Government id -> its reports, newest first. Only governments that have reports."""
        return _grouped((report.government.id, report) for report in self.reports)

    @cached_property
    def by_year(self) -> Mapping[int, tuple[Report, ...]]:
        """Year -> its reports, newest year first."""
        years = _grouped((report.year, report) for report in self.reports)
        return dict(sorted(years.items(), reverse=True))

    @cached_property
    def by_indicator(self) -> Mapping[str, tuple[tuple[Report, Figure], ...]]:
        """Indicator id -> its figures with their reports. Only indicators that have figures."""
        figures = _grouped((f.indicator.id, (report, f)) for report in self.reports for f in report.figures)
        return {id_: figures[id_] for id_ in self.catalog.indicators if id_ in figures}

    @cached_property
    def histories(self) -> Mapping[str, History]:
        """Government id -> its commitments and what became of them."""
        return {id_: follow(reports) for id_, reports in self.by_government.items()}

    @cached_property
    def places(self) -> Places:
        """How the governments are divided where a list of them is too long."""
        return Places(self.catalog)

    @cached_property
    def commitments(self) -> Part[Followed]:
        """All commitments, and the pages on which they stand; all of one government's stand together."""
        return on_pages(self.histories.values(), self.places)

    @cached_property
    def _commitments_at(self) -> Mapping[str, str]:
        pages = (page for page in self.commitments.walk() if not page.parts)
        return {item.report.government.id: page.path for page in pages for item in page.items}

    def commitments_at(self, report: Report) -> str:
        """Source path of the page that tells what became of a report's commitments."""
        return self._commitments_at.get(report.government.id, COMMITMENTS)

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every 《…》 of every report."""
        laws = by_name(self.catalog)
        return tuple(citation for report in self.reports for citation in citations(report, laws))

    def before(self, report: Report) -> Report | None:
        """The government's report before this one, whatever year it is on."""
        earlier = (other for other in self.by_government[report.government.id] if other.year < report.year)
        return next(earlier, None)

    def after(self, report: Report) -> Report | None:
        """The government's next report after this one."""
        later = (other for other in self.by_government[report.government.id] if other.year > report.year)
        return min(later, key=lambda other: other.year, default=None)

    @property
    def governments(self) -> list[Government]:
        """The governments that have reports."""
        return [self.catalog.governments[id_] for id_ in self.by_government]

    @property
    def parents(self) -> list[Government]:
        """The governments above those that have reports."""
        named = {government.parent for government in self.governments}
        return [government for id_, government in self.catalog.governments.items() if id_ in named]

    @property
    def indicators(self) -> list[Indicator]:
        """The indicators that have figures."""
        return [self.catalog.indicators[id_] for id_ in self.by_indicator]


Progress = Callable[[Iterable[str]], Iterable[str]]
"""Goes through what is to be read, and may show how far it is."""
_ReportReader = Callable[[bytes, str, str], Reading]


def read(
    docs: Path,
    catalog: Catalog,
    shown_as: str = "docs",
    each: Progress = list,
    memory: Memory = FORGETFUL,
) -> tuple[Collection, list[Finding]]:
    """Read every report below `docs/reports/`, and what other pages and files there are."""
    paths = {path.relative_to(docs).as_posix(): path for path in sorted(_files(docs))}
    misnamed = source_files.misnamed(paths, shown_as)

    def read_report(data: bytes, path: str, shown: str) -> Reading:
        return memory.read(data, path, shown, catalog, paths)

    found: list[Report] = []
    written: list[WrittenPage] = []
    unread: list[str] = []
    findings = [*misnamed.values(), *source_files.clashes(paths, shown_as)]
    for source in each(paths):
        reading = None if source in misnamed else _read(paths[source], source, shown_as, paths, read_report)
        thing, problems = reading or (None, [])
        found += [thing] if isinstance(thing, Report) else []
        written += [thing] if isinstance(thing, WrittenPage) else []
        unread += [source] if thing is None else []
        findings += problems
    if not found and not findings:
        findings.append(finding("no-reports", Place(f"{shown_as}/reports")))
    scans = frozenset(source for source, path in paths.items() if _is_scan(source, path))
    refused = frozenset(unread)
    beside = tuple(s for s in paths if s not in refused and not s.endswith(".md") and s not in scans)
    return Collection(
        catalog, tuple(_in_order(found, catalog)), tuple(written), beside, scans, tuple(unread), memory=memory
    ), findings


def _digest_of_figures(report: Report) -> str:
    told = [
        (
            *(f.indicator.id, f.quantity, f.text, f.counted, f.incomparable, f.new_scope, f.note),
            *(f.evidence.sentence.number, f.evidence.sentence.text),
            f.evidence.span[0] - f.evidence.sentence.span[0],
        )
        for f in report.figures
    ]
    return sha256(repr((report.path, told)).encode()).hexdigest()


def _read(
    path: Path, source: str, shown_as: str, others: Container[str], read_report: _ReportReader
) -> tuple[Report | WrittenPage | Path | None, list[Finding]]:
    """What a file holds, a file beside pages as its path; None if it is not to be used."""
    place = Place(f"{shown_as}/{source}")
    if path.is_symlink():
        return None, [finding("link-of-files", place, found=path.name)]
    if source.startswith("reports/"):
        return _read_report(path, source, shown_as, others, read_report)
    if not source.endswith(".md"):
        problems = source_files.beside(path, place)
        return None if problems else path, problems
    data = source_files.read_file(path, place)
    return (None, [data]) if isinstance(data, Finding) else written_pages.read(data, source, place.path)


def _files(folder: Path) -> Iterator[Path]:
    """Every file below a folder but hidden ones; a link is a file, wherever it leads."""
    if not folder.is_dir():
        return
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _files(path)
        else:
            yield path


def _read_report(
    path: Path, source: str, shown_as: str, others: Container[str], read_report: _ReportReader
) -> tuple[Report | Path | None, list[Finding]]:
    place = Place(f"{shown_as}/{source}")
    if _is_scan(source, path):
        return path, []
    if not source.endswith(".md"):
        return None, [finding("unexpected-file", place, found=path.name)]
    if not _REPORT_PATH.fullmatch(source):
        return None, [_misplaced(source, place, others)]
    data = source_files.read_file(path, place)
    if isinstance(data, Finding):
        return None, [data]
    return read_report(data, source, place.path)


def _is_scan(source: str, path: Path) -> bool:
    fits = _SCAN_PATH.fullmatch(source) is not None
    return fits and not path.is_symlink() and path.with_suffix(".md").exists()


def _misplaced(source: str, place: Place, others: Container[str]) -> Finding:
    """A name such as `2024 (1).md` beside `2024.md` is a second report for the year."""
    second = _SECOND.fullmatch(source)
    if second and (same := f"{second['folder']}{second['year']}.md") in others:
        return finding("duplicate-report", place, found=second["year"], other=f"docs/{same}")
    return finding("misplaced-report", place, found=source)


def _in_order(found: Iterable[Report], catalog: Catalog) -> list[Report]:
    rank = {id_: place for place, id_ in enumerate(catalog.governments)}
    return sorted(found, key=lambda report: (rank[report.government.id], -report.year))


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
