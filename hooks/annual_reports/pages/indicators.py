"""Page of each indicator that has figures, and the list of all by theme."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.distribution import Distribution, ReportFigure, compute_distribution
from annual_reports.domain.catalog import Government, Indicator
from annual_reports.domain.figure_keys import key_labels, ordered_keys
from annual_reports.domain.model import Figure, Report
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
    """Reports of a government by year, and its figures of one indicator by year; all figures have one key."""

    government: Government
    label: str
    """Extent of the figures (上半年); empty for the whole year, the own government and the whole."""
    reports: dict[int, Report]
    figures: dict[int, Figure]

    @property
    def name(self) -> str:
        """Name of the government with the label."""
        return self.government.name + (f"（{self.label}）" if self.label else "")


class GovernmentChart(NamedTuple):
    """Chart of a row of the table."""

    id: str
    title: str
    chart: Chart
    words: str
    """Content of the chart, for readers who do not see it."""


def documents(collection: Collection) -> Iterator[Document | Download]:
    """Yield the list of indicators; then each indicator, on one page or several, and its table."""
    if collection.indicators:
        yield _list(collection)
    groups = GovernmentGroups(collection.catalog)
    for indicator in collection.indicators:
        figures = collection.by_indicator[indicator.id]
        for list_page in _paginate(collection, indicator, groups).walk():
            yield _document(collection, indicator, list_page)
        keys = tuple(collection.figure_digests[report.path] for report, _ in figures)
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
    reports = list({r.path: r for row in list_page.items for r in row.reports.values()}.values())
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
            "distributions": _distributions(indicator, reports, years) if list_page.subpages else {},
            "counts": {page.path: _count_governments(page.items) for page in list_page.subpages},
            "charts": list(_charts(indicator, drawn)) if len(drawn) <= _MOST_CHARTS else [],
            "has_too_many_charts": len(drawn) > _MOST_CHARTS,
            "later_amounts": collection.later_amounts,
        },
        parent=list_page.overview_path or INDICATORS,
        headings=tuple(_headings(has_charts=bool(drawn))),
        sections=partial(_sections, indicator, list_page, figures),
        kind=PageKind.INDICATOR,
        tables=(figures_table_of(indicator),),
        inputs=(*(collection.figure_digests[report.path] for report in reports), list_page.navigation_text),
    )


def _headings(*, has_charts: bool) -> Iterator[Heading]:
    yield Heading("meaning", "指标说明")
    if has_charts:
        yield Heading("charts", "走势")
    yield Heading("figures", "各地各年")
    yield Heading("sentences", "原文")


def _rows(collection: Collection, figures: Sequence[ReportFigure]) -> list[GovernmentRow]:
    """Return the rows of each government, also of one that never gives the indicator."""
    given: dict[str, list[ReportFigure]] = {}
    for report, figure in figures:
        given.setdefault(report.government.id, []).append((report, figure))
    return [
        row
        for government in collection.governments
        for row in _rows_of(government, collection.by_government[government.id], given.get(government.id, ()))
    ]


def _rows_of(
    government: Government, reports: Sequence[Report], figures: Sequence[ReportFigure]
) -> Iterator[GovernmentRow]:
    """Yield a row for each key of a government's figures; one without figures if there are none."""
    by_year = {report.year: report for report in reports}
    if not figures:
        yield GovernmentRow(government, "", by_year, {})
    for key in ordered_keys(figure.key for _, figure in figures):
        of_key = {report.year: figure for report, figure in figures if figure.key == key}
        label = "，".join(key_labels(next(iter(of_key.values()))))
        yield GovernmentRow(government, label, by_year, of_key)


def _count_governments(rows: Sequence[GovernmentRow]) -> int:
    return len({row.government.id for row in rows if row.figures})


def _distributions(
    indicator: Indicator, reports: Sequence[Report], years: Sequence[int]
) -> dict[int, Distribution]:
    """Return year -> distribution of all governments' figures, one of each report; newest year first."""
    by_year: dict[int, list[ReportFigure]] = {year: [] for year in years}
    for report in reports:
        if figure := report.figure(indicator):
            by_year[report.year].append((report, figure))
    return {year: compute_distribution(figures) for year, figures in by_year.items()}


def _drawn(rows: Sequence[GovernmentRow]) -> list[GovernmentRow]:
    """Return the rows with enough figures for a chart."""
    return [row for row in rows if sum(map(charts.is_drawable, row.figures.values())) >= _FEWEST_POINTS]


def _charts(indicator: Indicator, rows: Sequence[GovernmentRow]) -> Iterator[GovernmentChart]:
    """Yield a chart for each row; those with one label share a scale, so that they can be compared by eye."""
    by_label: dict[str, list[GovernmentRow]] = {}
    for row in rows:
        by_label.setdefault(row.label, []).append(row)
    axes = {label: charts.scale(_drawable(same)) for label, same in by_label.items()}
    numbers: Counter[str] = Counter()
    for row in rows:
        axis, government = axes[row.label], row.government
        numbers[government.id] += 1
        number = f"-{numbers[government.id]}" if numbers[government.id] > 1 else ""
        yield GovernmentChart(
            id=f"chart-{government.id}{number}",
            title=f"{row.name}：{indicator.name}",
            chart=charts.line(row.figures, axis),
            words=_in_words(row.figures, axis.years),
        )


def _drawable(rows: Sequence[GovernmentRow]) -> list[tuple[int, Figure]]:
    return [
        (year, figure) for row in rows for year, figure in row.figures.items() if charts.is_drawable(figure)
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
        labels = "".join(f"（{label}）" for label in key_labels(figure, report.year))
        yield f"{report.government.name}{report.year}年{labels} {figure.text}"


def _sections(
    indicator: Indicator, list_page: ListPage[GovernmentRow], figures: Sequence[ReportFigure]
) -> Iterator[SearchSection]:
    """Yield the indicator's meaning on its first page, and the figures on the pages that list them."""
    if not list_page.overview:
        yield section(*indicator.aliases, heading="又称", anchor="meaning")
        yield section(indicator.definition, heading="指标说明", anchor="meaning")
    if not list_page.subpages:
        yield section(*_lines(figures), heading="原文", anchor="sentences")
