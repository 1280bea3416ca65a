"""A page for each withdrawal of a report, of one of its versions, or of statements about it: when and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.timeline import WithdrawnText, withdrawn_texts
from annual_reports.ledger.canonical import report_id
from annual_reports.ledger.texts import version_id
from annual_reports.rendering.document import Document
from annual_reports.rendering.urls import UPDATES, version_of, withdrawal_of


def documents(collection: Collection) -> Iterator[Document]:
    """Yield a page for each text that is or was withdrawn."""
    reports = {report_id(report): report for report in collection.reports}
    pages = {
        version_id(entry): version_of(entry, versions)
        for id_, versions in collection.next_ledger.by_report.items()
        if id_ in reports
        for entry in versions
    }
    for text in _last_of_each(withdrawn_texts(collection)):
        report = reports.get(_report_of(text.key))
        yield _document(text, report.path if report else None, pages.get(text.key))


def _last_of_each(texts: Iterable[WithdrawnText]) -> Iterable[WithdrawnText]:
    """Return the last withdrawal of each text: the one that stands, or the one that was taken back last."""
    by_day = sorted(texts, key=lambda text: (not text.is_over, text.day))
    return {text.key: text for text in by_day}.values()


def _report_of(key: str) -> str:
    """Return the id of the report that a key is about: `pingshi/2024` of `pingshi/2024-told-18`."""
    government, _, rest = key.partition("/")
    return f"{government}/{rest.partition('-')[0]}"


def _document(text: WithdrawnText, report: str | None, version: str | None) -> Document:
    return Document(
        path=withdrawal_of(text.key),
        title=f"撤下{text.name}",
        description=f"撤下{text.name}的日期和原因。",
        template="withdrawal.html",
        context={"withdrawn": text, "report": report, "version": version},
        parent=UPDATES,
        searchable=False,
    )
