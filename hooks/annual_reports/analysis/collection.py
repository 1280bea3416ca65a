"""All reports with everything read beside them, indexed by government, year and indicator.

A `Collection` is made once, complete, by `build.read`. It computes indexes and derived values on demand; it
knows nothing of pages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple, TypeVar

from annual_reports.analysis import similarity
from annual_reports.analysis.citations import Citation, find_citations, laws_by_name
from annual_reports.analysis.commitments import CommitmentHistory, track_commitments
from annual_reports.analysis.mentions import TextMentions, find_mentions
from annual_reports.analysis.old_names import OldNames, PublishedSentences, find_old_names
from annual_reports.analysis.statements import (
    statement_of_scan,
    statements_of_catalog,
    statements_of_pages,
    statements_of_report,
)
from annual_reports.analysis.timeliness import Timeliness, check_deadlines
from annual_reports.domain.catalog import Catalog, Government, Indicator
from annual_reports.domain.model import Correction, Figure, FigureKey, Report, Restatement, WrittenPage
from annual_reports.ledger.canonical import ContentDigests, content_digests, report_id, signed_text
from annual_reports.ledger.chain import Ledger
from annual_reports.ledger.free_words import Files, write_record
from annual_reports.ledger.history import declaring_version, replaced_version, superseded_versions
from annual_reports.ledger.lines import MEANINGS, PAGES, Entry, ToldEntry
from annual_reports.ledger.statements import Statements, content_digest
from annual_reports.ledger.texts import PublishedTexts, told_id, version_id
from annual_reports.ledger.told_records import read_record
from annual_reports.ledger.version_text import divide_text
from annual_reports.ledger.witnessing import Witnessing
from annual_reports.sources.docs_folder import DocsFolder
from annual_reports.sources.report_cache import NO_CACHE, ReportCache

K = TypeVar("K")
V = TypeVar("V")


class LastTold(NamedTuple):
    """Line of the ledger that recorded a subject last."""

    subject: str
    line: ToldEntry | None = None
    corrections: int = 0
    """Number of corrections that were declared then."""
    withdrawn: int | None = None
    """Number of the line if its words were withdrawn, and the present ones are not."""

    @property
    def key(self) -> str:
        """Key under which the statements that go on from it are cached."""
        return f"{self.line.digest if self.line else ''} {self.withdrawn}"


class LaterAmount(NamedTuple):
    """Amount that a later report gives for the year of an earlier report."""

    report: Report
    """The later report."""
    restatement: Restatement

    def describe(self) -> str:
        """Say it in words: 2024 年报告改为 620 件：原因."""
        return f"{self.report.year} 年报告改为 {self.restatement.text}：{self.restatement.reason}"


@dataclass(frozen=True)
class Collection:
    """全部报告, with the catalog they refer to and what has been published and printed of them."""

    catalog: Catalog
    docs: DocsFolder = field(default_factory=DocsFolder)
    """Contents of `docs/`."""
    printed: Mapping[str, Path] = field(default_factory=dict)
    """Source path of a report -> its PDF, of the reports whose PDF is up to date."""
    ledger: Ledger = field(default_factory=Ledger)
    """Versions published so far."""
    texts: PublishedTexts = field(default_factory=PublishedTexts)
    """Signed texts of the published versions, and statements beside them."""
    witnessing: Witnessing = field(default_factory=Witnessing)
    """Checkpoints that sites keep of each other's ledgers."""
    cache: ReportCache = field(default=NO_CACHE, repr=False, compare=False)
    """Cache of values derived from a single report."""
    scan_digests: Mapping[str, str] = field(default_factory=dict)
    """Source path of a report -> SHA-256 of the scan beside it, of the reports that have one."""
    file_digests: Mapping[str, str] = field(default_factory=dict)
    """Source path -> SHA-256 of the files that lie beside written pages."""
    settings: Mapping[str, str] = field(default_factory=dict)
    """Settings of the generator that stand on all pages: `site_name`, `copyright`."""
    day: date | None = None
    """Day on which this build is published; None if it is a preview, or if nobody said the day."""

    @property
    def reports(self) -> tuple[Report, ...]:
        """All reports, in the catalog's order of governments, each government's newest first."""
        return self.docs.reports

    @property
    def written(self) -> tuple[WrittenPage, ...]:
        """Pages that people write: home, about, the guide."""
        return self.docs.written

    @cached_property
    def content_digests(self) -> Mapping[str, ContentDigests]:
        """Report id -> digests of the contents that the ledger records."""
        return {
            report_id(report): self.cache.get_or_compute("content_digests", report, content_digests)
            for report in self.reports
        }

    @cached_property
    def told(self) -> Mapping[str, Files]:
        """Report id, `MEANINGS` or `PAGES` -> contents of the files of its present statements."""
        if not (self.reports or self.ledger.lines):
            return {}
        told = {report_id(report): self._told_of(report) for report in self.reports}
        pages = statements_of_pages(self.written, self.file_digests, self.catalog.publisher, self.settings)
        told[MEANINGS] = self._write(self._last_told(MEANINGS), statements_of_catalog(self.catalog))
        return told | {PAGES: self._write(self._last_told(PAGES), pages)}

    def _told_of(self, report: Report) -> Files:
        scan, last = self.scan_digests.get(report.path), self._last_told(report_id(report))

        def state(report: Report) -> tuple[bytes, bytes]:
            told = {**statements_of_report(report, self.catalog), **statement_of_scan(scan)}
            files = self._write(last, told, report.corrections[last.corrections :])
            return files.plain, files.words

        return Files(*self.cache.get_or_compute(f"told {scan} {last.key}", report, state))

    def _write(self, last: LastTold, told: Statements, corrections: Sequence[Correction] = ()) -> Files:
        record = read_record(self.texts, last.subject, last.line) if last.line else None
        return write_record(told, record, corrections, last.withdrawn)

    def _last_told(self, subject: str) -> LastTold:
        """Return the line that recorded a subject last, as far as new statements go on from it."""
        *_, line = (None, *self.ledger.told_by_subject.get(subject, ()))
        if line is None:
            return LastTold(subject)
        version, latest = self.ledger.version_at(subject, line), self.ledger.latest_entry(subject)
        declared = len(version.content_digests.corrections) if version else 0
        now = self.content_digests.get(subject)
        is_hidden = latest is not None and latest.content_digests == now and self.is_withdrawn(latest)
        withdrawn = line.number if not is_hidden and self.is_told_withdrawn(subject, line) else None
        return LastTold(subject, line, declared, withdrawn)

    def is_told_withdrawn(self, subject: str, entry: ToldEntry) -> bool:
        """Return True if the words of recorded statements were withdrawn, or the version beside them."""
        versions = (self.ledger if entry.number <= len(self.ledger.lines) else self.next_ledger).version_at
        version, withdrawn = versions(subject, entry), self.catalog.withdrawn
        return told_id(subject, entry) in withdrawn or (
            version is not None and (version.report in withdrawn or self.is_withdrawn(version))
        )

    @cached_property
    def figure_digests(self) -> Mapping[str, str]:
        """Path of a report -> digest of everything that tables and charts show of its figures.

        Pages that show figures only depend on it: most edits of a report change none of its figures.
        """
        return {r.path: self.cache.get_or_compute("figures", r, _digest_of_figures) for r in self.reports}

    @cached_property
    def mentions(self) -> Mapping[str, TextMentions]:
        """Path of a report -> what its text says about its figures, and its other amounts."""
        find = partial(find_mentions, catalog=self.catalog)
        return {r.path: self.cache.get_or_compute("mentions", r, find) for r in self.reports}

    def sentence_keys(self, report: Report) -> Sequence[str]:
        """Return a report's sentences in the form in which similarity compares them."""
        keys: Sequence[str] = self.cache.get_or_compute("sentence_keys", report, similarity.sentence_keys)
        return keys

    @cached_property
    def next_ledger(self) -> Ledger:
        """The ledger as it will be once these reports are published."""
        told = {subject: content_digest(files.plain) for subject, files in self.told.items()}
        return self.ledger.extended(self.content_digests, told, self.day)

    def versions(self, report: Report) -> tuple[Entry, ...]:
        """Return the ledger's entries of a report, this publication included."""
        return self.next_ledger.by_report[report_id(report)]

    def timeliness(self, report: Report) -> list[Timeliness]:
        """Check a report against its deadlines, by the ledger's first day where no date is stated."""
        return check_deadlines(report, self.catalog, self.first_here(report))

    def first_here(self, report: Report) -> date | None:
        """Return the day on which this site published a report first; None if the ledger does not have it."""
        return self.next_ledger.day_of(report_id(report))

    def replaced_version(self, report: Report, correction: Correction) -> Entry | None:
        """Return the version whose text a correction replaced, or None if it was not published here."""
        versions = self.versions(report)
        entry = replaced_version(report, correction, versions)
        return entry if entry in superseded_versions(versions) else None

    def declaring_version(self, report: Report, correction: Correction) -> Entry:
        """Return the version that a correction made."""
        return declaring_version(report, correction, self.versions(report))

    def is_withdrawn(self, entry: Entry) -> bool:
        """Return True if the words of a version must not be shown.

        It is withdrawn itself, or it has the words of one that is, and the report does not have them now.
        """
        versions = (*self.ledger.by_report.get(entry.report, ()), entry)
        now = self.content_digests.get(entry.report, versions[-1].content_digests)
        text, present = entry.content_digests.text, now.text
        same = [one for one in versions if one == entry or one.content_digests.text == text != present]
        return any(version_id(one) in self.catalog.withdrawn for one in same)

    def old_names(self, report: Report) -> OldNames:
        """Return the names that a report's sentences had in its published versions."""
        if report.path not in self._old_names:
            published = self._published_sentences(report)
            self._old_names[report.path] = find_old_names(report.sentences, published)
        return self._old_names[report.path]

    @cached_property
    def _old_names(self) -> dict[str, OldNames]:
        return {}

    def _published_sentences(self, report: Report) -> Iterator[PublishedSentences]:
        """Yield the sentences of the published versions that differ from the report's or had other names."""
        for entry in self.ledger.by_report.get(report_id(report), ()):
            kept = None if self.is_withdrawn(entry) else self.texts.get(entry)
            if kept == signed_text(report):
                if not entry.names:
                    yield PublishedSentences(entry, report.sentences)
            elif kept:
                yield PublishedSentences(entry, divide_text(kept, entry).sentences)

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

    def later_amounts(self, report: Report, figure: Figure) -> tuple[LaterAmount, ...]:
        """Return what later reports give in place of a figure, newest report first."""
        if not self._later_amounts:
            return ()
        return self._later_amounts.get((report.government.id, report.year, figure.key), ())

    @cached_property
    def _later_amounts(self) -> Mapping[tuple[str, int, FigureKey], tuple[LaterAmount, ...]]:
        return _grouped(
            ((report.government.id, restatement.year, figure.key), LaterAmount(report, restatement))
            for report in self.reports
            for figure in report.figures
            for restatement in figure.restated
        )

    @cached_property
    def histories(self) -> Mapping[str, CommitmentHistory]:
        """Government id -> its commitments and the answers of later reports."""
        return {id_: track_commitments(reports) for id_, reports in self.by_government.items()}

    @cached_property
    def citations(self) -> tuple[Citation, ...]:
        """Every 《…》 of every report."""
        laws = laws_by_name(self.catalog)
        return tuple(citation for report in self.reports for citation in find_citations(report, laws))

    def before(self, report: Report) -> Report | None:
        """Return the government's previous report, of whatever year."""
        earlier = (other for other in self.by_government[report.government.id] if other.year < report.year)
        return next(earlier, None)

    def after(self, report: Report) -> Report | None:
        """Return the government's next report, of whatever year."""
        later = (other for other in self.by_government[report.government.id] if other.year > report.year)
        return min(later, key=lambda other: other.year, default=None)

    @property
    def governments(self) -> list[Government]:
        """Governments that have reports."""
        return [self.catalog.governments[id_] for id_ in self.by_government]

    @property
    def parents(self) -> list[Government]:
        """Governments directly above those that have reports."""
        named = {government.parent for government in self.governments}
        return [government for id_, government in self.catalog.governments.items() if id_ in named]

    @property
    def indicators(self) -> list[Indicator]:
        """Indicators that have figures."""
        return [self.catalog.indicators[id_] for id_ in self.by_indicator]


def _digest_of_figures(report: Report) -> str:
    shown = [[*_shown(figure)] for figure in report.figures]
    return sha256(repr((report.path, shown)).encode()).hexdigest()


def _shown(figure: Figure) -> Iterator[object]:
    """Yield everything that tables and charts show of a figure; places in the file are not shown."""
    yield from (figure.indicator.id, figure.quantity, figure.text, figure.restated)
    yield from (figure.period, figure.scope and figure.scope.id, figure.part)
    yield from (figure.counted, figure.zero_in_words, figure.incomparable, figure.new_scope)
    yield from (figure.note, figure.remark, figure.row)
    for evidence in (figure.evidence, figure.note_evidence):
        if evidence:
            start = evidence.sentence.span[0]
            yield from (evidence.sentence.name, evidence.sentence.text)
            yield from (offset - start for offset in evidence.span)


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    groups: dict[K, list[V]] = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    return {key: tuple(values) for key, values in groups.items()}
