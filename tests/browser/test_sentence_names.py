"""On a phone the old address of a sentence leads to its words, or to the note on its correction."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Browser, Page, expect

from annual_reports.analysis.collection import Collection

REPORT = "reports/bing/2024/"


@pytest.fixture(params=[True, False], ids=["scripts", "plain"])
def phone(browser: Browser, request: pytest.FixtureRequest):
    context = browser.new_context(java_script_enabled=request.param, viewport={"width": 390, "height": 844})
    yield context.new_page()
    context.close()


def old_number(county: Collection, words: str) -> int:
    (report,) = [one for one in county.reports if one.path == "reports/bing/2024.md"]
    return next(sentence.number for sentence in report.sentences if words in sentence.text)


def test_an_old_name_lands_on_its_sentence(phone: Page, address: str, county: Collection):
    (report,) = [one for one in county.reports if one.path == "reports/bing/2024.md"]
    phone.goto(f"{address}{REPORT}#sentence-5")
    sentence = phone.locator(".ar-sentence", has=phone.locator("#sentence-5"))
    expect(sentence).to_have_text(report.sentences[4].text)
    expect(sentence).to_be_in_viewport()
    assert sentence.evaluate("e => getComputedStyle(e).backgroundColor") != "rgba(0, 0, 0, 0)"


def test_the_old_name_of_a_corrected_sentence_lands_on_the_note(
    phone: Page, address: str, county: Collection
):
    phone.goto(f"{address}{REPORT}#sentence-{old_number(county, '291')}")
    note = phone.locator(".ar-old-names li")
    expect(note).to_be_in_viewport()
    expect(note).to_contain_text(re.compile("更正：这句原为“.*219.*现在是“.*291"))
    note.get_by_role("link", name="第 1 版").click()
    expect(phone).to_have_url(re.compile("/version-1/#s-[0-9a-f]{12}$"))
    expect(phone.locator(".ar-sentence:target")).to_contain_text("219")


def test_a_sentence_is_cited_with_the_address_of_its_version(page: Page, address: str, county: Collection):
    name = county.by_year[2024][0].sentences[3].name
    path = county.by_year[2024][0].path.removesuffix(".md")
    page.goto(f"{address}{path}/#{name}")
    expect(page.locator("#ar-citation")).to_contain_text(f"{path}/version-1/#{name}.")
    page.goto(f"{address}{path}/version-1/#{name}")
    expect(page.locator(".ar-sentence:target")).to_have_text(county.by_year[2024][0].sentences[3].text)
