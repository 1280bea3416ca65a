"""List publications, corrections, other changes and withdrawals, newest first.

The ledger gives the order: what a later publication brought stands first, whatever dates people wrote. Only
within one publication, and before the ledger knew publications, the written dates order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.told_changes import ToldChange
from annual_reports.analysis.withdrawal_history import trace_withdrawals
from annual_reports.domain.catalog import Catalog, Government
from annual_reports.domain.model import Correction, Report
from annual_reports.ledger.lines import MEANINGS, PAGES

PathOf = Callable[[str], str]
_SITE_SUBJECTS = {MEANINGS: "指标、名称、期限和撤下", PAGES: "本站网页和文件"}


@dataclass(frozen=True, slots=True)
class WithdrawnReport:
    """Report that was withdrawn as a whole, as far as it stays in the list of updates."""

    government: Government
    year: int
    path: str
    """Page about its withdrawal."""
    title: str
    published: date | None = None


@dataclass(frozen=True, slots=True)
class Update:
    """Publication of a report, a correction to it, or another change of what is told about it."""

    day: date | None
    """None for a publication whose day is not known."""
    report: Report | WithdrawnReport
    correction: Correction | None = None
    told: ToldChange | None = None
    first_here: date | None = None
    """Of a publication: the day on which this site published the report first, if the ledger has it."""
    recorded: date | None = None
    """Of a correction: the day of the publication that recorded it, if people wrote another one."""
    publication: int = 0
    """Ordinal of the publication that brought it, from 0."""

    @property
    def is_withdrawn(self) -> bool:
        """True if it is about a report that was withdrawn as a whole."""
        return isinstance(self.report, WithdrawnReport)


@dataclass(frozen=True, slots=True)
class WithdrawnText:
    """Report or earlier text that is or was withdrawn."""

    day: date
    name: str
    """Name for readers: 甲镇2023年报告, or 甲镇2023年报告第 1 版更正前的文本."""
    reason: str | None
    """None if the reason is not shown any more."""
    key: str
    """Key in `data/withdrawn.yml`: `pingshi/2023`, or `pingshi/2023-1` for one version."""
    recorded: date | None = None
    """Day of the publication that recorded it, if that is another day."""
    is_over: bool = False
    restored: date | None = None
    """Day of the publication that took it back, if it is known."""


def withdrawn_texts(collection: Collection) -> list[WithdrawnText]:
    """Return all that is or was withdrawn, newest withdrawal first."""
    traced = trace_withdrawals(collection)
    known = {one.key: one.recorded for one in traced if not one.is_over}
    catalog = collection.catalog
    texts = [
        WithdrawnText(w.date, withdrawn_name(key, catalog), w.reason, key, _other(known.get(key), w.date))
        for key, w in catalog.withdrawn.items()
    ]
    texts += [
        WithdrawnText(
            one.written,
            withdrawn_name(one.key, catalog),
            one.reason,
            one.key,
            _other(one.recorded, one.written),
            is_over=True,
            restored=one.restored,
        )
        for one in traced
        if one.is_over
    ]
    return sorted(texts, key=lambda text: (-text.day.toordinal(), text.name))


def _other(recorded: date | None, written: date) -> date | None:
    """Return the recorded day if people wrote another one."""
    return recorded if recorded != written else None


def withdrawn_name(key: str, catalog: Catalog) -> str:
    """Return the name for readers of what a key of `data/withdrawn.yml` stands for."""
    subject, _, line = key.partition("-told-")
    if subject in _SITE_SUBJECTS:
        return f"{_SITE_SUBJECTS[subject]}曾经的登记里的文字（登记簿第 {line} 行）"
    id_, _, rest = key.partition("/")
    year, _, version = rest.partition("-")
    government = catalog.governments.get(id_)
    report = f"{government.name if government else id_}{year}年报告"
    if version.startswith("told-"):
        return f"{report}曾经的整理内容里的文字（登记簿第 {version.removeprefix('told-')} 行）"
    return f"{report}第 {version} 版更正前的文本" if version else report


def list_updates(
    collection: Collection, path_of_withdrawal: PathOf, changes: Iterable[ToldChange] = ()
) -> list[Update]:
    """Return all updates about reports, newest first; within a publication those without a date last.

    Args:
        collection: all reports.
        path_of_withdrawal: gives the page about the withdrawal of a report, by its id.
        changes: those of statements; changes of the site's own are about no report and are left out.

    """
    return sorted(_updates(collection, path_of_withdrawal, changes), key=_newest_first)


def _updates(collection: Collection, path_of: PathOf, changes: Iterable[ToldChange]) -> Iterator[Update]:
    publications = collection.next_ledger.publications
    for report in collection.reports:
        versions = collection.versions(report)
        first = versions[0]
        day = report.published or first.day
        yield Update(day, report, first_here=first.day, publication=publications[first.number - 1])
        for correction in report.corrections:
            entry = collection.declaring_version(report, correction)
            recorded, publication = _other(entry.day, correction.date), publications[entry.number - 1]
            yield Update(correction.date, report, correction, recorded=recorded, publication=publication)
    withdrawn = withdrawn_reports(collection, path_of)
    for id_, gone in withdrawn.items():
        first = collection.next_ledger.by_report[id_][0]
        yield Update(first.day, gone, first_here=first.day, publication=publications[first.number - 1])
    for told in changes:
        if about := told.report or withdrawn.get(told.subject):
            yield Update(told.day, about, told=told, publication=publications[told.number - 1])


def withdrawn_reports(collection: Collection, path_of: PathOf) -> dict[str, WithdrawnReport]:
    """Return report id -> what stays of the published reports that were withdrawn as a whole."""
    governments = collection.catalog.governments
    return {
        id_: WithdrawnReport(
            governments[government], int(year), path_of(id_), withdrawn_name(id_, collection.catalog)
        )
        for id_ in collection.ledger.by_report.keys() & collection.catalog.withdrawn.keys()
        for government, _, year in [id_.partition("/")]
        if government in governments
    }


def _newest_first(update: Update) -> tuple[int, int, int, str]:
    day = -update.day.toordinal() if update.day else 0
    return -update.publication, day, -update.report.year, update.report.path
