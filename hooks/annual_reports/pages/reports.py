"""The list of all reports, by government and by year."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.addresses import REPORTS
from annual_reports.collection import Collection
from annual_reports.document import Document, Heading
from annual_reports.parts import fits, named


def documents(collection: Collection) -> Iterator[Document]:
    """One page. If the reports are too many for it, it leads to the pages of their governments."""
    size = sum(230 + 32 * len(reports) for reports in collection.by_government.values())
    yield Document(
        path=REPORTS,
        title="年度报告",
        description=f"{named(collection.governments)}的法治政府建设年度报告，按政府和年度查找。",
        template="reports.html",
        context={
            "parents": [one for one in collection.parents if one.id not in collection.by_government],
            "by_government": collection.by_government,
            "by_year": collection.by_year,
            "grouped": {} if fits(size) else collection.places.grouped(collection.governments),
        },
        headings=(Heading("by-government", "按政府"), Heading("by-year", "按年度")),
    )
