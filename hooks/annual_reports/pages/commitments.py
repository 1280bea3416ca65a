"""List of all commitments with the answers of later reports; unanswered ones come first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.commitments import STATE_NAMES, CommitmentState, TrackedCommitment
from annual_reports.domain.catalog import Government
from annual_reports.pages.government_groups import GovernmentGroups
from annual_reports.rendering.document import Document, Download, Heading
from annual_reports.rendering.exports import commitments_csv
from annual_reports.rendering.pagination import SCRIPT, ListPage, paginate
from annual_reports.rendering.urls import COMMITMENTS, COMMITMENTS_TABLE

QUOTATIONS_PER_PAGE = 960
"""Commitments and answers on one page: a county of 16 towns with ten years and six of them a year."""
MEANINGS = {
    CommitmentState.UNANSWERED: "后来的报告没有提到它们做得怎样。",
    CommitmentState.OPEN: "还没有后一年的报告。",
    CommitmentState.CARRIED_OVER: "后来的报告说继续做，等再后一年的报告回应。",
    CommitmentState.NOT_DONE: "后来的报告说没有完成。",
    CommitmentState.PARTLY: "后来的报告说完成了一部分。",
    CommitmentState.DONE: "后来的报告说已经完成。",
}


def documents(collection: Collection) -> Iterator[Document | Download]:
    """Yield the list, on one page or several, and its table, if there are commitments."""
    whole = commitment_pages(collection)
    if not whole.items:
        return
    for list_page in whole.walk():
        yield _document(collection, list_page)
    yield Download(COMMITMENTS_TABLE, partial(commitments_csv, _in_order(whole.items)))


def commitment_pages(collection: Collection) -> ListPage[TrackedCommitment]:
    """Return the list of all commitments, divided into pages; those of one government stand together."""
    tracked = [item for history in collection.histories.values() for item in history.tracked]
    keys = GovernmentGroups(collection.catalog).county_then_government(_government)
    return paginate(COMMITMENTS, tracked, keys, per_page=QUOTATIONS_PER_PAGE, count_entries=_count_quotations)


def page_of_commitments(collection: Collection) -> Mapping[str, str]:
    """Return government id -> source path of the page that lists its commitments."""
    leaves = (page for page in commitment_pages(collection).walk() if not page.subpages)
    return {item.report.government.id: page.path for page in leaves for item in page.items}


def _government(item: TrackedCommitment) -> Government:
    return item.report.government


def _count_quotations(items: Sequence[TrackedCommitment]) -> int:
    """Count the commitments on a page and the answers below them."""
    return sum(1 + len(item.answers) for item in items)


def _document(collection: Collection, list_page: ListPage[TrackedCommitment]) -> Document:
    items, by_state = list_page.items, _by_state(list_page.items)
    reports = [report for id_ in _government_ids(list_page) for report in collection.by_government[id_]]
    return Document(
        path=list_page.path,
        title=list_page.titled("安排与回应"),
        description=f"{list_page.subject or '各份'}报告里的 {len(items)} 项下一年度安排，后来做得怎样。",
        template="commitments.html",
        context={
            "list_page": list_page,
            "by_state": by_state,
            "counts": _counts(list_page),
            "government_ids": {page.path: _government_ids(page) for page in list_page.subpages},
            "meanings": MEANINGS,
            "script": SCRIPT,
        },
        parent=list_page.overview_path,
        headings=tuple(
            Heading(state, f"{STATE_NAMES[state]}（{len(items)} 项）") for state, items in by_state.items()
        ),
        inputs=(*reports, list_page.navigation_text),
    )


def _by_state(items: Sequence[TrackedCommitment]) -> dict[CommitmentState, list[TrackedCommitment]]:
    """Return state -> its commitments, newest first; the states in the order of the enumeration."""
    groups: dict[CommitmentState, list[TrackedCommitment]] = {state: [] for state in CommitmentState}
    for item in sorted(items, key=lambda item: -item.report.year):
        groups[item.state].append(item)
    return {state: items for state, items in groups.items() if items}


def _in_order(items: Sequence[TrackedCommitment]) -> list[TrackedCommitment]:
    return [item for items in _by_state(items).values() for item in items]


def _counts(
    overview: ListPage[TrackedCommitment],
) -> dict[CommitmentState, list[tuple[ListPage[TrackedCommitment], int]]]:
    """Return state -> the subpages that have such commitments, each with their number."""
    counts: dict[CommitmentState, list[tuple[ListPage[TrackedCommitment], int]]] = {}
    for page in overview.subpages:
        for state, count in Counter(item.state for item in page.items).items():
            counts.setdefault(state, []).append((page, count))
    return counts


def _government_ids(list_page: ListPage[TrackedCommitment]) -> list[str]:
    return list(dict.fromkeys(item.report.government.id for item in list_page.items))
