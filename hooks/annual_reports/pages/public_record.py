"""Ledger, its statements of the site, list of withdrawals: by them the next publication knows this one."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.told_changes import told_files
from annual_reports.domain.model import Report
from annual_reports.ledger.lines import OF_THE_SITE
from annual_reports.rendering.document import Download, Link
from annual_reports.rendering.urls import LEDGER, WITHDRAWN, told_file


def documents(collection: Collection) -> Iterator[Download]:
    """Yield them, each unless it is empty; also when the last report was withdrawn."""
    if collection.next_ledger.lines:
        yield Download(LEDGER, lambda _: collection.next_ledger.content)
    for subject in sorted(OF_THE_SITE):
        yield from statements(collection, subject)
    if keys := sorted(collection.catalog.withdrawn):
        yield Download(WITHDRAWN, lambda _: "".join(f"{key}\n" for key in keys).encode())


def statements(collection: Collection, subject: str, *inputs: Report) -> Iterator[Download]:
    """Yield the statements of a report or of the site; words that were withdrawn are not among them."""
    for entry in collection.next_ledger.told_by_subject.get(subject, ()):
        for id_, content in told_files(collection, subject, entry):
            yield Download(told_file(subject, id_), partial(_given, content), inputs or None)


def _given(content: bytes, _link: Link) -> bytes:
    return content
