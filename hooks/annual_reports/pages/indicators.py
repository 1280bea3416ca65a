"""The page of each indicator that has a figure, and the list of them by theme."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.addresses import INDICATORS, evidence_anchor, page_of
from annual_reports.collection import Collection
from annual_reports.document import Document, Heading
from annual_reports.evidence import excerpt
from annual_reports.model import Figure, Indicator, Report

JUDGEMENTS = {
    "higher": "这个数越高越好。",
    "lower": "这个数越低越好。",
    "neutral": "这个数只说明做了多少，多不等于好，少不等于差。",
}


def documents(collection: Collection) -> Iterator[Document]:
    """The list, then one page per indicator."""
    if collection.indicators:
        yield _list(collection)
    for indicator in collection.indicators:
        yield _document(indicator, collection.by_indicator[indicator.id])


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
        text="\n".join(f"{i.name} {i.definition}" for i in collection.indicators),
    )


def _document(indicator: Indicator, figures: tuple[tuple[Report, Figure], ...]) -> Document:
    return Document(
        path=page_of(indicator),
        title=indicator.name,
        description=f"{indicator.name}：{indicator.definition}。各地各年的数和原文。",
        template="indicator.html",
        context={
            "indicator": indicator,
            "judgement": JUDGEMENTS[indicator.better],
            "figures": figures,
            "excerpt": excerpt,
            "evidence_anchor": evidence_anchor,
        },
        parent=INDICATORS,
        headings=(Heading("meaning", "指标说明"), Heading("figures", "各地各年")),
        text="\n".join([indicator.name, *indicator.aliases, indicator.definition, *_lines(figures)]),
    )


def _lines(figures: tuple[tuple[Report, Figure], ...]) -> Iterator[str]:
    for report, figure in figures:
        yield f"{report.government.name}{report.year}年 {figure.text}"
