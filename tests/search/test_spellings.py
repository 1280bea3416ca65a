"""Search finds a text in every spelling: width, spaces, brackets, Traditional, pinyin, other names."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from opencc import OpenCC
from playwright.sync_api import Page
from queries import Text, numbers, substrings
from search_page import SearchPage

from annual_reports import build
from annual_reports.analysis.citations import short_name
from annual_reports.analysis.collection import Collection
from annual_reports.search.names import pinyin_spellings
from support.sites import COUNTY, PINGSHI

WIDE = str.maketrans("0123456789%()", "０１２３４５６７８９％（）")


@pytest.fixture(scope="module")
def town() -> Collection:
    return build.read(PINGSHI)[0]


@pytest.fixture
def search(page: Page, address: str) -> SearchPage:
    return SearchPage.open(page, address)


def test_traditional_characters_find_what_simplified_ones_do(search: SearchPage, county: Collection):
    converter = OpenCC("s2t")
    for query in substrings(map(Text.of, county.reports), 40, seed=5):
        assert search.ask(converter.convert(query)).pages == search.ask(query).pages, query


def test_width_makes_no_difference(search: SearchPage, county: Collection):
    for query in numbers(county.reports, 20, seed=6):
        assert search.ask(query.translate(WIDE)).pages == search.ask(query).pages, query


@pytest.mark.parametrize(
    "form", ["{0}〔{1}〕{2}号", "{0}[{1}]{2}号", "{0}（{1}）{2}号", "{0}【{1}】{2}號", "{0}{1} {2}号"]
)
def test_a_document_number_may_have_any_brackets(search: SearchPage, county: Collection, form: str):
    for report in county.reports:
        if report.document_number:
            agency, rest = report.document_number.split("〔")
            year, number = rest.removesuffix("号").split("〕")
            found = search.ask(form.format(agency, year, number)).pages
            assert found[0] == report.path.removesuffix(".md") + "/"


def test_spaces_around_numbers_make_no_difference(search: SearchPage, county: Collection):
    chance = random.Random(7)
    figures = [(report, figure) for report in county.reports for figure in report.figures]
    for report, figure in chance.sample(figures, 30):
        joined = "".join(figure.text.split())
        number = "".join(c for c in joined if c.isascii())
        for query in (joined, joined.replace(number, f"{number} ")):
            assert report.path.removesuffix(".md") + "/" in search.ask(query).pages, query


def test_places_are_found_by_their_pinyin(search: SearchPage, county: Collection):
    for government in county.governments:
        newest = county.by_government[government.id][0].path.removesuffix(".md") + "/"
        whole, _, initials = pinyin_spellings(government.name)
        apart = " ".join(letters for name in government.name for letters in list(pinyin_spellings(name))[:1])
        for query in (whole, whole.upper(), whole[:-2], whole[:2], initials, apart, government.id):
            assert newest in search.ask(query).pages, query


def test_places_are_found_by_their_former_names(search: SearchPage, county: Collection):
    renamed = [government for government in county.governments if government.former_names]
    assert renamed
    for government in renamed:
        reports = county.by_government[government.id]
        for name in government.former_names:
            found = search.ask(name).pages
            assert {f"reports/{government.id}/"} | {
                report.path.removesuffix(".md") + "/" for report in reports
            } <= set(found)


@pytest.mark.parametrize("folder", [PINGSHI, COUNTY])
def test_indicators_are_found_by_their_aliases(page: Page, real: str, address: str, folder: Path):
    search = SearchPage.open(page, real if folder == PINGSHI else address)
    library = build.read(folder)[0]
    names = [(one, name) for one in library.indicators for name in (one.name, *one.aliases)]
    for indicator, name in names:
        assert search.ask(name).pages[0].startswith("reports/"), name
        search.page.locator("#ar-kind").select_option("indicator")
        assert f"indicators/{indicator.id}/" in search.ask(name).pages, name
        search.page.locator("#ar-kind").select_option("")


@pytest.mark.parametrize("folder", [PINGSHI, COUNTY])
def test_laws_are_found_by_their_aliases(page: Page, real: str, address: str, folder: Path):
    search = SearchPage.open(page, real if folder == PINGSHI else address)
    citations = build.read(folder)[0].citations
    names = {
        name
        for one in citations
        if one.law
        for name in (one.law.name, short_name(one.law.name), *one.law.aliases)
    }
    assert names
    for name in names:
        answer = search.ask(f"《{name}》")
        assert answer.pages[0].startswith("reports/"), name
        assert "没有找到" not in answer.status


def test_laws_are_listed_by_their_aliases(search: SearchPage, county: Collection):
    search.page.locator("#ar-kind").select_option("citation")
    cited = {citation.law for citation in county.citations if citation.law}
    assert cited
    for law in cited:
        for name in (law.name, *law.aliases):
            assert search.ask(f"《{name}》").pages == ("citations/",), name


def test_a_number_does_not_match_inside_a_longer_one(page: Page, real: str, town: Collection):
    search = SearchPage.open(page, real)
    search.page.locator("#ar-kind").select_option("report")
    (report,) = town.reports
    text = Text.of(report)
    for number in numbers([report], 40, seed=8):
        for part in {number[1:], number[:-1]} - {""}:
            if not part.startswith(".") and not part.endswith(".") and not text.has(part):
                assert search.ask(part).status.startswith("没有找到"), (part, number)
