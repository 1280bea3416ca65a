"""Page object of the search page: types queries and reads results, as a person does."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Page

from annual_reports.search import Record, SynonymGroup


@dataclass(frozen=True)
class Answer:
    """The search page's answer to a query."""

    status: str
    """Sentence in the status line, which screen readers announce."""
    pages: tuple[str, ...]
    """Addresses of the results below the site's own, without fragments."""


@dataclass(frozen=True)
class SearchPage:
    """The search page, open in a browser."""

    page: Page
    address: str
    """Address of the site, with a final slash."""

    @classmethod
    def open(cls, page: Page, address: str) -> SearchPage:
        """Open the search page."""
        page.goto(f"{address}search/")
        return cls(page, address)

    def ask(self, query: str) -> Answer:
        """Put a query into the box, as a paste does, and wait for the results."""
        self.page.locator("#ar-query").fill(query)
        self.page.wait_for_selector("#ar-results[aria-busy=false]", state="attached")
        shown: list[str] = self.page.evaluate(
            "[...document.querySelectorAll('#ar-results li > a')].map(link => link.href.split('#')[0])"
        )
        status = self.page.locator("#ar-status").inner_text()
        return Answer(status, tuple(link.removeprefix(self.address) for link in shown))


class OpenSearch(Protocol):
    """Function that opens the search page with an index of the given records and names."""

    def __call__(self, records: list[Record], synonyms: Sequence[SynonymGroup] = ()) -> SearchPage: ...
