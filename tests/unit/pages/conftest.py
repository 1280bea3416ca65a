"""Fixtures of the tests of pages."""

from __future__ import annotations

import pytest

from annual_reports.analysis.collection import Collection
from support.keyed_figures import mixed_county


@pytest.fixture(scope="session")
def mixed(county: Collection) -> Collection:
    """The fictional county with figures of several keys."""
    return mixed_county(county)
