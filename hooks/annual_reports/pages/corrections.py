"""A page for the corrections that made a version of a report: what was changed, why, and both texts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from functools import partial
from itertools import groupby
from typing import Any, NamedTuple

from annual_reports.analysis.collection import Collection
from annual_reports.domain.model import Correction, Report
from annual_reports.ledger.lines import Entry
from annual_reports.pages.versions import compare_versions, published_text
from annual_reports.rendering.document import Document, Heading
from annual_reports.rendering.urls import UPDATES, correction_of, version_of


class CorrectionPages(NamedTuple):
    """Pages that tell more about a correction."""

    correction: str
    replaced: str | None
    """Page of the text that it replaced; None if that was not published here."""
    recorded: date | None = None
    """Day of the publication that recorded it, if people wrote another one."""


def documents(collection: Collection) -> Iterator[Document]:
    """Yield a page for each version that a correction made."""
    for report in collection.reports:
        made_by = partial(collection.declaring_version, report)
        in_order = sorted(report.corrections, key=lambda correction: made_by(correction).version)
        for entry, corrections in groupby(in_order, key=made_by):
            yield _document(collection, report, entry, list(corrections))


def correction_pages(collection: Collection, report: Report, correction: Correction) -> CorrectionPages:
    """Return the pages that tell more about a correction."""
    replaced = collection.replaced_version(report, correction)
    return CorrectionPages(
        correction_of(collection.declaring_version(report, correction)),
        version_of(replaced, collection.versions(report)) if replaced else None,
        recorded_day(collection, report, correction),
    )


def recorded_day(collection: Collection, report: Report, correction: Correction) -> date | None:
    """Return the day of the publication that recorded a correction, if people wrote another one."""
    day = collection.declaring_version(report, correction).day
    return day if day != correction.date else None


def _document(
    collection: Collection, report: Report, entry: Entry, corrections: Sequence[Correction]
) -> Document:
    name = f"{report.government.name}{report.year}年报告的更正"
    replaced = collection.replaced_version(report, corrections[0])
    return Document(
        path=correction_of(entry),
        title=f"{name}（第 {entry.version} 版）",
        description=f"{name}：前后内容、日期和原因。",
        template="correction.html",
        context=partial(_context, collection, report, entry, corrections),
        parent=UPDATES,
        headings=(
            Heading("what", "更正了什么"),
            *([Heading("wording", "前后对照")] if replaced else []),
            Heading("versions", "更正前后的文本"),
        ),
        searchable=False,
        government=report.government,
        year=report.year,
        inputs=(report,),
    )


def _context(
    collection: Collection, report: Report, entry: Entry, corrections: Sequence[Correction]
) -> dict[str, Any]:
    replaced = collection.replaced_version(report, corrections[0])
    texts = [published_text(collection, report, one) if one else None for one in (replaced, entry)]
    return {
        "report": report,
        "entry": entry,
        "corrections": corrections,
        "recorded_days": [recorded_day(collection, report, one) for one in corrections],
        "replaced": replaced,
        "versions": collection.versions(report),
        "text_comparison": compare_versions(texts[0](), texts[1]()) if texts[0] and texts[1] else None,
    }
