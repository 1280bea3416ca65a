"""List publications, corrections and withdrawals, newest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.model import Correction, Report


@dataclass(frozen=True, slots=True)
class Update:
    """Publication of a report, or a correction to it."""

    day: date | None
    """None for a publication whose document bears no date."""
    report: Report
    correction: Correction | None = None


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
        WithdrawnText(withdrawal.date, _name_for_readers(key, catalog), withdrawal.reason, key)
        for key, withdrawal in catalog.withdrawn.items()
    ]
    return sorted(texts, key=lambda text: (-text.day.toordinal(), text.name))


def _name_for_readers(key: str, catalog: Catalog) -> str:
    """Return the name of what a key of `data/withdrawn.yml` stands for."""
    id_, _, rest = key.partition("/")
    year, _, version = rest.partition("-")
    government = catalog.governments.get(id_)
    report = f"{government.name if government else id_}{year}年报告"
    return f"{report}第 {version} 版更正前的文本" if version else report


def list_updates(reports: Iterable[Report]) -> list[Update]:
    """Return all publications and corrections, newest first; those without a date last, newest year first."""
    return sorted(_updates(reports), key=_newest_first)


def _updates(reports: Iterable[Report]) -> Iterator[Update]:
    for report in reports:
        yield Update(report.published, report)
        yield from (Update(correction.date, report, correction) for correction in report.corrections)


def _newest_first(update: Update) -> tuple[int, int, str]:
    return (-update.day.toordinal() if update.day else 0), -update.report.year, update.report.path
