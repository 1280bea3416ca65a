"""The page of one government: its reports, its figures over the years, and the governments below it."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from functools import partial
from itertools import groupby

from annual_reports.addresses import REPORTS, figures_table_of, likeness_table_of, page_of
from annual_reports.collection import Collection
from annual_reports.document import Document, Download, Heading, Kind, Section
from annual_reports.exports import figures_csv, likeness_csv
from annual_reports.model import Figure, Government, Indicator, Report
from annual_reports.pages.towns import years_side_by_side
from annual_reports.parts import Name, Part, divided, each
from annual_reports.search.passages import section
from annual_reports.similarity import Likeness, closest

_FEWEST_TO_COMPARE = 2
"""Governments below one whose reports can be like each other."""
_SIZE = 300
"""Bytes of a report below, in the table of years and among those that are like others."""


def documents(collection: Collection) -> Iterator[Document | Download]:
    """One page per government that has reports, or below which there are some; and its parts."""
    pages = with_pages(collection)
    ids = {government.id for government in pages}
    for government in pages:
        reports = collection.by_government.get(government.id, ())
        below = _below(collection, government)
        parts = _parts(collection, government, below)
        likenesses = _likenesses(parts.items, len(below), collection.sentence_keys)
        yield _document(collection, government, parts, likenesses, ids)
        for part in parts.walk():
            if part.above:
                yield _part(government, part, likenesses, len(below))
        figures = [(report, figure) for report in reports for figure in report.figures]
        if figures:
            yield Download(
                figures_table_of(government), partial(figures_csv, figures), _keys(collection, reports)
            )
        if likenesses:
            yield Download(likeness_table_of(government), partial(likeness_csv, likenesses), parts.items)


def _keys(collection: Collection, reports: Sequence[Report]) -> tuple[str, ...]:
    return tuple(collection.figure_keys[report.path] for report in reports)


def with_pages(collection: Collection) -> list[Government]:
    """The governments that have a page, in the catalog's order."""
    known = {government.id for government in (*collection.governments, *collection.parents)}
    return [government for id_, government in collection.catalog.governments.items() if id_ in known]


def _document(
    collection: Collection,
    government: Government,
    parts: Part[Report],
    likenesses: Sequence[Likeness],
    pages: Container[str],
) -> Document:
    reports = collection.by_government.get(government.id, ())
    rows = list(_rows(collection, reports))
    below = _below(collection, government)
    parent = collection.catalog.governments[government.parent] if government.parent else None
    return Document(
        path=page_of(government),
        title=f"{government.name}法治政府建设年度报告" if reports else f"{government.name}：各地年度报告一览",
        description=f"{government.name}{'的' if reports else '各地'}法治政府建设年度报告、历年数据和对比。",
        template="government.html",
        context=lambda: {
            "government": government,
            "parent": parent,
            "reports": reports,
            "before": {report.path: collection.before(report) for report in reports},
            "rows": rows,
            "below": below,
            "part": parts,
            "reporting": {one.id for one in below if one.id in collection.by_government},
            "years_below": _years_below(parts.items, below),
            "side_by_side": years_side_by_side(collection) if below else [],
            "likenesses": likenesses,
        },
        parent=page_of(parent) if parent and parent.id in pages else REPORTS,
        headings=tuple(_headings(reports, rows, below)),
        sections=partial(_sections, government, reports),
        kind=Kind.GOVERNMENT,
        government=government,
        tables=(figures_table_of(government),) if rows else (),
        inputs=(*reports, *parts.items, parts.around, str(years_side_by_side(collection))),
    )


def _parts(collection: Collection, government: Government, below: Sequence[Government]) -> Part[Report]:
    """The reports of the governments below one; on its own page, or on one for each year."""
    reports = [report for one in below for report in collection.by_government.get(one.id, ())]
    by_run = collection.places.by_run
    keys = (
        lambda report: Name(f"below/{report.year}", f"{report.year}年"),
        lambda report: by_run(report.government, f"below/{report.year}/"),
    )
    return divided(page_of(government), sorted(reports, key=lambda report: -report.year), each(_SIZE), keys)


def _part(
    government: Government, part: Part[Report], likenesses: Sequence[Likeness], governments: int
) -> Document:
    """The reports of one year below a government with very many."""
    paths = {report.path for report in part.items}
    headings = [Heading("reports", "报告")]
    if governments >= _FEWEST_TO_COMPARE and not part.parts:
        headings.append(Heading("likeness", "文字相近的报告"))
    title = f"{government.name}下级政府的报告"
    return Document(
        path=part.path,
        title=part.titled(title),
        description=f"{government.name}下级政府的法治政府建设年度报告：{part.about}。",
        template="government_part.html",
        context={
            "government": government,
            "part": part,
            "likenesses": [likeness for likeness in likenesses if likeness.report.path in paths],
        },
        parent=part.above.path if part.above else None,
        headings=tuple(headings),
        kind=Kind.GOVERNMENT,
        inputs=(*part.items, part.around),
    )


def _below(collection: Collection, government: Government) -> list[Government]:
    """The governments under one whose reports the site collects."""
    return [one for one in collection.places.below(government) if one.collected]


def _headings(
    reports: Sequence[Report], rows: Sequence[object], below: Sequence[object]
) -> Iterator[Heading]:
    if reports:
        yield Heading("reports", "各年报告")
    if rows:
        yield Heading("figures", "各年数据")
    if below:
        yield Heading("below", "下级政府的报告")
    if len(below) >= _FEWEST_TO_COMPARE:
        yield Heading("likeness", "文字相近的报告")


def _rows(
    collection: Collection, reports: Sequence[Report]
) -> Iterator[tuple[Indicator, list[Figure | None]]]:
    """Each indicator the government has ever given, with its figure of each year or None."""
    for indicator in collection.indicators:
        figures = [report.figure(indicator) for report in reports]
        if any(figures):
            yield indicator, figures


def _years_below(reports: Sequence[Report], below: Sequence[Government]) -> dict[int, list[Report | None]]:
    """Year -> the report of each government below, or None; newest first."""
    ids = {government.id: place for place, government in enumerate(below)}
    years: dict[int, list[Report | None]] = {}
    for report in reports:
        row = years.setdefault(report.year, [None] * len(below))
        row[ids[report.government.id]] = report
    return years


def _likenesses(
    reports: Sequence[Report], governments: int, keys_of: Callable[[Report], Sequence[str]]
) -> list[Likeness]:
    """For each report below, the closest one of the same year; newest first, the likest first."""
    if governments < _FEWEST_TO_COMPARE:
        return []
    found: list[Likeness] = []
    for _, those in groupby(reports, key=lambda report: report.year):
        found += sorted(
            closest(list(those), keys_of).values(), key=lambda likeness: -likeness.shared / likeness.total
        )
    return found


def _sections(government: Government, reports: Sequence[Report]) -> Iterator[Section]:
    yield section(*(f"曾用名：{name}" for name in government.former_names))
    yield section(*(report.title for report in reports), heading="各年报告", anchor="reports")
