"""The page of one report: what it says in short, then the signed text with every figure marked."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from annual_reports.addresses import embed_of, page_of, pdf_of, scan_of
from annual_reports.annotate import anchors, annotated
from annual_reports.collection import Collection
from annual_reports.commitments import Followed
from annual_reports.comparison import with_the_one_before
from annual_reports.document import Document, Download, Heading, Kind, Link
from annual_reports.model import Report
from annual_reports.search.passages import of_report


def documents(collection: Collection) -> Iterator[Document | Download]:
    """One page per report; beside it the report alone for other systems, and what has been printed of it."""
    for report in collection.reports:
        yield _document(collection, report)
        yield _embed(report, collection.catalog.publisher.notice)
        if file := collection.printed.get(report.path):
            yield Download(pdf_of(report), partial(_bytes, file), (report,), file)


def _document(collection: Collection, report: Report) -> Document:
    promises = collection.histories[report.government.id].owed_by(report)
    name = f"{report.government.name}{report.year}年法治政府建设年度报告"
    return Document(
        path=report.path,
        title=report.title,
        description=f"{name}：全文、{len(report.figures)} 项数据和下一年度安排。",
        template="report.html",
        context=partial(_context, collection, report, name),
        parent=page_of(report.government),
        headings=tuple(_headings(report, promises)),
        content_under="document",
        markdown=partial(annotated, report),
        sections=partial(of_report, report),
        kind=Kind.REPORT,
        year=report.year,
        government=report.government,
        report=report,
        inputs=(*collection.by_government[report.government.id], collection.commitments_at(report)),
        anchors=partial(anchors, report),
    )


def _context(collection: Collection, report: Report, name: str) -> dict[str, Any]:
    history = collection.histories[report.government.id]
    return {
        "report": report,
        "embed": embed_of(report),
        "entry": collection.versions(report)[-1],
        "replaced_by": partial(collection.replaced_by, report),
        "name": name,
        "pdf": pdf_of(report) if report.path in collection.printed else None,
        "scan": scan_of(report) if scan_of(report) in collection.scans else None,
        "comparison": with_the_one_before(collection, report),
        "promises": history.owed_by(report),
        "followed_at": collection.commitments_at(report),
        "states": {item.commitment.id: item.state for item in history.followed if item.report is report},
    }


def _embed(report: Report, notice: str | None) -> Document:
    return Document(
        path=embed_of(report),
        title=report.title,
        description="",
        template="embed.html",
        context={"report": report, "notice": notice},
        searchable=False,
        inputs=(report,),
        content_of=report.path,
    )


def _bytes(file: Path, _link: Link) -> bytes:
    return file.read_bytes()


def _headings(report: Report, promises: Sequence[Followed]) -> Iterator[Heading]:
    yield Heading("particulars", "文件信息")
    if report.corrections:
        yield Heading("corrections", "更正")
    if report.figures:
        yield Heading("figures", "数据一览")
    if report.shortcomings:
        yield Heading("shortcomings", "存在的不足")
    if promises:
        yield Heading("answers", "对往年安排的回应")
    if report.commitments:
        yield Heading("commitments", "下一年度主要安排")
    yield Heading("document", "报告原文")
    yield Heading("cite", "引用和下载")
    yield Heading("proof", "核验")
