"""Published texts and statements of all versions, and a page for each version, whose words never change."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.text_comparison import TextComparison, compare_texts
from annual_reports.domain.evidence import split_sentences
from annual_reports.domain.model import Correction, Report, Sentence
from annual_reports.ledger.canonical import name_of_figure, report_id, signed_text
from annual_reports.ledger.history import superseded_versions
from annual_reports.ledger.lines import Entry
from annual_reports.ledger.texts import version_id
from annual_reports.ledger.version_text import divide_text, present_text
from annual_reports.pages.public_record import statements
from annual_reports.rendering.document import Document, Download, Heading, Link
from annual_reports.rendering.urls import correction_of, text_of, version_of
from annual_reports.rendering.version_html import version_html

STYLE = "assets/version.css"
"""Style sheet of the light page."""


def documents(collection: Collection) -> Iterator[Document | Download]:
    """Yield the recorded texts and statements of every report, and the page of every version."""
    for report in collection.reports:
        yield from statements(collection, report_id(report), report)
        versions = collection.versions(report)
        for entry in versions:
            if text := published_text(collection, report, entry):
                yield Download(text_of(entry), partial(_encoded, text), (report,))
            page = _superseded if entry in superseded_versions(versions) else _standing
            yield page(collection, report, entry)


def published_text(collection: Collection, report: Report, entry: Entry) -> Callable[[], str] | None:
    """Return a function that reads a version's text, or None if it was withdrawn or not kept.

    The present text is taken from the report, since it is kept only once it is published.
    """
    if collection.is_withdrawn(entry):
        return None
    if _is_present(collection, report, entry):
        return partial(signed_text, report)
    kept = collection.texts.get(entry)
    return None if kept is None else lambda: kept


def _is_present(collection: Collection, report: Report, entry: Entry) -> bool:
    return entry.content_digests.text == collection.versions(report)[-1].content_digests.text


def compare_versions(before: str, after: str) -> TextComparison:
    """Compare the texts of two versions."""
    return compare_texts(*(_Text(text, tuple(split_sentences(text))) for text in (before, after)))


def _standing(collection: Collection, report: Report, entry: Entry) -> Document:
    """Return the page of a version that no other text has replaced: the words alone, without the theme.

    Every report has one; a page of the theme would take the build much longer.
    """
    return Document(
        path=version_of(entry, collection.versions(report)),
        title=_name(report, entry),
        description="",
        template="version_standing.html",
        context=partial(_context, collection, report, entry),
        searchable=False,
        inputs=(report,),
        content_of=report.path,
    )


def _superseded(collection: Collection, report: Report, entry: Entry) -> Document:
    """Return the page of a version whose text a correction replaced."""
    text = published_text(collection, report, entry)
    return Document(
        path=version_of(entry, collection.versions(report)),
        title=f"{_name(report, entry)}（已更正）",
        description=f"{_name(report, entry)}的原文，已经更正，留作查考。",
        template="version.html",
        context=partial(_superseded_context, collection, report, entry),
        parent=report.path,
        headings=tuple(_headings(entry, has_text=text is not None)),
        searchable=False,
        indexed=False,
        government=report.government,
        year=report.year,
        inputs=(report,),
    )


def _name(report: Report, entry: Entry) -> str:
    return f"{report.government.name}{report.year}年报告第 {entry.version} 版"


def _context(collection: Collection, report: Report, entry: Entry) -> dict[str, Any]:
    text = published_text(collection, report, entry)
    is_present = _is_present(collection, report, entry)
    divided = present_text(report) if is_present else divide_text(text(), entry) if text else None
    return {
        "report": report,
        "entry": entry,
        "name": _name(report, entry),
        "latest": collection.versions(report)[-1],
        "is_present": is_present,
        "notice": collection.catalog.publisher.notice,
        "text": version_html(divided) if divided and text else None,
        "withdrawal": collection.catalog.withdrawn.get(version_id(entry)),
        "text_file": text_of(entry),
        "style": STYLE,
    }


def _superseded_context(collection: Collection, report: Report, entry: Entry) -> Mapping[str, Any]:
    text = published_text(collection, report, entry)
    indicators = collection.catalog.indicators
    corrections = [c for c in report.corrections if collection.replaced_version(report, c) == entry]
    return _context(collection, report, entry) | {
        "corrections": corrections,
        "recorded_days": [_recorded(collection, report, one) for one in corrections],
        "correction_page": correction_of(collection.declaring_version(report, corrections[0]))
        if corrections
        else None,
        "text_comparison": compare_versions(text(), signed_text(report)) if text else None,
        "figures": [
            (name_of_figure(id_, indicators), amount) for id_, amount in entry.content_digests.figures.items()
        ],
    }


def _headings(entry: Entry, *, has_text: bool) -> Iterator[Heading]:
    yield Heading("what", "更正了什么")
    if has_text:
        yield Heading("wording", "前后对照")
        yield Heading("text", "更正前的全文")
    if has_text and entry.content_digests.figures:
        yield Heading("figures", "更正前的数据")


def _recorded(collection: Collection, report: Report, correction: Correction) -> date | None:
    """Return the day of the publication that recorded a correction, if people wrote another one."""
    day = collection.declaring_version(report, correction).day
    return day if day != correction.date else None


class _Text(NamedTuple):
    """Text in the form that `text_comparison` compares."""

    body: str
    sentences: tuple[Sentence, ...]


def _encoded(text: Callable[[], str], _link: Link) -> bytes:
    return text().encode()
