"""What stands in a report is found, through the real page; the queries are drawn from the reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from box import Box
from playwright.sync_api import Page
from queries import Text, absent, absent_amounts, amounts, neighbours, numbers

from annual_reports import build
from annual_reports.domain.model import Report
from support.sites import COUNTY, PINGSHI

SHOWN = 10
LEAST_RECALL = 0.99
LEAST_FIRST = 0.97
FIRST_FIVE = 5


@dataclass(frozen=True)
class Asked:
    """A query with what was found and what should have been."""

    query: str
    found: Sequence[str]
    wanted: frozenset[str]

    @property
    def recall(self) -> float:
        """The share of what should be in the first results that is."""
        return len(self.wanted.intersection(self.found[:SHOWN])) / min(SHOWN, len(self.wanted))

    @property
    def rank(self) -> int:
        """The place of the only report that has it, from 1; a large one if it is not there."""
        (only,) = self.wanted
        return self.found.index(only) + 1 if only in self.found else 999


def reports_of(folder: Path) -> tuple[Report, ...]:
    return build.read(folder)[0].reports


def asked(box: Box, reports: Sequence[Report], per_kind: int) -> list[Asked]:
    texts = [Text.of(report) for report in reports]
    queries = [
        *neighbours(texts, 4 * per_kind, seed=1),
        *amounts(reports, per_kind, seed=2),
        *numbers(reports, per_kind, seed=3),
    ]
    return [
        Asked(query, box.ask(query).pages, frozenset(text.address for text in texts if text.has(query)))
        for query in queries
    ]


@pytest.fixture(scope="module")
def everything(browser, real: str, address: str) -> list[Asked]:
    context = browser.new_context()
    county = asked(Box.open(context.new_page(), address), reports_of(COUNTY), 30)
    town = asked(Box.open(context.new_page(), real), reports_of(PINGSHI), 10)
    context.close()
    return county + town


def test_enough_is_asked(everything: list[Asked]):
    assert len(everything) >= 200
    assert all(asked.wanted for asked in everything)


def test_what_stands_in_the_reports_is_found(everything: list[Asked]):
    missed = [(a.query, a.wanted - set(a.found)) for a in everything if a.recall < 1]
    assert sum(a.recall for a in everything) / len(everything) >= LEAST_RECALL, missed
    assert [a.query for a in everything if not a.found] == []


def test_the_only_report_that_has_it_comes_first(everything: list[Asked]):
    known = [asked for asked in everything if len(asked.wanted) == 1]
    late = [(asked.query, asked.rank) for asked in known if asked.rank > 1]
    assert len(known) >= 100
    assert 1 - len(late) / len(known) >= LEAST_FIRST, late
    assert max(asked.rank for asked in known) <= FIRST_FIVE, late


def test_of_equals_the_newest_comes_first(everything: list[Asked]):
    for asked in everything:
        reports = [page for page in asked.found if page in asked.wanted]
        years = [int(page.rstrip("/").rsplit("/", 1)[1]) for page in reports]
        assert years == sorted(years, reverse=True), asked.query


def test_what_stands_nowhere_is_said_to(page: Page, address: str):
    box = Box.open(page, address)
    reports = reports_of(COUNTY)
    texts = [Text.of(report) for report in reports]
    for query in [*absent(texts, 30, seed=4), *absent_amounts(reports, texts, 30, seed=5)]:
        told = box.ask(query).told
        assert told.startswith(f"没有找到“{query}”"), told
