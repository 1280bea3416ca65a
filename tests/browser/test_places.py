"""Pages read elsewhere: under a sub-path, in a folder without a server, on paper, in other systems."""

from __future__ import annotations

import re
import subprocess
import sys
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from unicodedata import normalize
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from pypdf import PdfReader

from support.commands import ENVIRONMENT
from support.html_page import Html
from support.page_types import PAGES
from support.sites import COUNTY

REPORT = PAGES["report"]
SITE = "https://example.gov.cn/zwgk/nianbao/"
POINT = 25.4 / 72


# Under a sub-path


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The county's site as it is built for an address of its own."""
    folder = tmp_path_factory.mktemp("published")
    subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(folder)],
        cwd=COUNTY,
        env={**ENVIRONMENT, "SITE_URL": SITE},
        check=True,
        capture_output=True,
    )
    return folder


@pytest.fixture
def visitor(browser: Browser, published: Path) -> Iterator[Page]:
    """A visitor of that address; any other one, of that host too, is a fault."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []

    def answer(route: Route) -> None:
        if not route.request.url.startswith(SITE):
            faults.append(route.request.url)
            return route.abort()
        path = published / unquote(urlsplit(route.request.url).path).removeprefix("/zwgk/nianbao/")
        path = path / "index.html" if path.is_dir() else path
        if path.is_file():
            return route.fulfill(path=path)
        return route.fulfill(status=404, content_type="text/html", path=published / "404.html")

    context.route("**/*", answer)
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    context.close()
    assert not faults


def test_every_page_type_works_under_a_sub_path(visitor: Page):
    for path in PAGES.values():
        told = visitor.goto(SITE + path)
        assert told is not None
        assert told.status == 200, path
        for link in visitor.locator("link[rel=canonical]").all():
            assert link.get_attribute("href") == re.sub(r"\?.*|embed\.html$|version-2/$", "", SITE + path), (
                "the present version is the report's own page"
            )


def test_a_visitor_goes_through_the_site_under_a_sub_path(visitor: Page):
    visitor.goto(SITE)
    visitor.get_by_role("link", name="读全文").first.click()
    expect(visitor).to_have_url(SITE + REPORT)
    visitor.get_by_role("link", name="与 2023 年对比").click()
    expect(visitor).to_have_url(SITE + PAGES["pair"])
    visitor.get_by_label("搜索全部报告").fill("矛盾纠纷")
    visitor.keyboard.press("Enter")
    expect(visitor.locator("#ar-results > li").first).to_be_visible()
    visitor.locator("#ar-results a").first.click()
    assert visitor.url.startswith(SITE)
    visitor.get_by_role("link", name="报告错误").click()
    expect(visitor.locator("#ar-page-in-question")).to_contain_text(SITE)


def test_a_wrong_address_at_any_depth_gets_a_page_that_helps(visitor: Page):
    told = visitor.goto(f"{SITE}reports/jia/1999/nowhere/")
    assert told is not None
    assert told.status == 404
    expect(visitor.get_by_role("heading", name="没有这一页")).to_be_visible()
    assert (
        visitor.evaluate("getComputedStyle(document.querySelector('.ar-header')).borderBottomWidth") != "0px"
    )
    visitor.get_by_label("搜索全部报告").fill("398余件")
    visitor.keyboard.press("Enter")
    expect(visitor).to_have_url(re.compile(re.escape(SITE) + "search/"))
    expect(visitor.locator("#ar-results > li").first).to_be_visible()


def test_the_sitemap_lists_every_page_that_may_be_found_by_its_whole_address(published: Path):
    listed = re.findall("<loc>(.*)</loc>", (published / "sitemap.xml").read_text(encoding="utf-8"))
    assert SITE + REPORT in listed
    assert len(listed) == len(set(listed))
    assert not [address for address in listed if "report-error" in address or "embed" in address]
    for address in listed:
        path = published / unquote(address.removeprefix(SITE)) / "index.html"
        assert f'<link rel="canonical" href="{address}">' in path.read_text(encoding="utf-8")


# Reporting errors and citing


def test_a_report_of_an_error_bears_the_pages_address(page: Page, real: str, address: str):
    page.goto(address + REPORT)
    page.get_by_role("link", name="报告错误").click()
    expect(page.locator("#ar-page-in-question")).to_have_text(address + REPORT)
    mail = page.get_by_role("link", name="写邮件报告错误").get_attribute("href")
    assert mail is not None
    assert mail.startswith("mailto:shifan@example.com?subject=")
    assert address + REPORT in unquote(mail)
    page.goto(real + "report-error/?page=about/")
    expect(page.locator("#ar-page-in-question")).to_have_text(real + "about/")
    expect(page.get_by_text("请与公布报告的机关联系")).to_be_visible()


@pytest.mark.parametrize(
    "asked", ["https://example.com/", "//example.com/", "javascript:alert(1)", "http://[", "%25", "../../"]
)
def test_an_address_of_elsewhere_is_not_shown_as_a_page_of_ours(page: Page, address: str, asked: str):
    page.goto(f"{address}report-error/?page={asked}")
    expect(page.locator("#ar-page-in-question")).to_be_hidden()
    expect(page.get_by_text("写邮件报告错误")).to_be_visible()


def test_a_citation_is_copied_with_todays_date_and_the_address(browser: Browser, address: str):
    context = browser.new_context(
        permissions=["clipboard-read", "clipboard-write"], timezone_id="Asia/Shanghai"
    )
    page = context.new_page()
    page.clock.set_fixed_time("2026-03-05T17:00:00Z")
    page.goto(f"{address}{REPORT}#figures")
    page.get_by_role("button", name="复制引用").click()
    expect(page.locator("#ar-citation-copied")).to_have_text("已复制")
    assert page.evaluate("navigator.clipboard.readText()") == (
        "甲镇人民政府. 甲镇人民政府关于2024年法治政府建设情况的报告: 甲政发〔2025〕1号[R/OL]. "
        f"(2025-02-21)[2026-03-06]. {address}{REPORT}version-1/."
    )
    context.close()


def test_where_the_clipboard_is_closed_the_citation_is_copied_by_hand(page: Page, address: str):
    page.add_init_script("""
      navigator.clipboard.writeText = () => Promise.reject(new Error("closed"));
      document.execCommand = (what) => (window.copied = [what, getSelection().toString()], window.works);
    """)
    page.goto(address + REPORT)
    page.get_by_role("button", name="复制引用").click()
    expect(page.locator("#ar-citation-copied")).to_have_text("没有复制成功，请选中文字复制")
    page.evaluate("window.works = true")
    page.get_by_role("button", name="复制引用").click()
    expect(page.locator("#ar-citation-copied")).to_have_text("已复制")
    assert page.evaluate("copied[0]") == "copy"


# In a folder


def test_the_site_opens_from_a_folder_without_a_server(browser: Browser, county_folder: Path):
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    faults: list[str] = []
    page.on("requestfailed", lambda request: faults.append(request.url))
    page.on("request", lambda r: None if r.url.startswith(("file:", "data:")) else faults.append(r.url))
    page.goto((county_folder / "index.html").as_uri())
    page.get_by_role("link", name="读全文").first.click()
    expect(page.locator(".ar-document")).to_be_visible()
    page.locator("#figure-disputes-examined .ar-figure").click()
    expect(page.locator("#evidence-disputes-examined")).to_be_in_viewport()
    page.get_by_role("link", name="排查矛盾纠纷").first.click()
    expect(page.locator(".ar-chart").first).to_be_visible()
    page.get_by_role("navigation", name="栏目").get_by_role("link", name="对比").click()
    page.get_by_role("link", name="甲镇2024年与2023年对比").click()
    expect(page.get_by_role("heading", name="概要")).to_be_visible()
    page.get_by_role("link", name="2023年报告", exact=True).click()
    expect(page.locator(".ar-document")).to_be_visible()
    page.get_by_text("长者模式").click()
    page.get_by_label("搜索全部报告").fill("矛盾")
    page.keyboard.press("Enter")
    expect(page.get_by_text("从网站上打开这一页")).to_be_visible()
    expect(page.get_by_label("长者模式")).to_be_checked()
    modules = ("/search/page.js", "/compare.js")
    assert not [fault for fault in faults if not fault.endswith(modules)], "these two say what goes without"
    context.close()


# On paper


def test_a_report_prints_as_a_document_without_the_site_around_it(browser: Browser, address: str):
    context = browser.new_context(color_scheme="dark", timezone_id="Asia/Shanghai")
    page = context.new_page()
    page.clock.set_fixed_time("2026-03-05T17:00:00Z")
    page.goto(address + REPORT)
    printed = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True, print_background=False)))
    context.close()
    for sheet in printed.pages:
        assert float(sheet.mediabox.width) * POINT == pytest.approx(210, abs=0.5)
        assert float(sheet.mediabox.height) * POINT == pytest.approx(297, abs=0.5)
    text = squeezed(normalize("NFKC", "".join(sheet.extract_text() for sheet in printed.pages)))
    parts = [
        "发文字号",
        "现将有关情况报告如下",
        "数据一览",
        "减少约 48 件",
        f"网址：{address}{REPORT}",
        "打印日期：2026年3月6日",
    ]
    places = [text.index(normalize("NFKC", squeezed(part))) for part in parts]
    assert places == sorted(places), "particulars, text, figures, then where and when it was printed"
    for shell in ("长者模式", "栏目", "本页目录", "主办单位", "回到页首", "复制引用", "点数字"):
        assert shell not in text


# In other systems


@pytest.mark.parametrize("folder", ["county_folder", "site_folder"])
def test_the_page_to_take_over_holds_the_document_and_needs_nothing(
    folder: str, request: pytest.FixtureRequest
):
    site: Path = request.getfixturevalue(folder)
    pages = sorted(site.glob("reports/*/*/embed.html"))
    assert pages
    for path in pages:
        html = path.read_text(encoding="utf-8")
        parsed = Html.of(html, "text")
        tags = {tag for tag, _ in parsed.tags}
        assert not tags & {"script", "img", "iframe", "a", "form", "button", "nav"}
        assert parsed.links == ["data:,"]
        whole = Html.of((path.parent / "index.html").read_text(encoding="utf-8"), "ar-document__body")
        assert squeezed(parsed.text) == squeezed(whole.text), "word for word the signed text"
        assert not parsed.ids, "ids may be taken in the system that takes it over"


def squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_the_page_to_take_over_says_where_it_is_from(published: Path):
    html = (published / "reports/jia/2024/embed.html").read_text(encoding="utf-8")
    assert f"来源：{SITE}{REPORT}" in html
    assert f'<link rel="canonical" href="{SITE}{REPORT}">' in html
    assert "演示数据" in Html.of(html).text
