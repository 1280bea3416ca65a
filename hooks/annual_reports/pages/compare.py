"""Page on which a reader chooses what to compare: two years of a government, or the governments of a year."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Government
from annual_reports.domain.model import Report
from annual_reports.pages.government_groups import GovernmentGroups
from annual_reports.pages.towns import years_side_by_side
from annual_reports.rendering.document import Document, Heading, PageKind
from annual_reports.rendering.pagination import fits_one_page
from annual_reports.rendering.urls import COMPARE
from annual_reports.search.passages import section

SCRIPT = "assets/compare.js"
_MOST_NAMES = 20
"""Governments by whose names search finds the page."""


def documents(collection: Collection) -> Iterator[Document]:
    """Yield the page, if there is something to compare."""
    choices, years = _choices(collection), years_side_by_side(collection)
    if not has_comparisons(collection):
        return
    headings = [*([Heading("over-years", "同一政府，不同年度")] if choices else [])]
    headings += [Heading("side-by-side", "同一年度，不同政府")] if years else []
    names = "、".join(reports[0].government.name for reports in choices[:_MOST_NAMES])
    yield Document(
        path=COMPARE,
        title="对比",
        description="任选一个政府的两个年度，或同一年度的各个政府，对比法治政府建设年度报告。",
        template="compare.html",
        context={
            "choices": choices,
            "by_head": {} if fits_one_page(sum(map(len, choices))) else _by_head(collection, choices),
            "years": years,
            "script": SCRIPT,
        },
        headings=tuple(headings),
        sections=lambda: [section(names)],
        kind=PageKind.COMPARISON,
        hide=("navigation", "toc"),
    )


def has_comparisons(collection: Collection) -> bool:
    """Return True if two reports can be put beside each other."""
    return bool(_choices(collection) or years_side_by_side(collection))


def _choices(collection: Collection) -> list[tuple[Report, ...]]:
    """Return the reports of each government that has several."""
    return [reports for reports in collection.by_government.values() if len(reports) > 1]


def _by_head(
    collection: Collection, choices: list[tuple[Report, ...]]
) -> dict[Government, list[tuple[Report, ...]]]:
    """Return county -> its choices, for a page that has no room for each pair of years."""
    groups = GovernmentGroups(collection.catalog).group_by_head(
        [reports[0].government for reports in choices]
    )
    return {
        head: [collection.by_government[government.id] for government in group]
        for head, group in groups.items()
    }
