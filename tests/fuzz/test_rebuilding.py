"""Whatever was changed, a rebuild gives the same bytes as a build from nothing."""

from __future__ import annotations

from pathlib import Path

import pytest

from support.random_changes import changed_at_random, divide_lists, unpublished_county


@pytest.mark.parametrize("seed", range(1, 4))
def test_a_rebuild_is_a_build(tmp_path: Path, seed: int):
    changed_at_random(unpublished_county(tmp_path / "county"), seed)


@pytest.mark.parametrize("seed", range(4, 8))
def test_a_rebuild_of_divided_lists_is_a_build(tmp_path: Path, seed: int):
    county = unpublished_county(tmp_path / "county")
    divide_lists(county)
    changed_at_random(county, seed)
