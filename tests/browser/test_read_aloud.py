"""朗读: what is said, what is marked meanwhile, and what happens when a voice does not do as it should."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from support.page_types import PAGES

REPORT = PAGES["report"]

# Speech that says nothing: it notes what it is given, and is done with an utterance when the test says so.
SPEECH = """
  const said = [];
  let current = null;
  window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };
  Object.defineProperty(window, "speechSynthesis", { value: {
    said,
    getVoices: () => window.voices,
    speak(utterance) { said.push(utterance); current = utterance; },
    get silent() { return current === null; },
    finish() { const done = current; current = null; done.onend({}); },
    fail() { const failed = current; current = null; failed.onerror({}); },
    cancel() { const cut = current; current = null; cut?.onerror({ error: "interrupted" }); },
    addEventListener: (name, done) => { window.whenLoaded = done; },
    removeEventListener() {},
  }});
"""
SILENT = "speechSynthesis.silent"
CHINESE = '[{lang: "zh-HK", localService: true}, {lang: "zh-CN", localService: true, name: "here"}]'


TEXTS_IN_SIGHT = """() => {
  const found = [];
  const walker = document.createTreeWalker(document.querySelector("main"), NodeFilter.SHOW_TEXT);
  const unread = "[aria-hidden=true], form, script, svg, .ar-actions, .ar-download, .ar-printed, .ar-song";
  while (walker.nextNode()) {
    const { data, parentElement: parent } = walker.currentNode;
    if (data.trim() && parent.checkVisibility() && !parent.closest(unread)) found.push(data);
  }
  return found;
}"""


@pytest.fixture
def speaking(page: Page) -> Page:
    page.add_init_script(f"window.voices = {CHINESE};{SPEECH}")
    page.emulate_media(reduced_motion="reduce")
    return page


def said(page: Page) -> list[str]:
    return page.evaluate("speechSynthesis.said.map(utterance => utterance.text)")


def finish(page: Page) -> None:
    page.evaluate("speechSynthesis.finish()")


def test_a_report_is_read_aloud_paragraph_by_paragraph_each_marked(speaking: Page, address: str):
    speaking.goto(address + REPORT)
    speaking.get_by_role("button", name="朗读").click()
    assert said(speaking) == ["甲镇人民政府关于2024年法治政府建设情况的报告"]
    marked = speaking.locator(".ar-reading")
    expect(marked).to_have_text(re.compile("^甲镇人民政府"))
    finish(speaking)
    expect(marked).to_have_count(1)
    expect(marked).to_contain_text("本站整理")
    speaking.locator(".ar-document__body p").first.scroll_into_view_if_needed()
    speaking.get_by_role("button", name="停止").click()
    expect(marked).to_have_count(0)
    expect(speaking.get_by_role("button", name="朗读")).to_be_focused()


def test_reading_begins_with_the_paragraph_in_sight_and_goes_on_sentence_by_sentence(
    speaking: Page, address: str
):
    speaking.goto(address + REPORT)
    first = speaking.locator(".ar-document__body p").first
    first.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 5)")
    speaking.locator("#ar-read").evaluate("button => button.click()")
    assert said(speaking) == [
        "2024年，甲镇深入贯彻《法治政府建设实施纲要（2021—2025年）》，法治政府建设取得新的成效。"
    ]
    finish(speaking)
    assert said(speaking)[1:] == ["现将有关情况报告如下："]
    finish(speaking)
    assert said(speaking)[2:] == ["一、抓好学法普法"]
    assert speaking.evaluate("speechSynthesis.said[0].voice.name") == "here"
    assert speaking.evaluate("speechSynthesis.said[0].lang") == "zh-CN"


def test_reading_can_be_paused_and_moved_by_keyboard(speaking: Page, address: str):
    speaking.goto(address + REPORT)
    speaking.get_by_role("button", name="朗读").press("Enter")
    speaking.get_by_role("button", name="暂停").press("Enter")
    assert speaking.evaluate(SILENT)
    expect(speaking.locator(".ar-reading")).to_have_count(1)
    speaking.get_by_role("button", name="继续").press("Enter")
    assert not speaking.evaluate(SILENT)
    assert said(speaking)[0] == said(speaking)[1], "the sentence that was cut off is said again"
    speaking.get_by_role("button", name="下一段").press("Enter")
    speaking.get_by_role("button", name="上一段").press("Enter")
    assert said(speaking)[0] == said(speaking)[3]
    speaking.get_by_role("button", name="语速").press("Enter")
    assert speaking.evaluate("speechSynthesis.said[4].rate") == 1.25
    speaking.keyboard.press("Escape")
    expect(speaking.locator(".ar-player")).to_be_hidden()


@pytest.mark.parametrize("path", ["", REPORT, PAGES["pair"], PAGES["towns"], PAGES["fields"], PAGES["data"]])
def test_every_word_of_the_content_is_read_once(speaking: Page, address: str, path: str):
    speaking.goto(address + path)
    speaking.get_by_role("button", name="朗读").click()
    for _ in range(2000):
        if speaking.evaluate("speechSynthesis.said.length && document.querySelector('.ar-reading') === null"):
            break
        finish(speaking)
    expect(speaking.locator(".ar-player")).to_contain_text("读完了")
    spoken = re.sub(r"[\s，]", "", "".join(said(speaking)))
    texts = [re.sub(r"[\s，]", "", text) for text in speaking.evaluate(TEXTS_IN_SIGHT)]
    assert "".join(texts) == spoken
    assert max(len(text) for text in said(speaking)) <= 120


def test_a_voice_that_never_says_it_is_done_does_not_hold_up_the_rest(speaking: Page, address: str):
    speaking.clock.install()
    speaking.goto(address + REPORT)
    speaking.get_by_role("button", name="朗读").click()
    speaking.clock.fast_forward(60_000)
    assert len(said(speaking)) == 2


def test_a_voice_that_fails_is_told_and_the_focus_goes_to_what_closes_it(speaking: Page, address: str):
    speaking.goto(address + REPORT)
    speaking.get_by_role("button", name="朗读").click()
    speaking.get_by_role("button", name="下一段").focus()
    speaking.evaluate("speechSynthesis.fail()")
    expect(speaking.locator(".ar-player")).to_contain_text("没有响应")
    expect(speaking.get_by_role("button", name="关闭")).to_be_focused()
    expect(speaking.locator(".ar-reading")).to_have_count(0)


def test_the_voice_is_silent_when_the_page_is_left(speaking: Page, address: str):
    speaking.goto(address + REPORT)
    speaking.get_by_role("button", name="朗读").click()
    assert not speaking.evaluate(SILENT)
    speaking.evaluate("dispatchEvent(new PageTransitionEvent('pagehide', { persisted: true }))")
    assert speaking.evaluate(SILENT)
    expect(speaking.locator(".ar-player")).to_be_hidden()


def test_the_player_is_next_for_the_keyboard_and_hides_nothing_that_has_the_focus(
    speaking: Page, address: str
):
    speaking.set_viewport_size({"width": 360, "height": 640})
    speaking.goto(address + REPORT)
    speaking.get_by_role("button", name="朗读").press("Enter")
    speaking.keyboard.press("Tab")
    speaking.keyboard.press("Tab")
    speaking.keyboard.press("Tab")
    expect(speaking.get_by_role("button", name="上一段")).to_be_focused()
    top = speaking.locator(".ar-player").evaluate("e => e.getBoundingClientRect().top")
    assert top > 640 / 2
    for link in speaking.locator("main a").all():
        link.focus()
        assert link.evaluate("e => e.getBoundingClientRect().top") < top


def test_voices_that_load_late_are_waited_for(speaking: Page, address: str):
    speaking.add_init_script("window.voices = [];")
    speaking.goto(address + REPORT)
    speaking.get_by_role("button", name="朗读").click()
    assert said(speaking) == []
    speaking.evaluate(f"window.voices = {CHINESE}; whenLoaded()")
    assert len(said(speaking)) == 1
    expect(speaking.get_by_role("button", name="暂停")).to_be_visible()


@pytest.mark.parametrize(
    "voices", ["[]", '[{lang: "en-US", localService: true}]', '[{lang: "zh-CN", localService: false}]']
)
def test_without_a_chinese_voice_of_the_device_nothing_is_read_and_that_is_said(
    page: Page, address: str, voices: str
):
    """A voice that is not the device's would send the text to somebody's server."""
    page.add_init_script(f"window.voices = {voices};{SPEECH}")
    page.goto(address + REPORT)
    page.get_by_role("button", name="朗读").click()
    expect(page.locator(".ar-player")).to_contain_text("没有中文语音")
    assert said(page) == []
    page.get_by_role("button", name="关闭").click()
    expect(page.locator(".ar-player")).to_be_hidden()
