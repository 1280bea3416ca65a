"""Fixtures for the checks of finished pages: the checkers, and the county's site at the root of a host."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from support.browser import Host
from support.sites import ROOT


@pytest.fixture(scope="session")
def checkers() -> Path:
    """Folder of the checkers that `make checkers` installs."""
    folder = ROOT / ".cache/checkers/node_modules"
    assert folder.is_dir(), "the checkers are not there: make checkers"
    return folder


@pytest.fixture(scope="session")
def host(county_folder: Path) -> Iterator[str]:
    """Address of the county's site, with a final slash; at the root, where 404.html finds its styles."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Host, directory=str(county_folder))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()
