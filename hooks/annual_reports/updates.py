"""What happened when: publications, corrections and withdrawals, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from annual_reports.model import Catalog, Correction, Report


@dataclass(frozen=True, slots=True)
class Update:
    """A report's publication, or a correction to it."""

    day: date | None
    """None for a publication whose date the document does not say."""
    report: Report
    correction: Correction | None = None


@dataclass(frozen=True, slots=True)
class Removal:
    """What is no longer shown."""

    day: date
    what: str
    """甲镇2023年报告, or of it 第 1 版更正前的文本."""
    reason: str


def removals(catalog: Catalog) -> list[Removal]:
    """Every withdrawal, newest first."""
    found = [Removal(one.date, _named(name, catalog), one.reason) for name, one in catalog.withdrawn.items()]
    return sorted(found, key=lambda removal: (-removal.day.toordinal(), removal.what))


def _named(name: str, catalog: Catalog) -> str:
    """What a key of `data/withdrawn.yml` stands for."""
    id_, _, rest = name.partition("/")
    year, _, version = rest.partition("-")
    government = catalog.governments.get(id_)
    report = f"{government.name if government else id_}{year}年报告"
    return f"{report}第 {version} 版更正前的文本" if version else report


def updates(reports: Iterable[Report]) -> list[Update]:
    """Every publication and correction, newest first; those without a date at the end, newest year first."""
    return sorted(_updates(reports), key=_newest_first)


def _updates(reports: Iterable[Report]) -> Iterator[Update]:
    for report in reports:
        yield Update(report.published, report)
        yield from (Update(correction.date, report, correction) for correction in report.corrections)


def _newest_first(update: Update) -> tuple[int, int, str]:
    return (-update.day.toordinal() if update.day else 0), -update.report.year, update.report.path
