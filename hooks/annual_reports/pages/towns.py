"""Governments side by side in one year: their figures, and whether they published in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from annual_reports.addresses import COMPARE, towns_of, towns_table_of
from annual_reports.collection import Collection
from annual_reports.document import Document, Download, Heading, Kind, nothing
from annual_reports.exports import figures_csv
from annual_reports.model import Catalog, Figure, Government, Indicator, Report
from annual_reports.parts import Part, divided, named
from annual_reports.search.passages import section
from annual_reports.spread import Spread, spread
from annual_reports.timeliness import before_the_year_ended, timeliness

Town = tuple[Government, Report | None]
_CELL = 150
"""Bytes of one figure in the table."""


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
    """The page of each year, whole or in parts, if several governments report."""
    for year in years_side_by_side(collection):
        reports = collection.by_year[year]
        for part in _parts(collection, year).walk():
            yield _document(collection, year, part)
        figures = [(report, figure) for report in reports for figure in report.figures]
        keys = tuple(collection.figure_keys[report.path] for report in reports)
        if figures:
            yield Download(towns_table_of(year), partial(figures_csv, figures), keys)


def _parts(collection: Collection, year: int) -> Part[Town]:
    """The governments that are expected to report, on as many pages as they need."""
    by_id = {report.government.id: report for report in collection.by_year[year]}
    towns = [(government, by_id.get(government.id)) for government in expected(collection)]
    return divided(
        towns_of(year),
        towns,
        lambda towns: len(towns) * (400 + _CELL * len(collection.indicators)),
        collection.places.keys(_government),
        filled=lambda towns: any(report for _, report in towns),
    )


def _government(town: Town) -> Government:
    return town[0]


def _document(collection: Collection, year: int, part: Part[Town]) -> Document:
    catalog = collection.catalog
    reports = [report for _, report in part.items if report]
    themes = _themes(collection, reports)
    headings = [Heading("figures", "数据")] if themes else []
    names = named([report.government for report in reports])
    every = "、".join(report.government.name for report in reports)
    return Document(
        path=part.path,
        title=part.titled(f"{year}年各地对比"),
        description=f"{year}年{names}的法治政府建设数据和公布情况，并列查看。",
        template="towns.html",
        context=lambda: {
            "part": part,
            "year": year,
            "reports": reports,
            "themes": themes,
            "spreads": _spreads(reports, themes) if part.parts else {},
            "missing": [government for government, report in part.items if report is None],
            "deadlines": list(catalog.deadlines.values()),
            "timeliness": {report.path: timeliness(report, catalog) for report in reports},
            "early": {report.path for report in reports if before_the_year_ended(report)},
            "tallies": [_tally(catalog, below) for below in part.parts],
        },
        parent=part.above.path if part.above else COMPARE,
        headings=(*headings, Heading("publication", "公布情况")),
        sections=nothing if part.parts else (lambda: [section(every)]),
        kind=Kind.COMPARISON,
        year=year,
        hide=("navigation", "toc"),
        inputs=(*reports, part.around),
    )


class Tally(NamedTuple):
    """How many governments of a part published, and how many of them in time."""

    part: Part[Town]
    reports: int
    missing: int
    in_time: int
    late: int
    unknown: int
    """Reports with a deadline whose date the document does not say."""


def _tally(catalog: Catalog, part: Part[Town]) -> Tally:
    reports = [report for _, report in part.items if report]
    held = [timeliness(report, catalog) for report in reports]
    late = sum(any(one.late for one in found) for found in held)
    unknown = sum(
        any(one.late is None for one in found) and not any(one.late for one in found) for found in held
    )
    in_time = sum(bool(found) and all(one.late == 0 for one in found) for found in held)
    return Tally(part, len(reports), len(part.items) - len(reports), in_time, late, unknown)


def _spreads(
    reports: Sequence[Report], themes: Mapping[str, Sequence[tuple[Indicator, Sequence[Figure | None]]]]
) -> dict[str, Spread]:
    """Indicator id -> what all governments of an overview give."""
    rows = [row for rows in themes.values() for row in rows]
    given = [(indicator.id, zip(reports, figures, strict=True)) for indicator, figures in rows]
    return {id_: spread([(report, figure) for report, figure in found if figure]) for id_, found in given}


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
