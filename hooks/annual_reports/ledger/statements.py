"""Statements to readers beside the signed text: their file, and the differences of two of them.

A report's statements are dates, answers, shortcomings, plans, and what is said of its figures; those of the
site are the meanings of its catalog, and its own pages. `analysis.statements` makes them. A ledger line holds
the SHA-256 of the file alone; words that may have to be withdrawn lie apart, see `free_words`.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from hashlib import sha256
from typing import NamedTuple

from annual_reports.domain.canonical_text import canonicalize
from annual_reports.domain.model import Correction

Statements = Mapping[str, Mapping[str, str]]
"""Kind (`answers`) -> subject (`study`) -> what is told (`done`). Of what is not told there is no subject; a
kind without subjects is there, empty: a kind that is missing was not recorded yet."""

QUOTING = frozenset(
    {
        "amounts",
        "answer_quotes",
        "commitments",
        "notes",
        "quoted_words",
        "quotes",
        "restated_amounts",
        "restated_reasons",
        "shortcomings",
    }
)
"""Kinds that quote the signed text, and so change when a correction changes it."""


CanonicalCorrections = Sequence[tuple[str, str]]
"""Words before and after of declared corrections, in canonical form."""


class StatementChange(NamedTuple):
    """Difference of one statement between two publications."""

    kind: str
    subject: str
    before: str | None
    """None if it was not told before."""
    after: str | None
    """None if it is not told any more."""


def serialize(statements: Statements) -> bytes:
    """Return the content of the file: JSON, sorted, each statement on a line of its own."""
    return (json.dumps(statements, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def parse(content: bytes) -> Statements:
    """Parse the content of a file whose digest was compared with the recorded one."""
    statements: Statements = json.loads(content)
    return statements


def content_digest(content: bytes) -> str:
    """Return the SHA-256 of a file; git may have given it the line ends of Windows."""
    return sha256(content.replace(b"\r\n", b"\n")).hexdigest()


def compare(
    before: Statements, after: Statements, corrections: Iterable[Correction] = ()
) -> Iterator[StatementChange]:
    """Yield the statements that differ, by kind and subject.

    Kinds that only one side has are skipped: another program recorded them. A statement that changed with
    the signed text, just as one of the declared `corrections` says, is skipped too: the correction tells it.
    """
    explained = _Explained(before, after, corrections)
    for kind in sorted(before.keys() & after.keys()):
        old, new = before[kind], after[kind]
        for subject in sorted(old.keys() | new.keys()):
            change = StatementChange(kind, subject, old.get(subject), new.get(subject))
            if change.before != change.after and not explained.covers(change):
                yield change


class _Explained:
    """Statements of both sides in canonical form, those of the earlier side as corrections change them."""

    def __init__(self, before: Statements, after: Statements, corrections: Iterable[Correction]) -> None:
        self._corrections = canonical_corrections(corrections)
        self._before = {self._corrected(one) for one in _flat(before)}
        self._after = {_canonical(one) for one in _flat(after)}

    def covers(self, change: StatementChange) -> bool:
        kind, subject, before, after = change
        return (before is None or self._corrected((kind, subject, before)) in self._after) and (
            after is None or _canonical((kind, subject, after)) in self._before
        )

    def _corrected(self, statement: tuple[str, str, str]) -> tuple[str, str, str]:
        kind, subject, text = _canonical(statement)
        if kind in QUOTING:
            subject, text = corrected(subject, self._corrections), corrected(text, self._corrections)
        return kind, subject, text


def canonical_corrections(corrections: Iterable[Correction]) -> CanonicalCorrections:
    """Return the words before and after of corrections, in canonical form."""
    return [(canonicalize(c.before), canonicalize(c.after)) for c in corrections]


def corrected(text: str, corrections: CanonicalCorrections) -> str:
    """Return a text in canonical form as corrections change it."""
    for before, after in corrections:
        text = text.replace(before, after)
    return text


def _flat(statements: Statements) -> Iterator[tuple[str, str, str]]:
    return ((kind, subject, text) for kind, told in statements.items() for subject, text in told.items())


def _canonical(statement: tuple[str, str, str]) -> tuple[str, str, str]:
    kind, subject, text = statement
    return kind, canonicalize(subject), canonicalize(text)
