"""Page of each indicator that has figures, and the list of all by theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.distribution import Distribution, ReportFigure, compute_distribution
from annual_reports.domain.model import Figure, Government, Indicator, Report
from annual_reports.pages.government_groups import GovernmentGroups
from annual_reports.rendering import charts
from annual_reports.rendering.charts import Chart
from annual_reports.rendering.document import Document, Download, Heading, PageKind, SearchSection
from annual_reports.rendering.exports import figures_csv
from annual_reports.rendering.pagination import ListPage, paginate
from annual_reports.rendering.urls import INDICATORS, figures_table_of, page_of
from annual_reports.search.passages import section

JUDGEMENT_OF = {
    "higher": "这个数越高越好。",
    "lower": "这个数越低越好。",
    "neutral": "这个数只说明做了多少，多不等于好，少不等于差。",
}
CELLS_PER_PAGE = 350
"""Cells of the table on one page; most are shown again in a chart, and with the clause of the report."""
_MOST_CHARTS = 24
"""Governments with a chart; with more, the charts would be longer than the table that they illustrate."""
_FEWEST_POINTS = 2
"""Figures that make a line."""


class GovernmentRow(NamedTuple):
    """Reports of a government by year, and its figures of one indicator by year."""

    government: Government
    reports: dict[int, Report]
    figures: dict[int, Figure]


def documents(collection: Collection) -> Iterator[Document | Download]:
    """Yield the list of indicators; then each indicator, on one page or several, and its table."""
    if collection.indicators:
        yield _list(collection)
    groups = GovernmentGroups(collection.catalog)
    for indicator in collection.indicators:
        figures = collection.by_indicator[indicator.id]
        for list_page in _paginate(collection, indicator, groups).walk():
            yield _document(collection, indicator, list_page)
        keys = tuple(collection.figure_keys[report.path] for report, _ in figures)
        yield Download(figures_table_of(indicator), partial(figures_csv, figures), keys)


def _list(collection: Collection) -> Document:
    by_theme: dict[str, list[tuple[Indicator, int]]] = {}
    for indicator in collection.indicators:
        count = len(collection.by_indicator[indicator.id])
        by_theme.setdefault(indicator.theme, []).append((indicator, count))
    return Document(
        path=INDICATORS,
        title="指标",
        description=f"年度报告里的 {len(collection.indicators)} 个指标，按主题查找。",
        template="indicators.html",
        context={"by_theme": by_theme},
        headings=tuple(Heading(f"theme-{number}", theme) for number, theme in enumerate(by_theme, 1)),
        sections=lambda: [section(*(f"{i.name}：{i.definition}" for i in collection.indicators))],
        kind=PageKind.INDICATOR,
    )


def _paginate(
    collection: Collection, indicator: Indicator, groups: GovernmentGroups
) -> ListPage[GovernmentRow]:
    return paginate(
        page_of(indicator),
        _rows(collection, collection.by_indicator[indicator.id]),
        groups.county_then_run(_government),
        per_page=CELLS_PER_PAGE,
        count_entries=lambda rows: sum(len(row.reports) for row in rows),
        has_content=lambda rows: any(row.figures for row in rows),
    )


def _government(row: GovernmentRow) -> Government:
    return row.government


def _document(collection: Collection, indicator: Indicator, list_page: ListPage[GovernmentRow]) -> Document:
    reports = [report for row in list_page.items for report in row.reports.values()]
    figures = [(row.reports[year], figure) for row in list_page.items for year, figure in row.figures.items()]
    drawn = [] if list_page.subpages else _drawn(list_page.items)
    subject = list_page.subject or "各地"
    years = sorted({report.year for report, _ in figures}, reverse=True)
    return Document(
        path=list_page.path,
        title=list_page.titled(indicator.name),
        description=f"{indicator.name}：{indicator.definition}。{subject}各年的数和原文。",
        template="indicator.html",
        context=lambda: {
            "list_page": list_page,
            "indicator": indicator,
            "judgement": JUDGEMENT_OF[indicator.better],
            "figures": figures,
            "years": list(range(years[0], years[-1] - 1, -1)),
            "rows": list_page.items,
            "distributions": _distributions(figures, years) if list_page.subpages else {},
            "counts": {
                page.path: sum(bool(row.figures) for row in page.items) for page in list_page.subpages
            },
            "charts": _charts(drawn) if len(drawn) <= _MOST_CHARTS else [],
            "has_too_many_charts": len(drawn) > _MOST_CHARTS,
        },
        parent=list_page.overview_path or INDICATORS,
        headings=tuple(_headings(has_charts=bool(drawn))),
        sections=partial(_sections, indicator, list_page, figures),
        kind=PageKind.INDICATOR,
        tables=(figures_table_of(indicator),),
        inputs=(*(collection.figure_keys[report.path] for report in reports), list_page.navigation_text),
    )


def _headings(*, has_charts: bool) -> Iterator[Heading]:
    yield Heading("meaning", "指标说明")
    if has_charts:
        yield Heading("charts", "走势")
    yield Heading("figures", "各地各年")
    yield Heading("sentences", "原文")


def _rows(collection: Collection, figures: Sequence[ReportFigure]) -> list[GovernmentRow]:
    """Return a row for each government, also for one that never gives the indicator."""
    by_year: dict[str, dict[int, Figure]] = {}
    for report, figure in figures:
        by_year.setdefault(report.government.id, {})[report.year] = figure
    return [
        GovernmentRow(government, {report.year: report for report in reports}, by_year.get(government.id, {}))
        for government in collection.governments
        for reports in [collection.by_government[government.id]]
    ]


def _distributions(figures: Sequence[ReportFigure], years: Sequence[int]) -> dict[int, Distribution]:
    """Return year -> distribution of the figures of all governments, newest year first."""
    by_year: dict[int, list[ReportFigure]] = {year: [] for year in years}
    for report, figure in figures:
        by_year[report.year].append((report, figure))
    return {year: compute_distribution(figures) for year, figures in by_year.items()}


def _drawn(rows: Sequence[GovernmentRow]) -> list[tuple[Government, dict[int, Figure]]]:
    """Return the governments with enough figures for a chart, and these by year."""
    return [
        (row.government, row.figures)
        for row in rows
        if sum(map(charts.is_drawable, row.figures.values())) >= _FEWEST_POINTS
    ]


def _charts(drawn: list[tuple[Government, dict[int, Figure]]]) -> list[tuple[Government, Chart, str]]:
    """Return a chart for each government, all on one scale, and its content in words."""
    if not drawn:
        return []
    axis = charts.scale(
        [
            (year, figure)
            for _, by_year in drawn
            for year, figure in by_year.items()
            if charts.is_drawable(figure)
        ]
    )
    return [
        (government, charts.line(by_year, axis), _in_words(by_year, axis.years))
        for government, by_year in drawn
    ]


def _in_words(by_year: dict[int, Figure], years: tuple[int, ...]) -> str:
    """Return the series as a sentence, for readers who do not see the chart."""
    return "，".join(f"{year}年{_amount_in_words(by_year.get(year))}" for year in years) + "。"


def _amount_in_words(figure: Figure | None) -> str:
    if figure is None:
        return "没有数据"
    remark = "（不可比）" if figure.incomparable else "（换了口径）" if figure.new_scope else ""
    return figure.text + remark


def _lines(figures: Sequence[ReportFigure]) -> Iterator[str]:
    for report, figure in figures:
        yield f"{report.government.name}{report.year}年 {figure.text}"


def _sections(
    indicator: Indicator, list_page: ListPage[GovernmentRow], figures: Sequence[ReportFigure]
) -> Iterator[SearchSection]:
    """Yield the indicator's meaning on its first page, and the figures on the pages that list them."""
    if not list_page.overview:
        yield section(*indicator.aliases, heading="又称", anchor="meaning")
        yield section(indicator.definition, heading="指标说明", anchor="meaning")
    if not list_page.subpages:
        yield section(*_lines(figures), heading="原文", anchor="sentences")
