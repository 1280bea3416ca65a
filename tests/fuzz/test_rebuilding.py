"""The same questions as `tests/test_incremental.py`, of many more changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from test_incremental import changed_at_random, divided, town_hall

__all__ = ["divided", "town_hall"]


@pytest.mark.parametrize("seed", range(1, 4))
def test_a_rebuild_is_a_build(town_hall: Path, seed: int):
    changed_at_random(town_hall, seed)


@pytest.mark.parametrize("seed", range(4, 7))
def test_a_rebuild_of_divided_lists_is_a_build(divided: Path, seed: int):
    changed_at_random(divided, seed)
