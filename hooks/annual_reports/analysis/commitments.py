"""Match the commitments of a government's reports with the answers of its later reports.

A report must answer the commitments of the report before it, and those that were carried over. An answer
names a commitment by its id; if several years used the id, it answers the latest of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from annual_reports.domain.model import Answer, Commitment, Report


class CommitmentState(StrEnum):
    """State of a commitment; states that still await an answer come first."""

    UNANSWERED = "unanswered"
    OPEN = "open"
    CARRIED_OVER = "carried-over"
    NOT_DONE = "not-done"
    PARTLY = "partly"
    DONE = "done"


STATE_NAMES = {
    CommitmentState.UNANSWERED: "未回应",
    CommitmentState.OPEN: "待回应",
    CommitmentState.CARRIED_OVER: "结转下年",
    CommitmentState.NOT_DONE: "未完成",
    CommitmentState.PARTLY: "部分完成",
    CommitmentState.DONE: "已完成",
}


@dataclass(slots=True)
class TrackedCommitment:
    """Commitment with the answers of later reports."""

    report: Report
    commitment: Commitment
    answers: list[tuple[Report, Answer]] = field(default_factory=list)
    """Answers with their reports, oldest first."""
    unanswered_by: list[Report] = field(default_factory=list)
    """Reports that should have answered and did not; of several in a row, only the first."""
    continued_by: Report | None = None
    """Later report with a commitment of the same id; later answers belong to that commitment."""

    @property
    def awaits_answer(self) -> bool:
        """True if the next report must answer it."""
        last = self.answers[-1][1].status if self.answers else CommitmentState.CARRIED_OVER
        return last == CommitmentState.CARRIED_OVER and self.continued_by is None

    @property
    def is_overdue(self) -> bool:
        """True if a report left it unanswered since the last answer, or since the commitment."""
        last_year = self.answers[-1][0].year if self.answers else self.report.year
        return bool(self.unanswered_by) and self.unanswered_by[-1].year > last_year

    @property
    def state(self) -> CommitmentState:
        """State after the newest report."""
        if self.awaits_answer and self.is_overdue:
            return CommitmentState.UNANSWERED
        return CommitmentState(self.answers[-1][1].status) if self.answers else CommitmentState.OPEN

    def state_in(self, report: Report) -> CommitmentState:
        """Return the state according to one report."""
        answer = self.answer_in(report)
        return CommitmentState(answer.status) if answer else CommitmentState.UNANSWERED

    def answer_in(self, report: Report) -> Answer | None:
        """Return the answer of one report, or None."""
        return next((answer for answerer, answer in self.answers if answerer is report), None)


@dataclass(frozen=True, slots=True)
class CommitmentHistory:
    """Commitments of one government, with the answers of its reports."""

    tracked: tuple[TrackedCommitment, ...]
    """All commitments, oldest report first."""
    unmatched_answers: tuple[tuple[Report, Answer, tuple[str, ...]], ...]
    """Answers to unknown commitments, with the ids that awaited an answer."""

    def unanswered(self) -> Iterator[tuple[TrackedCommitment, Report]]:
        """Yield each commitment with each report that left it unanswered."""
        return ((item, report) for item in self.tracked for report in item.unanswered_by)

    def due_in(self, report: Report) -> list[TrackedCommitment]:
        """Return the commitments that a report answers or should have answered."""
        return [item for item in self.tracked if report in item.unanswered_by or item.answer_in(report)]


def track_commitments(reports: Iterable[Report]) -> CommitmentHistory:
    """Match the answers of one government's reports to its commitments."""
    tracked: list[TrackedCommitment] = []
    latest: dict[str, TrackedCommitment] = {}
    unmatched: list[tuple[Report, Answer, tuple[str, ...]]] = []
    for report in sorted(reports, key=lambda report: report.year):
        for answer in report.answers:
            if answer.commitment in latest:
                latest[answer.commitment].answers.append((report, answer))
            else:
                awaiting = (id_ for id_, item in latest.items() if item.awaits_answer)
                unmatched.append((report, answer, tuple(awaiting)))
        _note_missing_answers(tracked, report)
        for commitment in report.commitments:
            if commitment.id in latest:
                latest[commitment.id].continued_by = report
            latest[commitment.id] = TrackedCommitment(report, commitment)
            tracked.append(latest[commitment.id])
    return CommitmentHistory(tuple(tracked), tuple(unmatched))


def _note_missing_answers(tracked: Iterable[TrackedCommitment], report: Report) -> None:
    for item in tracked:
        if item.awaits_answer and not item.is_overdue and item.answer_in(report) is None:
            item.unanswered_by.append(report)
