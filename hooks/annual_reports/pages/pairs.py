"""One government over the years: each report against the one before it, and any two years' figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from annual_reports.addresses import COMPARE, pair_of, years_of, years_table_of
from annual_reports.collection import Collection
from annual_reports.comparison import Comparison, all_pairs, successive
from annual_reports.document import Document, Download, Heading, Kind, Link, Section
from annual_reports.exports import changes_csv
from annual_reports.model import Government
from annual_reports.search.passages import section


def documents(collection: Collection) -> Iterator[Document | Download]:
    """For each government with several reports: a page of all pairs of years, and one for each step."""
    for government in collection.governments:
        reports = collection.by_government[government.id]
        if len(reports) > 1:
            yield _years(collection, government)
            if any(report.figures for report in reports):
                yield Download(years_table_of(government), partial(_table, collection, government), reports)
        for comparison in successive(collection, government):
            yield _pair(collection, comparison)


def _table(collection: Collection, government: Government, link: Link) -> bytes:
    pairs = all_pairs(collection, government)
    return changes_csv((comparison for row in pairs for comparison in row), link)


def _years(collection: Collection, government: Government) -> Document:
    years = [report.year for report in collection.by_government[government.id]]
    return Document(
        path=years_of(government),
        title=f"{government.name}历年对比",
        description=f"{government.name}任意两个年度的法治政府建设数据对比。",
        template="years_compared.html",
        context=lambda: {
            "government": government,
            "pairs": all_pairs(collection, government),
            "years": years,
        },
        parent=COMPARE,
        sections=lambda: [section(" ".join(f"{year}年" for year in years))],
        kind=Kind.COMPARISON,
        government=government,
        hide=("navigation", "toc"),
        inputs=collection.by_government[government.id],
    )


def _pair(collection: Collection, comparison: Comparison) -> Document:
    earlier, later = comparison.earlier, comparison.later
    title = f"{later.government.name}：{later.year}年与{earlier.year}年对比"
    return Document(
        path=pair_of(earlier, later),
        title=title,
        description=f"{title}：数据、安排是否兑现、不足、文字改动，每项都能查到原文。",
        template="pair.html",
        context=lambda: {
            "comparison": replace(comparison),  # what it works out goes with the page
            "before": collection.before(earlier),
            "after": collection.after(later),
        },
        parent=years_of(later.government),
        headings=tuple(_headings(comparison)),
        sections=partial(_sections, comparison),
        kind=Kind.COMPARISON,
        year=later.year,
        government=later.government,
        inputs=collection.by_government[later.government.id],
    )


def _headings(comparison: Comparison) -> Iterator[Heading]:
    yield Heading("summary", "概要")
    if comparison.earlier.figures or comparison.later.figures:
        yield Heading("figures", "数据变化")
    if comparison.promises():
        yield Heading("commitments", f"往年的安排和{comparison.later.year}年的回应")
    if comparison.earlier.shortcomings and comparison.later.shortcomings:
        yield Heading("shortcomings", "再次提到的不足")
    yield Heading("wording", "文字对比")


def _sections(comparison: Comparison) -> Iterator[Section]:
    yield section(*comparison.summary(), heading="概要", anchor="summary")
    yield section(*(row.indicator.name for row in comparison.rows), heading="数据变化", anchor="figures")
