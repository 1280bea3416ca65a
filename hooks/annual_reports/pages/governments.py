"""The page of one government: its reports, its figures over the years, and the governments below it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from annual_reports.addresses import REPORTS, figures_table_of, likeness_table_of, page_of
from annual_reports.collection import Collection
from annual_reports.document import Document, Download, Heading, Kind, Section
from annual_reports.exports import figures_csv, likeness_csv
from annual_reports.model import Figure, Government, Indicator, Report
from annual_reports.pages.towns import years_side_by_side
from annual_reports.search.passages import section
from annual_reports.similarity import Likeness, closest

_FEWEST_TO_COMPARE = 2
"""Governments below one whose reports can be like each other."""


def documents(collection: Collection) -> Iterator[Document | Download]:
    """One page per government that has reports, or below which there are some."""
    for government in with_pages(collection):
        reports = collection.by_government.get(government.id, ())
        likenesses = _likenesses(collection, _below(collection, government))
        yield _document(collection, government, reports, likenesses)
        figures = [(report, figure) for report in reports for figure in report.figures]
        if figures:
            yield Download(figures_table_of(government), partial(figures_csv, figures))
        if likenesses:
            yield Download(likeness_table_of(government), partial(likeness_csv, likenesses))


def with_pages(collection: Collection) -> list[Government]:
    """The governments that have a page, in the catalog's order."""
    known = {government.id for government in (*collection.governments, *collection.parents)}
    return [government for id_, government in collection.catalog.governments.items() if id_ in known]


def _document(
    collection: Collection,
    government: Government,
    reports: Sequence[Report],
    likenesses: Sequence[Likeness],
) -> Document:
    rows = list(_rows(collection, reports))
    below = _below(collection, government)
    parent = collection.catalog.governments[government.parent] if government.parent else None
    return Document(
        path=page_of(government),
        title=f"{government.name}法治政府建设年度报告" if reports else f"{government.name}：各地年度报告一览",
        description=f"{government.name}{'的' if reports else '各地'}法治政府建设年度报告、历年数据和对比。",
        template="government.html",
        context={
            "government": government,
            "parent": parent,
            "reports": reports,
            "before": {report.path: collection.before(report) for report in reports},
            "rows": rows,
            "below": below,
            "years_below": _years_below(collection, below),
            "side_by_side": years_side_by_side(collection),
            "likenesses": likenesses,
        },
        parent=page_of(parent) if parent and parent in with_pages(collection) else REPORTS,
        headings=tuple(_headings(reports, rows, below)),
        sections=partial(_sections, government, reports),
        kind=Kind.GOVERNMENT,
        government=government,
        tables=(figures_table_of(government),) if rows else (),
    )


def _below(collection: Collection, government: Government) -> list[Government]:
    """The governments under one whose reports the site collects."""
    known = collection.catalog.governments.values()
    return [one for one in known if one.parent == government.id and one.collected]


def _headings(
    reports: Sequence[Report], rows: Sequence[object], below: Sequence[object]
) -> Iterator[Heading]:
    if reports:
        yield Heading("reports", "各年报告")
    if rows:
        yield Heading("figures", "各年数据")
    if below:
        yield Heading("below", "下级政府的报告")
    if len(below) >= _FEWEST_TO_COMPARE:
        yield Heading("likeness", "文字相近的报告")


def _rows(
    collection: Collection, reports: Sequence[Report]
) -> Iterator[tuple[Indicator, list[Figure | None]]]:
    """Each indicator the government has ever given, with its figure of each year or None."""
    for indicator in collection.indicators:
        figures = [report.figure(indicator) for report in reports]
        if any(figures):
            yield indicator, figures


def _years_below(collection: Collection, below: Sequence[Government]) -> dict[int, list[Report | None]]:
    """Year -> the report of each government below, or None; newest first."""
    ids = {government.id: place for place, government in enumerate(below)}
    years: dict[int, list[Report | None]] = {}
    for year, reports in collection.by_year.items():
        for report in reports:
            if report.government.id in ids:
                row = years.setdefault(year, [None] * len(below))
                row[ids[report.government.id]] = report
    return years


def _likenesses(collection: Collection, below: Sequence[Government]) -> list[Likeness]:
    """For each report below, the closest one of the same year; newest first, the likest first."""
    if len(below) < _FEWEST_TO_COMPARE:
        return []
    ids = {government.id for government in below}
    found: list[Likeness] = []
    for reports in collection.by_year.values():
        those = [report for report in reports if report.government.id in ids]
        found += sorted(closest(those).values(), key=lambda likeness: -likeness.shared / likeness.total)
    return found


def _sections(government: Government, reports: Sequence[Report]) -> Iterator[Section]:
    yield section(*(f"曾用名：{name}" for name in government.former_names))
    yield section(*(report.title for report in reports), heading="各年报告", anchor="reports")
