"""Compare the ledger with the checkpoints that other sites keep of it, as far as they were fetched."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Witness
from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.ledger.chain import FILE_NAME
from annual_reports.ledger.checkpoint import Standing, compare
from annual_reports.ledger.witnessing import Countersignature


class Testimony(NamedTuple):
    """Checkpoint that a witness keeps of our ledger, compared with the ledger."""

    witness: Witness
    kept: Countersignature
    standing: Standing

    @property
    def is_contradicted(self) -> bool:
        """True if the ledger, or one that was shown to the witness, does not go together with the rest."""
        return self.standing is not Standing.CONTINUES or bool(self.kept.contradictions)

    def describe_contradiction(self, entries: int) -> str:
        """Say the contradiction in Chinese; `entries` is the number of the ledger's lines."""
        size = self.kept.checkpoint.size
        match self.standing:
            case Standing.SHORTER:
                return f"它见过 {size} 行，现在只有 {entries} 行"
            case Standing.DIFFERENT:
                return f"第 {size} 行与它见过的不同"
            case Standing.CONTINUES:
                return "它还见到过另一本登记簿，前面的几行不一样"


def testimonies(collection: Collection) -> list[Testimony]:
    """Return what the witnesses of `data/witnesses.yml` keep, in the order of that file."""
    received, ledger = collection.witnessing.received, collection.next_ledger
    return [
        Testimony(witness, received[id_], compare(ledger, received[id_].checkpoint))
        for id_, witness in collection.catalog.witnesses.items()
        if id_ in received
    ]


def contradictions(collection: Collection) -> Iterator[Finding]:
    """Yield a finding for each witness whose checkpoint contradicts the ledger."""
    entries = len(collection.next_ledger.lines)
    for testimony in testimonies(collection):
        if testimony.is_contradicted:
            reason = testimony.describe_contradiction(entries)
            place = Place(f"data/{FILE_NAME}")
            yield finding("witness-contradicts", place, found=testimony.witness.name, reason=reason)
