"""Fixtures for the tests of this project's own content: its reports, guide, CI and generated files.

These tests compare `docs/`, `data/`, `mkdocs.yml`, `.ci/` and the code hosts' workflows with the program. A
county that takes over the program does not copy this folder, since it has other content. All other tests read
`tests/sites` and `tests/golden` only.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from support.commands import run_mkdocs
from support.sites import ROOT


@pytest.fixture(scope="session")
def own_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project's own site, built by the real command, with warnings as errors."""
    folder = tmp_path_factory.mktemp("own")
    done = run_mkdocs(ROOT, "build", "--strict", "--site-dir", str(folder))
    assert done.returncode == 0, done.stderr
    return folder
