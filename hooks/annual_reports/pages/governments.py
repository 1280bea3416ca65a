"""Page of one government: its reports, its figures over the years, and the governments below it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from functools import partial
from itertools import groupby
from typing import NamedTuple

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.similarity import SimilarReport, find_similar_reports
from annual_reports.domain.catalog import Government, Indicator
from annual_reports.domain.figure_keys import figure_with_key, key_labels, ordered_keys
from annual_reports.domain.model import Figure, FigureKey, Report
from annual_reports.pages.government_groups import GovernmentGroups
from annual_reports.pages.towns import years_side_by_side
from annual_reports.rendering.document import Document, Download, Heading, PageKind, SearchSection
from annual_reports.rendering.exports import figures_csv, similar_reports_csv
from annual_reports.rendering.pagination import ListPage, PageName, paginate
from annual_reports.rendering.urls import REPORTS, figures_table_of, page_of, similar_reports_table_of
from annual_reports.search.passages import section

_FEWEST_TO_COMPARE = 2
"""Governments below a government whose reports can be similar."""


class _Below(NamedTuple):
    """The governments directly below a government, and their reports."""

    governments: list[Government]
    """Those whose reports the site collects."""
    reports: ListPage[Report]
    """Newest year first."""
    similar_reports: list[SimilarReport]


class _Row(NamedTuple):
    """Row of the government's figures: one key over the years."""

    indicator: Indicator
    label: str
    """Extent of the figures (上半年); empty for the whole year, the own government and the whole."""
    figures: list[Figure | None]
    """Figure of each report, or None."""


def documents(collection: Collection) -> Iterator[Document | Download]:
    """Yield the pages and tables of each government that has reports itself or below it."""
    groups = GovernmentGroups(collection.catalog)
    pages = governments_with_page(collection)
    ids = {government.id for government in pages}
    for government in pages:
        below = _below(collection, government, groups)
        yield _document(collection, government, below, ids)
        for list_page in below.reports.walk():
            if list_page.overview:
                yield _subpage(government, below, list_page)
        yield from _tables(collection, government, below)


def governments_with_page(collection: Collection) -> list[Government]:
    """Return the governments that have a page, in the catalog's order."""
    ids = {government.id for government in (*collection.governments, *collection.parents)}
    return [government for id_, government in collection.catalog.governments.items() if id_ in ids]


def _below(collection: Collection, government: Government, groups: GovernmentGroups) -> _Below:
    governments = [other for other in groups.below(government) if other.collected]
    reports = [report for other in governments for report in collection.by_government.get(other.id, ())]
    reports.sort(key=lambda report: -report.year)
    keys = (
        lambda report: PageName(f"below/{report.year}", f"{report.year}年"),
        lambda report: groups.by_run(report.government, f"below/{report.year}/"),
    )
    similar_reports = _similar_reports(reports, len(governments), collection.sentence_keys)
    return _Below(governments, paginate(page_of(government), reports, keys), similar_reports)


def _tables(collection: Collection, government: Government, below: _Below) -> Iterator[Download]:
    """Yield the table of a government's figures, and that of similar reports below it."""
    reports = collection.by_government.get(government.id, ())
    if figures := [(report, figure) for report in reports for figure in report.figures]:
        keys = tuple(collection.figure_digests[report.path] for report in reports)
        yield Download(figures_table_of(government), partial(figures_csv, figures), keys)
    if below.similar_reports:
        table = partial(similar_reports_csv, below.similar_reports)
        yield Download(similar_reports_table_of(government), table, below.reports.items)


def _document(
    collection: Collection, government: Government, below: _Below, ids_with_page: Container[str]
) -> Document:
    reports = collection.by_government.get(government.id, ())
    rows = list(_rows(collection, reports))
    parent = collection.catalog.governments[government.parent] if government.parent else None
    side_by_side = years_side_by_side(collection)
    return Document(
        path=page_of(government),
        title=f"{government.name}法治政府建设年度报告" if reports else f"{government.name}：各地年度报告一览",
        description=f"{government.name}{'的' if reports else '各地'}法治政府建设年度报告、历年数据和对比。",
        template="government.html",
        context=lambda: {
            "government": government,
            "parent": parent,
            "reports": reports,
            "before": {report.path: collection.before(report) for report in reports},
            "rows": rows,
            "later_amounts": collection.later_amounts,
            "below": below.governments,
            "ids_with_reports": collection.by_government.keys(),
            "list_page": below.reports,
            "years_below": _years_below(below.reports.items, below.governments),
            "side_by_side": side_by_side,
            "similar_reports": below.similar_reports,
        },
        parent=page_of(parent) if parent and parent.id in ids_with_page else REPORTS,
        headings=tuple(_headings(reports, rows, below.governments)),
        sections=partial(_sections, government, reports),
        kind=PageKind.GOVERNMENT,
        government=government,
        tables=(figures_table_of(government),) if rows else (),
        inputs=(*reports, *below.reports.items, below.reports.navigation_text, str(side_by_side)),
    )


def _subpage(government: Government, below: _Below, list_page: ListPage[Report]) -> Document:
    """Return the page of a year's reports below a government, or of some neighbours' reports of that year."""
    paths = {report.path for report in list_page.items}
    headings = [Heading("reports", "报告")]
    if len(below.governments) >= _FEWEST_TO_COMPARE and not list_page.subpages:
        headings.append(Heading("likeness", "文字相近的报告"))
    return Document(
        path=list_page.path,
        title=list_page.titled(f"{government.name}下级政府的报告"),
        description=f"{government.name}下级政府的法治政府建设年度报告：{list_page.subject}。",
        template="government_part.html",
        context={
            "government": government,
            "list_page": list_page,
            "similar_reports": [one for one in below.similar_reports if one.report.path in paths],
        },
        parent=list_page.overview_path,
        headings=tuple(headings),
        kind=PageKind.GOVERNMENT,
        inputs=(*list_page.items, list_page.navigation_text),
    )


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


def _rows(collection: Collection, reports: Sequence[Report]) -> Iterator[_Row]:
    """Yield a row for each key of the figures that the government ever gave, in the catalog's order."""
    given: dict[str, list[FigureKey]] = {}
    for report in reports:
        for figure in report.figures:
            given.setdefault(figure.indicator.id, []).append(figure.key)
    for indicator in collection.indicators:
        for key in ordered_keys(given.get(indicator.id, ())):
            figures = [figure_with_key(report, key) for report in reports]
            label = next("，".join(key_labels(figure)) for figure in figures if figure)
            yield _Row(indicator, label, figures)


def _years_below(reports: Sequence[Report], below: Sequence[Government]) -> dict[int, list[Report | None]]:
    """Return year -> the report of each government below, or None; newest year first."""
    columns = {government.id: column for column, government in enumerate(below)}
    years: dict[int, list[Report | None]] = {}
    for report in reports:
        row = years.setdefault(report.year, [None] * len(below))
        row[columns[report.government.id]] = report
    return years


def _similar_reports(
    reports: Sequence[Report], governments: int, keys_of: Callable[[Report], Sequence[str]]
) -> list[SimilarReport]:
    """Return for each report below the closest one of its year; newest year first, then the most similar."""
    if governments < _FEWEST_TO_COMPARE:
        return []
    years = groupby(reports, key=lambda report: report.year)
    return [similar for _, of_year in years for similar in _most_similar_first(list(of_year), keys_of)]


def _most_similar_first(
    reports: Sequence[Report], keys_of: Callable[[Report], Sequence[str]]
) -> list[SimilarReport]:
    found = find_similar_reports(reports, keys_of).values()
    return sorted(found, key=lambda similar: -similar.shared / similar.total)


def _sections(government: Government, reports: Sequence[Report]) -> Iterator[SearchSection]:
    yield section(*(f"曾用名：{name}" for name in government.former_names))
    yield section(*(report.title for report in reports), heading="各年报告", anchor="reports")
