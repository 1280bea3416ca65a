"""Names that ids had when they were recorded, for ids that nothing has any more, or that were renamed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

from annual_reports.ledger.free_words import Record
from annual_reports.ledger.statements import StatementChange, Statements

NAMES_OF: Mapping[str, str] = MappingProxyType(
    {
        "deadline": "deadline_names",
        "government": "government_names",
        "indicator": "indicator_names",
        "law": "law_names",
    }
)
"""Kind of the thing with an id -> kind of statements that has its name."""
_REFERRING = {
    "government_parents",
    "indicator_parts",
    "indicator_rates",
    "law_successors",
}
"""Kinds whose values are ids of the same sort as their subjects."""
_BETWEEN_IDS = re.compile(r"([、/])")
_PLANS = ("commitments", "commitment_indicators")


def with_present_ids(before: Record, after: Record) -> Record:
    """Return the earlier record with the later ids of what kept its name: readers see names alone."""
    renamed = {of: _renamed(before, after, kind) for of, kind in NAMES_OF.items()}
    plain, words = before.plain, before.words
    for of, ids in renamed.items():
        if ids:
            plain = {k: _rename(k, v, ids) if k.startswith(f"{of}_") else v for k, v in plain.items()}
    if before.words and after.words and (ids := _renamed_in(before.words, after.words, "commitments")):
        plain, words = (_rename_subjects(one, _PLANS, ids) for one in (plain, before.words))
    return Record(plain, words)


def is_told_by_name(change: StatementChange, before: Record, after: Record) -> bool:
    """Return True for a particular of an entry that came or went: its name tells it."""
    of = change.kind.partition("_")[0]
    names = NAMES_OF.get(of, change.kind)
    is_whole = all(change.subject in record.plain.get(names, ()) for record in (before, after))
    return change.kind != names and not is_whole


def with_subjects(record: Record, kinds: tuple[str, ...], ids: Mapping[str, str]) -> Record:
    """Return a record with other subjects in some kinds, by old id -> new id."""
    words = _rename_subjects(record.words, kinds, ids) if record.words else None
    return Record(_rename_subjects(record.plain, kinds, ids), words)


def _renamed(before: Record, after: Record, kind: str) -> dict[str, str]:
    return _renamed_in(before.plain, after.plain, kind)


def _renamed_in(before: Statements, after: Statements, kind: str) -> dict[str, str]:
    """Return old id -> new id of what has the same name; None of two with one name."""
    old, new = before.get(kind, {}), after.get(kind, {})
    came = {name: id_ for id_, name in new.items() if id_ not in old}
    return {id_: came[name] for id_, name in old.items() if id_ not in new and name in came}


def _rename(kind: str, values: Mapping[str, str], ids: Mapping[str, str]) -> dict[str, str]:
    refers = kind in _REFERRING
    return {
        ids.get(id_, id_): _rename_value(value, ids) if refers else value for id_, value in values.items()
    }


def _rename_value(value: str, ids: Mapping[str, str]) -> str:
    return "".join(ids.get(part, part) for part in _BETWEEN_IDS.split(value))


def _rename_subjects(told: Statements, kinds: tuple[str, ...], ids: Mapping[str, str]) -> Statements:
    return {
        kind: {ids.get(id_, id_): value for id_, value in values.items()} if kind in kinds else values
        for kind, values in told.items()
    }


def names_in(records: Iterator[Record], of: str) -> dict[str, str]:
    """Return id -> name in records, the last name of each."""
    names: dict[str, str] = {}
    for record in records:
        names.update(record.plain.get(NAMES_OF[of], {}))
    return names
