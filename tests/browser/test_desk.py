"""The desk page: from what is pasted to the file, by the same rules as the command."""

from __future__ import annotations

import csv
import json
import random
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from annual_reports.desk.browser import indicators
from annual_reports.desk.draft import as_of
from annual_reports.desk.tasks import assemble
from annual_reports.desk.writing import Due
from annual_reports.front_matter import read as read_source
from annual_reports.model import Catalog, Quantity
from annual_reports.proofreading import proofread
from annual_reports.proofreading.rules import Manuscript
from annual_reports.quantities import QuantityError, find, parse
from annual_reports.site import build
from helpers import COUNTY, REPORT, ROOT, SEED, run_mkdocs

GOLDEN = ROOT / "tests/golden"
PHRASES = GOLDEN / "quantities/real-phrases.csv"
SEPARATOR = "=== 草稿 ===\n"


@pytest.fixture
def desk(page: Page, real: str) -> Page:
    page.goto(f"{real}desk/")
    return page


def texts() -> list[str]:
    """Every text that the golden cases and the sites have."""
    files = [
        *sorted(GOLDEN.glob("checks/*.md")),
        *sorted(GOLDEN.glob("front_matter/*.md")),
        *sorted(COUNTY.glob("docs/reports/*/*.md")),
        ROOT / REPORT,
    ]
    found = [file.read_text(encoding="utf-8") for file in files]
    bodies = [re.split(r"^=== .* ===\n", text, flags=re.MULTILINE) for text in found]
    return [part.split("---\n", 2)[-1] for parts in bodies for part in parts if part.strip()]


def shown(quantity: Quantity) -> list[Any]:
    return [float(quantity.value), quantity.unit, quantity.qualifier.value]


def test_amounts_are_read_as_python_reads_them(desk: Page):
    with PHRASES.open(encoding="utf-8") as file:
        phrases = [row["quote"] for row in csv.DictReader(file)]
    asked = phrases + texts()
    script = (
        "texts => texts.map(t => findAmounts(t).map(a => [a.value, a.unit, a.qualifier, a.start, a.end]))"
    )
    answered = desk.evaluate(script, asked)
    for text, got in zip(asked, answered, strict=True):
        assert got == [[*shown(q), *q.span] for q in find(text)], text


@pytest.mark.parametrize(
    "text",
    [
        "526 余件",
        "近百家",
        "2.5万人次",
        "百分之九十八点五",
        "无",
        "3至5名",
        "12",
        "约３，０００人",
        "十四五",
        "9.8亿 元",
        "三千零五件",
    ],
)
def test_an_amount_typed_into_the_form(desk: Page, text: str):
    got = desk.evaluate(
        "t => { const a = parseAmount(t); return a && [a.value, a.unit, a.qualifier]; }", text
    )
    try:
        expected = shown(parse(text))
    except QuantityError:
        expected = None
    assert got == expected


def test_texts_are_proofread_as_python_does(desk: Page):
    asked = texts()
    answered = desk.evaluate("texts => texts.map(t => proofread(t, 2024))", asked)
    for text, got in zip(asked, answered, strict=True):
        expected = [
            {"code": r.code, "start": r.span[0], "facts": {k: str(v) for k, v in r.facts.items()}}
            for r in proofread(Manuscript(text, 2024))
        ]
        for one in got:
            one["facts"] = {key: str(value) for key, value in one["facts"].items()}
        assert got == expected, text


TOKENS = [
    *(
        "一是",
        "二是",
        "三是",
        "首先",
        "一、",
        "二、",
        "三、",
        "（一）",
        "（二）",
        "1.",
        "2．",
        "（1）",
        "第一部分",
        "第三",
    ),
    *(
        "排查矛盾纠纷",
        "化解率",
        "法治讲座",
        "合格率",
        "东村、西村",
        "存在",
        "等问题",
        "下一步",
        "不足",
        "打算",
        "我镇将",
    ),
    *(
        "526 余件",
        "12场",
        "近百家",
        "２．５万人次",
        "98.53%",
        "百分之九十八",
        "3至5名",
        "两期",
        "十四五",
        "1+6+N",
        "其中",
    ),
    *(
        "，",
        "。",
        "；",
        "：",
        "、",
        "\n",
        "\n\n",
        "　　",
        " ",
        "《",
        "》",
        "（",
        "）",
        "“",
        "”",
        "|",
        "# ",
        "## ",
        "- ",
    ),
    *(
        "2023年",
        "20212025年",
        "现将2022年",
        "〔2024〕46号",
        "示政发",
        "文件",
        "报告",
        "关于",
        "示范镇人民政府",
        "某某委员会",
    ),
    *(
        "2025年1月10日",
        "二〇二五年二月三十日",
        "附件",
        "坚持坚持",
        "13812345678",
        "11010519491231002X",
        "平安街12号",
        "⼈⺠",
    ),
    *(
        "电话：0377-68219001",
        "监督",
        "6222021234567890128",
        "加强领导",
        "据不完全统计",
        "推进",
        "𠮷",
        "ａＢ",
        "\u200b",
        "\t",
    ),
]
RANDOM_TEXTS = 400


def random_texts() -> list[str]:
    """Texts made of what the rules look for, in no order."""
    chance = random.Random(2024)  # the same at each run
    return ["".join(chance.choices(TOKENS, k=chance.randint(1, 60))) for _ in range(RANDOM_TEXTS)]


def utf16(text: str, place: int) -> int:
    """A place in a text as JavaScript counts it."""
    return len(text[:place].encode("utf-16-le")) // 2


def test_both_sides_agree_on_texts_that_make_no_sense(desk: Page, demo_catalog: Catalog):
    asked = random_texts()
    known = indicators(demo_catalog.indicators.values())
    due = {"government": "demo", "year": 2024, "last": None, "owed": []}
    script = """([texts, known, due]) => texts.map((t) => ({
        amounts: findAmounts(t).map((a) => [a.value, a.unit, a.qualifier, a.start, a.end]),
        remarks: proofread(t, 2024).map((r) => [r.code, r.start]),
        file: fileOf(assemble(t, known, due)),
    }))"""
    answered = desk.evaluate(script, [asked, known, due])
    for text, got in zip(asked, answered, strict=True):
        for amount in got["amounts"]:
            amount[0] = pytest.approx(amount[0])  # beyond 15 digits binary fractions are not exact
        amounts = [[*shown(q), *(utf16(text, place) for place in q.span)] for q in find(text)]
        remarks = [[r.code, utf16(text, r.span[0])] for r in proofread(Manuscript(text, 2024))]
        file = assemble(as_of(text), demo_catalog, Due("demo", 2024, None, ())).text
        assert got == {"amounts": amounts, "remarks": remarks, "file": file}, text


@pytest.mark.parametrize("case", sorted((GOLDEN / "desk").iterdir()), ids=lambda case: case.stem)
def test_a_draft_is_the_commands_draft(desk: Page, demo_catalog: Catalog, case: Path):
    written, _, expected = case.read_text(encoding="utf-8").partition(SEPARATOR)
    known = json.dumps(indicators(demo_catalog.indicators.values()))
    due = json.dumps({"government": "demo", "year": 2024, "last": None, "owed": []})
    assert desk.evaluate(f"text => fileOf(assemble(text, {known}, {due}))", written) == expected


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
    assert desk.locator("#desk-mends li").count() == 4
    assert "unconfirmed" not in desk.locator("#desk-findings").inner_text()
    assert desk.locator(".ar-desk__finding--error").count() == 4
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
    assert reminders.count() >= 2
    reminders.first.get_by_label("核对属实的，写理由").fill("已核对台账: 无误")
    reminders.first.get_by_label("核对属实的，写理由").blur()
    desk.get_by_text("已说明").first.wait_for()
    for tick in desk.locator("#desk-mends input").all():
        tick.check()
    desk.get_by_text("没有错误").wait_for()
    shutil.copy(download(desk, tmp_path), project / "docs/reports/pingshi/2025.md")
    assert not [f for f in build(project).findings if f.code == "value-unchanged"]


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
