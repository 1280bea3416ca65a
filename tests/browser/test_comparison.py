"""Comparing, as a reader does it."""

from __future__ import annotations

import re

from playwright.sync_api import Browser, Page, expect


def test_three_clicks_lead_from_home_to_two_years_with_both_sentences(page: Page, address: str):
    page.goto(address)
    page.get_by_role("link", name="甲镇与2023年对比").click()
    page.get_by_role("link", name="数据变化").first.click()
    row = page.get_by_role("row", name=re.compile("^排查矛盾纠纷"))
    expect(row).to_be_in_viewport()
    expect(row).to_contain_text("全年排查矛盾纠纷 446 件")
    expect(row).to_contain_text("全年排查矛盾纠纷 398 余件")
    expect(row).to_contain_text("减少约 48 件（约11%）")
    row.get_by_role("link", name="446 件", exact=True).click()
    expect(page).to_have_url(address + "reports/jia/2023/#evidence-disputes-examined")
    expect(page.locator("#evidence-disputes-examined")).to_be_in_viewport()


def choose(page: Page, government: str, one: str, other: str) -> None:
    page.get_by_label("政府", exact=True).select_option(label=government)
    page.locator("select[name=from]").select_option(one)
    page.locator("select[name=to]").select_option(other)
    page.get_by_role("button", name="对比").click()


def test_the_chooser_shows_any_two_years_without_a_page_load(page: Page, address: str):
    page.goto(address + "compare/")
    page.evaluate("window.stayed = true")
    choose(page, "乙镇", "2019", "2024")
    shown = page.locator("#ar-comparison")
    expect(shown.get_by_role("heading")).to_have_text("2024年与2019年")
    expect(shown.get_by_role("row", name=re.compile("^排查矛盾纠纷"))).to_contain_text("较 2019 年增加 32 起")
    expect(page.locator("#ar-chooser-status")).to_contain_text("已显示乙镇 2019 年与 2024 年的对比")
    choose(page, "丙镇", "2023", "2022")
    expect(shown.get_by_role("heading")).to_have_text("2023年与2022年")
    assert page.evaluate("window.stayed")
    assert page.url.endswith("compare/?government=bing&from=2023&to=2022")


def test_what_was_chosen_has_an_address(page: Page, address: str):
    page.goto(address + "compare/?government=jia&from=2020&to=2023")
    shown = page.locator("#ar-comparison")
    expect(shown.get_by_role("heading")).to_have_text("2023年与2020年")
    shown.get_by_role("link", name="446 件").click()
    expect(page).to_have_url(address + "reports/jia/2023/#evidence-disputes-examined")


def test_a_government_offers_only_its_own_years(page: Page, address: str):
    page.goto(address + "compare/")
    page.get_by_label("政府", exact=True).select_option(label="乙镇")
    years = page.locator("select[name=from] option").all_inner_texts()
    assert years == ["2024年", "2023年", "2022年", "2020年", "2019年"]


def test_the_same_year_twice_is_refused_in_words(page: Page, address: str):
    page.goto(address + "compare/")
    choose(page, "甲镇", "2023", "2023")
    expect(page.locator("#ar-chooser-status")).to_have_text("请选两个不同的年度。")
    expect(page.locator("#ar-comparison")).to_be_empty()


def test_a_hostile_address_is_only_ignored(page: Page, address: str):
    page.goto(address + "compare/?government=%22%5D%3Cimg%20src%3Dx%20onerror%3Dalert(1)%3E&from=x&to=y")
    expect(page.locator("#ar-chooser")).to_be_visible()
    expect(page.locator("#ar-comparison")).to_be_empty()


def test_without_javascript_plain_links_do_the_same(browser: Browser, address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "compare/")
    expect(page.locator("#ar-chooser")).to_be_hidden()
    page.get_by_role("link", name="乙镇：任选两年").click()
    expect(page.locator("section:visible > h2")).to_have_text(["2024年与2023年"])
    page.get_by_role("link", name="2024年与2019年").click()
    expect(page.locator("section:visible > h2")).to_have_text(["2024年与2019年"])
    expect(page.get_by_role("row", name=re.compile("^排查矛盾纠纷"))).to_contain_text("较 2019 年增加 32 起")
    page.goto(address + "compare/")
    page.get_by_role("link", name="甲镇2024年与2023年对比").click()
    expect(page).to_have_url(address + "compare/jia/2023-2024/")
    context.close()


def test_what_is_the_same_opens_on_request(page: Page, address: str):
    page.goto(address + "compare/jia/2023-2024/")
    same = page.locator(".ar-same").first
    expect(same.locator("p")).to_be_hidden()
    same.locator("summary").click()
    expect(same.locator("p")).to_be_visible()


def test_changed_words_are_marked_for_the_eye_and_in_the_markup(page: Page, address: str):
    page.goto(address + "compare/jia/2023-2024/")
    gone, come = page.locator(".ar-wording del").first, page.locator(".ar-wording ins").first
    assert "line-through" in gone.evaluate("e => getComputedStyle(e).textDecorationLine")
    assert "underline" in come.evaluate("e => getComputedStyle(e).textDecorationLine")


def test_a_chart_says_in_words_what_it_draws(page: Page, address: str):
    page.goto(address + "indicators/disputes-examined/")
    chart = page.get_by_role("img", name=re.compile("乙镇：排查矛盾纠纷"))
    expect(chart).to_be_visible()
    assert "2021年没有数据" in str(chart.locator("desc").text_content())


def test_a_table_is_downloaded_as_a_file(page: Page, address: str):
    page.goto(address + "indicators/disputes-examined/")
    with page.expect_download() as started:
        page.get_by_role("link", name=re.compile("下载这张表")).click()
    assert started.value.suggested_filename == "figures.csv"
