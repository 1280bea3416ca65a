"""Reading modes: large type, 长者模式, night, reading aloud, keyboard only, without scripts."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect

from support.page_types import PAGES

REPORT = PAGES["report"]
LARGEST = '{"elder": true, "size": "largest"}'
SIZE_OF_TEXT = "parseFloat(getComputedStyle(document.querySelector('main')).fontSize)"
PAPER = "getComputedStyle(document.body).backgroundColor"

# The focused element, and if it is in view and outlined. A setting's box is replaced by its label.
FOCUSED = """
  () => {
    const at = document.activeElement;
    if (at === document.body) return null;
    const shown = at.matches(".ar-setting input") ? at.nextElementSibling : at;
    const [box, style] = [shown.getBoundingClientRect(), getComputedStyle(shown)];
    return {
      what: at.id || at.textContent.trim() || at.name,
      inSight: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
      outlined: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2,
    };
  }
"""
REACHABLE = """
  [...document.querySelectorAll("a[href], button, select, summary, input, textarea")]
    .filter((e) => e.checkVisibility() && !e.matches("[type=radio]")).length
"""


def set_by_keyboard(page: Page, name: str) -> None:
    """Focus a check box or radio button and press the space bar."""
    page.get_by_label(name, exact=True).focus()
    page.keyboard.press("Space")


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    made = browser.new_context(viewport={"width": 1280, "height": 900})
    yield made
    made.close()


def test_elder_mode_is_kept_across_pages_until_it_is_switched_off(page: Page, address: str):
    page.goto(address)
    normal = page.evaluate(SIZE_OF_TEXT)
    set_by_keyboard(page, "长者模式")
    assert page.evaluate(SIZE_OF_TEXT) >= 1.25 * normal
    page.goto(address + REPORT)
    expect(page.get_by_label("长者模式")).to_be_checked()
    assert page.evaluate(SIZE_OF_TEXT) >= 1.25 * normal
    expect(page.locator(".ar-contents")).to_be_hidden()
    expect(page.locator(".ar-document")).to_be_visible()
    set_by_keyboard(page, "长者模式")
    page.goto(address)
    assert page.evaluate(SIZE_OF_TEXT) == normal


def test_in_elder_mode_text_is_black_on_white_and_contrasts_seven_to_one(page: Page, address: str):
    page.goto(address + REPORT)
    set_by_keyboard(page, "长者模式")
    colours = page.evaluate("(({color}) => color)(getComputedStyle(document.querySelector('.ar-remark')))")
    assert colours == "rgb(0, 0, 0)", "what is grey otherwise is black"
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"


@pytest.mark.parametrize(("name", "at_least"), [("大", 1.15), ("特大", 1.3)])
def test_a_size_of_type_is_kept_across_pages(page: Page, address: str, name: str, at_least: float):
    page.goto(address)
    normal = page.evaluate(SIZE_OF_TEXT)
    set_by_keyboard(page, name)
    page.goto(address + REPORT)
    expect(page.get_by_label(name, exact=True)).to_be_checked()
    assert page.evaluate(SIZE_OF_TEXT) >= at_least * normal


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_night_is_the_systems_until_the_reader_chooses(page: Page, address: str, scheme: str):
    page.emulate_media(color_scheme=scheme)
    page.goto(address)
    before = page.evaluate(PAPER)
    assert (before == "rgb(255, 255, 255)") == (scheme == "light")
    button = page.get_by_role("button", name="深色")
    expect(button).to_have_attribute("aria-pressed", str(scheme == "dark").lower())
    button.click()
    page.goto(address + REPORT)
    after = page.evaluate(PAPER)
    assert (after == "rgb(255, 255, 255)") == (scheme == "dark")
    expect(button).to_have_attribute("aria-pressed", str(scheme == "light").lower())


def test_the_document_is_set_in_song_on_request_and_nothing_else_is(page: Page, address: str):
    page.goto(address + REPORT)
    font = "getComputedStyle(document.querySelector('{}')).fontFamily"
    assert "Song" not in page.evaluate(font.format(".ar-document__body"))
    page.get_by_label("原文用宋体").check()
    page.reload()
    assert page.evaluate(font.format(".ar-document__body")).startswith('"Songti SC"')
    assert "Songti" not in page.evaluate(font.format(".ar-figures"))


def test_what_two_pages_choose_is_kept_of_both(context: BrowserContext, address: str):
    first, second = context.new_page(), context.new_page()
    first.goto(address)
    second.goto(address + REPORT)
    first.get_by_text("长者模式").click()
    expect(second.get_by_label("长者模式")).to_be_checked()
    second.get_by_text("特大").click()
    first.reload()
    expect(first.get_by_label("长者模式")).to_be_checked()
    expect(first.get_by_label("特大")).to_be_checked()


def test_a_page_that_the_browser_kept_shows_what_was_chosen_since(page: Page, address: str):
    page.goto(address)
    page.evaluate("""() => {
      localStorage.setItem("annual-reports.reading", '{"elder": true}');
      dispatchEvent(new PageTransitionEvent("pageshow", { persisted: true }));
    }""")
    expect(page.get_by_label("长者模式")).to_be_checked()
    expect(page.locator("html")).to_have_attribute("data-elder", "")
    page.get_by_role("button", name="深色").click()
    assert page.evaluate(PAPER) == "rgb(0, 0, 0)", "one press changes it once"


def test_the_button_follows_the_system_while_the_page_is_open(page: Page, address: str):
    page.emulate_media(color_scheme="light")
    page.goto(address)
    page.emulate_media(color_scheme="dark")
    expect(page.get_by_role("button", name="深色")).to_have_attribute("aria-pressed", "true")


def test_the_print_button_prints(page: Page, address: str):
    page.add_init_script("window.print = () => { window.printed = true; }")
    page.goto(address + REPORT)
    page.get_by_role("button", name="打印").click()
    assert page.evaluate("printed")


def test_the_night_that_was_chosen_is_never_on_paper(page: Page, address: str):
    page.goto(address + REPORT)
    page.get_by_role("button", name="深色").click()
    page.emulate_media(media="print")
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"


@pytest.mark.parametrize("path", ["", REPORT])
def test_in_elder_mode_and_the_largest_type_the_page_begins_within_the_first_screen(
    page: Page, address: str, path: str
):
    page.add_init_script(f"localStorage.setItem('annual-reports.reading', '{LARGEST}')")
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address + path)
    assert page.locator("h1").evaluate("e => e.getBoundingClientRect().top") < 400


def test_with_forced_colours_what_is_chosen_can_be_seen(page: Page, address: str):
    page.emulate_media(forced_colors="active")
    page.goto(address)
    label = page.get_by_text("长者模式")
    line = "e => getComputedStyle(e).textDecorationLine"
    assert label.evaluate(line) == "none"
    label.click()
    assert label.evaluate(line) == "underline"


def test_storage_that_holds_nonsense_or_is_closed_does_no_harm(context: BrowserContext, address: str):
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for value in ("[1", '"x"', "null", '{"size": {"a": 1}, "elder": 1, "tone": "green"}'):
        page.goto(address)
        page.evaluate("value => localStorage.setItem('annual-reports.reading', value)", value)
        page.goto(address + REPORT)
        expect(page.get_by_label("长者模式")).not_to_be_checked()
    context.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error() }})")
    page.goto(address)
    page.get_by_text("长者模式").click()
    expect(page.locator("html")).to_have_attribute("data-elder", "")
    assert not errors


def test_without_scripts_elder_mode_and_size_work_on_the_page_and_the_night_is_the_systems(
    browser: Browser, address: str
):
    context = browser.new_context(java_script_enabled=False, color_scheme="dark")
    page = context.new_page()
    page.goto(address + REPORT)
    size = "fontSize"
    normal = float(page.locator("main").evaluate(f"e => parseFloat(getComputedStyle(e).{size})"))
    page.get_by_text("长者模式").click()
    page.get_by_text("特大").click()
    assert float(page.locator("main").evaluate(f"e => parseFloat(getComputedStyle(e).{size})")) > 1.7 * normal
    assert page.locator("body").evaluate("e => getComputedStyle(e).backgroundColor") == "rgb(0, 0, 0)"
    for needs_script in ("朗读", "深色", "打印", "复制引用"):
        expect(page.get_by_role("button", name=needs_script)).to_be_hidden()
    page.set_viewport_size({"width": 360, "height": 800})
    page.get_by_text("栏目", exact=True).click()
    page.get_by_role("link", name="指标", exact=True).click()
    expect(page).to_have_url(address + "indicators/")
    context.close()


# By keyboard


def walk(page: Page) -> list[str]:
    """Press Tab from the top of the page to its end; each focused element must be visible."""
    steps: list[str] = []
    while True:
        page.keyboard.press("Tab")
        step = page.evaluate(FOCUSED)
        if step is None:
            return steps
        assert step["inSight"], step
        assert step["outlined"], f"the focus cannot be seen on {step['what']}"
        steps.append(step["what"])


@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("name", ["home", "report", "compare", "towns", "search-empty", "report-error"])
def test_everything_is_reached_by_keyboard_and_the_focus_is_seen(
    page: Page, address: str, name: str, width: int
):
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(address + PAGES[name])
    page.wait_for_load_state("networkidle")
    steps = walk(page) if name != "search-empty" else walk_from_the_top(page)
    assert steps[:3] == ["跳到正文", "ar-elder", "ar-read"]
    # Tab stops at one of the sizes (arrow keys reach the others), and at a wide table, which scrolls.
    assert len(steps) >= page.evaluate(REACHABLE) + 1
    assert steps[-1] == "示范链接（演示数据）", "the foot of the page is come to last"


def walk_from_the_top(page: Page) -> list[str]:
    """Walk from the top although the search page puts the focus into its box."""
    page.evaluate("document.activeElement.blur()")
    page.evaluate("getSelection().removeAllRanges()")
    page.locator("body").evaluate(
        "e => { e.tabIndex = -1; e.focus(); e.removeAttribute('tabindex'); e.blur(); }"
    )
    return walk(page)


def test_the_skip_link_leads_past_the_shell(page: Page, address: str):
    page.goto(address + REPORT)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到正文")).to_be_in_viewport()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="读原文")).to_be_focused()


def test_the_folded_menu_opens_by_keyboard(page: Page, address: str):
    page.set_viewport_size({"width": 360, "height": 800})
    page.goto(address)
    page.get_by_text("栏目", exact=True).press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="首页")).to_be_focused()
    expect(page.get_by_role("link", name="首页")).to_have_attribute("aria-current", "page")


# Lines and paper


@pytest.mark.parametrize("width", [800, 1280, 1920])
def test_a_line_of_the_document_has_28_to_40_characters(page: Page, address: str, width: int):
    page.set_viewport_size({"width": width, "height": 900})
    page.goto(address + REPORT)
    paragraph = page.locator(".ar-document__body p").nth(1)
    style = paragraph.evaluate(
        """e => {
          const [s, size] = [getComputedStyle(e), parseFloat(getComputedStyle(e).fontSize)];
          return [e.clientWidth / size, parseFloat(s.lineHeight) / size, s.textAlign];
        }"""
    )
    assert 28 <= style[0] <= 40
    assert style[1] == pytest.approx(1.75, abs=0.01)
    assert style[2] == "start"


def test_the_document_is_never_taken_for_what_the_site_adds(page: Page, address: str):
    page.goto(address + REPORT)
    text = page.locator(".ar-document").inner_text()
    assert "本站" not in text
    for added in page.locator(".ar-added").all():
        assert added.locator(".ar-document").count() == 0
        assert added.evaluate("e => parseFloat(getComputedStyle(e).borderLeftWidth)") >= 2
    for sheet in page.locator(".ar-fact").all():
        assert sheet.locator(".ar-label b").text_content() == "本站整理"
        assert sheet.locator("xpath=ancestor::*[contains(@class, 'ar-document')]").count() == 0
    elsewhere = ":not(.ar-report > p, .ar-added *, .ar-signed *, .ar-fact *)"
    assert page.locator(f"main :is(table, dl, ul, ol, p){elsewhere}").count() == 0


def test_charts_are_drawn_in_ink_on_paper(page: Page, address: str):
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(address + PAGES["indicator"])
    chart = page.locator(".ar-chart svg").first
    expect(chart).to_be_visible()
    colour = chart.locator(".ar-chart__line").first.evaluate("e => getComputedStyle(e).stroke")
    assert colour == "rgb(31, 78, 121)", "by night too, paper is white"
    assert page.evaluate(PAPER) == "rgb(255, 255, 255)"
