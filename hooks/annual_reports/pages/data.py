"""Page from which all data can be downloaded."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from annual_reports.analysis.collection import Collection
from annual_reports.pages.citations import has_citations_page
from annual_reports.rendering.document import Document, Download, Heading
from annual_reports.rendering.exports import figures_csv, figures_json, reports_csv
from annual_reports.rendering.urls import (
    ALL_FIGURES,
    ALL_FIGURES_JSON,
    ALL_REPORTS,
    CITATIONS_TABLE,
    COMMITMENTS_TABLE,
    DATA,
    UPDATES_TABLE,
)
from annual_reports.search.passages import section


def documents(collection: Collection) -> Iterator[Document | Download]:
    """Yield the table of all reports; if there are figures, the page and the tables of all figures too."""
    figures = [(report, figure) for report in collection.reports for figure in report.figures]
    yield Download(ALL_REPORTS, partial(reports_csv, collection))
    if not figures:
        return
    keys = tuple(collection.figure_digests.values())
    yield Document(
        path=DATA,
        title="数据下载",
        description=f"全部 {len(figures)} 项数据，每项附原句和网址，CSV 和 JSON 格式。",
        template="data.html",
        context={
            "count": len(figures),
            "all_figures": ALL_FIGURES,
            "all_figures_json": ALL_FIGURES_JSON,
            "commitments": COMMITMENTS_TABLE if any(r.commitments for r in collection.reports) else None,
            "citations": CITATIONS_TABLE if has_citations_page(collection) else None,
            "updates": UPDATES_TABLE,
            "governments": collection.governments,
            "indicators": collection.indicators,
        },
        headings=(Heading("all", "全部数据"), Heading("parts", "分项下载"), Heading("columns", "各列的意思")),
        tables=(ALL_FIGURES, ALL_FIGURES_JSON),
        sections=lambda: [section("CSV JSON Excel WPS 表格")],
    )
    yield Download(ALL_FIGURES, partial(figures_csv, figures), keys)
    yield Download(ALL_FIGURES_JSON, partial(figures_json, figures), keys)
