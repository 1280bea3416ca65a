"""The Content-Security-Policy blocks foreign code and nothing of ours, in Chromium behind a real nginx."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.header_sites import REPORT, Sites, infected
from support.nginx import free_ports, nginx
from support.page_types import AT_THE_ROOT, PAGES
from support.sites import COUNTY, SEED, contents

WATCH = """
  addEventListener("securitypolicyviolation", e => told(`${e.violatedDirective} ${e.blockedURI}`));
"""
REFUSED = {
    "script-src-elem inline",
    "script-src-attr inline",
    "style-src-elem inline",
    "style-src-attr inline",
    "script-src-elem OTHER/evil.js",
    "style-src-elem OTHER/evil.css",
    "frame-src OTHER",
}


@pytest.fixture
def told() -> list[str]:
    """The browser's complaints: violations of the policy, errors on the console, HTTP errors."""
    return []


@pytest.fixture
def visitor(browser: Browser, told: list[str]) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    opened = context.new_page()
    opened.expose_function("told", lambda said: told.append(said))  # noqa: PLW0108  # it must have a signature
    opened.add_init_script(WATCH)
    opened.on("pageerror", lambda error: told.append(f"error: {error}"))
    opened.on("console", lambda said: told.append(said.text) if said.type in ("error", "warning") else None)
    opened.on("response", lambda r: told.append(f"{r.status} {r.url}") if r.status >= 400 else None)
    yield opened
    context.close()


@pytest.mark.parametrize("path", [*PAGES.values(), *AT_THE_ROOT.values()], ids=[*PAGES, *AT_THE_ROOT])
def test_no_page_type_is_refused_anything(visitor: Page, told: list[str], sites: Sites, path: str):
    visitor.goto(sites.county + path, wait_until="networkidle")
    expect(visitor.locator("body")).to_be_visible()
    assert not told


def test_no_page_of_the_real_site_is_refused_anything(visitor: Page, told: list[str], sites: Sites):
    pages = [path for path in contents(sites.folders["real"]) if path.endswith(".html")]
    assert len(pages) > 20
    for path in pages:
        visitor.goto(sites.real + path.removesuffix("index.html"), wait_until="load")
        if "/latest/" in path:  # it leads on by itself
            visitor.wait_for_url(lambda address: "/latest/" not in address)
        assert not told, path


def test_a_wrong_address_in_a_folder_gets_a_page_with_its_styles(
    visitor: Page, told: list[str], sites: Sites
):
    visitor.goto(f"{sites.real}reports/nowhere/deep/", wait_until="networkidle")
    expect(visitor.get_by_role("heading", name="没有这一页")).to_be_visible()
    assert told == [
        f"404 {sites.real}reports/nowhere/deep/",
        "Failed to load resource: the server responded with a status of 404 (Not Found)",
    ]


@pytest.mark.parametrize("which", ["county", "real"])
def test_search_finds(visitor: Page, told: list[str], sites: Sites, which: str):
    visitor.goto(getattr(sites, which) + "about/")
    visitor.locator(".ar-header-search input").fill("矛盾纠纷")
    visitor.keyboard.press("Enter")
    expect(visitor.locator("#ar-results li").first).to_contain_text("矛盾纠纷")
    assert not told


def test_the_desk_takes_a_text_and_gives_a_file(visitor: Page, told: list[str], sites: Sites, tmp_path: Path):
    visitor.goto(f"{sites.real}desk/")
    visitor.get_by_label("报告年度").fill("2025")
    visitor.get_by_label("在 Word 里按").fill(SEED.read_text(encoding="utf-8").replace("2024", "2025"))
    visitor.get_by_role("button", name="整理").click()
    for tick in visitor.locator("#desk-mends input").all():
        tick.check()
    with visitor.expect_download() as waiting:
        visitor.get_by_role("button", name="下载报告文件").click()
    waiting.value.save_as(tmp_path / "2025.md")
    assert "526 余件" in (tmp_path / "2025.md").read_text(encoding="utf-8")
    assert not told


def test_how_one_reads_is_chosen_and_kept(visitor: Page, told: list[str], sites: Sites):
    visitor.goto(sites.county + REPORT)
    before = visitor.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    visitor.get_by_text("长者模式").click()
    visitor.get_by_text("特大", exact=True).click()
    visitor.get_by_role("button", name="深色").click()
    visitor.goto(f"{sites.county}about/")
    assert visitor.locator("#ar-elder").is_checked()
    after = visitor.evaluate("parseFloat(getComputedStyle(document.querySelector('main p')).fontSize)")
    assert after > before
    assert visitor.locator("html").get_attribute("data-size") == "largest"
    assert visitor.locator("#ar-dark").get_attribute("media") == "screen"
    assert not told


def test_buttons_of_a_report_work(visitor: Page, told: list[str], sites: Sites):
    visitor.context.grant_permissions(["clipboard-read", "clipboard-write"])
    visitor.add_init_script("window.print = () => { document.documentElement.dataset.printed = 'yes'; };")
    visitor.goto(sites.county + REPORT)
    visitor.get_by_role("button", name="朗读").click()
    expect(visitor.locator(".ar-settings")).to_be_visible()
    visitor.get_by_role("button", name="复制引用").click()
    expect(visitor.locator("#ar-citation-copied")).to_have_text("已复制")
    visitor.locator("button[data-print]").first.click()
    assert visitor.locator("html").get_attribute("data-printed") == "yes"
    assert not told


def test_the_chooser_shows_two_years(visitor: Page, told: list[str], sites: Sites):
    visitor.goto(f"{sites.county}compare/")
    visitor.get_by_label("政府", exact=True).select_option(label="乙镇")
    visitor.locator("select[name=from]").select_option("2019")
    visitor.locator("select[name=to]").select_option("2024")
    visitor.get_by_role("button", name="对比").click()
    expect(visitor.locator("#ar-comparison").get_by_role("heading")).to_have_text("2024年与2019年")
    assert not told


def test_a_text_and_a_saved_page_are_checked(visitor: Page, told: list[str], sites: Sites):
    visitor.goto(f"{sites.county}verify/")
    text = (COUNTY / "data/published/bing/2024-2.txt").read_text(encoding="utf-8")
    visitor.get_by_label("粘贴报告的全文").fill(text)
    visitor.get_by_role("button", name="核对", exact=True).click()
    expect(visitor.locator("#ar-verdict")).to_contain_text("全文一字不差")
    saved = sites.folders["county"] / REPORT / "index.html"
    visitor.locator("#ar-verify-file").set_input_files(saved)
    expect(visitor.locator("#ar-verdict")).to_contain_text("与公布的甲镇2024年报告相同")
    assert not told


def test_another_host_may_frame_the_bare_report_with_its_look(visitor: Page, told: list[str], sites: Sites):
    visitor.goto(f"{sites.other}frames-embed.html", wait_until="networkidle")
    framed = visitor.frames[1]
    expect(framed.locator("h1")).to_contain_text("2024年")
    assert framed.evaluate("getComputedStyle(document.querySelector('h1')).textAlign") == "center"
    assert not told


def test_another_host_may_frame_no_page(visitor: Page, told: list[str], sites: Sites):
    visitor.goto(f"{sites.other}frames-page.html", wait_until="networkidle")
    assert visitor.frames[1].url == "chrome-error://chromewebdata/"
    assert re.search(r"frame-ancestors 'self'", " ".join(told)), told


def test_what_somebody_got_into_a_page_does_nothing(visitor: Page, told: list[str], sites: Sites):
    """The same site with scripts, styles, links and forms of an attacker in its home page."""
    visitor.goto(sites.infected, wait_until="networkidle")
    visitor.evaluate("['#link', '#send'].forEach(which => document.querySelector(which).click())")
    visitor.wait_for_timeout(300)
    assert visitor.url == sites.infected
    assert visitor.locator("body").get_attribute("data-stolen") is None
    colours = visitor.evaluate(
        "['body', '#styled'].map(which => getComputedStyle(document.querySelector(which)).color)"
    )
    assert not {"rgb(1, 2, 3)", "rgb(4, 5, 6)", "rgb(7, 8, 9)"} & set(colours)
    other = sites.other.rstrip("/")
    refused = {line.strip() for line in told}
    wanted = {line.replace("OTHER", other) for line in REFUSED}
    assert wanted <= {line.rstrip("/") for line in refused}, refused
    assert [line for line in refused if line.startswith("form-action")]


def test_without_the_policy_it_would_do_what_it_wants(
    visitor: Page, sites: Sites, county_folder: Path, tmp_path: Path
):
    """Counter-test: without the policy the same page does harm, so the test above can fail."""
    folder = infected(county_folder, tmp_path / "bare", sites.other.rstrip("/"))
    (port,) = free_ports(1)
    with nginx(tmp_path, [(port, f"root {folder};")]):
        visitor.goto(f"http://127.0.0.1:{port}/", wait_until="networkidle")
        assert visitor.locator("body").get_attribute("data-stolen")
