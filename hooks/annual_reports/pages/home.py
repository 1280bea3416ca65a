"""Home page: the newest year's reports with their first figures."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from annual_reports.analysis.collection import Collection
from annual_reports.pages.compare import has_comparisons
from annual_reports.rendering.document import Document, nothing
from annual_reports.rendering.urls import COMMITMENTS, COMPARE, HOME, INDICATORS, REPORTS, SEARCH, page_of
from annual_reports.search.written_pages import markdown_sections

_CARDS = 12
"""Reports shown as cards; if there are more, the page of the year lists all of them."""
_FIGURES = 3
"""Figures on a card; a single report shows all of its figures."""


def documents(collection: Collection) -> Iterator[Document]:
    """Yield the home page, which completes the one that was written in `docs/index.md`."""
    page = next((page for page in collection.written if page.path == HOME), None)
    year, reports = next(iter(collection.by_year.items()))
    yield Document(
        path=HOME,
        title=page.title if page else "首页",
        description=f"{len(collection.governments)} 个政府公布的法治政府建设年度报告，每个数都能查到原文。",
        template="home.html",
        context={
            "year": year,
            "reports": reports[:_CARDS],
            "before": {report.path: collection.before(report) for report in reports[:_CARDS]},
            "next_pages": list(_next_pages(collection)),
            "figures_per_card": None if len(reports) == 1 else _FIGURES,
            "has_more": len(reports) > _CARDS,
            "search": SEARCH,
        },
        markdown=None,
        sections=partial(markdown_sections, page.text) if page else nothing,
        hide=("navigation", "toc"),
    )


def _next_pages(collection: Collection) -> Iterator[tuple[str, str]]:
    """Yield path and description of the pages where a reader may look next."""
    yield REPORTS, "按政府、按年度找报告"
    if len(collection.parents) == 1 and len(collection.governments) > 1:
        yield page_of(collection.parents[0]), f"{collection.parents[0].name}各地各年报告一览"
    if collection.indicators:
        yield INDICATORS, "按指标看数据"
    if has_comparisons(collection):
        yield COMPARE, "对比两个年度、各个政府"
    if any(report.commitments for report in collection.reports):
        yield COMMITMENTS, "看说过要做的事做得怎样"
