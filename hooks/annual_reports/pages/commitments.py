"""All commitments of all reports with what became of them, those still owed first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from functools import partial

from annual_reports.addresses import COMMITMENTS_TABLE
from annual_reports.collection import Collection
from annual_reports.commitments import STATE_NAMES, Followed, State
from annual_reports.document import Document, Download, Heading
from annual_reports.exports import commitments_csv
from annual_reports.parts import SCRIPT, Part

MEANINGS = {
    State.UNANSWERED: "后来的报告没有提到它们做得怎样。",
    State.OPEN: "还没有后一年的报告。",
    State.CARRIED_OVER: "后来的报告说继续做，等再后一年的报告回应。",
    State.NOT_DONE: "后来的报告说没有完成。",
    State.PARTLY: "后来的报告说完成了一部分。",
    State.DONE: "后来的报告说已经完成。",
}


def documents(collection: Collection) -> Iterator[Document | Download]:
    """The list, whole or in parts, if anybody committed to anything."""
    whole = collection.commitments
    if not whole.items:
        return
    for part in whole.walk():
        yield _document(collection, part)
    yield Download(COMMITMENTS_TABLE, partial(commitments_csv, _in_order(whole.items)))


def _document(collection: Collection, part: Part[Followed]) -> Document:
    by_state = _by_state(part.items)
    governments = dict.fromkeys(item.report.government.id for item in part.items)
    return Document(
        path=part.path,
        title=part.titled("安排与回应"),
        description=f"{part.about or '各份'}报告里的 {len(part.items)} 项下一年度安排，后来做得怎样。",
        template="commitments.html",
        context={
            "part": part,
            "by_state": by_state,
            "counts": _counts(part) if part.parts else {},
            "held": {below.path: _governments(below) for below in part.parts},
            "meanings": MEANINGS,
            "total": len(part.items),
            "script": SCRIPT,
        },
        parent=part.above.path if part.above else None,
        headings=tuple(
            Heading(state, f"{STATE_NAMES[state]}（{len(items)} 项）") for state, items in by_state.items()
        ),
        inputs=(*(report for id_ in governments for report in collection.by_government[id_]), part.around),
    )


def _by_state(followed: Sequence[Followed]) -> dict[State, list[Followed]]:
    """Those still owed first, each state's newest first."""
    groups: dict[State, list[Followed]] = {state: [] for state in State}
    for item in sorted(followed, key=lambda item: -item.report.year):
        groups[item.state].append(item)
    return {state: items for state, items in groups.items() if items}


def _in_order(followed: Sequence[Followed]) -> list[Followed]:
    return [item for items in _by_state(followed).values() for item in items]


def _counts(part: Part[Followed]) -> dict[State, list[tuple[Part[Followed], int]]]:
    """State -> the parts that have such commitments, and how many."""
    counts: dict[State, list[tuple[Part[Followed], int]]] = {}
    for below in part.parts:
        for state, count in Counter(item.state for item in below.items).items():
            counts.setdefault(state, []).append((below, count))
    return counts


def _governments(part: Part[Followed]) -> str:
    """The ids of those whose commitments a part holds, for the script that follows older addresses."""
    return " ".join(dict.fromkeys(item.report.government.id for item in part.items))
