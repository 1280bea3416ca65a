"""Texts that only look like an amount, and the words around amounts."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain.quantities import find
from annual_reports.domain.quantity_patterns import (
    AMOUNT,
    LOOK_ALIKE,
    SIMPLIFIED,
    amount_in_text,
    look_alike_in_text,
)
from support.clock import least_cpu_seconds


def read(text: str) -> list[tuple[str, str, str]]:
    return [(format(q.value, "f"), q.unit, q.qualifier.value) for q in find(text)]


@pytest.mark.parametrize(
    "text",
    [
        "第56次常委会",
        "第 56 次",
        "第五十六次会议",
        "第一、二次会议",
        "第三至五条",
        "第1—3条",
        "十五届四次全会",
        "二十届三中全会",
        "十四届人大三次会议",
        "第1、2、3条",
        "第5、6次会议",
        "第 5、 6 次会议",
        "第5、6和7次会议",
        "第五和六次会议",
        "第2、3节",
        "2. 6万人次",
        "12 34件",
        "12  34件",
        "12 34 56件",
        "0 123件",
        "1 2345人",
        "1234 567人次",
        "二十四节气",
        "24节气",
        "二十四节令",
        "几十件小事",
        "数百人参加",
        "3号楼2单元",
        "一期工程",
        "选派一批人才",
        "五位一体",
        "三元村",
        "12345 热线",
        "12348公共法律服务热线",
        "“1310”工作机制",
        "“1+6+N”体系",
        "建立1+6+N个平台",
        "“1个中心+3个平台+N个站点”模式",
        "1名书记+1名法律顾问",
        "4·15全民国家安全教育日",
        "12·4国家宪法日",
        "平发〔2024〕46号",
        "2021—2025年",
        "2024年12月4日",
        "二〇二四年",
        "20212025年",
        "“十四五”期间",
        "“八五”普法",
        "0377-68219001",
        "13812345678",
        "7×24小时",
        "三分之一",
        "1/3",
        "9:00",
        "前3名",
        "3至5名",
        "5-10人",
        "三到五件",
        "最多跑一次",
        "一次性告知",
        "一件事",
        "“两个维护”",
        "四个意识",
        "4个意识",
        "8项规定",
        "省委十一届三次、四次、五次、六次全会",
        "十三届八次全会精神",
        "传达三次全会精神",
        "市十四届人大一次会议、二次会议",
        "四套班子",
        "4套班子",
        "国家4部委",
        "三期叠加",
        "四种形态",
        "三次产业",
        "三个注重",
        "5个亲自",
        "“8个更加”",
        "“100名律师进千企”活动",
        "五步工作法",
        "第3次、4次会议",
        "第24条、25条",
        "《行政处罚法》三十二条",
        "前5%",
        "倒数3名",
        "24小时服务",
        "15分钟便民服务圈",
        "1人1档",
        "一期一主题",
        "不漏一人",
        "无一例",
        "统一名录",
        "每一名",
        "自2021起",
        "东岭村3组",
        "五台县",
        "七台河市",
        "投入1：3配套",
        "3名-5名",
        "3%-5%",
        "3-5%",
        "2025元旦",
        "得分95位于全县前列",
        "下达12处罚决定",
        "2024通过审核",
        "数百人次",
        "成百上千",
        "线上百人",
        "建成百亩",
        "通过千家",
        "行政执法三项制度",
        "五个一",
        "一站式",
        "一村一警",
        "两级干部会议",
        "第一道防线",
        "一年来",
        "进一步",
        "一起学习",
        "是一项系统工程",
        "小事不出村",
        "十分重要",
        "2.0版",
        "A4纸",
        "G20峰会",
        "双随机、一公开",
        "二级网络",
        "526\n\n余件",
        "",
    ],
)
def test_what_only_looks_like_an_amount(text: str):
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("节约50万元", [("500000", "元", "exact")]),
        ("中心组至少学习12次", [("12", "次", "exact")]),
        ("2024 年 12 次", [("12", "次", "exact")]),
        ("第 3 条 12 次", [("12", "次", "exact")]),
        ("2024 100人", [("100", "人", "exact")]),
        ("2024 1 234人", [("1234", "人", "exact")]),
        ("12 000份，3 件", [("12000", "份", "exact"), ("3", "件", "exact")]),
        ("利润-1 234元", [("-1234", "元", "exact")]),
        ("位列第5，培训6次", [("6", "次", "exact")]),
        ("12\n34件", [("34", "件", "exact")]),
        ("同比增长-3%", [("-3", "%", "exact")]),
        ("增幅为−0.5个百分点", [("-0.5", "个百分点", "exact")]),
        ("增速为负3%", [("-3", "%", "exact")]),
        ("利润－3万元", [("-30000", "元", "exact")]),
        ("法治讲座-3场", [("3", "场", "exact")]),
        ("合格率-98%", [("98", "%", "exact")]),
        ("\n-3%", [("3", "%", "exact")]),
        ("挽回损失约120.5万元", [("1205000", "元", "about")]),
        ("3大类15小类68条", [("3", "大类", "exact"), ("15", "小类", "exact"), ("68", "条", "exact")]),
        ("“1个中心+N个站点”调解36件", [("36", "件", "exact")]),
        ("村规民约2项", [("2", "项", "exact")]),
        ("商超3家", [("3", "家", "exact")]),
        ("查找不足12条", [("12", "条", "exact")]),
        ("办理12项目标任务", [("12", "项", "exact")]),
        ("办理8起诉讼案件", [("8", "起", "exact")]),
        ("走访十户村民、三家乡镇企业", [("10", "户", "exact"), ("3", "家", "exact")]),
        ("配备一名一线民警", [("1", "名", "exact")]),
        ("达到“100%”", [("100", "%", "exact")]),
        ("结成5对", [("5", "对", "exact")]),
        ("接听12通电话", [("12", "通", "exact")]),
        ("最近3次", [("3", "次", "exact")]),
        ("目前14名", [("14", "名", "exact")]),
        ("由30%提高到50%", [("30", "%", "exact"), ("50", "%", "exact")]),
        ("约2,000余人", [("2000", "人", "over")]),
        ("参训3，200人", [("200", "人", "exact")]),
        ("配备一名法律顾问", [("1", "名", "exact")]),
        ("召开会议一次，", [("1", "次", "exact")]),
        ("召开三次会议", [("3", "次", "exact")]),
        ("参训人数三百余人", [("300", "人", "over")]),
        ("法治讲座一期", [("1", "期", "exact")]),
        ("培训两期、讲座三场", [("2", "期", "exact"), ("3", "场", "exact")]),
        ("515项，其中218项、297项", [("515", "项", "exact"), ("218", "项", "exact"), ("297", "项", "exact")]),
    ],
)
def test_words_around_an_amount(text: str, expected: list[tuple[str, str, str]]):
    assert read(text) == expected


@given(
    st.lists(
        st.sampled_from([*"第前0５.,十万余年至—+×:第届会名位近件次%一A\n ", "百分之", "三项制度", "一件事"])
    ).map("".join)
)
def test_giving_up_early_loses_nothing(text: str):
    for guarded, pattern in (
        (amount_in_text, AMOUNT),
        (look_alike_in_text, LOOK_ALIKE),
    ):
        assert [m.span() for m in guarded().finditer(text)] == [m.span() for m in re.finditer(pattern, text)]


@pytest.mark.parametrize("signs", [*"項戶場餘萬億約兩"])
def test_a_traditional_character_is_read_as_the_simplified_one(signs: str):
    assert len(SIMPLIFIED[ord(signs)]) == 1
    assert SIMPLIFIED[ord(signs)] != signs


def test_the_table_of_characters_is_one_for_one_and_ends_at_simplified_ones():
    assert all(len(simple) == 1 and ord(simple) not in SIMPLIFIED for simple in SIMPLIFIED.values())


@pytest.mark.parametrize("group", ["138 ", "138,", "138\u2009", "1 138 ", "-138,"])
def test_a_run_of_groups_costs_time_in_proportion_to_its_length(group: str):
    """A scan that began anew at each of 20,000 groups would take half a minute."""
    assert least_cpu_seconds(lambda: find(group * 20_000), runs=1) < 1.5


@pytest.mark.parametrize("separator", [" ", ","])
def test_a_number_of_too_many_groups_is_none_and_hides_no_part_of_it(separator: str):
    groups = separator.join(["138"] * 20)
    assert read(f"共{groups}件，其中138件办结") == [("138", "件", "exact")]
    assert read(f"共{separator.join(['138'] * 4)}件") == [("138138138138", "件", "exact")]
