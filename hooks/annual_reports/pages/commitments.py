"""All commitments of all reports with what became of them, those still owed first."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from annual_reports.addresses import COMMITMENTS, COMMITMENTS_TABLE
from annual_reports.collection import Collection
from annual_reports.commitments import STATE_NAMES, Followed, State
from annual_reports.document import Document, Download, Heading
from annual_reports.exports import commitments_csv

MEANINGS = {
    State.UNANSWERED: "后来的报告没有提到它们做得怎样。",
    State.OPEN: "还没有后一年的报告。",
    State.CARRIED_OVER: "后来的报告说继续做，等再后一年的报告回应。",
    State.NOT_DONE: "后来的报告说没有完成。",
    State.PARTLY: "后来的报告说完成了一部分。",
    State.DONE: "后来的报告说已经完成。",
}


def documents(collection: Collection) -> Iterator[Document | Download]:
    """One page, if anybody committed to anything."""
    followed = [item for history in collection.histories.values() for item in history.followed]
    if not followed:
        return
    by_state = {state: _newest_first(followed, state) for state in State}
    by_state = {state: items for state, items in by_state.items() if items}
    ordered = [item for items in by_state.values() for item in items]
    yield Document(
        path=COMMITMENTS,
        title="安排与回应",
        description=f"各份报告里的 {len(followed)} 项下一年度安排，后来做得怎样。",
        template="commitments.html",
        context={"by_state": by_state, "meanings": MEANINGS, "total": len(followed)},
        headings=tuple(
            Heading(state, f"{STATE_NAMES[state]}（{len(items)} 项）") for state, items in by_state.items()
        ),
    )
    yield Download(COMMITMENTS_TABLE, partial(commitments_csv, ordered))


def _newest_first(followed: list[Followed], state: State) -> list[Followed]:
    return sorted((item for item in followed if item.state is state), key=lambda item: -item.report.year)
