"""The page of one government: its reports, and its figures over the years."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.addresses import REPORTS, evidence_anchor, latest_of, page_of
from annual_reports.collection import Collection
from annual_reports.document import Document, Heading
from annual_reports.model import Figure, Indicator, Report


def documents(collection: Collection) -> Iterator[Document]:
    """One page per government that has reports."""
    return (_document(collection, reports) for reports in collection.by_government.values())


def _document(collection: Collection, reports: tuple[Report, ...]) -> Document:
    government = reports[0].government
    rows = list(_rows(collection, reports))
    headings = [Heading("reports", "各年报告"), *([Heading("figures", "各年数据")] if rows else [])]
    return Document(
        path=page_of(government),
        title=f"{government.name}法治政府建设年度报告",
        description=f"{government.name}公布的 {len(reports)} 份法治政府建设年度报告和历年数据。",
        template="government.html",
        context={
            "government": government,
            "parent": collection.catalog.governments[government.parent] if government.parent else None,
            "parent_has_page": government.parent in collection.by_government,
            "reports": reports,
            "rows": rows,
            "latest": latest_of(government),
            "evidence_anchor": evidence_anchor,
        },
        parent=REPORTS,
        headings=tuple(headings),
        text="\n".join([government.name, *government.former_names, *(report.title for report in reports)]),
    )


def _rows(
    collection: Collection, reports: tuple[Report, ...]
) -> Iterator[tuple[Indicator, list[Figure | None]]]:
    """Each indicator the government has ever given, with its figure of each year or None."""
    for indicator in collection.indicators:
        figures = [report.figure(indicator) for report in reports]
        if any(figures):
            yield indicator, figures
