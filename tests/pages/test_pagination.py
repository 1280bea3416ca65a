"""Paginated lists in the browser."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from support.page_types import DIVIDED


@pytest.fixture(params=DIVIDED, ids=list(DIVIDED))
def path(request: pytest.FixtureRequest) -> str:
    return DIVIDED[request.param]


def test_nothing_scrolls_sideways(page: Page, divided: str, path: str):
    for width in (360, 1280):
        page.set_viewport_size({"width": width, "height": 800})
        page.goto(divided + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_axe_finds_no_barrier(page: Page, divided: str, path: str):
    page.set_viewport_size({"width": 390, "height": 900})
    page.goto(divided + path)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_an_address_of_the_time_before_leads_to_the_part(page: Page, divided: str):
    page.goto(divided + DIVIDED["commitments"] + "#yi-2023-reconsideration")
    page.wait_for_url(divided + "commitments/yi/#yi-2023-reconsideration")


def test_an_address_of_two_years_leads_to_their_page(page: Page, divided: str):
    page.goto(divided + DIVIDED["years"] + "#2019-2022")
    page.wait_for_url(divided + "compare/yi/2022/2019/#2019-2022")
    expect(page.locator("section:visible > h2")).to_have_text(["2022年与2019年"])


def test_two_years_are_chosen_from_part_to_part_without_scripts(browser: Browser, divided: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(divided + DIVIDED["years"])
    page.get_by_role("link", name="2024年与2019年").click()
    expect(page.get_by_role("row", name=re.compile("^排查矛盾纠纷"))).to_contain_text("较 2019 年增加 32 起")
    page.get_by_role("link", name="上一页：与2020年").click()
    page.wait_for_url(divided + "compare/yi/2024/2020/")
    context.close()


def test_an_address_that_was_never_one_stays_where_it_is(page: Page, divided: str):
    page.goto(divided + DIVIDED["commitments"] + "#nowhere-2023-plan")
    expect(page.get_by_role("heading", level=1)).to_have_text("安排与回应")


def test_from_part_to_part_without_scripts(page: Page, divided: str):
    page.goto(divided + DIVIDED["commitments"])
    page.locator("#done ~ ul").first.get_by_role("link", name="甲镇").click()
    page.wait_for_url(divided + "commitments/jia/#done")
    page.get_by_role("link", name="下一页：乙镇").click()
    page.wait_for_url(divided + "commitments/yi/")
    parts = page.get_by_role("navigation", name="其他部分")
    expect(parts.locator("[aria-current=page]")).to_have_text("乙镇")
    parts.get_by_role("link", name="总览").click()
    page.wait_for_url(divided + "commitments/")


def test_a_report_leads_to_what_became_of_its_commitments(page: Page, divided: str):
    page.goto(divided + "reports/jia/2023/")
    page.locator("section[aria-labelledby=commitments] a", has_text="后来").first.click()
    page.wait_for_url(divided + "commitments/jia/#jia-2023-*")
    assert page.evaluate("document.querySelector(':target') !== null")


def test_the_desk_of_a_part_knows_its_governments(page: Page, divided: str):
    page.goto(divided + DIVIDED["desk-part"])
    expect(page.locator("select[name=government] option")).to_have_text(["乙镇", "丙镇"])


def test_any_two_years_are_chosen_where_the_list_is_short(page: Page, divided: str):
    page.goto(divided + DIVIDED["compare"])
    page.get_by_label("政府").select_option("yi")
    page.get_by_label("年度", exact=True).select_option("2020")
    page.get_by_label("与年度").select_option("2024")
    page.get_by_role("button", name="对比", exact=True).click()
    expect(page.locator("#ar-chooser-status")).to_have_text("已显示乙镇 2020 年与 2024 年的对比。")
