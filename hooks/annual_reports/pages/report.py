"""Page of one report: a summary of its data, then the signed text with every figure marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.commitments import TrackedCommitment
from annual_reports.analysis.comparison import comparison_with_previous
from annual_reports.domain.model import Report
from annual_reports.pages.commitments import page_of_commitments
from annual_reports.pages.corrections import correction_pages
from annual_reports.pages.fact_sheets import fact_sheets
from annual_reports.pages.versions import published_text
from annual_reports.rendering.annotate import annotation_anchors, has_sheets
from annual_reports.rendering.document import Document, Download, Heading, Link, PageKind
from annual_reports.rendering.signed_text import anchored_headings, plain_html
from annual_reports.rendering.urls import (
    COMMITMENTS,
    embed_of,
    fact_anchor,
    page_of,
    pdf_of,
    scan_of,
    text_of,
)
from annual_reports.search.passages import report_sections

SCRIPT = "assets/fact-sheet.js"


def documents(collection: Collection) -> Iterator[Document | Download]:
    """Yield for each report its page, the text alone for other sites, and its PDF if it is printed."""
    commitments_pages = page_of_commitments(collection)
    for report in collection.reports:
        yield _document(collection, report, commitments_pages.get(report.government.id, COMMITMENTS))
        yield _embed(report, collection.catalog.publisher.notice)
        if file := collection.printed.get(report.path):
            yield Download(pdf_of(report), partial(_bytes, file), (report,), file)


def _document(collection: Collection, report: Report, commitments_page: str) -> Document:
    tracked_commitments = collection.histories[report.government.id].due_in(report)
    name = f"{report.government.name}{report.year}年法治政府建设年度报告"
    return Document(
        path=report.path,
        title=report.title,
        description=f"{name}：全文、{len(report.figures)} 项数据和下一年度安排。",
        template="report.html",
        context=partial(_context, collection, report, name, commitments_page),
        parent=page_of(report.government),
        headings=tuple(_headings(report, tracked_commitments)),
        content_under="document",
        sections=partial(report_sections, report),
        kind=PageKind.REPORT,
        year=report.year,
        government=report.government,
        report=report,
        inputs=(*collection.by_government[report.government.id], commitments_page),
        anchors=partial(_anchors, collection, report),
    )


def _context(collection: Collection, report: Report, name: str, commitments_page: str) -> dict[str, Any]:
    history = collection.histories[report.government.id]
    entry = collection.versions(report)[-1]
    comparison = comparison_with_previous(collection, report)
    changes = comparison.change_descriptions() if comparison else {}
    mentions = collection.mentions[report.path].figures if has_sheets(report) else ()
    return {
        "report": report,
        "embed": embed_of(report),
        "entry": entry,
        "first_here": collection.first_here(report),
        "versions": collection.versions(report),
        "correction_pages": partial(correction_pages, collection, report),
        "old_names": collection.old_names(report),
        "recorded": text_of(entry) if published_text(collection, report, entry) else None,
        "name": name,
        "pdf": pdf_of(report) if report.path in collection.printed else None,
        "scan": scan_of(report) if scan_of(report) in collection.docs.scans else None,
        "comparison": comparison,
        "changes": changes,
        "fact_sheets": fact_sheets(report, mentions, changes) if has_sheets(report) else (),
        "script": SCRIPT if report.figures else None,
        "later_amounts": collection.later_amounts,
        "tracked_commitments": history.due_in(report),
        "commitments_page": commitments_page,
        "states": {item.commitment.id: item.state for item in history.tracked if item.report is report},
    }


def _anchors(collection: Collection, report: Report) -> Iterator[str]:
    yield from annotation_anchors(report)
    yield from collection.old_names(report).all
    yield from (heading.anchor for heading in anchored_headings(report))
    if has_sheets(report):
        yield from map(fact_anchor, report.figures)


def _embed(report: Report, notice: str | None) -> Document:
    return Document(
        path=embed_of(report),
        title=report.title,
        description="",
        template="embed.html",
        context=partial(_embed_context, report, notice),
        searchable=False,
        inputs=(report,),
        content_of=report.path,
    )


def _embed_context(report: Report, notice: str | None) -> dict[str, Any]:
    return {"report": report, "notice": notice, "text": plain_html(report)}


def _bytes(file: Path, _link: Link) -> bytes:
    return file.read_bytes()


def _headings(report: Report, tracked_commitments: Sequence[TrackedCommitment]) -> Iterator[Heading]:
    yield Heading("particulars", "文件信息")
    if report.corrections:
        yield Heading("corrections", "更正")
    if report.figures:
        yield Heading("figures", "数据一览")
    if report.shortcomings:
        yield Heading("shortcomings", "存在的不足")
    if tracked_commitments:
        yield Heading("answers", "对往年安排的回应")
    if report.commitments:
        yield Heading("commitments", "下一年度主要安排")
    yield Heading("document", "报告原文")
    yield Heading("cite", "引用和下载")
    yield Heading("proof", "核验")
