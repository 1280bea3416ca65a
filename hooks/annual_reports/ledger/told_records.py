"""Read recorded statements from their two files."""

from __future__ import annotations

from annual_reports.ledger.free_words import WORDS, Record, read_old_record
from annual_reports.ledger.lines import ToldEntry
from annual_reports.ledger.statements import Statements, parse
from annual_reports.ledger.texts import PublishedTexts


def read_record(texts: PublishedTexts, subject: str, entry: ToldEntry) -> Record | None:
    """Return what a line recorded; None if its file is missing or altered.

    Its words are None if their file is, as it is after a withdrawal.
    """
    content = texts.get_told(subject, entry)
    if content is None:
        return None
    plain = parse(content)
    digest = words_digest(plain)
    if digest is None:
        return read_old_record(plain)
    words = texts.get_words(subject, entry, digest)
    return Record(plain, parse(words) if words else None)


def words_digest(plain: Statements) -> str | None:
    """Return the digest of the words beside plain values; None if a former program kept both in one file."""
    return plain[WORDS]["sha256"] if WORDS in plain else None
