"""List of all reports, by government and by year."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.pages.government_groups import GovernmentGroups
from annual_reports.rendering.document import Document, Heading
from annual_reports.rendering.pagination import fits_one_page, list_names
from annual_reports.rendering.urls import REPORTS


def documents(collection: Collection) -> Iterator[Document]:
    """Yield the page. If the reports are too many for it, it leads to the pages of their governments."""
    groups = GovernmentGroups(collection.catalog)
    is_whole = fits_one_page(len(collection.reports))
    yield Document(
        path=REPORTS,
        title="年度报告",
        description=f"{list_names(collection.governments)}的法治政府建设年度报告，按政府和年度查找。",
        template="reports.html",
        context={
            "parents": [parent for parent in collection.parents if parent.id not in collection.by_government],
            "by_government": collection.by_government,
            "by_year": collection.by_year,
            "by_head": {} if is_whole else groups.group_by_head(collection.governments),
        },
        headings=(Heading("by-government", "按政府"), Heading("by-year", "按年度")),
    )
