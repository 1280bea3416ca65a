"""The list of all reports, by government and by year."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.addresses import REPORTS
from annual_reports.collection import Collection
from annual_reports.document import Document, Heading


def documents(collection: Collection) -> Iterator[Document]:
    """One page."""
    names = "、".join(government.name for government in collection.governments)
    yield Document(
        path=REPORTS,
        title="年度报告",
        description=f"{names}的法治政府建设年度报告，按政府和年度查找。",
        template="reports.html",
        context={
            "parents": [one for one in collection.parents if one.id not in collection.by_government],
            "by_government": collection.by_government,
            "by_year": collection.by_year,
        },
        headings=(Heading("by-government", "按政府"), Heading("by-year", "按年度")),
    )
