"""What tests share: the project, a copy of it to break, and the site that the real command builds."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import settings

from annual_reports import catalog as catalogs
from annual_reports import site
from annual_reports.collection import Collection
from annual_reports.findings import errors
from annual_reports.model import Catalog
from helpers import COUNTY, ROOT, run_mkdocs

# A slow machine is no fault of an example; continuous integration asks the same questions each time.
settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("project")


@pytest.fixture(scope="session")
def demo_catalog() -> Catalog:
    """The catalog of the golden cases."""
    catalog, findings = catalogs.read(ROOT / "tests/golden/catalog")
    assert not findings
    return catalog


@pytest.fixture(scope="session")
def county() -> Collection:
    """The reports of the fictional county."""
    known, findings = site.read(COUNTY)
    assert not errors(findings)
    return known


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that a test may break."""
    folder = tmp_path / "project"
    folder.mkdir()
    for name in ("docs", "data"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "hooks").symlink_to(ROOT / "hooks")
    return folder


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The real site, built by the real command, with warnings as errors."""
    folder = tmp_path_factory.mktemp("site")
    done: subprocess.CompletedProcess[str] = run_mkdocs(ROOT, "build", "--strict", "--site-dir", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def county_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the fictional county; what it warns of is held by a test."""
    folder = tmp_path_factory.mktemp("county")
    config = str(COUNTY / "mkdocs.yml")
    done = run_mkdocs(ROOT, "build", "--config-file", config, "--site-dir", str(folder))
    assert done.returncode == 0, done.stderr
    return folder
