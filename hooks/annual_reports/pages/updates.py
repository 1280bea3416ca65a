"""List of publications, corrections and withdrawals, newest first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import NamedTuple

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.timeline import Update, WithdrawnText, list_updates, withdrawn_texts
from annual_reports.analysis.told_changes import ToldChange, list_told_changes
from annual_reports.domain.model import Report
from annual_reports.ledger.lines import OF_THE_SITE
from annual_reports.pages.corrections import correction_pages
from annual_reports.pages.government_groups import GovernmentGroups
from annual_reports.rendering.document import Document, Download, Heading, Inputs, SearchSection
from annual_reports.rendering.exports import updates_csv
from annual_reports.rendering.pagination import ListPage, PageName, paginate
from annual_reports.rendering.told_words import (
    PageChange,
    describe_page_changes,
    describe_told,
    is_about_pages,
    is_quiet,
)
from annual_reports.rendering.urls import UPDATES, UPDATES_TABLE, withdrawal_of
from annual_reports.search.passages import section

_RECENT = 20
"""Updates that the overview repeats from its subpages."""
_HEADINGS = {
    "dated": ("dated", "按日期"),
    "meanings": ("meanings", "指标、法律、名称和期限的改动"),
    "own_pages": ("own-pages", "本站网页和文件的改动"),
    "withdrawn": ("removed", "撤下的内容"),
    "undated": ("undated", "日期未载明"),
}
"""Part of the page -> anchor and title of its heading."""
_LINES_OF_A_CORRECTION = 4
"""The report, the wording before and after, and the reason."""


def documents(collection: Collection) -> Iterator[Document | Download]:
    """Yield the list, on one page or on one for each year, and its table."""
    changes = [told for told in list_told_changes(collection) if not is_quiet(told)]
    updates, withdrawn = list_updates(collection, withdrawal_of, changes), withdrawn_texts(collection)
    own = [told for told in reversed(changes) if told.subject in OF_THE_SITE]
    meanings, pages = [told for told in own if not is_about_pages(told)], describe_page_changes(own)
    for list_page in _paginate(collection, updates).walk():
        on_first_page = _OfSite() if list_page.overview else _OfSite(withdrawn, meanings, pages)
        yield _document(collection, list_page, on_first_page)
    describe = partial(describe_told, collection=collection)
    yield Download(UPDATES_TABLE, partial(updates_csv, updates, [*meanings, *pages], withdrawn, describe))


def _paginate(collection: Collection, updates: Sequence[Update]) -> ListPage[Update]:
    """Divide updates by year, a year by county, and a county by runs of its towns."""
    groups = GovernmentGroups(collection.catalog)
    keys = (
        _period,
        lambda update: groups.by_county(update.report.government, f"{_period(update).slug}/"),
        lambda update: groups.by_run(update.report.government, f"{_period(update).slug}/"),
    )
    return paginate(UPDATES, updates, keys, count_entries=_count_lines)


def _period(update: Update) -> PageName:
    """Return the year of an update; of one without a date, the year on which its report is."""
    if update.day:
        return PageName(str(update.day.year), f"{update.day.year}年")
    return PageName(f"undated-{update.report.year}", f"{update.report.year}年度（日期未载明）")


def _count_lines(updates: Sequence[Update]) -> int:
    return sum(_LINES_OF_A_CORRECTION if update.correction else 1 for update in updates)


def _document(collection: Collection, list_page: ListPage[Update], of_site: _OfSite) -> Document:
    dated = [update for update in list_page.items if update.day]
    undated = [update for update in list_page.items if not update.day]
    parts = {"dated": dated, **of_site._asdict(), "undated": undated}
    return Document(
        path=list_page.path,
        title=list_page.titled("更新与更正"),
        description=f"{list_page.subject}年度报告的发布、更正和整理内容的改动，写明前后内容。",
        template="updates.html",
        context={
            "list_page": list_page,
            "dated": dated[:_RECENT] if list_page.subpages else dated,
            "undated": undated,
            "dated_pages": [page for page in list_page.subpages if page.items[0].day],
            "undated_pages": [page for page in list_page.subpages if not page.items[0].day],
            **of_site._asdict(),
            "describe_told": partial(describe_told, collection=collection),
            "correction_pages": partial(correction_pages, collection),
        },
        parent=list_page.overview_path,
        headings=tuple(Heading(*heading) for part, heading in _HEADINGS.items() if parts[part]),
        sections=partial(_sections, () if list_page.subpages else list_page.items),
        inputs=_inputs(list_page) if list_page.overview else None,
    )


class _OfSite(NamedTuple):
    """Changes that are about no report; they stand on the first page."""

    withdrawn: Sequence[WithdrawnText] = ()
    meanings: Sequence[ToldChange] = ()
    own_pages: Sequence[PageChange] = ()


def _inputs(list_page: ListPage[Update]) -> Inputs | None:
    """Return what the page of a list shows; everything, if some reports on it are gone."""
    reports = [update.report for update in list_page.items if isinstance(update.report, Report)]
    is_whole = len(reports) == len(list_page.items)
    return (*reports, list_page.navigation_text) if is_whole else None


def _sections(updates: Sequence[Update]) -> list[SearchSection]:
    return [section(*(update.correction.reason for update in updates if update.correction))]
