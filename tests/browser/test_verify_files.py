"""Checking files that somebody altered, and true ones in the forms in which people have them."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from playwright.sync_api import Locator, Page, Route, expect

from support.sites import COUNTY, ROOT

FORGERIES: list[dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/golden/forgeries.yml").read_text(encoding="utf-8")
)
TEXT = (COUNTY / "data/published/bing/2024-2.txt").read_text(encoding="utf-8")
SHOWN = "#ar-difference mark, #ar-scope pre"
DONE = re.compile(r"^(?!.*正在核对).+")


def give(page: Page, address: str, file: Path, content: str, encoding: str = "utf-8") -> Locator:
    """Hand a file to the page; return the place of the verdict when it stands there."""
    file.write_text(content, encoding=encoding, newline="")
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
    file = tmp_path / forgery.get("name", source.name)
    give(page, address, file, content, forgery.get("encode", "utf-8"))
    shown = page.locator(SHOWN).all_text_contents()
    assert "✓" not in result(page)
    assert [words for words in forgery.get("shows", []) if not any(words in text for text in shown)] == []
    assert forgery.get("says", "") in result(page)


@pytest.mark.parametrize("path", ["", "#s-61b3ea313a00", "version-2/"])
def test_a_page_as_a_browser_saves_it_has_no_other_words(page: Page, address: str, tmp_path: Path, path: str):
    """The browser saves what the scripts made of the page: today's date and the address are filled in."""
    page.goto(address + "reports/bing/2024/" + path)
    if not path:
        page.get_by_role("button", name="复制引用").click()
        expect(page.get_by_text("已复制")).to_be_visible()
    verdict = give(page, address, tmp_path / "保存的网页.html", page.content())
    expect(verdict).to_contain_text("不能打勾：它与本站的网页不是同一个文件")
    expect(verdict).to_contain_text("公布的丙镇2024年报告全文的每一个字，其余文字也都在它现在的网页上")
    expect(page.locator("#ar-scope")).to_contain_text(
        "没有比对：网页里的图片、嵌入的内容、链接地址、样式和脚本"
    )
    assert page.locator("#ar-difference").text_content() == ""
    assert "✓" not in result(page)


@pytest.mark.parametrize("name", ["index.html", "version-2/index.html"])
def test_of_a_page_of_this_site_the_whole_file_is_compared(
    page: Page, address: str, county_folder: Path, tmp_path: Path, name: str
):
    saved = (county_folder / "reports/bing/2024" / name).read_text(encoding="utf-8")
    verdict = give(page, address, tmp_path / "报告.html", saved)
    expect(verdict).to_contain_text("✓ 全文一字不差：框里的文字与公布的丙镇2024年报告相同，整个文件")
    expect(page.locator("#ar-scope")).to_have_text(
        "整个文件从头到尾与本站现在的网页逐字比对过，连标签、样式和脚本在内。"
    )


def test_a_whole_page_that_a_reader_selects_has_no_other_words(page: Page, address: str):
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(address + "reports/bing/2024/")
    page.keyboard.press("Control+A")
    page.keyboard.press("Control+C")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert "搜索全部报告" in copied
    assert re.search(r"\[\d{4}-\d\d-\d\d\]", copied)
    verdict = paste(page, address, copied)
    expect(verdict).to_have_text(
        "框里有公布的丙镇2024年报告全文，这一部分一字不差。其余文字都在这份报告现在的网页上。"
    )


def test_a_page_that_was_printed_has_no_other_words(page: Page, address: str):
    """As a reader of the PDF copies it: the table of figures last, numbers between the pages."""
    page.goto(address + "reports/bing/2024/")
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    parts = page.locator(".ar-report > *").all()
    shown = [part for part in parts if part.is_visible()]
    shown.sort(key=lambda part: (part.bounding_box() or {"y": 0})["y"])
    words = [part.inner_text() for part in shown]
    verdict = paste(page, address, "\n".join([*words[:4], "— 1 —", *words[4:], "— 2 —"]))
    expect(verdict).to_contain_text("除页码外，这一部分一字不差。其余文字都在这份报告现在的网页上。")
    expect(verdict).to_contain_text("这些行看作页码，没有比对")


@pytest.mark.parametrize("selected", ["body", "main"])
def test_a_whole_page_that_is_copied_is_recognised(page: Page, address: str, selected: str):
    page.goto(address + "reports/jia/2023/")
    verdict = paste(page, address, page.locator(selected).inner_text())
    expect(verdict).to_contain_text("框里有公布的甲镇2023年报告全文，这一部分一字不差")


def test_a_text_on_the_page_of_a_newspaper_is_recognised(page: Page, address: str):
    verdict = paste(page, address, f"晨报网 首页 > 要闻\n{TEXT}\n责任编辑：某人")
    expect(verdict).to_contain_text("框里有公布的丙镇2024年报告全文，这一部分一字不差")
    expect(verdict).to_contain_text("✗ 不在这份报告和它现在的网页上的文字另有 2 处")
    assert page.locator("#ar-difference mark").all_text_contents() == [
        "（没有）",
        "晨报网首页>要闻",
        "（没有）",
        "责任编辑:某人",
    ]


def test_a_report_file_that_is_pasted_is_recognised(page: Page, address: str):
    verdict = paste(page, address, (COUNTY / "docs/reports/bing/2024.md").read_text(encoding="utf-8"))
    expect(verdict).to_contain_text("框里有公布的丙镇2024年报告正文，除标题和条目的记号外，这一部分一字不差")
    assert "✓" not in result(page)


def test_a_forgery_gets_no_tick_where_nothing_can_be_digested(
    page: Page, address: str, county_folder: Path, tmp_path: Path
):
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    saved = (county_folder / "reports/jia/2023/embed.html").read_text(encoding="utf-8")
    give(page, address, tmp_path / "a.html", saved.replace("<main>", "<main><p>罚款一律减半</p>"))
    page.get_by_role("button", name="看差在哪里").click()
    difference = page.locator("#ar-difference")
    expect(difference).to_contain_text("多了不在这份报告和它现在的网页上的文字 1 处，共 6 字")
    expect(difference.locator("mark", has_text="罚款一律减半")).to_be_visible()
    assert "✓" not in result(page)


def test_a_body_on_another_page_is_recognised(page: Page, address: str):
    body = TEXT.split("\n", 2)[2]
    verdict = paste(page, address, f"丙镇2024年度报告摘登\n{body}")
    expect(verdict).to_contain_text(
        "框里有公布的丙镇2024年报告正文，这一部分一字不差。标题、文号和落款没有核对"
    )
    assert "✓" not in result(page)


@pytest.mark.parametrize("style", ["— {} —", "\f- {} -", "第 {} 页 共 2 页", "{}/2", "{}"])
def test_page_numbers_and_radicals_of_a_pdf_are_layout(page: Page, address: str, style: str):
    lines = TEXT.replace("文", "⽂").replace("户", "⼾").splitlines()
    copied = "\n".join([*lines[:6], style.format(1), *lines[6:9], style.format(2), *lines[9:]])
    verdict = paste(page, address, copied)
    expect(verdict).to_contain_text("✓ 除字的另一种码、页码外，全文一字不差")
    shown = page.locator("#ar-verdict mark").all_text_contents()
    assert shown == [style.format(number).strip() for number in (1, 2)]


def test_the_columns_of_a_table_are_said_not_to_be_compared(page: Page, address: str):
    def with_table(route: Route) -> None:
        entries = json.loads(route.fetch().text())
        route.fulfill(json={digest: [*entry[:4], True] for digest, entry in entries.items()})

    page.route("**/digests/*.json", with_table)
    verdict = paste(page, address, TEXT)
    expect(verdict).to_contain_text("✓ 除表格的栏目（哪个数在哪一栏）外，全文一字不差")
    expect(page.locator("#ar-scope")).to_contain_text("没有比对：表格里哪个数在哪一行、哪一栏")


def test_a_withdrawn_text_is_told_from_one_that_was_never_published(page: Page, address: str):
    """The page of a withdrawn report is gone; only the digest of its text is known."""

    def withdrawn(route: Route) -> None:
        entries = json.loads(route.fetch().text())
        told = ["updates/withdrawn-bing-2024/", "丙镇2024年报告", "withdrawn"]
        route.fulfill(json={digest: [*told, *entry[3:]] for digest, entry in entries.items()})

    page.route("**/digests/*.json", withdrawn)
    verdict = paste(page, address, TEXT)
    expect(verdict).to_have_text("✗ 这份文本公布过，已经撤下，不再使用：丙镇2024年报告。")
    expect(verdict.get_by_role("link")).to_have_attribute(
        "href", re.compile("/updates/withdrawn-bing-2024/$")
    )


@pytest.mark.parametrize(
    ("name", "encoding", "declared"),
    [("报告.txt", "utf-16", None), ("报告.html", "utf-16", None), ("报告.html", "gb18030", "GBK")],
)
def test_files_in_other_encodings_are_read(
    page: Page,
    address: str,
    county_folder: Path,
    tmp_path: Path,
    name: str,
    encoding: str,
    declared: str | None,
):
    saved = (county_folder / "reports/bing/2024/embed.html").read_text(encoding="utf-8")
    content = TEXT if name.endswith(".txt") else saved.replace("utf-8", declared or "utf-8")
    verdict = give(page, address, tmp_path / name, content, encoding)
    expect(verdict).to_contain_text("每一个字，其余文字也都" if declared else "✓ 全文一字不差")


def test_the_verdict_is_brought_into_view(page: Page, address: str, tmp_path: Path):
    page.set_viewport_size({"width": 390, "height": 844})
    report = (COUNTY / "docs/reports/bing/2024.md").read_text(encoding="utf-8")
    give(page, address, tmp_path / "报告.md", report)
    expect(page.locator("#ar-verdict")).to_be_in_viewport(ratio=1)


def test_the_number_may_stand_below_the_title(page: Page, address: str):
    number, title, body = TEXT.split("\n", 2)
    verdict = paste(page, address, f"{title}\n{number}\n{body}")
    expect(verdict).to_contain_text("✓ 与公布的丙镇2024年报告一字不差")


def test_running_lines_between_the_pages_of_a_pdf_are_told_from_alterations(page: Page, address: str):
    header = "\n某某县人民政府公报\n"
    copied = TEXT.replace("性文件", f"{header}性文件").replace("不出镇", f"{header}不出镇")
    expect(paste(page, address, copied)).to_contain_text("✗ 本站现在公布的文本里，没有与它一字不差的")
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
