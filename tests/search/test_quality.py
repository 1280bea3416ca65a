"""Search finds the strings that reports contain, through the real page; queries are drawn from reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from playwright.sync_api import Page
from queries import Text, absent, absent_amounts, amounts, numbers, substrings
from search_page import SearchPage

from annual_reports import build
from annual_reports.domain.model import Report
from support.sites import COUNTY, PINGSHI

SHOWN = 10
LEAST_RECALL = 0.99
LEAST_FIRST = 0.97
FIRST_FIVE = 5


@dataclass(frozen=True)
class QueryResult:
    """A query with the pages found and the pages that should be found."""

    query: str
    found: Sequence[str]
    expected: frozenset[str]

    @property
    def recall(self) -> float:
        """Share of the expected pages among the first results."""
        return len(self.expected.intersection(self.found[:SHOWN])) / min(SHOWN, len(self.expected))

    @property
    def rank(self) -> int:
        """Position of the only expected report among the results, from 1; 999 if it is not there."""
        (only,) = self.expected
        return self.found.index(only) + 1 if only in self.found else 999


def reports_of(folder: Path) -> tuple[Report, ...]:
    return build.read(folder)[0].reports


def ask_all(search: SearchPage, reports: Sequence[Report], per_kind: int) -> list[QueryResult]:
    texts = [Text.of(report) for report in reports]
    queries = [
        *substrings(texts, 4 * per_kind, seed=1),
        *amounts(reports, per_kind, seed=2),
        *numbers(reports, per_kind, seed=3),
    ]
    return [
        QueryResult(
            query, search.ask(query).pages, frozenset(text.address for text in texts if text.has(query))
        )
        for query in queries
    ]


@pytest.fixture(scope="module")
def results(browser, real: str, address: str) -> list[QueryResult]:
    context = browser.new_context()
    county = ask_all(SearchPage.open(context.new_page(), address), reports_of(COUNTY), 30)
    town = ask_all(SearchPage.open(context.new_page(), real), reports_of(PINGSHI), 10)
    context.close()
    return county + town


def test_enough_is_asked(results: list[QueryResult]):
    assert len(results) >= 200
    assert all(result.expected for result in results)


def test_what_stands_in_the_reports_is_found(results: list[QueryResult]):
    missed = [(a.query, a.expected - set(a.found)) for a in results if a.recall < 1]
    assert sum(a.recall for a in results) / len(results) >= LEAST_RECALL, missed
    assert [a.query for a in results if not a.found] == []


def test_the_only_report_that_has_it_comes_first(results: list[QueryResult]):
    known = [result for result in results if len(result.expected) == 1]
    late = [(result.query, result.rank) for result in known if result.rank > 1]
    assert len(known) >= 100
    assert 1 - len(late) / len(known) >= LEAST_FIRST, late
    assert max(result.rank for result in known) <= FIRST_FIVE, late


def test_of_equals_the_newest_comes_first(results: list[QueryResult]):
    for result in results:
        reports = [page for page in result.found if page in result.expected]
        years = [int(page.rstrip("/").rsplit("/", 1)[1]) for page in reports]
        assert years == sorted(years, reverse=True), result.query


def test_what_stands_nowhere_is_said_to(page: Page, address: str):
    search = SearchPage.open(page, address)
    reports = reports_of(COUNTY)
    texts = [Text.of(report) for report in reports]
    for query in [*absent(texts, 30, seed=4), *absent_amounts(reports, texts, 30, seed=5)]:
        status = search.ask(query).status
        assert status.startswith(f"没有找到“{query}”"), status
