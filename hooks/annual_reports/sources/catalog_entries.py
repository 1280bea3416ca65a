"""Validate the entries of a file of `data/`, each under its id."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from annual_reports.sources.validation import Entry, EntryType, Id, validate
from annual_reports.sources.yaml_reader import Marked


class _IdOnly(Entry):
    id: Id


def valid_entries(model: type[EntryType], marked: Marked) -> Iterator[tuple[str, EntryType]]:
    """Yield id and entry for the entries without errors; findings are added to `marked`."""
    values: dict[str, Any] = marked.values if isinstance(marked.values, dict) else {}
    for id_, value in values.items():
        entry = validate(model, marked, value, (id_,))
        if is_valid_id(marked, id_) and entry:
            yield id_, entry


def is_valid_id(marked: Marked, id_: str) -> bool:
    """Return True if a key may be part of an address; add a finding otherwise."""
    return validate(_IdOnly, marked, {"id": id_}, (id_,)) is not None


def check_names(marked: Marked, names_by_id: Iterable[tuple[str, list[str]]]) -> None:
    """Report names that two entries use."""
    owners: dict[str, str] = {}
    for id_, names in names_by_id:
        for name in names:
            if owners.setdefault(name, id_) != id_:
                marked.add("name-taken", (id_,), at_key=True, found=name, other=owners[name])
