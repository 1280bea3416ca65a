"""Checking a text against what was published, as somebody does who has a copy of it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from support.sites import COUNTY, ROOT

CASES = json.loads((ROOT / "tests/golden/canonical.json").read_text(encoding="utf-8"))
TEXT = (COUNTY / "data/published/bing/2024-2.txt").read_text(encoding="utf-8")
OLD = (COUNTY / "data/published/bing/2024-1.txt").read_text(encoding="utf-8")
MODULE = "import(document.querySelector('[type=module]').src)"


def paste(page: Page, text: str) -> None:
    page.get_by_label("粘贴报告的全文").fill(text)
    page.get_by_role("button", name="核对", exact=True).click()


def test_the_page_makes_the_same_digests_as_the_core(page: Page, address: str):
    page.goto(address + "verify/")
    made = page.evaluate(
        f"""async cases => {{
          const {{ canonical, sha256, visible }} = await {MODULE};
          return Promise.all(cases.map(async ({{ body }}) =>
            ({{ canonical: canonical(visible(body)), sha256: await sha256(canonical(visible(body))) }})));
        }}""",
        CASES,
    )
    assert made == [{"canonical": case["canonical"], "sha256": case["sha256"]} for case in CASES]


def test_a_pasted_text_is_found_word_for_word(page: Page, address: str):
    page.goto(address + "verify/")
    paste(page, TEXT.replace("\n", " \r\n\u3000\u3000"))
    verdict = page.locator("#ar-verdict")
    expect(verdict).to_have_text("✓ 全文一字不差：框里的文字与公布的丙镇2024年报告相同。")
    verdict.get_by_role("link").click()
    expect(page).to_have_url(address + "reports/bing/2024/")


def test_what_a_reader_copies_from_the_report_is_found(page: Page, address: str):
    page.goto(address + "reports/jia/2024/")
    copied = page.locator(".ar-document").inner_text()
    page.goto(address + "verify/")
    paste(page, copied)
    expect(page.locator("#ar-verdict")).to_contain_text(
        "✓ 全文一字不差：框里的文字与公布的甲镇2024年报告相同"
    )


def test_a_text_that_was_corrected_is_told_from_the_present_one(page: Page, address: str):
    page.goto(address + "verify/")
    paste(page, OLD)
    expect(page.locator("#ar-verdict")).to_contain_text("更正前的文本相同。这份文本已经更正")
    page.locator("#ar-verdict").get_by_role("link").click()
    expect(page).to_have_url(address + "reports/bing/2024/version-1/")


def test_an_altered_text_that_was_corrected_is_told_to_be_old(page: Page, address: str):
    page.goto(address + "verify/")
    paste(page, OLD.replace("12 次", "72 次"))
    expect(page.locator("#ar-verdict")).to_contain_text(
        "它最像丙镇2024年报告更正前的文本，那份已经更正，不再使用"
    )
    assert page.locator("#ar-difference mark").all_inner_texts() == ["1", "7"]


def test_an_altered_text_is_not_found_and_the_words_are_shown(page: Page, address: str):
    page.goto(address + "verify/")
    paste(page, TEXT.replace("291 宗", "191 宗"))
    expect(page.locator("#ar-verdict")).to_contain_text("✗ 本站现在公布的文本里，没有与它一字不差的")
    expect(page.locator("#ar-verify-government")).to_have_value("bing")
    expect(page.locator("#ar-verify-year")).to_have_value("2024")
    page.get_by_role("button", name="看差在哪里").click()
    found = page.locator("#ar-difference")
    expect(found).to_contain_text("公布的：…范村”。全年排查矛盾纠纷291宗,化解率96.5%")
    expect(found).to_contain_text("您的：…范村”。全年排查矛盾纠纷191宗,化解率96.5%")
    assert found.locator("mark").all_inner_texts() == ["2", "1"]


@pytest.mark.parametrize(
    ("source", "verdict"),
    [
        (
            "docs/reports/bing/2024.md",
            "正文一字不差：框里的文字与公布的丙镇2024年报告相同。标题、文号和落款没有核对",
        ),
        ("data/published/bing/2024-2.txt", "✓ 全文一字不差"),
        ("data/published/bing/2024-1.txt", "更正前的文本相同"),
        ("mkdocs.yml", "✗ 本站现在公布的文本里"),
    ],
)
def test_a_file_is_checked(page: Page, address: str, source: str, verdict: str):
    page.goto(address + "verify/")
    page.get_by_label("或者选一个文件").set_input_files(COUNTY / source)
    expect(page.locator("#ar-verdict")).to_contain_text(verdict)


@pytest.mark.parametrize("name", ["index.html", "embed.html"])
def test_a_saved_page_is_checked_when_it_is_dropped(page: Page, address: str, county_folder: Path, name: str):
    page.goto(address + "verify/")
    saved = (county_folder / "reports/jia/2023" / name).read_text(encoding="utf-8")
    page.evaluate(
        """([content, name]) => {
          const carried = new DataTransfer();
          carried.items.add(new File([content], name, { type: "text/html" }));
          const event = new DragEvent("drop", { dataTransfer: carried, bubbles: true, cancelable: true });
          document.getElementById("ar-verify-text").dispatchEvent(event);
        }""",
        [saved, name],
    )
    expect(page.locator("#ar-verdict")).to_contain_text(
        "✓ 全文一字不差：框里的文字与公布的甲镇2023年报告相同"
    )


def test_what_was_said_is_taken_back_when_the_text_changes(page: Page, address: str):
    page.goto(address + "verify/")
    paste(page, TEXT)
    expect(page.locator("#ar-verdict")).to_contain_text("✓")
    page.get_by_label("粘贴报告的全文").press_sequentially("9")
    expect(page.locator("#ar-verdict")).to_be_empty()


def test_a_header_that_was_made_up_above_the_text_is_part_of_it(page: Page, address: str):
    page.goto(address + "verify/")
    paste(page, "---\n排查矛盾纠纷 9999 宗\n---\n" + TEXT)
    expect(page.locator("#ar-verdict")).to_contain_text("✗ 不在这份报告和它现在的网页上的文字")


@pytest.mark.parametrize(
    ("content", "verdict"),
    [
        (TEXT.encode("gb18030"), "✓ 全文一字不差"),
        (TEXT.encode("utf-8-sig"), "✓ 全文一字不差"),
        (TEXT.replace("全年", "全\u200b年").encode(), "✓ 除看不见的字符外，全文一字不差"),
        (b"\x00\x01\x02", "读不出报告的文字"),
        (b"{\\rtf1 text}", "读不出报告的文字"),
        (TEXT.encode() * 3000, "读不出报告的文字"),
    ],
    ids=["gbk", "bom", "zero-width", "binary", "rtf", "large"],
)
def test_files_as_programs_save_them(page: Page, address: str, tmp_path: Path, content: bytes, verdict: str):
    (tmp_path / "报告.txt").write_bytes(content)
    page.goto(address + "verify/")
    page.get_by_label("或者选一个文件").set_input_files(tmp_path / "报告.txt")
    expect(page.locator("#ar-verdict")).to_contain_text(verdict)


def test_what_cannot_be_read_is_said(page: Page, address: str, tmp_path: Path):
    page.goto(address + "verify/")
    page.get_by_role("button", name="核对", exact=True).click()
    expect(page.locator("#ar-verdict")).to_have_text("请先粘贴文本，或者选一个文件。")
    (tmp_path / "报告.pdf").write_bytes(b"%PDF-1.7")
    page.get_by_label("或者选一个文件").set_input_files(tmp_path / "报告.pdf")
    expect(page.locator("#ar-verdict")).to_contain_text("请用平时看它的程序打开，全选、复制")


def test_without_a_secure_address_the_texts_are_compared_word_by_word(page: Page, address: str):
    """Browsers give digests on https alone, and not every government has it."""
    page.add_init_script("Object.defineProperty(crypto, 'subtle', { value: undefined })")
    page.goto(address + "verify/")
    paste(page, TEXT)
    expect(page.locator("#ar-verdict")).to_contain_text("浏览器只肯在 https 网址上算指纹")
    page.get_by_role("button", name="看差在哪里").click()
    expect(page.locator("#ar-difference")).to_have_text("✓ 与公布的丙镇2024年报告一字不差。")


def test_nothing_is_sent(page: Page, address: str):
    page.goto(address + "verify/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.method + " " + request.url))
    paste(page, TEXT)
    expect(page.locator("#ar-verdict")).to_contain_text("✓")
    assert [one for one in asked if "icon" not in one] == [f"GET {address}verify/digests/all.json"]


def test_without_scripts_one_is_told_how_to_check_by_hand(browser: Browser, address: str):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "verify/")
    expect(page.get_by_text("也可以照下面的办法自己算")).to_be_visible()
    expect(page.get_by_text("按 UTF-8 编码算 SHA-256")).to_be_visible()
    expect(page.locator("#ar-verify")).to_be_hidden()
    context.close()
