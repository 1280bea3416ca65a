"""Tapping an amount of the signed text opens a sheet at the bottom; its sentence stays in sight."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, Route, expect

from support.page_types import PAGES

REPORT = PAGES["report"]
DISPUTES, AMOUNT = "#fact-disputes-examined", "#evidence-disputes-examined"
STILL = 3
"""Pixels by which a sentence may move when nothing covers it."""
PHONE, DESK = (390, 844), (1280, 900)
KEPT = ["{}", '{"elder": true, "size": "largest"}']


def put_at(page: Page, share: float) -> Locator:
    """Scroll so that the amount stands at a share of the window's height, and return it."""
    page.evaluate(
        """([id, share]) => scrollTo(0, scrollY + document.querySelector(id).getBoundingClientRect().top
             - share * innerHeight)""",
        [AMOUNT, share],
    )
    return page.locator(AMOUNT)


def top_of(locator: Locator) -> float:
    box = locator.bounding_box()
    assert box
    return box["y"]


@pytest.fixture
def plain_page(browser: Browser) -> Iterator[Page]:
    """A page without JavaScript, on a phone."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def test_without_scripts_the_sheet_opens_in_place_and_closes_at_the_sentence(plain_page: Page, address: str):
    plain_page.goto(address + REPORT + AMOUNT)
    amount, sheet = plain_page.locator(AMOUNT), plain_page.locator(DISPUTES)
    expect(sheet).to_be_hidden()
    before = top_of(amount)
    amount.click()
    expect(sheet).to_be_visible()
    expect(sheet).to_contain_text("数的是")
    expect(sheet.locator("noscript p")).to_have_text(re.compile("^原文：全年排查矛盾纠纷 398 余件"))
    expect(sheet.locator("noscript p")).to_be_visible()
    assert abs(top_of(amount) - before) <= STILL
    assert top_of(amount) < top_of(sheet)
    sheet.get_by_role("link", name="下一个数").click()
    expect(sheet).to_be_hidden()
    following = plain_page.locator(".ar-fact:target")
    following.get_by_role("link", name="上一个数").click()
    sheet.get_by_role("link", name="关闭").click()
    expect(plain_page).to_have_url(re.compile(f"{AMOUNT}$"))
    expect(sheet).to_be_hidden()
    expect(amount).to_be_in_viewport()


@pytest.mark.parametrize("size", [PHONE, DESK, (320, 480)], ids=["phone", "desk", "zoomed"])
@pytest.mark.parametrize("kept", KEPT, ids=["plain", "elder"])
def test_the_amount_is_above_the_sheet(page: Page, address: str, size: tuple[int, int], kept: str):
    page.add_init_script(f"localStorage.setItem('annual-reports.reading', '{kept}')")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address + REPORT)
    amount = put_at(page, 0.8)
    amount.click()
    sheet = page.locator(DISPUTES)
    expect(sheet).to_be_focused()
    box = amount.bounding_box()
    assert box
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= top_of(sheet)
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert sheet.evaluate("sheet => sheet.scrollWidth <= sheet.clientWidth")


def test_a_sentence_in_sight_does_not_move(page: Page, address: str):
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(address + REPORT)
    amount = put_at(page, 0.3)
    before = top_of(amount)
    amount.click()
    sheet = page.locator(DISPUTES)
    expect(sheet).to_be_visible()
    assert abs(top_of(amount) - before) <= STILL
    sheet.get_by_role("link", name="关闭").click()
    expect(sheet).to_be_hidden()
    expect(amount).to_be_focused()
    assert abs(top_of(amount) - before) <= STILL


def test_with_the_keyboard_alone(page: Page, address: str):
    page.goto(address + REPORT)
    amount = put_at(page, 0.3)
    amount.focus()
    page.keyboard.press("Enter")
    sheet = page.locator(DISPUTES)
    expect(sheet).to_be_focused()
    page.keyboard.press("Tab")
    expect(sheet.get_by_role("link", name="关闭")).to_be_focused()
    page.keyboard.press("Escape")
    expect(sheet).to_be_hidden()
    expect(amount).to_be_focused()


def test_the_focus_is_not_trapped(page: Page, address: str):
    page.goto(address + REPORT + DISPUTES)
    sheet = page.locator(DISPUTES)
    expect(sheet).to_be_focused()
    links = sheet.get_by_role("link").count()
    for _ in range(links + 1):
        page.keyboard.press("Tab")
    assert not sheet.evaluate("sheet => sheet.contains(document.activeElement)")


def test_the_next_sheet_shows_its_own_sentence_and_one_step_back_leaves_all(page: Page, address: str):
    page.set_viewport_size({"width": PHONE[0], "height": PHONE[1]})
    page.goto(address + REPORT)
    put_at(page, 0.3).click()
    sheets = page.locator(".ar-fact:visible")
    for _ in range(3):
        sheets.get_by_role("link", name="上一个数").click()
        expect(sheets).to_have_count(1)
        expect(page.locator(".ar-amount[data-open]")).to_be_in_viewport()
        assert top_of(page.locator(".ar-amount[data-open]")) < top_of(sheets)
    expect(page.locator(DISPUTES)).to_be_hidden()
    page.go_back()
    expect(sheets).to_have_count(0)
    expect(page).to_have_url(re.compile(f"{REPORT}$"))


def test_a_figure_is_cited_with_the_lasting_address_of_its_sentence(page: Page, address: str):
    page.goto(address + REPORT + DISPUTES)
    page.evaluate(
        """Object.defineProperty(navigator, "clipboard",
             { value: { writeText: async (text) => { window.copied = text; } } })"""
    )
    sheet = page.locator(DISPUTES)
    sheet.get_by_role("link", name="引用这个数").click()
    expect(sheet.get_by_role("status")).to_have_text("已复制")
    expect(sheet).to_be_visible()
    cited = page.evaluate("window.copied")
    assert "[R/OL]" in cited
    sentence = page.locator(".ar-sentence", has=page.locator(AMOUNT)).get_attribute("id")
    assert cited.endswith(f"{REPORT}version-1/#{sentence}.")


@pytest.mark.parametrize("kept", KEPT, ids=["plain", "elder"])
@pytest.mark.parametrize(("scheme", "size"), [("light", DESK), ("dark", PHONE)], ids=["desk", "night"])
def test_axe_finds_no_barrier_in_an_open_sheet(
    page: Page, address: str, scheme: str, size: tuple[int, int], kept: str
):
    page.add_init_script(f"localStorage.setItem('annual-reports.reading', '{kept}')")
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.goto(address + REPORT + DISPUTES)
    expect(page.locator(DISPUTES)).to_be_visible()
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_no_sheet_is_printed_or_in_the_text_for_other_sites(page: Page, address: str):
    page.goto(address + REPORT + DISPUTES)
    expect(page.locator(DISPUTES)).to_be_visible()
    page.emulate_media(media="print")
    expect(page.locator(DISPUTES)).to_be_hidden()
    page.goto(f"{address}{REPORT}embed.html")
    expect(page.locator(".ar-fact, .ar-amount")).to_have_count(0)


def test_the_number_in_the_table_still_leads_to_its_sentence(page: Page, address: str):
    page.goto(address + REPORT)
    page.locator("#figure-disputes-examined .ar-figure").click()
    expect(page.locator(AMOUNT)).to_be_in_viewport()
    expect(page.locator(".ar-fact:visible")).to_have_count(0)


@pytest.fixture
def large_report(page: Page, address: str) -> str:
    """Address of a report as it is with very many figures: no sheets, and amounts that lead to their rows."""

    def without_sheets(route: Route) -> None:
        answer = route.fetch()
        html = re.sub(r'<section class="ar-fact".*?</section>', "", answer.text(), flags=re.DOTALL)
        route.fulfill(response=answer, body=html.replace('href="#fact-', 'href="#figure-'))

    page.route(address + REPORT, without_sheets)
    return address + REPORT


def test_with_very_many_figures_one_sheet_is_filled_from_the_table(page: Page, large_report: str):
    page.goto(large_report)
    amount = put_at(page, 0.8)
    amount.click()
    sheet = page.get_by_role("region", name="排查矛盾纠纷")
    expect(sheet).to_be_focused()
    expect(sheet).to_contain_text("本站整理排查矛盾纠纷 398 余件")
    assert top_of(amount) < top_of(sheet)
    page.get_by_role("link", name="97.6%").last.click()
    expect(sheet).to_have_count(0)
    expect(page.locator(".ar-fact")).to_have_count(1)
    page.keyboard.press("Escape")
    expect(page.locator(".ar-fact")).to_have_count(0)
    expect(page.locator("#evidence-dispute-resolution-rate")).to_be_focused()
