"""A checkpoint tells if a ledger still begins with the lines that it had."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.ledger.canonical import ContentDigests
from annual_reports.ledger.chain import Ledger
from annual_reports.ledger.checkpoint import (
    Checkpoint,
    Standing,
    checkpoint_of,
    compare,
    parse_checkpoint,
    parse_checkpoints,
)


def ledger_of(*texts: str) -> Ledger:
    """A ledger with a line for each text, of a report each."""
    ledger = Ledger()
    for year, text in enumerate(texts, 2000):
        digest = text.encode().hex().zfill(64)[:64]
        ledger = ledger.extended({f"jia/{year}": ContentDigests(digest, digest, {}, ())})
    return ledger


def kept(*texts: str) -> Checkpoint:
    checkpoint = checkpoint_of(ledger_of(*texts))
    assert checkpoint is not None
    return checkpoint


def test_an_empty_ledger_has_no_checkpoint():
    assert checkpoint_of(Ledger()) is None


def test_its_text_holds_the_ledger_the_size_and_the_last_digest():
    ledger = ledger_of("a", "b")
    first, last = ledger.entries
    assert kept("a", "b").text == f"annual-reports-ledger {first.digest}\n2\n{last.digest}\n"


@pytest.mark.parametrize(
    ("texts", "standing"),
    [
        ("ab", Standing.CONTINUES),
        ("abc", Standing.CONTINUES),
        ("a", Standing.SHORTER),
        ("", Standing.SHORTER),
        ("ac", Standing.DIFFERENT),
        ("acb", Standing.DIFFERENT),
        ("ba", Standing.DIFFERENT),
        ("b", Standing.DIFFERENT),
    ],
)
def test_a_ledger_is_compared_with_a_checkpoint_of_two_lines(texts: str, standing: Standing):
    assert compare(ledger_of(*texts), kept("a", "b")) is standing


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:-1],
        lambda text: text + "\n",
        lambda text: text.replace("\n2\n", "\n02\n"),
        lambda text: text.replace("\n2\n", "\n-2\n"),
        lambda text: text.upper(),
        lambda text: text.replace("\n", "\r\n"),
        lambda _: "",
    ],
)
def test_nothing_else_is_taken_for_a_checkpoint(damage):
    text = kept("a", "b").text
    assert parse_checkpoint(text) is not None
    assert parse_checkpoint(damage(text)) is None


@given(st.lists(st.text("abc", min_size=1, max_size=3), min_size=1, max_size=6))
def test_a_checkpoint_is_read_as_it_was_written(texts: list[str]):
    checkpoint = kept(*texts)
    assert parse_checkpoint(checkpoint.text) == checkpoint
    assert parse_checkpoints(checkpoint.text + "\n" + kept("z").text) == (checkpoint, kept("z"))


@given(st.text("ab", min_size=1, max_size=6), st.text("ab", max_size=6))
def test_a_ledger_continues_a_checkpoint_exactly_if_it_begins_with_its_lines(before: str, now: str):
    continues = compare(ledger_of(*now), kept(*before)) is Standing.CONTINUES
    assert continues == now.startswith(before)
