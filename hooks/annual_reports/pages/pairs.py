"""One government over the years: each report against the one before it, and any two years' figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations

from annual_reports.addresses import COMPARE, pair_of, years_of, years_table_of
from annual_reports.collection import Collection
from annual_reports.comparison import Comparison, all_pairs, successive
from annual_reports.document import Document, Download, Heading, Kind, Link, Section, nothing
from annual_reports.exports import changes_csv
from annual_reports.model import Government, Report
from annual_reports.parts import SCRIPT, Name, Part, divided
from annual_reports.search.passages import section

Two = tuple[Report, Report]
"""The later, and an earlier one of the same government."""
_TABLE, _ROW = 600, 340
"""Bytes of two years' table: around its rows, and of one."""


def documents(collection: Collection) -> Iterator[Document | Download]:
    """For each government with several reports: a page of all pairs of years, and one for each step."""
    for government in collection.governments:
        reports = collection.by_government[government.id]
        if len(reports) > 1:
            for part in _parts(collection, government).walk():
                yield _years(collection, government, part)
            if _have_figures(reports):
                yield Download(years_table_of(government), partial(_table, collection, government), reports)
        for comparison in successive(collection, government):
            yield _pair(collection, comparison)


def _have_figures(reports: Sequence[Report]) -> bool:
    return any(report.figures for report in reports)


def _table(collection: Collection, government: Government, link: Link) -> bytes:
    pairs = all_pairs(collection, collection.by_government[government.id])
    return changes_csv((comparison for row in pairs for comparison in row), link)


def _parts(collection: Collection, government: Government) -> Part[Two]:
    """Any two of its reports, newest first, on as many pages as their tables need."""
    reports = collection.by_government[government.id]
    given = {report.path: {figure.indicator.id for figure in report.figures} for report in reports}
    return divided(
        years_of(government),
        list(combinations(reports, 2)),
        lambda twos: sum(_TABLE + _ROW * len(given[a.path] | given[b.path]) for a, b in twos),
        [_by_later, _by_earlier],
    )


def _by_later(two: Two) -> Name:
    later, _ = two
    return Name(str(later.year), f"{later.year}年")


def _by_earlier(two: Two) -> Name:
    later, earlier = two
    return Name(f"{later.year}/{earlier.year}", f"与{earlier.year}年")


def _years(collection: Collection, government: Government, part: Part[Two]) -> Document:
    reports = collection.by_government[government.id]
    years = " ".join(f"{report.year}年" for report in reports)
    return Document(
        path=part.path,
        title=part.titled(f"{government.name}历年对比"),
        description=f"{government.name}{part.about or '任意两个年度'}的法治政府建设数据对比。",
        template="years_compared.html",
        context=lambda: {
            "part": part,
            "pairs": _compared(collection, reports, part.items),
            "years": [report.year for report in reports],
            "shown_at": _shown_at(part),
            "table": years_table_of(government) if _have_figures(reports) else None,
            "script": SCRIPT,
        },
        parent=part.above.path if part.above else COMPARE,
        sections=nothing if part.above else (lambda: [section(years)]),
        kind=Kind.COMPARISON,
        government=government,
        hide=("navigation", "toc"),
        inputs=(*reports, part.around),
    )


def _compared(
    collection: Collection, reports: Sequence[Report], twos: Sequence[Two]
) -> list[list[Comparison]]:
    """Some pairs of a government's reports, those of each later report together."""
    asked = {(later.year, earlier.year) for later, earlier in twos}
    years = {later for later, _ in asked}
    rows = all_pairs(collection, (report for report in reports if report.year in years))
    return [[one for one in row if (one.later.year, one.earlier.year) in asked] for row in rows]


def _shown_at(part: Part[Two]) -> dict[tuple[int, int], str]:
    """The later and the earlier year -> the page below an overview that has their table."""
    leaves = [below for below in part.walk() if not below.parts and below is not part]
    return {(later.year, earlier.year): leaf.path for leaf in leaves for later, earlier in leaf.items}


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
