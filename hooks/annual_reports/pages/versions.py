"""Published texts and statements of all versions, and a page for each text that a correction replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import NamedTuple

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.text_comparison import TextComparison, compare_texts
from annual_reports.analysis.told_changes import is_withdrawn, told_content
from annual_reports.domain.evidence import split_sentences
from annual_reports.domain.model import Report, Sentence
from annual_reports.ledger.canonical import name_of_figure, report_id, signed_text
from annual_reports.ledger.history import superseded_versions
from annual_reports.ledger.lines import MEANINGS, Entry
from annual_reports.ledger.texts import version_id
from annual_reports.rendering.document import Document, Download, Heading, Link
from annual_reports.rendering.urls import text_of, told_of, version_of


def documents(collection: Collection) -> Iterator[Document | Download]:
    """Yield every recorded text and statement, and a page for each replaced text."""
    yield from _statements(collection, MEANINGS)
    for report in collection.reports:
        yield from _statements(collection, report_id(report), report)
        versions = collection.versions(report)
        for entry in versions:
            if text := _text(collection, report, entry):
                yield Download(text_of(entry), partial(_encoded, text), (report,))
        for entry in superseded_versions(versions):
            yield _document(collection, report, entry)


def _statements(collection: Collection, subject: str, *inputs: Report) -> Iterator[Download]:
    """Yield the statements of a report or of the catalog that were neither withdrawn nor lost."""
    for entry in collection.next_ledger.told_by_subject.get(subject, ()):
        content = (
            None if is_withdrawn(collection, subject, entry) else told_content(collection, subject, entry)
        )
        if content is not None:
            yield Download(told_of(subject, entry), partial(_given, content), inputs or None)


def _text(collection: Collection, report: Report, entry: Entry) -> Callable[[], str] | None:
    """Return a function that reads a version's text, or None if it was withdrawn or not kept.

    The present text is taken from the report, since it is kept only once it is published.
    """
    if version_id(entry) in collection.catalog.withdrawn:
        return None
    if entry.content_digests.text == collection.versions(report)[-1].content_digests.text:
        return partial(signed_text, report)
    kept = collection.texts.get(entry)
    return None if kept is None else lambda: kept


def _document(collection: Collection, report: Report, entry: Entry) -> Document:
    read = _text(collection, report, entry)
    text = read() if read else None
    indicators = collection.catalog.indicators
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
            "withdrawal": collection.catalog.withdrawn.get(version_id(entry)),
            "corrections": [c for c in report.corrections if collection.replaced_version(report, c) == entry],
            "text_comparison": _text_comparison(text, signed_text(report)) if text else None,
            "figures": [
                (name_of_figure(id_, indicators), amount)
                for id_, amount in entry.content_digests.figures.items()
            ],
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
    if text and entry.content_digests.figures:
        yield Heading("figures", "更正前的数据")


class _Text(NamedTuple):
    """Text in the form that `text_comparison` compares."""

    body: str
    sentences: tuple[Sentence, ...]


def _text_comparison(before: str, after: str) -> TextComparison:
    return compare_texts(*(_Text(text, tuple(split_sentences(text))) for text in (before, after)))


def _given(content: bytes, _link: Link) -> bytes:
    return content


def _encoded(text: Callable[[], str], _link: Link) -> bytes:
    return text().encode()
