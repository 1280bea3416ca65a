"""Search in Chinese, by typing into the page's own search boxes."""

from __future__ import annotations

import gzip
import json
import random
import unicodedata

import pytest
from playwright.sync_api import Browser, Page, Route, expect

from annual_reports.search.words import han_forms, split_words
from support.sites import ROOT

REPORT = "reports/pingshi/2024/"
CASES = json.loads((ROOT / "tests/golden/search.json").read_text(encoding="utf-8"))
QUERIES = [
    *("矛盾纠纷", "法治学习", "526", "平发〔2024〕46号", "北西村", "计庄村", "平氏镇"),
    *("526余件", "526 余件", "平发[2024]46号", "平发2024 46号", "平發2024 46號", "５２６", "警司访"),
    *("2330人次", "化解率100%", "信访隐患", "盾纠", "pingshi", "PingShi", "ping shi zhen"),
    *("法治学习 矛盾纠纷", "2022-2025", "中国共产党党组工作条例(试行)", "矛盾糾紛"),
]


def addresses(page: Page) -> list[str]:
    """Of the results, the address that each one's title has."""
    return [str(link.get_attribute("href")) for link in page.locator("#ar-results li > a").all()]


def ask(page: Page, query: str) -> str:
    """Put a query into the box, without key events, and read what is announced."""
    page.locator("#ar-query").fill(query)
    return answer(page)


def answer(page: Page) -> str:
    page.wait_for_selector("#ar-results[aria-busy=false]", state="attached")
    return page.locator("#ar-status").inner_text()


@pytest.mark.parametrize("query", QUERIES)
def test_the_header_box_of_any_page_finds_the_report(page: Page, real: str, query: str):
    page.goto(real + "about/")
    page.locator(".ar-header-search input").press_sequentially(query)
    page.keyboard.press("Enter")
    assert "找到" in answer(page)
    assert addresses(page)[0].startswith(real + REPORT)


def test_results_come_while_one_types_and_follow_every_change(page: Page, real: str):
    page.goto(real + "search/")
    page.locator("#ar-query").press_sequentially("北西")
    assert answer(page).startswith("找到")
    assert "没有找到“南东北村”" in ask(page, "南东北村")
    assert ask(page, "北西村").startswith("找到")
    expect(page.locator("#ar-results mark").first).to_have_text("北西村")
    assert page.url.endswith("?q=%E5%8C%97%E8%A5%BF%E6%9D%91")
    assert ask(page, "") == ""
    assert addresses(page) == []


def test_an_input_method_is_waited_for(page: Page, real: str):
    """While syllables are still being typed nothing is asked; what they become is."""
    page.goto(real + "search/")
    session = page.context.new_cdp_session(page)
    page.locator("#ar-query").focus()
    session.send("Input.imeSetComposition", {"text": "bei'xi", "selectionStart": 6, "selectionEnd": 6})
    assert answer_now(page) == ""
    session.send("Input.insertText", {"text": "北西村"})
    assert answer(page).startswith("找到")


def answer_now(page: Page) -> str:
    return page.locator("#ar-status").inner_text()


def test_a_result_opens_at_its_sentence(page: Page, real: str):
    page.goto(real + "search/?q=北西村")
    assert answer(page).startswith("找到")
    page.locator("#ar-results li > a").first.click()
    target = page.locator(":target")
    expect(target).to_contain_text("北西村")
    expect(target).to_be_in_viewport()
    assert page.url.startswith(f"{real}{REPORT}#s-")


def test_each_sentence_is_shown_with_its_match_and_its_section(page: Page, address: str):
    page.goto(address + "search/?q=法律顾问&year=2024")
    assert answer(page) == "找到 1 页"
    first = page.locator("#ar-results li").first
    assert [mark.inner_text() for mark in first.locator("mark").all()] == ["法律顾问"] * 2
    assert first.locator("small").all_inner_texts() == ["一、抓好学法普法", "三、坚持依法决策"]
    first.locator("a.ar-results__sentence").nth(1).click()
    expect(page.locator(":target")).to_have_text("凡是重大事项都先听取法律顾问意见，再提交集体讨论。")


def test_a_title_shows_its_match(page: Page, address: str):
    page.goto(address + "search/?q=甲镇人民政府")
    answer(page)
    expect(page.locator("#ar-results li").first.locator("> a mark")).to_have_text("甲镇人民政府")


def test_filters_narrow_the_results_and_stand_in_the_address(page: Page, address: str):
    page.goto(address + "search/?q=法治政府")
    answer(page)
    page.locator("#ar-year").select_option("2023")
    page.locator("#ar-government").select_option("yi")
    page.locator("#ar-kind").select_option("report")
    assert answer(page) == "找到 1 页"
    assert page.url.endswith("&year=2023&government=yi&kind=report")
    found = addresses(page)
    page.goto("about:blank")
    page.go_back()
    assert answer(page) == "找到 1 页"
    assert addresses(page) == found
    assert found[0].split("#")[0] == f"{address}reports/yi/2023/"


def test_filters_that_leave_nothing_say_so(page: Page, address: str):
    page.goto(address + "search/?q=法治政府&kind=indicator&year=2020")
    assert answer(page) == "没有找到“法治政府”。可以放宽上面的筛选，或少写几个字。"


def test_an_unknown_filter_in_the_address_is_none(page: Page, address: str):
    page.goto(address + "search/?q=法治政府&year=1900&kind=<b>")
    assert answer(page).startswith("找到")


def test_reports_come_before_what_derives_from_them(page: Page, address: str):
    page.goto(address + "search/?q=法治讲座")
    answer(page)
    kinds = [
        text.split(" ")[0] for text in page.locator(".ar-results__about").all_inner_texts() if " · " in text
    ]
    assert kinds == sorted(kinds, key=lambda kind: kind != "报告")


def test_what_is_only_like_it_is_called_so(page: Page, address: str):
    page.goto(address + "search/")
    told = ask(page, "重大事项都先听取群众意见")
    assert told.startswith("没有找到“重大事项都先听取群众意见”。下面是近似结果")
    assert addresses(page)
    assert "近似" not in ask(page, "重大事项都先听取法律顾问意见")


def test_more_results_are_shown_on_demand(page: Page, address: str):
    page.goto(address + "search/?q=2024年")
    assert answer(page).endswith("，显示前 10 页")
    before = addresses(page)
    page.get_by_role("button", name="再显示一些").click()
    answer(page)
    after = addresses(page)
    assert (len(before), after[:10]) == (10, before)
    assert len(after) > 10
    expect(page.locator("#ar-results li > a").nth(10)).to_be_focused()


def test_one_comes_back_to_as_many_results_as_were_shown(page: Page, address: str):
    page.goto(address + "search/?q=2024年")
    answer(page)
    page.get_by_role("button", name="再显示一些").click()
    expect(page.locator("#ar-results li > a").nth(10)).to_be_focused()
    shown = addresses(page)
    page.locator("#ar-results li > a").nth(10).click()
    page.go_back()
    assert answer(page).endswith("页")
    assert addresses(page) == shown


def test_a_pasted_text_makes_no_address_that_servers_refuse(page: Page, real: str):
    page.goto(real + "search/?from=portal")
    told = ask(page, "法治政府建设" * 2000)
    assert "法治政府建设" in told
    assert len(told) < 150
    assert len(page.url) < 4000
    assert "from=portal" in page.url
    page.reload()
    assert "法治政府建设" in answer(page)


@pytest.mark.parametrize(
    "query", ["法治政府建设" * 2000, "法治 " * 1000, "".join(map(chr, range(0x4E00, 0x5E00)))]
)
def test_a_long_query_asks_for_few_files(page: Page, real: str, query: str):
    page.goto(real + "search/")
    asked = page.evaluate(
        """async query => {
          const { readings } = await import(new URL("find.js", document.querySelector("[type=module]").src));
          let asked = 0;
          const empty = {
            folds: new Map(), otherNames: new Map(), pages: [], pageOf: () => 0, isTitle: () => false,
            isNameOfPlace: () => false, pagesAbout: () => [], lineBefore: () => [],
            linesWith: async () => (asked++, []),
          };
          for await (const reading of readings(empty, query, () => true)) reading;
          return asked;
        }""",
        query,
    )
    assert 0 < asked <= 40


def test_arrow_keys_are_left_to_input_methods_and_shortcuts(page: Page, address: str):
    page.goto(address + "search/?q=法律顾问")
    answer(page)
    box = page.locator("#ar-query")
    box.focus()
    for extra in ({"isComposing": True}, {"shiftKey": True}, {"altKey": True}):
        box.dispatch_event("keydown", {"key": "ArrowDown", "bubbles": True, **extra})
        expect(box).to_be_focused()


def test_arrow_keys_go_through_the_results(page: Page, address: str):
    page.goto(address + "search/?q=法律顾问")
    answer(page)
    links = page.locator("#ar-results li > a")
    page.locator("#ar-query").focus()
    page.keyboard.press("ArrowDown")
    expect(links.nth(0)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(links.nth(1)).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.keyboard.press("ArrowUp")
    expect(page.locator("#ar-query")).to_be_focused()


def test_the_empty_page_says_what_can_be_typed(page: Page, real: str):
    page.goto(real + "search/")
    expect(page.locator("#ar-query")).to_be_focused()
    examples = page.locator("#ar-search-help a[href^='?q=']")
    assert examples.count() >= 3
    for link in [str(example.get_attribute("href")) for example in examples.all()]:
        page.goto(f"{real}search/{link}")
        assert answer(page).startswith("找到")
        expect(page.locator("#ar-search-help")).to_be_hidden()


@pytest.mark.parametrize("query", ["26", "盾矛", "矛盾纠纷 没有的词", "平发〔2023〕46号", "件化解率矛", "￥"])
def test_what_stands_nowhere_is_said_to(page: Page, real: str, query: str):
    page.goto(real + "search/")
    assert "没有找到" in ask(page, query)


def test_a_hostile_query_is_only_text(page: Page, real: str):
    page.goto(real + "search/")
    ask(page, '<img src=x onerror="window.hit=1">')
    assert page.locator("#ar-status img").count() == 0
    assert page.evaluate("window.hit") is None


def cut_by_the_page(page: Page, texts: list[str]) -> list[list[str]]:
    script = """async ([texts, forms]) => {
      const { foldsOf, words } = await import(
        new URL('words.js', document.querySelector('[type=module]').src));
      const folds = foldsOf(forms);
      return texts.map(text => words(text, folds));
    }"""
    forms = "".join(f"{one}{other}" for one, other in han_forms().items())
    cut: list[list[str]] = page.evaluate(script, [texts, forms])
    return cut


def test_the_page_cuts_words_as_the_build_does(page: Page, real: str):
    page.goto(real + "search/")
    assert cut_by_the_page(page, [case["text"] for case in CASES]) == [case["words"] for case in CASES]


def test_both_sides_cut_texts_that_make_no_sense_alike(page: Page, real: str):
    """Each character that Unicode knows, between a number and a letter, and many of them mixed."""
    page.goto(real + "search/")
    known = [c for c in map(chr, range(0x32000)) if unicodedata.category(c) not in {"Cn", "Cs"}]
    chance = random.Random(2024)  # the same at each run
    signs = [*"0123456789.,，．０９%〇发發號号件年〔〕[]（） \n", *"abÀßÉİſµ①Ⅳ²𠀀𝒜"]
    signs += chance.sample(known, 200)
    texts = [f"1{c}2a" for c in known]
    texts += ["".join(chance.choices(signs, k=chance.randint(1, 40))) for _ in range(3000)]
    different = [
        (text, there, here)
        for text, there in zip(texts, cut_by_the_page(page, texts), strict=True)
        if there != (here := split_words(text))
    ]
    assert different == []


def test_a_host_may_unpack_the_files(page: Page, real: str):
    def unpacked(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, body=gzip.decompress(answer.body()))

    page.route("**/*.bin", unpacked)
    page.goto(real + "search/?q=北西村")
    assert answer(page).startswith("找到")


def test_a_slow_connection_is_told(page: Page, real: str):
    def late(route: Route) -> None:
        page.wait_for_timeout(1500)
        route.continue_()

    page.route("**/pages.bin", late)
    page.goto(real + "search/?q=北西村")
    expect(page.locator("#ar-status")).to_have_text("正在搜索……")
    expect(page.locator("#ar-status")).to_contain_text("找到")


def test_the_word_about_a_slow_answer_gives_way_to_the_next_one(page: Page, real: str):
    page.goto(real + "search/?q=平氏镇")
    assert answer(page).startswith("找到")
    page.evaluate("""() => {
      const quick = window.fetch;
      window.fetch = (...what) => new Promise(done => setTimeout(done, 900)).then(() => quick(...what));
    }""")
    for query, told in {"平氏镇": "找到", "": ""}.items():
        page.locator("#ar-query").fill(f"北西村{query}")
        page.locator("#ar-query").fill(query)
        assert answer(page).startswith(told)
        page.wait_for_timeout(1000)
        assert answer(page).startswith(told)
        assert "正在搜索" not in answer(page)


def test_an_old_browser_is_led_to_the_lists(page: Page, real: str):
    page.add_init_script("delete globalThis.DecompressionStream")
    page.goto(real + "search/?q=北西村")
    expect(page.get_by_text("搜索要用较新的浏览器")).to_be_visible()
    expect(page.get_by_role("link", name="按政府、按年度找报告")).to_be_visible()
    expect(page.locator("#ar-examples")).to_be_hidden()


def test_a_page_of_no_place_says_none(page: Page, real: str):
    page.goto(real + "search/?q=编写指南")
    answer(page)
    about = page.locator("#ar-results li", has_text="编写指南").first.locator(".ar-results__about").first
    expect(about).to_have_text("其他页面")


def test_a_lost_connection_is_told_and_tried_again(browser: Browser, real: str):
    context = browser.new_context()
    page = context.new_page()
    page.goto(real + "search/")
    context.set_offline(True)
    assert ask(page, "北西村").startswith("搜索没有成功")
    context.set_offline(False)
    page.get_by_role("button", name="搜索", exact=True).last.click()
    assert answer(page).startswith("找到")
    context.close()
