"""What was published, corrected and withdrawn, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

from annual_reports.addresses import UPDATES, UPDATES_TABLE
from annual_reports.collection import Collection
from annual_reports.document import Document, Download, Heading, Section
from annual_reports.exports import updates_csv
from annual_reports.parts import Name, Part, divided
from annual_reports.search.passages import section
from annual_reports.updates import Removal, Update, removals, updates

_RECENT = 20
"""Updates that the overview shows of those on its parts."""


def documents(collection: Collection) -> Iterator[Document | Download]:
    """One page, or an overview of the years."""
    found, removed = updates(collection.reports), removals(collection.catalog)
    by_county, by_run = collection.places.by_county, collection.places.by_run
    keys = (
        _period,
        lambda update: by_county(update.report.government, f"{_period(update).slug}/"),
        lambda update: by_run(update.report.government, f"{_period(update).slug}/"),
    )
    for part in divided(UPDATES, found, lambda items: sum(map(_size, items)), keys).walk():
        yield _document(collection, part, [] if part.above else removed)
    yield Download(UPDATES_TABLE, partial(updates_csv, found, removed))


def _period(update: Update) -> Name:
    """The year in which something happened; where that is not known, the year on which the report is."""
    if update.day:
        return Name(str(update.day.year), f"{update.day.year}年")
    return Name(f"undated-{update.report.year}", f"{update.report.year}年度（日期未载明）")


def _size(update: Update) -> int:
    """Bytes in the list: a report's title, or a correction's words."""
    said = update.correction
    return 400 + 3 * len(said.before + said.after + said.reason) if said else 160


def _document(collection: Collection, part: Part[Update], removed: Sequence[Removal]) -> Document:
    dated = [update for update in part.items if update.day]
    undated = [update for update in part.items if not update.day]
    headings = [*([Heading("dated", "按日期")] if dated else [])]
    headings += [Heading("removed", "撤下的内容")] if removed else []
    headings += [Heading("undated", "发布日期原文未载明")] if undated else []
    return Document(
        path=part.path,
        title=part.titled("更新与更正"),
        description=f"{part.about}年度报告的发布和更正，更正写明前后内容和原因。",
        template="updates.html",
        context={
            "part": part,
            "dated": dated[:_RECENT] if part.parts else dated,
            "undated": undated,
            "dated_parts": [one for one in part.parts if one.items[0].day],
            "undated_parts": [one for one in part.parts if not one.items[0].day],
            "removed": removed,
            "replaced_by": collection.replaced_by,
        },
        parent=part.above.path if part.above else None,
        headings=tuple(headings),
        sections=partial(_sections, () if part.parts else part.items),
        inputs=(*(update.report for update in part.items), part.around) if part.above else None,
    )


def _sections(found: Sequence[Update]) -> list[Section]:
    return [section(*(update.correction.reason for update in found if update.correction))]
