"""Page of one year: the governments that reported on it."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Government
from annual_reports.domain.model import Report
from annual_reports.pages.government_groups import GovernmentGroups
from annual_reports.pages.towns import years_side_by_side
from annual_reports.rendering.document import Document
from annual_reports.rendering.pagination import ListPage, paginate
from annual_reports.rendering.urls import REPORTS, page_of


def documents(collection: Collection) -> Iterator[Document]:
    """Yield the list of each year that has reports, on one page or several."""
    keys = GovernmentGroups(collection.catalog).county_then_run(_government)
    compared = set(years_side_by_side(collection))
    for year, reports in collection.by_year.items():
        for list_page in paginate(page_of(year), reports, keys).walk():
            yield _document(year, list_page, side_by_side=year in compared)


def _government(report: Report) -> Government:
    return report.government


def _document(year: int, list_page: ListPage[Report], *, side_by_side: bool) -> Document:
    reports = list_page.items
    return Document(
        path=list_page.path,
        title=list_page.titled(f"{year}年法治政府建设年度报告"),
        description=f"{list_page.subject}{year} 年的 {len(reports)} 份法治政府建设年度报告。",
        template="year.html",
        context={"list_page": list_page, "year": year, "reports": reports, "side_by_side": side_by_side},
        parent=list_page.overview_path or REPORTS,
        year=year,
        inputs=(*reports, list_page.navigation_text, str(side_by_side)),
    )
