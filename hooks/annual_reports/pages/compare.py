"""Where a reader chooses what to compare: a government's two years, or one year's governments."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.addresses import COMPARE
from annual_reports.collection import Collection
from annual_reports.document import Document, Heading, Kind
from annual_reports.model import Government, Report
from annual_reports.pages.towns import years_side_by_side
from annual_reports.parts import fits
from annual_reports.search.passages import section

SCRIPT = "assets/compare.js"


def documents(collection: Collection) -> Iterator[Document]:
    """One page, once there is something to compare."""
    choices, years = _choices(collection), years_side_by_side(collection)
    if not something_to_compare(collection):
        return
    size = sum(300 + 90 * len(reports) for reports in choices)
    headings = [*([Heading("over-years", "同一政府，不同年度")] if choices else [])]
    headings += [Heading("side-by-side", "同一年度，不同政府")] if years else []
    names = "、".join(reports[0].government.name for reports in choices[:20])
    yield Document(
        path=COMPARE,
        title="对比",
        description="任选一个政府的两个年度，或同一年度的各个政府，对比法治政府建设年度报告。",
        template="compare.html",
        context={
            "choices": choices,
            "grouped": {} if fits(size) else _grouped(collection, choices),
            "years": years,
            "script": SCRIPT,
        },
        headings=tuple(headings),
        sections=lambda: [section(names)],
        kind=Kind.COMPARISON,
        hide=("navigation", "toc"),
    )


def something_to_compare(collection: Collection) -> bool:
    """Whether there are two reports that can be put beside each other."""
    return bool(_choices(collection) or years_side_by_side(collection))


def _choices(collection: Collection) -> list[tuple[Report, ...]]:
    """The reports of each government that has several."""
    return [reports for reports in collection.by_government.values() if len(reports) > 1]


def _grouped(
    collection: Collection, choices: list[tuple[Report, ...]]
) -> dict[Government, list[tuple[Report, ...]]]:
    """The choices by the county, for a page that has no room for each pair of years."""
    known = collection.places.grouped([reports[0].government for reports in choices])
    of = collection.by_government
    return {head: [of[government.id] for government in those] for head, those in known.items()}
