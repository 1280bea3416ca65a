"""Read what sites have witnessed of each other's ledgers.

`data/countersignatures.json`  checkpoints of our ledger that other sites keep, by the witness's id
`data/witnessed.json`          checkpoints that we keep of other ledgers, by the address of the site

Both are written by commands (`publish` and `witness`) and read by each build.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any, TypeVar

from pydantic import BaseModel, ConfigDict, PlainSerializer, PlainValidator, TypeAdapter, ValidationError

from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.ledger.checkpoint import Checkpoint, parse_checkpoint
from annual_reports.sources.file_names import read_file

RECEIVED = "countersignatures.json"
GIVEN = "witnessed.json"
_Kept = TypeVar("_Kept", bound="_KeptCheckpoint")


def _checkpoint(given: Any) -> Checkpoint:
    parsed = parse_checkpoint(given) if isinstance(given, str) else given
    if not isinstance(parsed, Checkpoint):
        raise ValueError("no checkpoint")  # noqa: TRY004  # pydantic turns only this into its own error
    return parsed


_CheckpointText = Annotated[Checkpoint, PlainValidator(_checkpoint), PlainSerializer(lambda c: c.text)]


class _KeptCheckpoint(BaseModel):
    """Entry of one of the two files."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)

    checkpoint: _CheckpointText
    signature: str | None = None
    """Signature of the checkpoint by the site that keeps it, as `ssh-keygen -Y sign` writes it."""
    contradictions: tuple[_CheckpointText, ...] = ()
    """Checkpoints of the same site that do not go together with it, oldest first."""


class Countersignature(_KeptCheckpoint):
    """Checkpoint of our ledger that another site keeps."""


class WitnessedLedger(_KeptCheckpoint):
    """Checkpoint that we keep of the ledger of another site."""

    key: str | None = None
    """Fingerprint of the key with which the other site signs its checkpoints; None if it signs none."""


@dataclass(frozen=True)
class Witnessing:
    """Checkpoints that sites keep of each other's ledgers."""

    received: Mapping[str, Countersignature] = field(default_factory=dict)
    """Witness, by its id in `data/witnesses.yml` -> what it keeps of our ledger."""
    given: Mapping[str, WitnessedLedger] = field(default_factory=dict)
    """Address of another site -> what we keep of its ledger."""

    @property
    def digest_text(self) -> str:
        """Everything as text, to tell if it changed."""
        return serialise(self.received) + serialise(self.given)


def read_witnessing(data: Path, shown_as: str = "data") -> tuple[Witnessing, list[Finding]]:
    """Read both files in a folder; either may be missing. A damaged one is left out, with a finding."""
    received, received_findings = _read(data, RECEIVED, Countersignature, shown_as)
    given, given_findings = _read(data, GIVEN, WitnessedLedger, shown_as)
    return Witnessing(received, given), [*received_findings, *given_findings]


def _read(data: Path, name: str, kind: type[_Kept], shown_as: str) -> tuple[dict[str, _Kept], list[Finding]]:
    path, place = data / name, Place(f"{shown_as}/{name}")
    if not (path.exists() or path.is_symlink()):
        return {}, []
    content = read_file(path, place)
    if isinstance(content, Finding):
        return {}, [content]
    try:
        return TypeAdapter(dict[str, kind]).validate_json(content), []  # type: ignore[valid-type]
    except ValidationError:
        return {}, [finding("witnessing-damaged", place)]


def serialise(kept: Mapping[str, Countersignature] | Mapping[str, WitnessedLedger]) -> str:
    """Return the text of one of the two files."""
    content = {name: entry.model_dump(mode="json") for name, entry in sorted(kept.items())}
    return json.dumps(content, ensure_ascii=False, indent=1) + "\n"
