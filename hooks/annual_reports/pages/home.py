"""The home page: the newest year's reports and their figures at a glance."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.addresses import HOME, INDICATORS, REPORTS, SEARCH
from annual_reports.collection import Collection
from annual_reports.document import Document
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
            "figures_shown": None if len(reports) == 1 else _FIGURES,
            "more": len(reports) > _CARDS,
            "search": SEARCH,
            "all_reports": REPORTS,
            "all_indicators": INDICATORS if collection.indicators else None,
        },
        markdown=None,
        text=words_of(page) if page else "",
        hide=("navigation", "toc"),
    )
