"""What was published before: each version's text, and a page for each text that a correction replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from annual_reports.addresses import LEDGER, text_of, version_of
from annual_reports.collection import Collection
from annual_reports.document import Document, Download, Heading, Link
from annual_reports.evidence import sentences
from annual_reports.ledger.canonical import signed_text
from annual_reports.ledger.chain import Entry
from annual_reports.ledger.history import superseded
from annual_reports.ledger.texts import name_of
from annual_reports.model import Report, Sentence
from annual_reports.rewording import Rewording, compare


def documents(collection: Collection) -> Iterator[Document | Download]:
    """The ledger; of each report the text of every version, and a page for the replaced ones."""
    yield Download(LEDGER, lambda _: collection.record.content)
    for report in collection.reports:
        versions = collection.versions(report)
        for entry in versions:
            if text := _text(collection, report, entry):
                yield Download(text_of(entry), partial(_encoded, text), (report,))
        for entry in superseded(versions):
            yield _document(collection, report, entry)


def _text(collection: Collection, report: Report, entry: Entry) -> Callable[[], str] | None:
    """How a version's text is got, if there is one; the present one need not have been kept yet."""
    if name_of(entry) in collection.catalog.withdrawn:
        return None
    if entry.stated.text == collection.versions(report)[-1].stated.text:
        return partial(signed_text, report)
    kept = collection.texts.of(entry)
    return None if kept is None else lambda: kept


def _document(collection: Collection, report: Report, entry: Entry) -> Document:
    read = _text(collection, report, entry)
    text = read() if read else None
    names = {id_: indicator.name for id_, indicator in collection.catalog.indicators.items()}
    name = f"{report.government.name}{report.year}年报告第 {entry.version} 版"
    return Document(
        path=version_of(entry),
        title=f"{name}（已更正）",
        description=f"{name}的原文，已经更正，留作查考。",
        template="version.html",
        context={
            "report": report,
            "entry": entry,
            "text": text,
            "withdrawal": collection.catalog.withdrawn.get(name_of(entry)),
            "corrections": [c for c in report.corrections if collection.replaced_by(report, c) == entry],
            "rewording": _rewording(text, signed_text(report)) if text else None,
            "figures": [(names.get(id_, id_), amount) for id_, amount in entry.stated.figures.items()],
            "text_file": text_of(entry),
        },
        parent=report.path,
        headings=tuple(_headings(entry, text)),
        searchable=False,
        indexed=False,
        government=report.government,
        year=report.year,
        inputs=(report,),
    )


def _headings(entry: Entry, text: str | None) -> Iterator[Heading]:
    yield Heading("what", "更正了什么")
    if text:
        yield Heading("wording", "前后对照")
        yield Heading("text", "更正前的全文")
    if text and entry.stated.figures:
        yield Heading("figures", "更正前的数据")


class _Text(NamedTuple):
    """A plain text as `rewording` compares it."""

    body: str
    sentences: tuple[Sentence, ...]


def _rewording(before: str, after: str) -> Rewording:
    return compare(*(_Text(text, tuple(sentences(text))) for text in (before, after)))


def _encoded(text: Callable[[], str], _link: Link) -> bytes:
    return text().encode()
