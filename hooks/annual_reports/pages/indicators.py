"""The page of each indicator that has a figure, and the list of them by theme."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from annual_reports import charts
from annual_reports.addresses import INDICATORS, figures_table_of, page_of
from annual_reports.charts import Chart
from annual_reports.collection import Collection
from annual_reports.document import Document, Download, Heading, Kind, Section
from annual_reports.exports import figures_csv
from annual_reports.model import Figure, Government, Indicator, Report
from annual_reports.parts import Part, divided
from annual_reports.search.passages import section
from annual_reports.spread import Spread, spread

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


class Row(NamedTuple):
    """A government with its reports and its figures of one indicator, by year."""

    government: Government
    reports: dict[int, Report]
    figures: dict[int, Figure]


def documents(collection: Collection) -> Iterator[Document | Download]:
    """The list, then one page and one table per indicator."""
    if collection.indicators:
        yield _list(collection)
    for indicator in collection.indicators:
        figures = collection.by_indicator[indicator.id]
        for part in _parts(collection, indicator).walk():
            yield _document(collection, indicator, part)
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
        kind=Kind.INDICATOR,
    )


def _parts(collection: Collection, indicator: Indicator) -> Part[Row]:
    """The governments with what they give, on as many pages as they need; none of those that give nothing."""
    rows = _rows(collection, collection.by_indicator[indicator.id])
    return divided(
        page_of(indicator),
        rows,
        _size,
        collection.places.keys(_government),
        filled=lambda rows: any(row.figures for row in rows),
    )


def _size(rows: Sequence[Row]) -> int:
    """Bytes of the table and the sentences, and of the drawings if they are not too many."""
    listed = sum(200 + 70 * len(row.reports) + 430 * len(row.figures) for row in rows)
    drawn = _drawn(rows)
    return listed + (
        sum(600 + 300 * len(figures) for _, figures in drawn) if len(drawn) <= _MOST_CHARTS else 0
    )


def _government(row: Row) -> Government:
    return row.government


def _document(collection: Collection, indicator: Indicator, part: Part[Row]) -> Document:
    reports = [report for row in part.items for report in row.reports.values()]
    figures = [(row.reports[year], figure) for row in part.items for year, figure in row.figures.items()]
    drawn = [] if part.parts else _drawn(part.items)
    years = sorted({report.year for report, _ in figures}, reverse=True)
    return Document(
        path=part.path,
        title=part.titled(indicator.name),
        description=f"{indicator.name}：{indicator.definition}。{part.about or '各地'}各年的数和原文。",
        template="indicator.html",
        context=lambda: {
            "part": part,
            "indicator": indicator,
            "judgement": JUDGEMENT_OF[indicator.better],
            "figures": figures,
            "years": list(range(years[0], years[-1] - 1, -1)),
            "rows": part.items,
            "spreads": _spreads(figures, years) if part.parts else {},
            "given": {below.path: sum(bool(row.figures) for row in below.items) for below in part.parts},
            "charts": _charts(drawn) if len(drawn) <= _MOST_CHARTS else [],
            "too_many": len(drawn) > _MOST_CHARTS,
        },
        parent=part.above.path if part.above else INDICATORS,
        headings=tuple(_headings(bool(drawn))),
        sections=partial(_sections, indicator, part, figures),
        kind=Kind.INDICATOR,
        tables=(figures_table_of(indicator),),
        inputs=(*(collection.figure_keys[report.path] for report in reports), part.around),
    )


def _headings(drawn: bool) -> Iterator[Heading]:  # noqa: FBT001  # the only thing that differs
    yield Heading("meaning", "指标说明")
    if drawn:
        yield Heading("charts", "走势")
    yield Heading("figures", "各地各年")
    yield Heading("sentences", "原文")


def _rows(collection: Collection, figures: Sequence[Found]) -> list[Row]:
    """Each government, also one that never gives the indicator."""
    given: dict[str, dict[int, Figure]] = {}
    for report, figure in figures:
        given.setdefault(report.government.id, {})[report.year] = figure
    return [
        Row(government, {report.year: report for report in reports}, given.get(government.id, {}))
        for government in collection.governments
        for reports in [collection.by_government[government.id]]
    ]


def _spreads(figures: Sequence[Found], years: Sequence[int]) -> dict[int, Spread]:
    """Year -> what all governments give for it, newest first."""
    by_year: dict[int, list[Found]] = {year: [] for year in years}
    for report, figure in figures:
        by_year[report.year].append((report, figure))
    return {year: spread(found) for year, found in by_year.items()}


def _drawn(rows: Sequence[Row]) -> list[tuple[Government, dict[int, Figure]]]:
    return [
        (row.government, row.figures)
        for row in rows
        if sum(map(charts.drawable, row.figures.values())) >= _FEWEST_POINTS
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


def _lines(figures: Sequence[Found]) -> Iterator[str]:
    for report, figure in figures:
        yield f"{report.government.name}{report.year}年 {figure.text}"


def _sections(indicator: Indicator, part: Part[Row], figures: Sequence[Found]) -> Iterator[Section]:
    """What search is told: the indicator's meaning on its own page, the figures where they are listed."""
    if not part.above:
        yield section(*indicator.aliases, heading="又称", anchor="meaning")
        yield section(indicator.definition, heading="指标说明", anchor="meaning")
    if not part.parts:
        yield section(*_lines(figures), heading="原文", anchor="sentences")
