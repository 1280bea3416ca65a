"""The page of one year: which governments reported on it."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.addresses import REPORTS, page_of
from annual_reports.collection import Collection
from annual_reports.document import Document
from annual_reports.model import Government, Report
from annual_reports.pages.towns import years_side_by_side
from annual_reports.parts import Part, divided, each

_SIZE = 270
"""Bytes of one report in the list."""


def documents(collection: Collection) -> Iterator[Document]:
    """The page of each year that has reports, whole or in parts."""
    by = collection.places.keys(_government)
    compared = set(years_side_by_side(collection))
    for year, reports in collection.by_year.items():
        for part in divided(page_of(year), reports, each(_SIZE), by).walk():
            yield _document(year, part, side_by_side=year in compared)


def _government(report: Report) -> Government:
    return report.government


def _document(year: int, part: Part[Report], *, side_by_side: bool) -> Document:
    return Document(
        path=part.path,
        title=part.titled(f"{year}年法治政府建设年度报告"),
        description=f"{part.about}{year} 年的 {len(part.items)} 份法治政府建设年度报告。",
        template="year.html",
        context={"part": part, "year": year, "reports": part.items, "side_by_side": side_by_side},
        parent=part.above.path if part.above else REPORTS,
        year=year,
        inputs=(*part.items, part.around, str(side_by_side)),
    )
