"""Checking files that somebody altered, and true ones in the forms in which people have them."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Locator, Page, expect

from support.sites import COUNTY, ROOT

FORGERIES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/golden/forgeries.yml").read_text(encoding="utf-8")
)
TEXT = (COUNTY / "data/published/bing/2024-2.txt").read_text(encoding="utf-8")
SHOWN = "#ar-difference mark, #ar-scope pre"
DONE = re.compile(r"^(?!.*正在核对).+")


def give(page: Page, address: str, file: Path, content: str) -> Locator:
    """Hand a file to the page; return the place of the verdict when it stands there."""
    file.write_text(content, encoding="utf-8", newline="")
    page.goto(address + "verify/")
    page.get_by_label("或者选一个文件").set_input_files(file)
    verdict = page.locator("#ar-verdict")
    expect(verdict).to_have_text(DONE)
    return verdict


def paste(page: Page, address: str, text: str) -> Locator:
    page.goto(address + "verify/")
    page.get_by_label("粘贴报告的全文").fill(text)
    page.get_by_role("button", name="核对", exact=True).click()
    verdict = page.locator("#ar-verdict")
    expect(verdict).to_have_text(DONE)
    return verdict


def result(page: Page) -> str:
    return "".join(
        page.locator(f"#ar-{name}").text_content() or "" for name in ("scope", "verdict", "difference")
    )


@pytest.mark.parametrize("forgery", FORGERIES, ids=[forgery["title"] for forgery in FORGERIES])
def test_an_altered_file_gets_no_tick_and_the_words_are_shown(
    page: Page, address: str, county_folder: Path, tmp_path: Path, forgery: dict[str, Any]
):
    place, _, name = forgery["from"].partition("/")
    source = {"site": county_folder, "project": COUNTY}[place] / name
    content = source.read_text(encoding="utf-8")
    for before, after in forgery.get("replace", []):
        assert before in content
        content = content.replace(before, after)
    content = forgery.get("before", "") + content + forgery.get("after", "")
    give(page, address, tmp_path / forgery.get("name", source.name), content)
    shown = page.locator(SHOWN).all_text_contents()
    assert "✓" not in result(page)
    assert [words for words in forgery.get("shows", []) if not any(words in text for text in shown)] == []
    assert forgery.get("says", "") in result(page)


def test_a_page_as_a_browser_saves_it_is_recognised(page: Page, address: str, tmp_path: Path):
    """The browser saves what the scripts made of the page: today's date and the address are filled in."""
    page.goto(address + "reports/jia/2023/")
    verdict = give(page, address, tmp_path / "保存的网页.html", page.content())
    expect(verdict).to_contain_text("框里有公布的甲镇2023年报告全文，这一部分一字不差")
    expect(page.locator("#ar-scope")).to_contain_text(
        "没有比对：网页里的图片、嵌入的内容、链接地址、样式和脚本"
    )
    added = page.locator("#ar-difference mark").all_text_contents()
    assert all(re.search(r"引用日期|网址|打印日期|\d{4}|没有", words) for words in added)
    assert "✓" not in result(page)


@pytest.mark.parametrize("selected", ["body", "main"])
def test_a_whole_page_that_is_copied_is_recognised(page: Page, address: str, selected: str):
    page.goto(address + "reports/jia/2023/")
    verdict = paste(page, address, page.locator(selected).inner_text())
    expect(verdict).to_contain_text("框里有公布的甲镇2023年报告全文，这一部分一字不差")


def test_a_text_on_the_page_of_a_newspaper_is_recognised(page: Page, address: str):
    verdict = paste(page, address, f"晨报网 首页 > 要闻\n{TEXT}\n责任编辑：某人")
    expect(verdict).to_contain_text("框里有公布的丙镇2024年报告全文，这一部分一字不差")
    expect(verdict).to_contain_text("✗ 没有公布过的文字另有 2 处")
    assert page.locator("#ar-difference mark").all_text_contents() == [
        "（没有）",
        "晨报网首页>要闻",
        "（没有）",
        "责任编辑:某人",
    ]


def test_a_report_file_that_is_pasted_is_recognised(page: Page, address: str):
    verdict = paste(page, address, (COUNTY / "docs/reports/bing/2024.md").read_text(encoding="utf-8"))
    expect(verdict).to_contain_text("框里有公布的丙镇2024年报告正文，这一部分一字不差")
    assert "✓" not in result(page)


def test_a_forgery_gets_no_tick_where_nothing_can_be_digested(
    page: Page, address: str, county_folder: Path, tmp_path: Path
):
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    saved = (county_folder / "reports/jia/2023/embed.html").read_text(encoding="utf-8")
    give(page, address, tmp_path / "a.html", saved.replace("<main>", "<main><p>罚款一律减半</p>"))
    page.get_by_role("button", name="看差在哪里").click()
    difference = page.locator("#ar-difference")
    expect(difference).to_contain_text("框里有公布的甲镇2023年报告全文，这一部分一字不差")
    expect(difference.locator("mark", has_text="罚款一律减半")).to_be_visible()
    assert "✓" not in result(page)


def test_a_body_on_another_page_is_recognised(page: Page, address: str):
    body = TEXT.split("\n", 2)[2]
    verdict = paste(page, address, f"丙镇2024年度报告摘登\n{body}")
    expect(verdict).to_contain_text(
        "框里有公布的丙镇2024年报告正文，这一部分一字不差。标题、文号和落款没有核对"
    )
    assert "✓" not in result(page)


def test_page_numbers_and_radicals_of_a_pdf_are_layout(page: Page, address: str):
    lines = TEXT.replace("文", "⽂").replace("户", "⼾").splitlines()
    copied = "\n".join([*lines[:6], "— 1 —", *lines[6:9], "\f— 2 —", *lines[9:]])
    expect(paste(page, address, copied)).to_contain_text("✓ 除字的另一种码、页码外，全文一字不差")


def test_the_number_may_stand_below_the_title(page: Page, address: str):
    number, title, body = TEXT.split("\n", 2)
    verdict = paste(page, address, f"{title}\n{number}\n{body}")
    expect(verdict).to_contain_text("✓ 与公布的丙镇2024年报告一字不差")


def test_running_lines_between_the_pages_of_a_pdf_are_told_from_alterations(page: Page, address: str):
    header = "\n某某县人民政府公报\n"
    copied = TEXT.replace("性文件", f"{header}性文件").replace("不出镇", f"{header}不出镇")
    expect(paste(page, address, copied)).to_contain_text("✗ 没有公布过与它一字不差的文本")
    difference = page.locator("#ar-difference")
    expect(difference).to_contain_text("的字都在，次序没变，但加进了别的文字，可能改变意思，有 2 处")
    assert difference.locator("mark").all_text_contents() == ["（没有）", "某某县人民政府公报"] * 2


def test_scripts_of_a_saved_page_are_not_run_and_nothing_is_loaded(page: Page, address: str, tmp_path: Path):
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    script, image = "window.altered = 1", "<img src='/altered.png' onerror='window.altered = 1'>"
    saved = f"<html><script>{script}</script>{image}</html>"
    give(page, address, tmp_path / "a.html", saved)
    assert page.evaluate("window.altered") is None
    assert [url for url in asked if "altered" in url] == []


@pytest.mark.parametrize("kind", ["paste", "file"])
def test_what_is_not_compared_is_said_before_the_verdict(page: Page, address: str, tmp_path: Path, kind: str):
    if kind == "paste":
        paste(page, address, TEXT)
        scope = "没有粘进来的没有比对：图片、印章、页眉页脚、脚注、批注、文本框、隐藏的文字"
    else:
        give(
            page,
            address,
            tmp_path / "报告.md",
            (COUNTY / "docs/reports/bing/2024.md").read_text(encoding="utf-8"),
        )
        scope = "没有比对：文件的页首"
    told = page.get_by_role("status").filter(has=page.locator("#ar-verdict")).text_content() or ""
    assert told.index(scope) < told.index("一字不差")
