"""Governments side by side in one year: their figures, and whether they published in time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from annual_reports.addresses import COMPARE, towns_of, towns_table_of
from annual_reports.collection import Collection
from annual_reports.document import Document, Download, Heading, Kind
from annual_reports.exports import figures_csv
from annual_reports.model import Figure, Government, Indicator, Report
from annual_reports.search.passages import section
from annual_reports.timeliness import before_the_year_ended, timeliness


def years_side_by_side(collection: Collection) -> list[int]:
    """The years on which there is something to put side by side."""
    return (
        list(collection.by_year) if len(expected(collection)) > 1 and len(collection.governments) > 1 else []
    )


def expected(collection: Collection) -> list[Government]:
    """The governments whose reports the site collects."""
    return [
        government
        for id_, government in collection.catalog.governments.items()
        if government.collected or id_ in collection.by_government
    ]


def documents(collection: Collection) -> Iterator[Document | Download]:
    """One page per year, if several governments report."""
    for year in years_side_by_side(collection):
        reports = collection.by_year[year]
        yield _document(collection, year, reports)
        figures = [(report, figure) for report in reports for figure in report.figures]
        if figures:
            yield Download(towns_table_of(year), partial(figures_csv, figures))


def _document(collection: Collection, year: int, reports: Sequence[Report]) -> Document:
    catalog = collection.catalog
    by_id = {report.government.id: report for report in reports}
    missing = [government for government in expected(collection) if government.id not in by_id]
    themes = _themes(collection, reports)
    headings = [Heading("figures", "数据")] if themes else []
    names = "、".join(report.government.name for report in reports)
    return Document(
        path=towns_of(year),
        title=f"{year}年各地对比",
        description=f"{year}年{names}的法治政府建设数据和公布情况，并列查看。",
        template="towns.html",
        context={
            "year": year,
            "reports": reports,
            "themes": themes,
            "missing": missing,
            "deadlines": list(catalog.deadlines.values()),
            "timeliness": {report.path: timeliness(report, catalog) for report in reports},
            "early": {report.path for report in reports if before_the_year_ended(report)},
        },
        parent=COMPARE,
        headings=(*headings, Heading("publication", "公布情况")),
        sections=lambda: [section(names)],
        kind=Kind.COMPARISON,
        year=year,
        hide=("navigation", "toc"),
    )


def _themes(
    collection: Collection, reports: Sequence[Report]
) -> dict[str, list[tuple[Indicator, list[Figure | None]]]]:
    """Theme -> its indicators, each with one figure or None per report; only those that somebody gives."""
    themes: dict[str, list[tuple[Indicator, list[Figure | None]]]] = {}
    for indicator in collection.indicators:
        figures = [report.figure(indicator) for report in reports]
        if any(figures):
            themes.setdefault(indicator.theme, []).append((indicator, figures))
    return themes
