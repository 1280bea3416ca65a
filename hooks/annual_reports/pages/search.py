"""Page that shows search results."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Government
from annual_reports.pages.governments import governments_with_page
from annual_reports.rendering.document import KIND_NAMES, Document
from annual_reports.rendering.urls import INDICATORS, REPORTS, SEARCH

SCRIPT = "assets/search/page.js"


def documents(collection: Collection) -> Iterator[Document]:
    """Yield the page."""
    yield Document(
        path=SEARCH,
        title="搜索",
        description="在全部法治政府建设年度报告里搜索。",
        template="search.html",
        context={
            "script": SCRIPT,
            "years": list(collection.by_year),
            "by_parent": _by_parent(collection),
            "kinds": KIND_NAMES,
            "examples": list(_examples(collection)),
            "all_reports": REPORTS,
            "all_indicators": INDICATORS if collection.indicators else None,
        },
        hide=("navigation", "toc"),
        searchable=False,
    )


def _by_parent(collection: Collection) -> dict[str, list[Government]]:
    """Return name of the parent -> governments to choose from. The name is empty if there is no parent."""
    groups: dict[str, list[Government]] = {}
    for government in governments_with_page(collection):
        parent = collection.catalog.governments[government.parent].name if government.parent else ""
        groups.setdefault(parent, []).append(government)
    return groups


def _examples(collection: Collection) -> Iterator[tuple[str, str]]:
    """Yield kinds of search terms, each with an example from the newest report."""
    newest = max(collection.reports, key=lambda report: report.year)
    if newest.figures:
        yield "词语", newest.figures[0].indicator.name
        yield "带单位的数", newest.figures[-1].text
    if newest.document_number:
        yield "文号，括号不论怎样写", newest.document_number
    yield "地名，也可以用拼音", newest.government.id
