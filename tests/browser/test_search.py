"""Search in Chinese, by typing into the page's own search boxes."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import Page, expect

from helpers import ROOT

REPORT = "reports/pingshi/2024/"
CASES = json.loads((ROOT / "tests/golden/search.json").read_text(encoding="utf-8"))
QUERIES = [
    *("矛盾纠纷", "法治学习", "526", "平发〔2024〕46号", "北西村", "计庄村", "平氏镇"),
    *(
        "526余件",
        "526 余件",
        "平发[2024]46号",
        "５２６",
        "警司访",
        "2330人次",
        "化解率100%",
        "信访隐患",
        "盾纠",
    ),
    *("法治学习 矛盾纠纷", "2022-2025", "中国共产党党组工作条例(试行)"),
]


def addresses(page: Page) -> list[str]:
    return [str(link.get_attribute("href")) for link in page.locator("#ar-results a").all()]


def wait_for_answer(page: Page) -> str:
    status = page.locator("#ar-status")
    expect(status).not_to_be_empty()
    return status.inner_text()


@pytest.mark.parametrize("query", QUERIES)
def test_the_header_box_of_any_page_finds_the_report(page: Page, real: str, query: str):
    page.goto(real + "about/")
    page.locator(".ar-header-search input").press_sequentially(query)
    page.keyboard.press("Enter")
    wait_for_answer(page)
    assert addresses(page)[0] == real + REPORT


def test_results_come_while_one_types_and_follow_every_change(page: Page, real: str):
    page.goto(real + "search/")
    box = page.locator("#ar-query")
    box.press_sequentially("北西")
    assert wait_for_answer(page).startswith("找到")
    box.fill("南东北村")  # as a paste or dictation does, without key events
    expect(page.locator("#ar-status")).to_contain_text("没有找到“南东北村”")
    assert addresses(page) == []
    box.fill("北西村")
    expect(page.locator("#ar-results mark").first).to_have_text("北西村")
    assert page.url.endswith("?q=%E5%8C%97%E8%A5%BF%E6%9D%91")


def test_a_result_opens_the_page_it_names(page: Page, real: str):
    page.goto(real + "search/?q=北西村")
    wait_for_answer(page)
    page.locator("#ar-results a").first.click()
    expect(page).to_have_url(real + REPORT)


@pytest.mark.parametrize("query", ["26", "盾矛", "矛盾纠纷 没有的词", "平发〔2023〕46号", "件化解率矛"])
def test_what_stands_nowhere_is_said_to(page: Page, real: str, query: str):
    page.goto(real + "search/")
    page.locator("#ar-query").fill(query)
    assert "没有找到" in wait_for_answer(page)


def test_a_hostile_query_is_only_text(page: Page, real: str):
    page.goto(real + "search/")
    page.locator("#ar-query").fill('<img src=x onerror="window.hit=1">')
    wait_for_answer(page)
    assert page.locator("#ar-status img").count() == 0
    assert page.evaluate("window.hit") is None


def test_the_page_cuts_words_as_the_build_does(page: Page, real: str):
    page.goto(real + "search/")
    words_of = (
        "async texts => { const { words } = await import('../assets/search.js'); return texts.map(words) }"
    )
    cut = page.evaluate(words_of, [case["text"] for case in CASES])
    assert cut == [case["words"] for case in CASES]


def test_an_excerpt_reads_as_the_text_does(page: Page, real: str):
    page.goto(real + "search/?q=化解率 100%")
    expect(page.locator("#ar-results p").first).to_contain_text("矛盾纠纷化解率100%")
    assert " | " not in page.locator("#ar-results").inner_text()
