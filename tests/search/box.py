"""The search page as a person uses it: something is put into its box, and the results are read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from playwright.sync_api import Page

from annual_reports.search import Record, SynonymGroup


@dataclass(frozen=True)
class Answer:
    """What the page shows for a query."""

    told: str
    """The announced sentence."""
    pages: tuple[str, ...]
    """Addresses of the results below the site's own, without the place within the page."""


@dataclass(frozen=True)
class Box:
    """The page's search box."""

    page: Page
    address: str
    """The site's; it ends with a slash."""

    @classmethod
    def open(cls, page: Page, address: str) -> Box:
        """Open the search page."""
        page.goto(f"{address}search/")
        return cls(page, address)

    def ask(self, query: str) -> Answer:
        """Put a query into the box, as a paste does, and wait for what it gives."""
        self.page.locator("#ar-query").fill(query)
        self.page.wait_for_selector("#ar-results[aria-busy=false]", state="attached")
        shown: list[str] = self.page.evaluate(
            "[...document.querySelectorAll('#ar-results li > a')].map(link => link.href.split('#')[0])"
        )
        told = self.page.locator("#ar-status").inner_text()
        return Answer(told, tuple(link.removeprefix(self.address) for link in shown))


class Indexed(Protocol):
    """Opens the search page with an index of the given records and names."""

    def __call__(self, records: list[Record], synonyms: Sequence[SynonymGroup] = ()) -> Box: ...
