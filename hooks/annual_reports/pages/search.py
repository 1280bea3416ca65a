"""The page on which search results are shown."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.addresses import INDICATORS, REPORTS, SEARCH
from annual_reports.collection import Collection
from annual_reports.document import Document

SCRIPT = "assets/search.js"


def documents(collection: Collection) -> Iterator[Document]:
    """One page."""
    yield Document(
        path=SEARCH,
        title="搜索",
        description="在全部法治政府建设年度报告里搜索。",
        template="search.html",
        context={
            "script": SCRIPT,
            "all_reports": REPORTS,
            "all_indicators": INDICATORS if collection.indicators else None,
        },
        hide=("navigation", "toc"),
        searchable=False,
    )
