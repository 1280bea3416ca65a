"""Keep free words of statements apart from plain values, so that words can be withdrawn and values stay.

The file of plain values has dates, states and amounts; for free words it has a number, which grows when the
words change in a way that no correction declares. The words lie in a second file, whose SHA-256 is in the
first; a line of the ledger holds the SHA-256 of the first alone. The numbers are no digests: a telephone
number could be found by trying all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from annual_reports.domain.canonical_text import canonicalize
from annual_reports.domain.model import Correction
from annual_reports.ledger.statements import (
    CanonicalCorrections,
    StatementChange,
    Statements,
    canonical_corrections,
    compare,
    content_digest,
    corrected,
    serialize,
)

FREE = frozenset(
    {
        "answer_quotes",
        "commitments",
        "incomparable",
        "new_scopes",
        "notes",
        "page_titles",
        "quoted_words",
        "quotes",
        "remarks",
        "restated_reasons",
        "shortcomings",
        "site_words",
        "withdrawal_words",
    }
)
"""Kinds of words that people wrote or quoted; they can be withdrawn."""
LISTED = frozenset({"shortcomings"})
"""Free kinds whose subjects are the words themselves; in a record they are numbered."""
WORDS = "words"
"""Kind of the plain file that has the digest of the words: `sha256`."""
HIDDEN = "\0"
"""Stands in a change for words that were withdrawn."""
_FIRST = "1"
_NONE: Mapping[str, str] = MappingProxyType({})


class Record(NamedTuple):
    """Recorded statements: plain values, and free words unless they were withdrawn."""

    plain: Statements
    words: Statements | None

    def words_of(self, kind: str, subject: str) -> str:
        """Return the words of a free kind; HIDDEN if they were withdrawn."""
        return HIDDEN if self.words is None else self.words[kind][subject]


class Files(NamedTuple):
    """Contents of the two files of a record."""

    plain: bytes
    words: bytes


def write_record(
    told: Statements,
    last: Record | None,
    corrections: Iterable[Correction] = (),
    withdrawn: int | None = None,
) -> Files:
    """Return the files of present statements, which go on from the last record of the same subject.

    `withdrawn` is the number of the last record's line if its words were withdrawn. It makes the new file
    another one, so that the present words are recorded anew.
    """
    declared = list(corrections)
    words = _number_lists({kind: told[kind] for kind in told.keys() & FREE}, last, declared)
    content = serialize(words)
    numbers = _numbers(words, content_digest(content), last, declared)
    plain = {kind: values for kind, values in told.items() if kind not in FREE}
    after = str(withdrawn) if withdrawn else _seal(last).get("after")
    seal = {"sha256": content_digest(content), **({"after": after} if after else {})}
    return Files(serialize({**plain, **numbers, WORDS: seal}), content)


def read_old_record(told: Statements) -> Record:
    """Return the record of a file of a former program, which held values and words together."""
    whole = _without_joined(told)
    words = _number_lists({kind: whole[kind] for kind in whole.keys() & FREE}, None, ())
    numbers = {kind: dict.fromkeys(values, _FIRST) for kind, values in words.items()}
    return Record({kind: values for kind, values in whole.items() if kind not in FREE} | numbers, words)


def compare_records(
    before: Record, after: Record, corrections: Iterable[Correction] = ()
) -> Iterator[StatementChange]:
    """Yield the statements that differ; of withdrawn words, that they differ, as their numbers tell."""
    if before.words is not None and after.words is not None:
        yield from compare(_by_words(before), _by_words(after), corrections)
        return
    yield from compare(_values(before), _values(after), corrections)
    for kind, subject, old, new in compare(_only_free(before), _only_free(after)):
        told = (number and record.words_of(kind, subject) for number, record in ((old, before), (new, after)))
        yield StatementChange(kind, subject, *told)


def _by_words(record: Record) -> Statements:
    """Return values and words together, with the words themselves for the subjects of lists."""
    words = record.words or {}
    lists = {kind: {one: one for one in words[kind].values()} for kind in words.keys() & LISTED}
    return {**_values(record), **words, **lists}


def _values(record: Record) -> Statements:
    return {kind: values for kind, values in record.plain.items() if kind not in (*FREE, WORDS)}


def _only_free(record: Record) -> Statements:
    return {kind: values for kind, values in record.plain.items() if kind in FREE}


def _seal(record: Record | None) -> Mapping[str, str]:
    return record.plain.get(WORDS, _NONE) if record else _NONE


def _numbers(
    words: Statements, digest: str, last: Record | None, corrections: Iterable[Correction]
) -> dict[str, dict[str, str]]:
    """Return for each kind and subject how often its words changed."""
    if last is None:
        return {kind: dict.fromkeys(values, _FIRST) for kind, values in words.items()}
    changed = _changed(words, digest, last, corrections)
    return {
        kind: {
            subject: str(int(last.plain.get(kind, _NONE).get(subject, "0")) + ((kind, subject) in changed))
            for subject in values
        }
        for kind, values in words.items()
    }


def _changed(
    words: Statements, digest: str, last: Record, corrections: Iterable[Correction]
) -> set[tuple[str, str]]:
    """Return kind and subject of the words that are new or differ; of all, if the last ones are not known."""
    every = {(kind, subject) for kind, values in words.items() for subject in values}
    if _seal(last).get("sha256") == digest:
        return set()
    if last.words is None:
        return every
    known = {(kind, subject) for kind, values in last.plain.items() for subject in values}
    return (every - known) | {change[:2] for change in compare(last.words, words, corrections)} & every


def _number_lists(
    words: Statements, last: Record | None, corrections: Iterable[Correction]
) -> dict[str, Mapping[str, str]]:
    """Return the words with numbers for the subjects of lists; what stays keeps its number."""
    pairs = canonical_corrections(corrections)
    return {
        kind: _number(values, last, kind, pairs) if kind in LISTED else values
        for kind, values in words.items()
    }


def _number(
    values: Mapping[str, str], last: Record | None, kind: str, pairs: CanonicalCorrections
) -> dict[str, str]:
    known = ((last.words or {}).get(kind, _NONE) if last else _NONE).items()
    numbers = {corrected(canonicalize(words), pairs): number for number, words in known}
    numbers |= {canonicalize(words): number for number, words in known}
    given = sorted(map(int, last.plain.get(kind, ()))) if last else []
    if last and last.words is None and len(given) == len(values):  # the words are not known any more
        return dict(zip(map(str, given), values.values(), strict=True))
    top, numbered = max(given, default=0), dict[str, str]()
    for words in values.values():
        number = numbers.get(canonicalize(words))
        if number is None or number in numbered:
            top += 1
            number = str(top)
        numbered[number] = words
    return numbered


def _without_joined(told: Statements) -> dict[str, Mapping[str, str]]:
    """Return statements with amounts and reasons apart, which a former program joined: 11 场：漏报."""
    whole = {kind: values for kind, values in told.items() if kind != "restated"}
    if "restated" in told:
        pairs = {subject: text.partition("：") for subject, text in told["restated"].items()}
        whole["restated_amounts"] = {subject: pair[0] for subject, pair in pairs.items()}
        whole["restated_reasons"] = {subject: pair[2] for subject, pair in pairs.items()}
    return whole
