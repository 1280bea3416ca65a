"""Check that recorded statements are there, so that every change of them can be told."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.told_changes import successive_lines
from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.ledger.lines import PAGES, ToldEntry
from annual_reports.ledger.statements import parse
from annual_reports.ledger.texts import told_id, version_id, words_id
from annual_reports.ledger.told_records import words_digest


def missing_statements(collection: Collection) -> Iterator[Finding]:
    """Find statements that are needed to tell a change, and are missing or differ from the recorded ones."""
    for subject in collection.told:
        for lines in successive_lines(collection, subject):
            yield from require_statements(collection, subject, lines)


def require_statements(collection: Collection, subject: str, lines: Iterable[ToldEntry]) -> Iterator[Finding]:
    """Find recorded statements of a subject that are not there as they were published.

    A withdrawal excuses missing words; missing values only where a former program kept both in one file.
    """
    for line in lines:
        if line.number > len(collection.ledger.lines):
            continue
        content = collection.texts.get_told(subject, line)
        is_withdrawn = collection.is_told_withdrawn(subject, line)
        if content is None:
            if not is_withdrawn or _keeps_words_apart(collection, line):
                yield _missing(told_id(subject, line), subject, line)
        elif not is_withdrawn and _lacks_words(collection, subject, line, content):
            yield _missing(words_id(subject, line), subject, line)


def _lacks_words(collection: Collection, subject: str, line: ToldEntry, content: bytes) -> bool:
    digest = words_digest(parse(content))
    return digest is not None and collection.texts.get_words(subject, line, digest) is None


def unknown_texts(collection: Collection) -> Iterator[Finding]:
    """Find texts and statements without a line: the ledger has lost its last lines."""
    if not collection.ledger.is_intact:
        return
    versions = set(map(version_id, collection.ledger.entries))
    lines = [(s, line) for s, told in collection.ledger.told_by_subject.items() for line in told]
    told = {name(s, line) for s, line in lines for name in (told_id, words_id)}
    files = [(id_, "txt") for id_ in collection.texts.version_ids() if id_ not in versions]
    files += [(id_, "json") for id_ in collection.texts.told_ids() if id_ not in told]
    for id_, suffix in files:
        yield finding("published-text-unknown", Place(f"data/published/{id_}.{suffix}"), found=id_)


def _keeps_words_apart(collection: Collection, line: ToldEntry) -> bool:
    """Return True for a line of this program: the first one that it wrote is about the site's own pages."""
    first = next(iter(collection.ledger.told_by_subject.get(PAGES, ())), None)
    return first is not None and first.number <= line.number


def _missing(id_: str, subject: str, line: ToldEntry) -> Finding:
    place = Place(f"data/published/{id_}.json")
    return finding("published-told-missing", place, found=subject, number=line.number)
