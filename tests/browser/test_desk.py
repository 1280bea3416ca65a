"""The desk page as a person uses it: from what is pasted to the file that is handed in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from annual_reports.build import build
from annual_reports.sources.front_matter import read_source
from support.commands import run_mkdocs
from support.sites import REPORT, SEED


@pytest.fixture
def desk(page: Page, real: str) -> Page:
    page.goto(f"{real}desk/")
    return page


def paste(page: Page, text: str, year: int) -> None:
    page.get_by_label("报告年度").fill(str(year))
    page.get_by_label("在 Word 里按").fill(text)
    page.get_by_role("button", name="整理").click()


def download(page: Page, folder: Path) -> Path:
    with page.expect_download() as waiting:
        page.get_by_role("button", name="下载报告文件").click()
    path = folder / waiting.value.suggested_filename
    waiting.value.save_as(path)
    return path


@pytest.mark.parametrize("width", [390, 1280])
def test_the_filled_form_has_no_barrier(desk: Page, width: int):
    desk.set_viewport_size({"width": width, "height": 900})
    paste(desk, SEED.read_text(encoding="utf-8").replace("2024", "2025"), 2025)
    assert desk.evaluate("document.documentElement.scrollWidth") <= width
    results = Axe().run(desk)
    assert results.violations_count == 0, results.generate_report()


def test_from_paste_to_a_built_site(desk: Page, project: Path, tmp_path: Path):
    """The signed text of 2024, handed in for a site that has no report yet for that year."""
    paste(desk, SEED.read_text(encoding="utf-8"), 2024)
    assert desk.get_by_label("标题", exact=True).input_value().endswith("关于2024年法治政府建设工作的报告")
    assert desk.locator("#desk-figures li").count() == 7
    assert desk.locator("#desk-mends li").count() == 5
    assert "unconfirmed" not in desk.locator("#desk-findings").inner_text()
    assert desk.locator(".ar-desk__finding--error").count() == 5
    for tick in desk.locator("#desk-mends input").all():
        tick.check()
    desk.get_by_text("没有错误").wait_for()
    path = download(desk, tmp_path)
    assert path.name == "2024.md"
    shutil.copy(path, project / REPORT)
    done = run_mkdocs(project, "build", "--site-dir", str(tmp_path / "site"))
    assert done.returncode == 0, done.stderr
    made = (tmp_path / "site/reports/pingshi/2024/index.html").read_text(encoding="utf-8")
    assert made.count('class="ar-figure"') == 7


def test_a_figure_that_is_changed_is_held_against_the_text(desk: Page):
    paste(desk, SEED.read_text(encoding="utf-8"), 2025)
    disputes = desk.locator("#desk-figures li").filter(has_text="各类矛盾纠纷").first
    disputes.get_by_label("数量").fill("527 余件")
    desk.get_by_text("正文里没有“527 余件”").wait_for()
    desk.get_by_text("“干部会议学法”与 2024 年完全一样").wait_for()
    disputes.get_by_label("公布").uncheck()
    desk.get_by_text("正文里没有“527 余件”").wait_for(state="detached")


def test_a_reminder_that_is_explained_is_told_no_more(desk: Page, project: Path, tmp_path: Path):
    paste(desk, SEED.read_text(encoding="utf-8").replace("2024", "2025").replace("46号", "51号"), 2025)
    reminders = desk.locator(".ar-desk__finding--warning").filter(has_text="完全一样")
    count = reminders.count()
    assert count >= 2
    for number in range(count - 1):
        reminders.nth(number).get_by_label("核对属实的，写理由").fill("已核对台账: 无误")
        reminders.nth(number).get_by_label("核对属实的，写理由").blur()
        desk.get_by_text("已说明").nth(number).wait_for()
    for tick in desk.locator("#desk-mends input").all():
        tick.check()
    desk.get_by_text("没有错误").wait_for()
    shutil.copy(download(desk, tmp_path), project / "docs/reports/pingshi/2025.md")
    left = [f for f in build(project).findings if f.code == "value-unchanged"]
    assert len(left) == 1, "a reason is for one figure"


def test_a_telephone_is_confirmed_at_its_place(desk: Page, project: Path, tmp_path: Path):
    text = SEED.read_text(encoding="utf-8").replace("2024", "2025").replace("46号", "51号")
    paste(desk, f"{text}\n\n群众来访由张所长接听，0377-68219999。", 2025)
    told = desk.locator(".ar-desk__finding--error").filter(has_text="固定电话")
    told.get_by_label("核对属实的，写理由").fill("司法所对外公布的电话")
    told.get_by_label("核对属实的，写理由").blur()
    for tick in desk.locator("#desk-mends input").all():
        tick.check()
    desk.get_by_text("没有错误").wait_for()
    shutil.copy(download(desk, tmp_path), project / "docs/reports/pingshi/2025.md")
    assert not [f for f in build(project).findings if f.severity == "error"]


def test_personal_data_are_told_before_anything_is_saved(desk: Page):
    text = "平氏镇人民政府关于2025年法治政府建设情况的报告\n\n联系人张某，电话 13812345678。"
    paste(desk, text, 2025)
    assert "138*****678" in desk.locator("#desk-findings").inner_text()


def test_last_years_plans_are_asked_and_their_answers_written(desk: Page, project: Path, tmp_path: Path):
    signed = SEED.read_text(encoding="utf-8").replace("2024", "2025").replace("46号", "51号")
    paste(desk, signed, 2025)
    assert desk.locator("#desk-answers li").count() == 3
    first = desk.locator("#desk-answers li").first
    first.get_by_label("完成情况").select_option("已完成")
    first.get_by_label("正文里的话").fill("全年党委共组织专题学法、会前学法 46 次")
    for tick in desk.locator("#desk-mends input").all():
        tick.check()
    desk.get_by_text("没有错误").wait_for()
    path = download(desk, tmp_path)
    source, findings = read_source(path.read_bytes(), "2025.md")
    assert not findings
    assert source
    assert source.header.values["answers"] == {
        "cadre-law-training": {"status": "done", "quote": "全年党委共组织专题学法、会前学法 46 次"}
    }
    shutil.copy(path, project / "docs/reports/pingshi/2025.md")
    assert not [f for f in build(project).findings if f.severity == "error"]


def test_nothing_pasted_leaves_the_browser(desk: Page):
    desk.wait_for_load_state("networkidle")
    requests: list[str] = []
    desk.on("request", lambda request: requests.append(request.url))
    desk.context.set_offline(offline=True)
    paste(desk, SEED.read_text(encoding="utf-8"), 2025)
    desk.get_by_text("改好才能发布").wait_for()
    assert not requests


def test_it_opens_from_a_folder_without_a_server(browser: Browser, site_folder: Path):
    context = browser.new_context()
    page = context.new_page()
    page.goto((site_folder / "desk/index.html").as_uri())
    paste(page, SEED.read_text(encoding="utf-8"), 2025)
    page.get_by_text("改好才能发布").wait_for()
    context.close()


def test_search_engines_are_asked_to_leave_it_alone(site_folder: Path, county_folder: Path):
    page = (site_folder / "desk/index.html").read_text(encoding="utf-8")
    assert '<meta name="robots" content="noindex">' in page
    assert "desk/" not in (county_folder / "sitemap.xml").read_text(encoding="utf-8")
