"""The page of each indicator that has a figure, and the list of them by theme."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from annual_reports import charts
from annual_reports.addresses import INDICATORS, figures_table_of, page_of
from annual_reports.charts import Chart
from annual_reports.collection import Collection
from annual_reports.document import Document, Download, Heading, Kind, Section
from annual_reports.exports import figures_csv
from annual_reports.model import Figure, Government, Indicator, Report
from annual_reports.search.passages import section

JUDGEMENT_OF = {
    "higher": "这个数越高越好。",
    "lower": "这个数越低越好。",
    "neutral": "这个数只说明做了多少，多不等于好，少不等于差。",
}
_MOST_CHARTS = 24
"""Governments that are drawn; with more, the drawings would be longer than the table they illustrate."""
_FEWEST_POINTS = 2
"""Years that make a line."""

Found = tuple[Report, Figure]


def documents(collection: Collection) -> Iterator[Document | Download]:
    """The list, then one page and one table per indicator."""
    if collection.indicators:
        yield _list(collection)
    for indicator in collection.indicators:
        figures = collection.by_indicator[indicator.id]
        yield _document(collection, indicator, figures)
        yield Download(figures_table_of(indicator), partial(figures_csv, figures))


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
        kind=Kind.INDICATOR,
    )


def _document(collection: Collection, indicator: Indicator, figures: tuple[Found, ...]) -> Document:
    drawn = _drawn(figures)
    years = sorted({report.year for report, _ in figures}, reverse=True)
    return Document(
        path=page_of(indicator),
        title=indicator.name,
        description=f"{indicator.name}：{indicator.definition}。各地各年的数和原文。",
        template="indicator.html",
        context={
            "indicator": indicator,
            "judgement": JUDGEMENT_OF[indicator.better],
            "figures": figures,
            "years": list(range(years[0], years[-1] - 1, -1)),
            "rows": _rows(collection, figures),
            "charts": _charts(drawn) if len(drawn) <= _MOST_CHARTS else [],
            "too_many": len(drawn) > _MOST_CHARTS,
        },
        parent=INDICATORS,
        headings=tuple(_headings(drawn)),
        sections=partial(_sections, indicator, figures),
        kind=Kind.INDICATOR,
        tables=(figures_table_of(indicator),),
    )


def _headings(drawn: list[tuple[Government, dict[int, Figure]]]) -> Iterator[Heading]:
    yield Heading("meaning", "指标说明")
    if drawn:
        yield Heading("charts", "走势")
    yield Heading("figures", "各地各年")
    yield Heading("sentences", "原文")


def _rows(
    collection: Collection, figures: tuple[Found, ...]
) -> list[tuple[Government, dict[int, Report], dict[int, Figure]]]:
    """Each government, also one that never gives the indicator: its reports and its figures by year."""
    given = {government.id: by_year for government, by_year in _by_government(figures)}
    return [
        (government, {report.year: report for report in reports}, given.get(government.id, {}))
        for government in collection.governments
        for reports in [collection.by_government[government.id]]
    ]


def _by_government(figures: tuple[Found, ...]) -> list[tuple[Government, dict[int, Figure]]]:
    found: dict[str, tuple[Government, dict[int, Figure]]] = {}
    for report, figure in figures:
        found.setdefault(report.government.id, (report.government, {}))[1][report.year] = figure
    return list(found.values())


def _drawn(figures: tuple[Found, ...]) -> list[tuple[Government, dict[int, Figure]]]:
    return [
        (government, by_year)
        for government, by_year in _by_government(figures)
        if sum(map(charts.drawable, by_year.values())) >= _FEWEST_POINTS
    ]


def _charts(drawn: list[tuple[Government, dict[int, Figure]]]) -> list[tuple[Government, Chart, str]]:
    """A drawing for each government, all on one scale, with what it shows in words."""
    if not drawn:
        return []
    axis = charts.scale(
        [
            (year, figure)
            for _, by_year in drawn
            for year, figure in by_year.items()
            if charts.drawable(figure)
        ]
    )
    return [
        (government, charts.line(by_year, axis), _in_words(by_year, axis.years))
        for government, by_year in drawn
    ]


def _in_words(by_year: dict[int, Figure], years: tuple[int, ...]) -> str:
    """The series as a sentence, for those who do not see it."""
    return "，".join(f"{year}年{_said(by_year.get(year))}" for year in years) + "。"


def _said(figure: Figure | None) -> str:
    if figure is None:
        return "没有数据"
    apart = "（不可比）" if figure.incomparable else "（换了口径）" if figure.new_scope else ""
    return figure.text + apart


def _lines(figures: tuple[Found, ...]) -> Iterator[str]:
    for report, figure in figures:
        yield f"{report.government.name}{report.year}年 {figure.text}"


def _sections(indicator: Indicator, figures: tuple[Found, ...]) -> Iterator[Section]:
    yield section(*indicator.aliases, heading="又称", anchor="meaning")
    yield section(indicator.definition, heading="指标说明", anchor="meaning")
    yield section(*_lines(figures), heading="原文", anchor="sentences")
