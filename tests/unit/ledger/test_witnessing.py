"""What sites keep of each other's ledgers is read as it was written, and damage is told."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_reports.ledger.checkpoint import Checkpoint
from annual_reports.ledger.witnessing import (
    GIVEN,
    RECEIVED,
    Countersignature,
    WitnessedLedger,
    Witnessing,
    read_witnessing,
    serialise,
)

ONE, OTHER = Checkpoint("a" * 64, 2, "b" * 64), Checkpoint("a" * 64, 3, "c" * 64)


def test_both_files_are_read_as_they_were_written(tmp_path: Path):
    received = {"yi": Countersignature(checkpoint=ONE, signature="签名", contradictions=(OTHER,))}
    given = {"https://jia.example/": WitnessedLedger(checkpoint=OTHER, key="SHA256:k")}
    (tmp_path / RECEIVED).write_text(serialise(received), encoding="utf-8")
    (tmp_path / GIVEN).write_text(serialise(given), encoding="utf-8")
    assert read_witnessing(tmp_path) == (Witnessing(received, given), [])


def test_a_site_without_the_files_has_witnessed_nothing(tmp_path: Path):
    assert read_witnessing(tmp_path) == (Witnessing(), [])


def test_a_changed_entry_changes_the_digest_text():
    texts = {
        Witnessing(given={"u": WitnessedLedger(checkpoint=ONE)}).digest_text,
        Witnessing(given={"u": WitnessedLedger(checkpoint=OTHER)}).digest_text,
        Witnessing(received={"u": Countersignature(checkpoint=ONE)}).digest_text,
        Witnessing().digest_text,
    }
    assert len(texts) == 4


@pytest.mark.parametrize("name", [RECEIVED, GIVEN])
@pytest.mark.parametrize(
    "content", ["", "[]", "{", '{"u": {}}', '{"u": {"checkpoint": "x"}}', '{"u": 3}', "\udcff", "[" * 100_000]
)
def test_a_damaged_file_is_told(tmp_path: Path, name: str, content: str):
    (tmp_path / name).write_bytes(content.encode(errors="surrogateescape"))
    witnessing, findings = read_witnessing(tmp_path)
    assert witnessing == Witnessing()
    assert [(found.code, found.path) for found in findings] == [("witnessing-damaged", f"data/{name}")]
