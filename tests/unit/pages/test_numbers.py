"""The readers' page on numbers says what the program does."""

from __future__ import annotations

import re
from decimal import Decimal
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.analysis.changes import compare_figures, describe_change
from annual_reports.domain.intervals import add_up, interval, percentage
from annual_reports.domain.quantities import find, parse
from annual_reports.pages.numbers import CHAPTERS, Change, Chapter, describe_range, documents
from annual_reports.rendering.templates import render_page

RANGES = [amount for chapter in CHAPTERS for amount in chapter.ranges]
CHANGES = [change for chapter in CHAPTERS for change in chapter.changes]


def chapter(id_: str) -> Chapter:
    return next(chapter for chapter in CHAPTERS if chapter.id == id_)


def page(*written: str) -> Any:
    """Return the page of a site with some written pages."""
    pages = [SimpleNamespace(path=path) for path in written]
    return next(documents(SimpleNamespace(written=pages)))  # type: ignore[arg-type]


def figure(amount: str) -> Any:
    indicator = SimpleNamespace(better="neutral")
    return SimpleNamespace(quantity=parse(amount), indicator=indicator, incomparable=None)


def cells(html: str, label: str) -> list[str]:
    return re.findall(rf'data-label="{label}">(.*?)</td>', html)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("526 件", "就是 526 件"),
        ("526 余件", "526 到 529 件"),
        ("500 余件", "500 到 599 件"),
        ("近 300 件", "270 到 300 件"),
        ("约 300 件", "270 到 330 件"),
        ("2.6万人次", "25,500 到 26,500 人次"),
        ("98%", "97.5% 到 98.5%"),
        ("98.53%", "98.525% 到 98.535%"),
        ("98%以上", "98% 到 100%"),
        ("100%", "就是 100%"),
        ("0 件", "就是 0 件"),
        ("30余万元", "300,000 到 399,999 元"),
        ("2‰", "1.5‰ 到 2.5‰"),
    ],
)
def test_a_range_in_words(amount: str, words: str):
    assert describe_range(amount) == words


@given(st.decimals(0, 10**7, places=2), st.sampled_from(["件", "%"]), st.sampled_from(["", "近", "约"]))
def test_the_words_hold_the_ends_of_the_interval(value: Decimal, unit: str, before: str):
    amount = f"{before}{value:f}{unit}"
    numbers = re.findall(r"[\d,.]+", describe_range(amount))
    ends = {Decimal(number.replace(",", "")) for number in numbers}
    assert ends == set(interval(parse(amount)))


@pytest.mark.parametrize("amount", RANGES)
def test_the_table_shows_the_interval_of_each_example(amount: str):
    html = render_page(page(), "", link=lambda path: path)
    shown = dict(zip(re.findall(r'<th scope="row">(.*?)</th>', html), cells(html, "意思是"), strict=False))
    ends = [Decimal(number.replace(",", "")) for number in re.findall(r"[\d,.]+", shown[amount])]
    assert set(ends) == set(interval(parse(amount)))


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: f"{change.earlier}-{change.later}")
def test_a_change_is_worded_as_the_comparison_words_it(change: Change):
    assert describe_change(compare_figures(figure(change.earlier), figure(change.later))) == change.words


def test_the_sums_and_the_rate_that_are_said_to_agree_do():
    exact, rate, rounded, _ = chapter("sums").text
    for paragraph in (exact, rounded):
        whole, *parts = map(interval, find(paragraph))
        assert len(parts) == 2
        assert add_up(parts).meets(whole), paragraph
    *_, whole, part, percent = map(interval, find(rate))
    quotient = percentage(part, whole)
    assert quotient is not None
    assert quotient.meets(percent)


def test_search_finds_each_section_by_all_that_it_shows():
    document = page()
    html = render_page(document, "", link=lambda path: path)
    sections = list(document.sections())
    assert [section.heading for section in sections] == [heading.title for heading in document.headings]
    found = " ".join(piece.text for section in sections for line in section.lines for piece in line)
    shown = re.findall(r"<(?:p|t[dh]|strong|dd)\b(?! scope=\"col\")[^>]*>(.*?)</", html)
    assert len(shown) > 60
    assert not [words for words in shown if words not in found]


def test_it_stands_below_the_written_page_about_the_site_if_there_is_one():
    assert page().parent is None
    assert page("about/index.md").parent == "about/index.md"
    assert page("about/index.md").inputs != page().inputs
