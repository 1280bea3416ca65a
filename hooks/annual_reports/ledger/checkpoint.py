"""Checkpoints: how far a ledger went at a publication, for other sites to witness.

A checkpoint is a text of three lines: the ledger, by the digest of its first line; the number of its lines;
the digest of the last one. Whoever keeps it can tell later if the ledger still begins with the same lines.
Shape and use follow C2SP's tlog-checkpoint and tlog-witness; a chain of lines takes the place of their tree.
"""

from __future__ import annotations

import re
from enum import StrEnum
from typing import NamedTuple

from annual_reports.ledger.chain import Ledger

_TEXT = re.compile(r"annual-reports-ledger ([0-9a-f]{64})\n([1-9][0-9]{0,8})\n([0-9a-f]{64})\n")
_ID_LENGTH = 16


class Checkpoint(NamedTuple):
    """检查点: the state of a ledger."""

    ledger: str
    """Digest of its first line, which tells it from all others; 64 hexadecimal digits."""
    size: int
    """Number of its lines."""
    digest: str
    """Digest of its last line; 64 hexadecimal digits."""

    @property
    def text(self) -> str:
        """The checkpoint as a file holds it."""
        return f"annual-reports-ledger {self.ledger}\n{self.size}\n{self.digest}\n"

    @property
    def id(self) -> str:
        """Short name of the ledger, for file names."""
        return self.ledger[:_ID_LENGTH]


class Standing(StrEnum):
    """Relation of a ledger to a checkpoint that somebody kept."""

    CONTINUES = "continues"
    """It begins with the lines that the checkpoint stands for."""
    SHORTER = "shorter"
    """It has fewer lines: some were removed."""
    DIFFERENT = "different"
    """It has other lines: some were changed, or it is another ledger."""


def checkpoint_of(ledger: Ledger) -> Checkpoint | None:
    """Return the checkpoint of a ledger as it is; None while it is empty."""
    if not ledger.lines:
        return None
    return Checkpoint(ledger.lines[0].digest, len(ledger.lines), ledger.lines[-1].digest)


def parse_checkpoint(text: str) -> Checkpoint | None:
    """Parse the text of a checkpoint; return None for any other text."""
    match = _TEXT.fullmatch(text)
    return Checkpoint(match[1], int(match[2]), match[3]) if match else None


def parse_checkpoints(text: str) -> tuple[Checkpoint, ...]:
    """Return all checkpoints that stand in a text one below the other."""
    return tuple(Checkpoint(match[1], int(match[2]), match[3]) for match in _TEXT.finditer(text))


def compare(ledger: Ledger, kept: Checkpoint) -> Standing:
    """Compare a ledger with a checkpoint that was kept of it."""
    if not ledger.lines or ledger.lines[0].digest != kept.ledger:
        return Standing.DIFFERENT if ledger.lines else Standing.SHORTER
    if len(ledger.lines) < kept.size:
        return Standing.SHORTER
    is_same = ledger.lines[kept.size - 1].digest == kept.digest
    return Standing.CONTINUES if is_same else Standing.DIFFERENT
