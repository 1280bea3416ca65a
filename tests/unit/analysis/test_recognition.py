"""Indicators that amounts count, by the words around them; whole texts stand in tests/golden/proposals."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.analysis.recognition import Rank, Recognised, recognise, recognise_or_guess
from annual_reports.domain.catalog import Indicator
from annual_reports.domain.contexts import AmountInContext
from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Role
from annual_reports.domain.quantities import find
from annual_reports.sources.indicator_catalog import shipped_indicators

SHIPPED = shipped_indicators()


def recognised(text: str, *own: Indicator) -> list[Recognised]:
    amounts = [AmountInContext(quantity) for quantity in find(text)]
    return list(recognise(Body(text), amounts, own or SHIPPED))


def shown(text: str) -> list[str]:
    return [f"{found.indicator.name} {found.amount.quantity.value}" for found in recognised(text)]


def indicator(name: str, *wording: str, unit: str = "件") -> Indicator:
    return Indicator("x", name, (), "", unit, (unit,), "", "neutral", wording=wording)


@pytest.mark.parametrize("known", SHIPPED, ids=lambda known: known.id)
def test_an_indicator_is_recognised_by_its_name(known: Indicator):
    assert f"{known.name} 12" in shown(f"全年{known.name}12{known.unit}。")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("举办法治培训40场次，覆盖800余人次。", ["法治培训 40", "法治培训人次 800"]),
        ("开展普法活动26场次，覆盖800余人次。", ["法治宣传活动 26", "普法受众 800"]),
        ("50名“法律明白人”。", ["法律明白人 50"]),
        ("召开4次法治建设专题会议。", ["法治建设专题会议 4"]),
        ("召开党委会议4次研究部署法治政府建设工作。", ["党委会研究法治工作 4"]),
        ("开展法治讲座，全年共12场。", ["法治讲座 12"]),
        ("排查矛盾纠纷（含信访转办）277宗。", ["排查矛盾纠纷 277"]),
        ("组织学法考试，参考率、合格率均达100%。", ["学法考试合格率 100", "学法考试参考率 100"]),
        ("对全部合同合法性审核，审核通过率100%。", []),
        ("法治建设调研20余次。", []),
        ("排查矛盾纠纷隐患点26处。", []),
        ("开展执法检查发现问题120个。", []),
        ("法治宣讲各1场次。", []),
        ("化解劳资纠纷12起。", []),
        ("办理12345热线工单，按时办结率100%。", []),
    ],
)
def test_words_near_an_amount(text: str, expected: list[str]):
    assert shown(text) == expected


def test_words_of_an_item_do_not_count_in_the_next():
    assert shown("一是抓好普法宣传。二是组织活动12场。") == []
    assert shown("开展依法行政培训；组织培训12场。") == []


def test_words_in_the_heading_count_for_a_wording_that_says_so():
    text = "## 矛盾纠纷化解\n\n全年化解率98%。"
    known = indicator("甲乙丙丁", "化解 ^^纠纷", unit="%")
    assert [found.rank for found in recognised(text, known)] == [Rank.SECTION]
    assert not recognised(text.replace("纠纷", ""), known)


def test_a_unit_that_an_indicator_does_not_accept():
    assert shown("举办法治讲座12元。") == []


def test_one_amount_of_several_things_is_shared():
    found = recognised("举办法治宣传活动和法治讲座60场次。")
    assert [(each.indicator.name, each.is_shared) for each in found] == [("法治讲座", True)]


def test_a_name_of_which_a_piece_is_missing():
    assert not recognised("排查隐患5件", indicator("排查矛盾纠纷"))
    assert recognised("排查各类矛盾纠纷5件", indicator("排查矛盾纠纷"))
    assert not recognised("排查全镇各个村组和企业以及学校里的矛盾纠纷5件", indicator("排查矛盾纠纷"))


@pytest.mark.parametrize(
    ("wording", "text", "is_there"),
    [
        ("培训 法治|法律", "开展法律知识培训5件", True),
        ("培训 法治|法律", "组织法律学习，开展培训5件", False),
        ("培训 ^法治", "组织法治学习，开展培训5件", True),
        ("培训 ^法治", "组织法治学习。开展培训5件", False),
        ("培训 ^^法治", "组织法治学习。开展培训5件", True),
        ("培训 -计划", "培训计划5件", False),
        ("培训 -^计划", "列入计划，开展培训5件", False),
        ("纠纷 -邻里纠纷$", "邻里纠纷5件", False),
        ("纠纷 -邻里纠纷$", "邻里纠纷等纠纷5件", True),
        ("发*资料", "发给群众的资料5件", True),
        ("发*资料", "资料分发5件", False),
        ("决策 +审查", "对3个决策、5件决策、2份合同进行审查", True),
        ("决策 +审查", "研究5件决策、2份合同，进行审查", False),
        ("决策 ^+审查", "审查5件决策、2份合同", True),
        ("立案 @执法", "开展综合执法。全年立案5件", True),
        ("立案 @执法|复议", "开展行政复议。全年立案5件", True),
        ("立案 @执法", "开展综合执法。劳动仲裁立案5件", False),
        ("立案 @执法", "## 行政执法\n\n全年立案5件", True),
        ("立案 @诉讼", "## 复议应诉\n\n全年立案5件", True),
        ("立案 @执法", "学习《行政处罚法》。全年立案5件", False),
        ("立案 @执法", "开展综合执法。\n\n全年立案5件", False),
    ],
)
def test_what_the_signs_of_a_wording_mean(wording: str, text: str, is_there: bool):  # noqa: FBT001  # a column
    assert bool(recognised(text, indicator("甲乙丙丁", wording))) == is_there


def test_a_line_of_words_that_must_not_be_there_binds_names_too():
    known = indicator("化解纠纷", "-排查", "化解 纠纷")
    assert recognised("化解纠纷5件", known)
    assert not recognised("排查、化解纠纷5件", known)


def test_a_line_may_stand_above_the_common_exclusions():
    known = indicator("甲乙丙丁", "-合同", "审查", "=审查 文件、合同")
    assert recognised("审查文件、合同5件", known)
    assert not recognised("审查合同5件", known)


def test_words_that_count_only_if_nothing_surer_is_found():
    (found,) = recognised("收到申请5件", indicator("甲乙丙丁", "~申请"))
    assert found.rank is Rank.WEAK


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("上半年排查矛盾纠纷5件，下半年7件，全年合计12件。", [5, 7, 12]),
        ("排查矛盾纠纷5件，全年共办理12件。", [5, 12]),
        ("排查矛盾纠纷5件，全年12件次事故。", [5]),
        ("排查矛盾纠纷5件，发放传单7件，两项合计12件。", [5]),
    ],
)
def test_a_clause_without_words_of_its_own_is_about_the_number_before(text: str, values: list[int]):
    known = indicator("排查矛盾纠纷")
    assert [found.amount.quantity.value for found in recognised(text, known)] == values


def test_a_guess_is_no_recognition():
    text, known = "开展培训5件", indicator("甲乙丙丁", "?培训")
    assert not recognised(text, known)
    (found,) = recognise_or_guess(Body(text), [AmountInContext(q) for q in find(text)], [known])
    assert found.rank is Rank.GUESS


def test_words_before_from_count_for_to():
    text = "行政许可事项由799项减少到326项。"
    first, second = (AmountInContext(quantity) for quantity in find(text))
    amounts = [first._replace(role=Role.FROM), second._replace(role=Role.TO)]
    assert [found.amount.quantity.value for found in recognise(Body(text), amounts, SHIPPED)] == [799, 326]


def test_our_part_of_anothers_total_is_about_the_same_thing():
    text = "全县办理行政复议案件56件，其中涉及我镇2件。"
    first, second = (AmountInContext(quantity) for quantity in find(text))
    found = recognise(Body(text), [first._replace(scope="示范县"), second], SHIPPED)
    assert [each.amount.quantity.value for each in found] == [56, 2]


@given(st.text(alphabet="法治讲座培训排查矛盾纠纷学考试率12场件%，。、；分别为#和\n （含）余", max_size=60))
def test_nothing_is_recognised_twice_or_by_a_unit_that_is_not_accepted(text: str):
    found = recognised(text)
    assert all(each.amount.quantity.unit in each.indicator.accepted_units for each in found)
    pairs = [(each.amount.quantity.span, each.indicator.id) for each in found]
    assert len(pairs) == len(set(pairs))
    others = {
        each.amount.quantity.span for each in found if each.amount.quantity.unit != "%" and not each.is_shared
    }
    assert all([span for span, _ in pairs].count(span) == 1 for span in others)
