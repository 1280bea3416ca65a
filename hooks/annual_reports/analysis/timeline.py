"""List publications, corrections, other changes and withdrawals, newest first.

The ledger gives the order: what a later publication brought stands first, whatever dates people wrote. Only
within one publication, and before the ledger knew publications, the written dates order.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.told_changes import ToldChange
from annual_reports.domain.catalog import Catalog
from annual_reports.domain.model import Correction, Report


@dataclass(frozen=True, slots=True)
class Update:
    """Publication of a report, a correction to it, or another change of what is told about it."""

    day: date | None
    """None for a publication whose day is not known."""
    report: Report
    correction: Correction | None = None
    told: ToldChange | None = None
    first_here: date | None = None
    """Of a publication: the day on which this site published the report first, if the ledger has it."""
    publication: int = 0
    """Ordinal of the publication that brought it, from 0."""


@dataclass(frozen=True, slots=True)
class WithdrawnText:
    """Report or earlier text that was withdrawn."""

    day: date
    name: str
    """Name for readers: 甲镇2023年报告, or 甲镇2023年报告第 1 版更正前的文本."""
    reason: str
    key: str
    """Key in `data/withdrawn.yml`: `pingshi/2023`, or `pingshi/2023-1` for one version."""


def withdrawn_texts(catalog: Catalog) -> list[WithdrawnText]:
    """Return all withdrawn reports and texts, newest withdrawal first."""
    texts = [
        WithdrawnText(withdrawal.date, withdrawn_name(key, catalog), withdrawal.reason, key)
        for key, withdrawal in catalog.withdrawn.items()
    ]
    return sorted(texts, key=lambda text: (-text.day.toordinal(), text.name))


def withdrawn_name(key: str, catalog: Catalog) -> str:
    """Return the name for readers of what a key of `data/withdrawn.yml` stands for."""
    id_, _, rest = key.partition("/")
    year, _, version = rest.partition("-")
    government = catalog.governments.get(id_)
    report = f"{government.name if government else id_}{year}年报告"
    if version.startswith("told-"):
        return f"{report}曾经的整理内容（登记簿第 {version.removeprefix('told-')} 行）"
    return f"{report}第 {version} 版更正前的文本" if version else report


def list_updates(collection: Collection, changes: Iterable[ToldChange] = ()) -> list[Update]:
    """Return all updates about reports, newest first; within a publication those without a date last.

    `changes` are those of statements; changes of the catalog are about no report and are left out.
    """
    return sorted(_updates(collection, changes), key=_newest_first)


def _updates(collection: Collection, changes: Iterable[ToldChange]) -> Iterator[Update]:
    publications = collection.next_ledger.publications
    for report in collection.reports:
        versions = collection.versions(report)
        first = versions[0]
        day = report.published or first.day
        yield Update(day, report, first_here=first.day, publication=publications[first.number - 1])
        for correction in report.corrections:
            entry = collection.declaring_version(report, correction)
            yield Update(correction.date, report, correction, publication=publications[entry.number - 1])
    for told in changes:
        if told.report:
            publication = publications[told.number - 1]
            yield Update(told.day, told.report, told=told, publication=publication)


def _newest_first(update: Update) -> tuple[int, int, int, str]:
    day = -update.day.toordinal() if update.day else 0
    return -update.publication, day, -update.report.year, update.report.path
