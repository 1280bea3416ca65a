"""Fixtures for the tests of search: a search page with an index that the test makes."""

from __future__ import annotations

import shutil
import threading
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest
from playwright.sync_api import Browser
from search_page import OpenSearch, SearchPage

from annual_reports.search import FOLDER, Record, SynonymGroup, write_index
from support.browser import Handler


@pytest.fixture
def site(county_folder: Path, tmp_path: Path) -> Path:
    """A copy of the county's built site."""
    return shutil.copytree(county_folder, tmp_path / "site")


@pytest.fixture
def open_search(browser: Browser, site: Path) -> Iterator[OpenSearch]:
    """Function that opens the county's search page with an index of the given records only."""
    with ExitStack() as stack:
        server = stack.enter_context(
            ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(site)))
        )
        stack.callback(server.shutdown)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        context = stack.enter_context(browser.new_context())

        def open_page(records: list[Record], synonyms: Sequence[SynonymGroup] = ()) -> SearchPage:
            shutil.rmtree(site / FOLDER)
            write_index(records, site, synonyms)
            return SearchPage.open(context.new_page(), f"http://127.0.0.1:{server.server_port}/")

        yield open_page
