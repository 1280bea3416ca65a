"""The home page: the newest year's reports and their figures at a glance."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from annual_reports.addresses import COMMITMENTS, COMPARE, HOME, INDICATORS, REPORTS, SEARCH, page_of
from annual_reports.collection import Collection
from annual_reports.document import Document, nothing
from annual_reports.pages.compare import something_to_compare
from annual_reports.pages.written import title_of, words_of

_CARDS = 12
"""Reports shown as cards; a county with more gets the rest on the year's page."""
_FIGURES = 3
"""Figures on a card where there are several; one report alone shows all it has."""


def documents(collection: Collection) -> Iterator[Document]:
    """Complete the home page that people wrote."""
    page = next((page for page in collection.written if page.path == HOME), None)
    year, reports = next(iter(collection.by_year.items()))
    yield Document(
        path=HOME,
        title=title_of(page) if page else "首页",
        description=f"{len(collection.governments)} 个政府公布的法治政府建设年度报告，每个数都能查到原文。",
        template="home.html",
        context={
            "year": year,
            "reports": reports[:_CARDS],
            "before": {report.path: collection.before(report) for report in reports[:_CARDS]},
            "ways": list(_ways(collection)),
            "figures_shown": None if len(reports) == 1 else _FIGURES,
            "more": len(reports) > _CARDS,
            "search": SEARCH,
        },
        markdown=None,
        sections=partial(words_of, page) if page else nothing,
        hide=("navigation", "toc"),
    )


def _ways(collection: Collection) -> Iterator[tuple[str, str]]:
    """Where else to look: each page's path and what is found there."""
    yield REPORTS, "按政府、按年度找报告"
    if len(collection.parents) == 1 and len(collection.governments) > 1:
        yield page_of(collection.parents[0]), f"{collection.parents[0].name}各地各年报告一览"
    if collection.indicators:
        yield INDICATORS, "按指标看数据"
    if something_to_compare(collection):
        yield COMPARE, "对比两个年度、各个政府"
    if any(report.commitments for report in collection.reports):
        yield COMMITMENTS, "看说过要做的事做得怎样"
