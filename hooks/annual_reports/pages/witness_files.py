"""Files by which sites witness each other's ledgers: our checkpoint, and those that we keep of others."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.ledger.checkpoint import checkpoint_of
from annual_reports.ledger.witnessing import WitnessedLedger
from annual_reports.rendering.document import Download
from annual_reports.rendering.urls import CHECKPOINT, contradictions_of, countersignature_of, witnessed_of


def documents(collection: Collection) -> Iterator[Download]:
    """Yield our checkpoint, and for each other ledger its checkpoint, our signature, the contradictions."""
    if own := checkpoint_of(collection.next_ledger):
        yield _text(CHECKPOINT, own.text)
    for witnessed in collection.witnessing.given.values():
        yield from _files(witnessed)


def _files(witnessed: WitnessedLedger) -> Iterator[Download]:
    checkpoint = witnessed.checkpoint
    yield _text(witnessed_of(checkpoint), checkpoint.text)
    if witnessed.signature:
        yield _text(countersignature_of(checkpoint), witnessed.signature)
    if witnessed.contradictions:
        texts = "\n".join(contradiction.text for contradiction in witnessed.contradictions)
        yield _text(contradictions_of(checkpoint), texts)


def _text(path: str, text: str) -> Download:
    return Download(path, lambda _: text.encode(), inputs=(text,))
