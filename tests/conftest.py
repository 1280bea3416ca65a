"""Fixtures of all tests: two sites, copies of them to break, both sites built, and Chromium."""

from __future__ import annotations

import os
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, Page, sync_playwright

from annual_reports import build
from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Catalog
from annual_reports.domain.findings import errors
from annual_reports.sources import catalog as catalogs
from support.browser import CHROMIUM, QUIET, Host
from support.commands import run_mkdocs, run_mkdocs_as_if_large
from support.sites import COUNTY, PINGSHI, ROOT, copy_of

SUB_PATH = "zwgk/nianbao"
COUNTY_PATH = "zwgk/shifan"
DIVIDED_PATH = "zwgk/divided"

# A slow machine is no fault of an example; continuous integration asks the same questions each time.
settings.register_profile("project", deadline=None, derandomize="CI" in os.environ)
settings.load_profile("project")


@pytest.fixture(scope="session")
def demo_catalog() -> Catalog:
    """The catalog of the golden cases."""
    catalog, findings = catalogs.read_catalog(ROOT / "tests/golden/catalog")
    assert not findings
    return catalog


@pytest.fixture(scope="session")
def county() -> Collection:
    """The reports of the fictional county."""
    known, findings = build.read(COUNTY)
    assert not errors(findings)
    return known


@pytest.fixture(scope="session")
def pingshi() -> Collection:
    """The one real report."""
    known, findings = build.read(PINGSHI)
    assert not errors(findings)
    return known


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of 平氏镇's site that a test may break."""
    return copy_of(PINGSHI, tmp_path / "project")


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """平氏镇's site with the real report, built by the real command, with warnings as errors."""
    folder = tmp_path_factory.mktemp("site")
    project = copy_of(PINGSHI, tmp_path_factory.mktemp("real") / "project")
    done = run_mkdocs(project, "build", "--strict", "--site-dir", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def county_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the fictional county; what it warns of is held by a test."""
    return _county(tmp_path_factory.mktemp("county"), run_mkdocs)


@pytest.fixture(scope="session")
def divided_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site of the fictional county with its lists divided, as those of a province are."""
    return _county(tmp_path_factory.mktemp("divided"), run_mkdocs_as_if_large)


def _county(folder: Path, run: Callable[..., subprocess.CompletedProcess[str]]) -> Path:
    done = run(COUNTY, "build", "--site-dir", str(folder))
    assert done.returncode == 0, done.stderr
    return folder


@pytest.fixture(scope="session")
def server(
    site_folder: Path, county_folder: Path, divided_folder: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[str]:
    """Address of a server of three sites: 平氏镇's, the county's, and the county's with divided lists."""
    root = tmp_path_factory.mktemp("server")
    sites = ((SUB_PATH, site_folder), (COUNTY_PATH, county_folder), (DIVIDED_PATH, divided_folder))
    for path, folder in sites:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(server: str) -> str:
    """The fictional county's site; it ends with a slash."""
    return f"{server}{COUNTY_PATH}/"


@pytest.fixture(scope="session")
def divided(server: str) -> str:
    """The fictional county's site with divided lists; it ends with a slash."""
    return f"{server}{DIVIDED_PATH}/"


@pytest.fixture(scope="session")
def real(server: str) -> str:
    """平氏镇's site; it ends with a slash."""
    return f"{server}{SUB_PATH}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        yield started
        started.close()


@pytest.fixture
def page(browser: Browser, server: str) -> Iterator[Page]:
    """A new page that fails the test at any script error, failed request or request to another host."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    complaints: list[str] = []
    opened.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.on("request", lambda r: None if r.url.startswith((server, "data:")) else complaints.append(r.url))
    yield opened
    context.close()
    assert not complaints
