"""What became of each year's commitments: the answers of later reports, and which are still owed.

A report must answer the commitments of the report before it, and those that it carried over. An answer
names a commitment by its id; where several years used the id, the latest of them is meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from annual_reports.addresses import COMMITMENTS
from annual_reports.model import Answer, Commitment, Report
from annual_reports.parts import Part, Places, divided


class State(StrEnum):
    """How a commitment stands, those still owed first."""

    UNANSWERED = "unanswered"
    OPEN = "open"
    CARRIED_OVER = "carried-over"
    NOT_DONE = "not-done"
    PARTLY = "partly"
    DONE = "done"


STATE_NAMES = {
    State.UNANSWERED: "未回应",
    State.OPEN: "待回应",
    State.CARRIED_OVER: "结转下年",
    State.NOT_DONE: "未完成",
    State.PARTLY: "部分完成",
    State.DONE: "已完成",
}


@dataclass(slots=True)
class Followed:
    """A commitment with everything later reports say of it."""

    report: Report
    commitment: Commitment
    answers: list[tuple[Report, Answer]] = field(default_factory=list)
    """In time order."""
    missed_by: list[Report] = field(default_factory=list)
    """The reports that should have answered and did not; of several in a row, the first."""
    continued_by: Report | None = None
    """The later report that commits itself under the same id; what follows is told there."""

    @property
    def owed(self) -> bool:
        """Whether the next report must answer it."""
        last = self.answers[-1][1].status if self.answers else State.CARRIED_OVER
        return last == State.CARRIED_OVER and self.continued_by is None

    @property
    def missed(self) -> bool:
        """Whether a report passed over it since it was last spoken of."""
        answered = self.answers[-1][0].year if self.answers else self.report.year
        return bool(self.missed_by) and self.missed_by[-1].year > answered

    @property
    def state(self) -> State:
        """How it stands after the newest report."""
        if self.owed and self.missed:
            return State.UNANSWERED
        return State(self.answers[-1][1].status) if self.answers else State.OPEN

    def state_in(self, report: Report) -> State:
        """How one report says it stands."""
        answer = self.answer_in(report)
        return State(answer.status) if answer else State.UNANSWERED

    def answer_in(self, report: Report) -> Answer | None:
        """What one report says of it."""
        return next((answer for answerer, answer in self.answers if answerer is report), None)


@dataclass(frozen=True, slots=True)
class History:
    """The commitments of one government."""

    followed: tuple[Followed, ...]
    """In the order in which they were made."""
    stray: tuple[tuple[Report, Answer, tuple[str, ...]], ...]
    """Answers to what nobody committed to, with the ids that still wanted an answer."""

    def missed(self) -> Iterator[tuple[Followed, Report]]:
        """Each commitment with each report that passed over it."""
        return ((item, report) for item in self.followed for report in item.missed_by)

    def owed_by(self, report: Report) -> list[Followed]:
        """What a report answers, or should have answered."""
        return [item for item in self.followed if report in item.missed_by or item.answer_in(report)]


def follow(reports: Iterable[Report]) -> History:
    """Match the answers of one government's reports to its commitments."""
    followed: list[Followed] = []
    latest: dict[str, Followed] = {}
    stray: list[tuple[Report, Answer, tuple[str, ...]]] = []
    for report in sorted(reports, key=lambda report: report.year):
        for answer in report.answers:
            if answer.commitment in latest:
                latest[answer.commitment].answers.append((report, answer))
            else:
                owed = (id_ for id_, item in latest.items() if item.owed)
                stray.append((report, answer, tuple(owed)))
        _note_what_is_missing(followed, report)
        for commitment in report.commitments:
            if commitment.id in latest:
                latest[commitment.id].continued_by = report
            latest[commitment.id] = Followed(report, commitment)
            followed.append(latest[commitment.id])
    return History(tuple(followed), tuple(stray))


def on_pages(histories: Iterable[History], places: Places) -> Part[Followed]:
    """All commitments, as their pages show them; those of one government stand together."""
    followed = [item for history in histories for item in history.followed]
    keys = [
        lambda item: places.by_county(item.report.government),
        lambda item: places.by_town(item.report.government),
    ]
    return divided(COMMITMENTS, followed, lambda items: sum(map(_size, items)), keys)


def _size(item: Followed) -> int:
    """Bytes on its page, about: a quotation with its links, three for each of its characters."""
    quotes = (item.commitment.quote, *(answer.quote or "" for _, answer in item.answers))
    return sum(170 + 3 * len(quote) for quote in quotes)


def _note_what_is_missing(followed: Iterable[Followed], report: Report) -> None:
    for item in followed:
        if item.owed and not item.missed and item.answer_in(report) is None:
            item.missed_by.append(report)
