"""Pages of governments side by side in one year: their figures, and whether they published in time."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import NamedTuple

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.distribution import Distribution, compute_distribution
from annual_reports.analysis.timeliness import is_dated_before_year_end
from annual_reports.domain.catalog import Government, Indicator
from annual_reports.domain.model import Figure, Report
from annual_reports.pages.government_groups import GovernmentGroups
from annual_reports.rendering.document import Document, Download, Heading, PageKind, nothing
from annual_reports.rendering.exports import figures_csv
from annual_reports.rendering.pagination import ListPage, list_names, paginate
from annual_reports.rendering.urls import COMPARE, towns_of, towns_table_of
from annual_reports.search.passages import section

CELLS_PER_PAGE = 1_600
"""Cells of the two tables on one page; a cell takes less than a line, but each government is a column."""
_CELLS_OF_PUBLICATION = 4
"""Cells of a government in the table of publication dates."""

_Town = tuple[Government, Report | None]
"""A government and its report of the year."""
_Row = tuple[Indicator, list[Figure | None]]
"""An indicator with the figure of each report, or None."""


def years_side_by_side(collection: Collection) -> list[int]:
    """Return the years that have such a page: all years, if several governments report."""
    several = len(expected_governments(collection)) > 1 and len(collection.governments) > 1
    return list(collection.by_year) if several else []


def expected_governments(collection: Collection) -> list[Government]:
    """Return the governments whose reports the site collects, or of which it has some."""
    return [
        government
        for id_, government in collection.catalog.governments.items()
        if government.collected or id_ in collection.by_government
    ]


def documents(collection: Collection) -> Iterator[Document | Download]:
    """Yield the governments of each year, on one page or several, and a table of their figures."""
    groups = GovernmentGroups(collection.catalog)
    for year in years_side_by_side(collection):
        reports = collection.by_year[year]
        for list_page in _paginate(collection, year, groups).walk():
            yield _document(collection, year, list_page)
        figures = [(report, figure) for report in reports for figure in report.figures]
        keys = tuple(collection.figure_digests[report.path] for report in reports)
        if figures:
            yield Download(towns_table_of(year), partial(figures_csv, figures), keys)


def _paginate(collection: Collection, year: int, groups: GovernmentGroups) -> ListPage[_Town]:
    by_id = {report.government.id: report for report in collection.by_year[year]}
    towns = [(government, by_id.get(government.id)) for government in expected_governments(collection)]
    cells = len(collection.indicators) + _CELLS_OF_PUBLICATION
    return paginate(
        towns_of(year),
        towns,
        groups.county_then_run(_government),
        per_page=CELLS_PER_PAGE,
        count_entries=lambda towns: len(towns) * cells,
        has_content=lambda towns: any(report for _, report in towns),
    )


def _government(town: _Town) -> Government:
    return town[0]


def _document(collection: Collection, year: int, list_page: ListPage[_Town]) -> Document:
    catalog = collection.catalog
    reports = [report for _, report in list_page.items if report]
    themes = _themes(collection, reports)
    headings = [Heading("figures", "数据")] if themes else []
    names = list_names([report.government for report in reports])
    all_names = "、".join(report.government.name for report in reports)
    return Document(
        path=list_page.path,
        title=list_page.titled(f"{year}年各地对比"),
        description=f"{year}年{names}的法治政府建设数据和公布情况，并列查看。",
        template="towns.html",
        context=lambda: {
            "list_page": list_page,
            "year": year,
            "reports": reports,
            "themes": themes,
            "distributions": _distributions(reports, themes) if list_page.subpages else {},
            "later_amounts": collection.later_amounts,
            "missing": [government for government, report in list_page.items if report is None],
            "deadlines": list(catalog.deadlines.values()),
            "timeliness": {report.path: collection.timeliness(report) for report in reports},
            "early": {report.path for report in reports if is_dated_before_year_end(report)},
            "tallies": [_tally(collection, subpage) for subpage in list_page.subpages],
        },
        parent=list_page.overview_path or COMPARE,
        headings=(*headings, Heading("publication", "公布情况")),
        sections=nothing if list_page.subpages else (lambda: [section(all_names)]),
        kind=PageKind.COMPARISON,
        year=year,
        hide=("navigation", "toc"),
        inputs=(*reports, *_later_amounts(collection, reports), list_page.navigation_text),
    )


def _later_amounts(collection: Collection, reports: Sequence[Report]) -> Iterator[str]:
    """Yield in words what later reports give in place of figures of this year's reports."""
    for report in reports:
        for figure in report.figures:
            for later in collection.later_amounts(report, figure):
                yield f"{report.path} {figure.key} {later.describe()}"


class Tally(NamedTuple):
    """Number of a subpage's governments that published, and of those that did so in time."""

    subpage: ListPage[_Town]
    reports: int
    missing: int
    in_time: int
    late: int
    unknown: int
    """Reports with a deadline whose date neither the document nor the ledger gives."""


def _tally(collection: Collection, subpage: ListPage[_Town]) -> Tally:
    reports = [report for _, report in subpage.items if report]
    days_late = [[result.days_late for result in collection.timeliness(report)] for report in reports]
    return Tally(
        subpage,
        reports=len(reports),
        missing=len(subpage.items) - len(reports),
        in_time=sum(bool(days) and all(number == 0 for number in days) for days in days_late),
        late=sum(map(any, days_late)),
        unknown=sum(None in days and not any(days) for days in days_late),
    )


def _distributions(
    reports: Sequence[Report], themes: Mapping[str, Sequence[_Row]]
) -> dict[str, Distribution]:
    """Return indicator id -> distribution of the figures of all governments of an overview."""
    rows = [row for rows in themes.values() for row in rows]
    return {
        indicator.id: compute_distribution(
            [(report, figure) for report, figure in zip(reports, figures, strict=True) if figure]
        )
        for indicator, figures in rows
    }


def _themes(collection: Collection, reports: Sequence[Report]) -> dict[str, list[_Row]]:
    """Return theme -> rows of the indicators that at least one report gives."""
    themes: dict[str, list[_Row]] = {}
    for indicator in collection.indicators:
        figures = [report.figure(indicator) for report in reports]
        if any(figures):
            themes.setdefault(indicator.theme, []).append((indicator, figures))
    return themes
