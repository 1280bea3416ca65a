"""The built sites on a local server, below a path as on a county's portal, and Chromium to look at them."""

from __future__ import annotations

import os
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from helpers import Handler

SUB_PATH = "zwgk/nianbao"
COUNTY_PATH = "zwgk/shifan"
QUIET = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]


@pytest.fixture(scope="session")
def server(site_folder: Path, county_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where both sites are served: the real one and the fictional county's."""
    root = tmp_path_factory.mktemp("server")
    for path, folder in ((SUB_PATH, site_folder), (COUNTY_PATH, county_folder)):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).symlink_to(folder)
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(root))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="session")
def address(server: str) -> str:
    """The fictional county's site; it ends with a slash."""
    return f"{server}{COUNTY_PATH}/"


@pytest.fixture(scope="session")
def real(server: str) -> str:
    """The real site; it ends with a slash."""
    return f"{server}{SUB_PATH}/"


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=QUIET)
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
