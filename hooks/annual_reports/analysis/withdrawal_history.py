"""Trace withdrawals through what was recorded: on which day each came into the record, and if it ended."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.told_changes import record_of
from annual_reports.ledger.free_words import HIDDEN
from annual_reports.ledger.lines import MEANINGS


@dataclass(frozen=True, slots=True)
class RecordedWithdrawal:
    """Withdrawal from the publication that brought it to the one that took it back."""

    key: str
    """Key in `data/withdrawn.yml`."""
    written: date
    """Day that people wrote."""
    reason: str | None
    """None if the words were withdrawn, or a former program recorded their digest alone."""
    recorded: date | None
    """Day of the publication; None if it is not known."""
    is_over: bool = False
    restored: date | None = None
    """Day of the publication that took it back; None if there is none, or if the day is not known."""


def trace_withdrawals(collection: Collection) -> list[RecordedWithdrawal]:
    """Return all withdrawals that were ever recorded, with their last date and reason."""
    standing: dict[str, RecordedWithdrawal] = {}
    over: list[RecordedWithdrawal] = []
    for day, dates, reasons in _states(collection):
        ended = [standing.pop(key) for key in sorted(standing.keys() - dates.keys())]
        over += [replace(one, is_over=True, restored=day) for one in ended]
        for key, written in dates.items():
            recorded = standing[key].recorded if key in standing else day
            reason = reasons.get(key)
            shown = None if reason == HIDDEN else reason
            standing[key] = RecordedWithdrawal(key, date.fromisoformat(written), shown, recorded)
    return [*over, *standing.values()]


def recorded_dates(collection: Collection) -> Mapping[str, str]:
    """Return key -> date of the withdrawals that were recorded by the last publication."""
    number = len(collection.ledger.lines)
    lines = collection.ledger.told_by_subject.get(MEANINGS, ())
    records = (record_of(collection, MEANINGS, line) for line in reversed(lines) if line.number <= number)
    return next((record.plain.get("withdrawals", {}) for record in records if record), {})


def _states(collection: Collection) -> Iterator[tuple[date | None, Mapping[str, str], Mapping[str, str]]]:
    """Yield day, dates and reasons of each recorded state, oldest first."""
    for line in collection.next_ledger.told_by_subject.get(MEANINGS, ()):
        if record := record_of(collection, MEANINGS, line):
            yield (
                line.day,
                record.plain.get("withdrawals", {}),
                (record.words or {}).get("withdrawal_words", {}),
            )
