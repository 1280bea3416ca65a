"""Ledger and list of what was withdrawn: files by which the next publication knows what this one says."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.rendering.document import Download
from annual_reports.rendering.urls import LEDGER, WITHDRAWN


def documents(collection: Collection) -> Iterator[Download]:
    """Yield the ledger and the list, each unless it is empty; also when the last report was withdrawn."""
    if collection.next_ledger.lines:
        yield Download(LEDGER, lambda _: collection.next_ledger.content)
    if keys := sorted(collection.catalog.withdrawn):
        yield Download(WITHDRAWN, lambda _: "".join(f"{key}\n" for key in keys).encode())
