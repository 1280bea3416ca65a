"""Pages as people see them: every page type, on a phone and on a desk, by day and by night."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from support.page_types import PAGES

WIDTHS = (360, 390, 1280)


@pytest.fixture(params=PAGES, ids=list(PAGES))
def path(request: pytest.FixtureRequest) -> str:
    return PAGES[request.param]


def test_nothing_scrolls_sideways(page: Page, address: str, path: str):
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_nothing_scrolls_sideways_in_the_largest_type(page: Page, address: str, path: str):
    kept = '{"elder": true, "size": "largest"}'
    page.add_init_script(f"localStorage.setItem('annual-reports.reading', '{kept}')")
    for width in (360, 800, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(address + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


# Cells of tables that hold several words, and how many characters are in their longest line.
SQUEEZED = """
  [...document.querySelectorAll("main :is(td, th)")].filter((cell) => {
    const characters = cell.clientWidth / parseFloat(getComputedStyle(cell).fontSize);
    return cell.checkVisibility() && cell.clientHeight > 1 && cell.innerText.length > 8 && characters < 5;
  }).map((cell) => cell.innerText)
"""


@pytest.mark.parametrize("kept", ["{}", '{"elder": true, "size": "large"}'], ids=["plain", "elder"])
def test_no_column_of_a_table_is_squeezed_on_a_phone(page: Page, address: str, path: str, kept: str):
    page.add_init_script(f"localStorage.setItem('annual-reports.reading', '{kept}')")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + path)
    assert page.evaluate(SQUEEZED) == []


@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 390)])
def test_axe_finds_no_barrier_in_a_report(page: Page, address: str, scheme: str, width: int):
    """A quick look; `tests/pages` looks at every page type."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + PAGES["report"])
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_a_figure_leads_to_its_sentence_and_on_to_its_sheet(page: Page, address: str):
    page.goto(address + PAGES["report"])
    page.locator("#figure-disputes-examined .ar-figure").click()
    expect(page).to_have_url(re.compile("#evidence-disputes-examined$"))
    sentence = page.locator(".ar-sentence:has(#evidence-disputes-examined)")
    expect(sentence).to_contain_text("全年排查矛盾纠纷 398 余件，化解率 97.6%")
    expect(sentence).to_be_in_viewport()
    assert sentence.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"
    sentence.get_by_role("link", name="398 余件").click()
    expect(page).to_have_url(re.compile("#fact-disputes-examined$"))
    expect(page.locator("#fact-disputes-examined")).to_be_in_viewport()


def test_home_shows_the_figures_of_one_report_and_leads_to_them(page: Page, real: str):
    page.goto(real)
    figures = page.locator(".ar-glance dd")
    assert figures.count() == 7
    expect(figures.nth(5)).to_have_text("526 余件")
    page.get_by_role("link", name="526 余件").click()
    expect(page).to_have_url(real + "reports/pingshi/2024/#figure-disputes-examined")


def test_an_indicator_leads_to_the_sentence(page: Page, address: str):
    page.goto(address + PAGES["indicator"])
    page.get_by_role("link", name="398 余件").first.click()
    expect(page.locator("#evidence-disputes-examined")).to_be_in_viewport()


def test_the_breadcrumbs_lead_up(page: Page, address: str):
    page.goto(address + PAGES["report"])
    crumbs = page.locator(".ar-path a")
    assert [crumb.get_attribute("href") for crumb in crumbs.all()] == [
        "../../../",
        "../../../reports/",
        "../../../reports/shifan/",
        "../../../reports/jia/",
    ]


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_without_javascript_everything_but_search_is_there(plain_page: Page, address: str):
    plain_page.goto(address + PAGES["report"])
    plain_page.locator("#figure-disputes-examined .ar-figure").click()
    expect(plain_page.locator("#evidence-disputes-examined")).to_be_in_viewport()
    plain_page.goto(address + "search/")
    expect(plain_page.get_by_text("允许 JavaScript")).to_be_visible()
    expect(plain_page.get_by_role("link", name="按政府、按年度找报告")).to_be_visible()


def test_the_latest_address_leads_to_the_newest_report(page: Page, address: str):
    page.goto(address + "reports/jia/latest/")
    expect(page).to_have_url(address + PAGES["report"])
