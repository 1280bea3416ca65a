"""Amounts in their contexts: what holds of every text, and the words for a government and its territory."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain import amount_roles, moods, quantities, sentence_reader
from annual_reports.domain.catalog import Catalog, Government
from annual_reports.domain.context_words import words
from annual_reports.domain.contexts import AmountInContext, Setting, amounts_in_context, setting_of
from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Mood, Quantity, Role
from annual_reports.domain.periods import Period
from support.clock import least_cpu_seconds

CITY = Government("city", "示范市", "市", None, (), ())
COUNTY = Government("county", "示范县", "县", "city", (), ())
TOWN = Government("town", "示范镇", "乡镇", "county", (), ("试点乡",))
OTHER = Government("other", "演示镇", "乡镇", "county", (), ())
OFFICE = Government("office", "示范县司法局", "部门", "county", (), ())
CATALOG = Catalog({each.id: each for each in (CITY, COUNTY, TOWN, OTHER, OFFICE)}, {})
SETTING = setting_of(TOWN, 2024, CATALOG)
WORDS = [
    *[
        "2023年",
        "去年",
        "今年",
        "上半年",
        "1-9月",
        "截至9月底",
        "2022年以来",
        "三年来",
        "较上年",
        "比2023年的",
    ],
    *[
        "由",
        "减少到",
        "增长",
        "全县",
        "我镇",
        "演示镇",
        "其中",
        "包括",
        "分别",
        "累计",
        "力争",
        "计划开展",
        "已",
    ],
    *[
        "每季度",
        "不少于",
        "确保",
        "，",
        "；",
        "。",
        "、",
        "（",
        "）",
        "\n",
        "## ",
        "下一步",
        "一、",
        "一是",
        "《",
        "》",
    ],
    *["“", "”", "45件", "20场", "98%", "2万元", "3倍", "矛盾纠纷", "讲座", "的", "率"],
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=30).map("".join)


def read(text: str, setting: Setting = SETTING) -> tuple[AmountInContext, ...]:
    return amounts_in_context(Body(text), setting)


@given(st.one_of(TEXTS, st.text(), st.text(alphabet="0123456789年月日件%（）()，。；:至-由到中其\n#¤□ ")))
def test_every_amount_stands_there_once_and_in_order(text: str):
    spans = [amount.quantity.span for amount in read(text)]
    assert spans == [quantity.span for quantity in quantities.find(text)]


@given(TEXTS)
def test_without_a_year_no_year_is_told_apart(text: str):
    no_year = replace(SETTING, year=None)
    assert len(read(text, no_year)) == len(quantities.find(text))
    assert [a.period for a in read("2019年开展讲座9场，2021年至2023年20场。", no_year)] == [
        Period(),
        Period(),
    ]


@given(st.lists(st.sampled_from([*WORDS, "¤¤", "目标是", "3月5日"]), max_size=30).map("".join))
def test_the_first_signs_leave_no_word_out(text: str):
    """Words are looked for only at the signs that the vocabulary lists; a new word needs its sign there."""
    everywhere = re.compile(sentence_reader.TOKEN_ANYWHERE)
    found, quick = (
        [m.span() for m in p.finditer(text)] for p in (everywhere, sentence_reader.context_words())
    )
    assert found == quick


def test_the_first_signs_are_those_of_the_vocabulary():
    first = words("first_signs")[0]
    lists = ("planned", "done", "done_weakly", "parts", "after_parts", "many_years")
    plain = [word for name in lists for word in words(name) if word[0] not in "(["]
    assert [word for word in plain if word[0] not in first] == []


TELLING = [
    word
    for name in (
        *("changes", "less", "increase", "against", "rank_before", "above", "share_before", "ratio_before"),
        *("aims", "aims_reached", "at_least", "too_few", "reached"),
    )
    for word in words(name)
    if word.isalpha()
] + [
    "每",
    "确保",
    "应当",
    "必须",
    "须",
    "不得",
    "原则上",
    "要求",
    "人均",
    "占",
    "排名第",
    "内办结",
    "5天",
    "5%",
    "8%",
]


@given(st.lists(st.sampled_from([*WORDS, *TELLING]), max_size=12).map("".join))
def test_the_quick_looks_leave_no_role_and_no_mood_out(text: str):
    """Roles and moods are looked for only where signs of the vocabulary stand; a new word needs its sign."""
    quick = read(text)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(amount_roles, "_MAY_TELL", re.compile(""))
        patch.setattr(moods, "_MAY_BIND", re.compile(""))
        assert read(text) == quick


def test_the_signs_of_roles_are_those_of_the_vocabulary():
    signs = words("role_signs")[0]
    lists = ("changes", "less", "increase", "rank_before")
    plain = [word for name in lists for word in words(name) if word.isalpha()]
    assert [word for word in plain if not set(word) & set(signs)] == []


@pytest.mark.parametrize(
    "unit",
    [
        "其中1件",
        "减少每确保要求由1件",
        "（累计1件",
        "比去年对把",
        "1件；",
        "1件、",
        "全县其中，",
        "2023年1件至",
    ],
)
def test_time_is_in_proportion_to_length(unit: str):
    """A text of one endless sentence is read as fast, character for character, as one of ordinary length."""
    short, long = (_seconds(unit * (length // len(unit))) for length in (4_000, 32_000))
    assert long < max(short, 0.01) * 8 * 4


def _seconds(text: str) -> float:
    return least_cpu_seconds(lambda: amounts_in_context(Body(text), SETTING))


def test_last_year_needs_no_year():
    (amount,) = read("去年开展讲座9场。", replace(SETTING, year=None))
    assert amount.period == Period(-12, -1)


@pytest.mark.parametrize(
    ("amount", "own"),
    [
        (AmountInContext(Quantity(1, "件")), True),
        (AmountInContext(Quantity(1, "件"), role=Role.TO), True),
        (AmountInContext(Quantity(1, "件"), role=Role.FROM), False),
        (AmountInContext(Quantity(1, "件"), role=Role.PART), True),
        (AmountInContext(Quantity(1, "件"), period=Period(0, 5)), True),
        (AmountInContext(Quantity(1, "件"), role=Role.CHANGE), False),
        (AmountInContext(Quantity(1, "件"), mood=Mood.REQUIRED), False),
        (AmountInContext(Quantity(1, "件"), mood=Mood.PLANNED), False),
        (AmountInContext(Quantity(1, "件"), scope="示范县"), False),
        (AmountInContext(Quantity(1, "件"), period=Period(-12, -1)), False),
    ],
)
def test_what_may_be_a_figure_of_the_government(amount: AmountInContext, *, own: bool):
    assert amount.may_be_figure == own


@pytest.mark.parametrize(
    ("government", "own", "others"),
    [
        (TOWN, "示范镇 试点乡 我镇 全镇 镇域 辖区", {"我县": "示范县", "全市": "示范市", "演示镇": "演示镇"}),
        (COUNTY, "示范县 全县 我县 县域 辖区", {"全市": "示范市", "示范镇": "示范镇", "全镇": "全镇"}),
        (CITY, "示范市 全市 我市 市域", {"示范县": "示范县", "全省": "全省", "全县": "全县"}),
        (OFFICE, "示范县司法局 我局 本局 全局 全系统 全县 示范县", {"全市": "示范市", "示范镇": "示范镇"}),
        (replace(OFFICE, parent=None), "我局 示范县 全县", {"全市": "全市"}),
        (replace(OFFICE, name="示范县发展和改革委"), "我委 全委 全县", {}),
        (replace(TOWN, name="城关街道", level="街道"), "全街道 我街道 办事处 我办", {"全县": "示范县"}),
        (replace(COUNTY, name="演示区"), "全区 我区 演示区", {"全市": "示范市"}),
        (replace(COUNTY, name="演示市"), "全市 我市 演示市", {"全省": "全省"}),
        (replace(COUNTY, name="演示旗"), "全旗 我旗", {"全市": "示范市"}),
        (replace(TOWN, name="演示民族乡"), "全乡 我乡", {"全县": "示范县"}),
        (replace(TOWN, name="演示开发区", level="开发区"), "全区 我区 园区 管委会", {"全县": "示范县"}),
    ],
)  # fmt: skip
def test_the_words_of_a_government(government: Government, own: str, others: dict[str, str]):
    catalog = Catalog({**CATALOG.governments, government.id: government}, {})
    setting = setting_of(government, 2024, catalog)
    assert [word for word in own.split() if word not in setting.own] == []
    assert {word: setting.others.get(word) for word in others} == others
    assert not setting.own & set(setting.others)


def test_an_unknown_government_has_no_words():
    assert setting_of(None, 2024, CATALOG) == Setting(2024)
    (amount,) = read("全县办理案件56件。", setting_of(None, 2024, CATALOG))
    assert amount.scope is None


def test_a_catalog_that_goes_in_a_circle_is_no_trap():
    circle = replace(CITY, parent="county")
    setting = setting_of(TOWN, 2024, Catalog({**CATALOG.governments, "city": circle}, {}))
    assert setting.others["全市"] == "示范市"
