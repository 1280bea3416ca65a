"""Pages that compare one government's reports: each with the previous one, and any two years' figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import partial
from itertools import combinations

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.comparison import Comparison, all_pairs, successive_comparisons
from annual_reports.domain.catalog import Government
from annual_reports.domain.model import Report
from annual_reports.rendering.document import (
    Document,
    Download,
    Heading,
    Link,
    PageKind,
    SearchSection,
    nothing,
)
from annual_reports.rendering.exports import changes_csv
from annual_reports.rendering.pagination import SCRIPT, ListPage, PageName, paginate
from annual_reports.rendering.urls import COMPARE, pair_of, years_of, years_table_of
from annual_reports.search.passages import section

ROWS_PER_PAGE = 600
"""Rows of the tables on one page, the head of each included; a row is four cells."""

_Pair = tuple[Report, Report]
"""The later, and an earlier report of the same government."""


def documents(collection: Collection) -> Iterator[Document | Download]:
    """Yield, for each government with several reports: all pairs of years, their table, and each step."""
    for government in collection.governments:
        reports = collection.by_government[government.id]
        if len(reports) > 1:
            for list_page in _paginate(government, reports).walk():
                yield _years(collection, government, list_page)
            if _have_figures(reports):
                yield Download(years_table_of(government), partial(_table, collection, government), reports)
        for comparison in successive_comparisons(collection, government):
            yield _pair(collection, comparison)


def _have_figures(reports: Sequence[Report]) -> bool:
    return any(report.figures for report in reports)


def _table(collection: Collection, government: Government, link: Link) -> bytes:
    pairs = all_pairs(collection, collection.by_government[government.id])
    return changes_csv((comparison for row in pairs for comparison in row), link)


def _paginate(government: Government, reports: Sequence[Report]) -> ListPage[_Pair]:
    """Divide any two reports of a government, newest first, by the later year and then by the earlier."""
    keys_of = {report.path: {figure.key for figure in report.figures} for report in reports}

    def count_rows(pairs: Sequence[_Pair]) -> int:
        return sum(1 + len(keys_of[a.path] | keys_of[b.path]) for a, b in pairs)

    keys = (_by_later, _by_earlier)
    pairs = list(combinations(reports, 2))
    return paginate(years_of(government), pairs, keys, per_page=ROWS_PER_PAGE, count_entries=count_rows)


def _by_later(pair: _Pair) -> PageName:
    later, _ = pair
    return PageName(str(later.year), f"{later.year}年")


def _by_earlier(pair: _Pair) -> PageName:
    later, earlier = pair
    return PageName(f"{later.year}/{earlier.year}", f"与{earlier.year}年")


def _years(collection: Collection, government: Government, list_page: ListPage[_Pair]) -> Document:
    reports = collection.by_government[government.id]
    years = " ".join(f"{report.year}年" for report in reports)
    return Document(
        path=list_page.path,
        title=list_page.titled(f"{government.name}历年对比"),
        description=f"{government.name}{list_page.subject or '任意两个年度'}的法治政府建设数据对比。",
        template="years_compared.html",
        context=lambda: {
            "list_page": list_page,
            "pairs": _comparisons(collection, reports, list_page.items),
            "years": [report.year for report in reports],
            "page_of_pair": _page_of_pair(list_page),
            "table": years_table_of(government) if _have_figures(reports) else None,
            "script": SCRIPT,
        },
        parent=list_page.overview_path or COMPARE,
        sections=nothing if list_page.overview else (lambda: [section(years)]),
        kind=PageKind.COMPARISON,
        government=government,
        hide=("navigation", "toc"),
        inputs=(*reports, list_page.navigation_text),
    )


def _comparisons(
    collection: Collection, reports: Sequence[Report], pairs: Sequence[_Pair]
) -> list[list[Comparison]]:
    """Return the comparisons of some pairs of reports, those of each later report as one list."""
    wanted = {(later.year, earlier.year) for later, earlier in pairs}
    years = {later for later, _ in wanted}
    rows = all_pairs(collection, (report for report in reports if report.year in years))
    return [[one for one in row if (one.later.year, one.earlier.year) in wanted] for row in rows]


def _page_of_pair(overview: ListPage[_Pair]) -> dict[tuple[int, int], str]:
    """Return (later year, earlier year) -> source path of the subpage that has the pair's table."""
    leaves = [page for page in overview.walk() if not page.subpages and page is not overview]
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
            "comparison": replace(comparison),  # a copy, so that the values it caches are freed with the page
            "before": collection.before(earlier),
            "after": collection.after(later),
        },
        parent=years_of(later.government),
        headings=tuple(_headings(comparison)),
        sections=partial(_sections, comparison),
        kind=PageKind.COMPARISON,
        year=later.year,
        government=later.government,
        inputs=collection.by_government[later.government.id],
    )


def _headings(comparison: Comparison) -> Iterator[Heading]:
    yield Heading("summary", "概要")
    if comparison.earlier.figures or comparison.later.figures:
        yield Heading("figures", "数据变化")
    if comparison.tracked_commitments():
        yield Heading("commitments", f"往年的安排和{comparison.later.year}年的回应")
    if comparison.earlier.shortcomings and comparison.later.shortcomings:
        yield Heading("shortcomings", "再次提到的不足")
    yield Heading("wording", "文字对比")


def _sections(comparison: Comparison) -> Iterator[SearchSection]:
    yield section(*comparison.summary(), heading="概要", anchor="summary")
    yield section(*(row.name for row in comparison.figure_rows), heading="数据变化", anchor="figures")
