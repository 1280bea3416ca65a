"""The desk page goes by the rules of the command: the same amounts, remarks and drafts of the same texts."""

from __future__ import annotations

import csv
import json
import random
import re
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Catalog
from annual_reports.domain.contexts import setting_of
from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Quantity
from annual_reports.domain.quantities import QuantityError, find, parse
from annual_reports.drafting.desk_data import indicator_data
from annual_reports.drafting.figure_proposals import propose_figures
from annual_reports.proofreading import proofread
from annual_reports.proofreading.rules import ProofText, TextFinding
from support.sites import COUNTY, PINGSHI, REPORT, ROOT

GOLDEN = ROOT / "tests/golden"
PHRASES = GOLDEN / "quantities/real-phrases.csv"
SEPARATOR = "=== 草稿 ===\n"
NOT_IN_BROWSER = frozenset({"parts-do-not-sum", "rate-differs", "table-sum-differs"})
"""Codes that the page does not find: sums and rates go by intervals, a rule that only Python has."""


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
        PINGSHI / REPORT,
    ]
    found = [file.read_text(encoding="utf-8") for file in files]
    bodies = [re.split(r"^=== .* ===\n", text, flags=re.MULTILINE) for text in found]
    return [part.split("---\n", 2)[-1] for parts in bodies for part in parts if part.strip()]


def shown(quantity: Quantity) -> list[Any]:
    return [float(quantity.value), quantity.unit, quantity.qualifier.value]


def browser_findings(text: str) -> list[TextFinding]:
    """Return the findings that the page must have too."""
    return [found for found in proofread(ProofText(text, 2024)) if found.code not in NOT_IN_BROWSER]


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
            for r in browser_findings(text)
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


def without_hints(draft: str) -> str:
    """A draft without the hints at amounts that were not proposed, which the page does not write."""
    return re.sub("^  # (?:其余)?没有列入：.*\n", "", draft, flags=re.MULTILINE)


def test_both_sides_agree_on_texts_that_make_no_sense(desk: Page):
    """Drafts of such texts may differ: the command knows more forms of heads and signatures than the page."""
    asked = random_texts()
    script = """(texts) => texts.map((t) => ({
        amounts: findAmounts(t).map((a) => [a.value, a.unit, a.qualifier, a.start, a.end]),
        remarks: proofread(t, 2024).map((r) => [r.code, r.start]),
    }))"""
    answered = desk.evaluate(script, asked)
    for text, got in zip(asked, answered, strict=True):
        for amount in got["amounts"]:
            amount[0] = pytest.approx(amount[0])  # beyond 15 digits binary fractions are not exact
        amounts = [[*shown(q), *(utf16(text, place) for place in q.span)] for q in find(text)]
        remarks = [[r.code, utf16(text, r.span[0])] for r in browser_findings(text)]
        assert got == {"amounts": amounts, "remarks": remarks}, text


def test_the_page_makes_a_draft_of_every_text(desk: Page):
    due = {"government": "demo", "year": 2024, "last": None, "owed": []}
    script = "([texts, due]) => texts.map((t) => fileOf(assemble(t, [], due)).startsWith('---'))"
    assert all(desk.evaluate(script, [random_texts(), due]))


@pytest.mark.parametrize("case", sorted((GOLDEN / "desk").iterdir()), ids=lambda case: case.stem)
def test_a_draft_is_the_commands_draft(desk: Page, demo_catalog: Catalog, case: Path):
    written, _, expected = case.read_text(encoding="utf-8").partition(SEPARATOR)
    known = json.dumps(indicator_data(demo_catalog.indicators.values()))
    due = json.dumps({"government": "demo", "year": 2024, "last": None, "owed": []})
    drafted = desk.evaluate(f"text => fileOf(assemble(text, {known}, {due}))", written)
    assert drafted == without_hints(expected)


def test_the_page_proposes_no_figure_that_the_command_would_not(desk: Page, county: Collection):
    """It looks at less of the context, so it may propose fewer; and most are the same."""
    known = indicator_data(county.catalog.indicators.values())
    script = "([body, known]) => propose(body, known, null).figures.map((f) => [f.indicator.id, f.value])"
    proposed = expected = 0
    for report in county.reports:
        setting = setting_of(report.government, report.year, county.catalog)
        figures = propose_figures(Body(report.body), county.catalog, setting).figures
        by_command = {(figure.indicator.id, figure.value) for figure in figures}
        by_page = {tuple(pair) for pair in desk.evaluate(script, [report.body, known])}
        assert by_page <= by_command, report.path
        proposed, expected = proposed + len(by_page), expected + len(by_command)
    assert proposed >= 0.8 * expected
