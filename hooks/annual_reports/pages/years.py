"""The page of one year: which governments reported on it."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.addresses import REPORTS, page_of
from annual_reports.collection import Collection
from annual_reports.document import Document
from annual_reports.pages.towns import years_side_by_side


def documents(collection: Collection) -> Iterator[Document]:
    """One page per year that has reports."""
    for year, reports in collection.by_year.items():
        yield Document(
            path=page_of(year),
            title=f"{year}年法治政府建设年度报告",
            description=f"{year} 年的 {len(reports)} 份法治政府建设年度报告。",
            template="year.html",
            context={
                "year": year,
                "reports": reports,
                "side_by_side": year in years_side_by_side(collection),
            },
            parent=REPORTS,
            year=year,
        )
