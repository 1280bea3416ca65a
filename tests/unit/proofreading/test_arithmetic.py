"""Sums and rates in a text: what is told, with which amounts, and what may be true and is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.proofreading.arithmetic import wrong_rates, wrong_sums
from annual_reports.proofreading.rules import ProofText


def sums(text: str) -> list[tuple[object, object]]:
    found = list(wrong_sums(ProofText(text, 2024)))
    return [(one.facts["whole"], one.facts["total"]) for one in found]


def rates(text: str) -> list[str]:
    found = list(wrong_rates(ProofText(text, 2024)))
    return ["{part} / {whole} = {rate}%, not {found}".format_map(one.facts) for one in found]


@pytest.mark.parametrize(
    ("text", "whole", "total"),
    [
        ("共办理 515 件，其中民事 218 件、行政 296 件。", "515 件", "514 件"),
        ("排查矛盾纠纷500余件，其中家庭318件、邻里399件。", "500余件", "717 件"),
        ("受理近400件，其中民事250件、行政190件。", "近400件", "440 件"),
        ("排查538余件，其中家庭212件、邻里146件、土地98件、其他72件。", "538余件", "528 件"),
        ("排查400件，其中家庭100件、邻里100件、其余50件。", "400件", "250 件"),
        ("新收31宗，其中4宗已撤销，1宗在期限内，其余25宗均已答复。", "31宗", "30 宗"),
        ("发放资料2.5万份，其中手册1.2万份、折页1.9万份。", "2.5万份", "约 31000 份"),
        ("发放3万份，其中手册1.2万份、折页8000份，其他2000份。", "3万份", "约 22000 份"),
        ("收到来信 30 件，其中重复 31 件。", "30 件", "31 件"),
        ("办结30件，其中办理许可20件，办理处罚14件。", "30件", "34 件"),
        ("办理515件（其中民事218件、行政318件），办结480件。", "515件", "536 件"),
        (
            "公开8775条（新增388条），其中动态5434条（新增163条），工作1919条，其他1425条。",
            "8775条",
            "8778 条",
        ),
        ("审查合同40件。其中镇级15件、村级35件。", "40件", "50 件"),
        ("排查398件，较上年减少48件，其中家庭212件、邻里246件。", "398件", "458 件"),
        ("受理100件，其中民事60件、行政40件、刑事20件。", "100件", "120 件"),
        ("受理515件，其中民事218件；办结480件，其中民事200件、行政300件。", "480件", "500 件"),
        ("培训500人，其中党员600人、女性30人。", "500人", "630 人"),
    ],
)
def test_sums_that_cannot_be(text: str, whole: str, total: str):
    assert sums(text) == [(whole, total)]


@pytest.mark.parametrize(
    "text",
    [
        "收到复议申请389件，其中受理351件，办结330件。",
        "收到投诉40件，其中立案12件，已办结35件。",
        "发放资料2.5万份，其中手册1.2万份、折页1.35万份。",
        "办理1.2万件，其中线上7600件、线下4430件。",
        "发放10万余份，其中手册6万份、折页4.5万份。",
        "排查538余件，其中家庭212件、邻里146件、土地98件、其他82件。",
        "排查398件，较上年减少48件，其中家庭212件、邻里146件。",
        "案件下降136件，其中检查下降114件，处罚下降22件。",
        "新增388件，其中线上200件、线下188件。",
        "办理515件，其中民事218件、行政297件，办结480件。",
        "办理515件，其中民事218件，办结480件。",
        "排查30件（其中家庭10件、邻里20件），化解29件。",
        "办结90件，其中简易10件、普通20件。",
        "排查515件，其中婚姻家庭218件、邻里280件等。",
        "排查515件，其中主要是婚姻家庭218件、邻里280件。",
        "现有执法人员12人，其中参公编制11人、行政编制1人，新招录2人；另有3人借调。",
        "受训500人，其中党员300人、女性250人。",
        "新收31宗，其中4宗已撤销，1宗在期限内，其余26宗均已答复。",
        "公开8778条（新增388条），其中动态5434条（新增163条），工作1919条，其他1425条。",
        "审查合同50件。其中镇级15件、村级35件。",
        "举办讲座20场（次），其中镇级8场（次）、村级12场（次）。",
        "排查200件，其中民事120件，其中离婚70件、抚养50件，行政80件。",
        "整治12处，其中每村20处。",
        "排查30件，其中18件家庭纠纷，12件邻里纠纷。",
        "其中民事218件、行政297件。",
    ],
)
def test_sums_that_may_be_true(text: str):
    assert sums(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("排查341件，化解336件，化解率99.53%。", "336件 / 341件 = 98.53%, not 99.53%"),
        ("办理1250件，化解1230件，化解率98.00%。", "1230件 / 1250件 = 98.40%, not 98.00%"),
        ("排查500余件，化解400件，化解率99%。", "400件 / 500余件 = 66.7% 到 80%, not 99%"),
        ("排查400件。化解300件，化解率99%。", "300件 / 400件 = 75%, not 99%"),
        ("排查矛盾纠纷400件。成功化解300件。化解率达99%以上。", "300件 / 400件 = 75%, not 99%以上"),
        ("排查400件（化解300件，化解率99%）。", "300件 / 400件 = 75%, not 99%"),
        ("排查1.2万件，化解1.05万件，化解率99%。", "1.05万件 / 1.2万件 = 83.6% 到 91.8%, not 99%"),
        ("排查341件，化解340件，化解率100%。", "340件 / 341件 = 99.7%, not 100%"),
        ("排查526余件，化解520件，化解率100%。", "520件 / 526余件 = 98.2% 到 98.9%, not 100%"),
        (
            "排查矛盾纠纷400件，较上年增加20件，化解300件，矛盾纠纷化解率为99%。",
            "300件 / 400件 = 75%, not 99%",
        ),
        ("排查400件，其中家庭390件、邻里10件，化解384件，化解率90%。", "384件 / 400件 = 96%, not 90%"),
        ("受理近400件，办结300件，办结率98%。", "300件 / 近400件 = 75% 到 83.4%, not 98%"),
        ("参加考试200人，合格150人，合格率95.5%。", "150人 / 200人 = 75.0%, not 95.5%"),
    ],
)
def test_rates_that_cannot_be(text: str, told: str):
    assert rates(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "排查341件，化解336件，化解率98.53%。",
        "排查341件，化解336件，化解率98.5%。",
        "排查341件，化解336件，化解率99%。",
        "排查341件，化解336件，化解率98%。",  # cut off
        "排查526余件，化解526余件，化解率100%。",
        "排查500余件，化解400件，化解率75%。",
        "排查1.2万件，化解1.19万件，化解率99.5%。",
        "排查1.2万件，化解1.1万件，化解率99%。",
        "受理信访件400件。办结行政复议案件2件，办结率100%。",
        "受理400件，办结398件，按时办结率95%。",
        "排查400件，增长80件，增长率25%。",
        "排查400件，化解300件，化解率提高3%。",
        "排查400件，化解300件，去年化解率99%。",
        "排查400件，化解300件，力争明年化解率达到98%以上。",
        "排查400件，其中家庭390件、邻里10件，化解384件，化解率96%。",
        "受理400件，其中信访件100件，办结90件，办结率90%。",
        "执法检查120次，联合执法30次，整改率95%。",
        "排查400件。化解300件。\n\n化解率99%。",
        "参加考试200人，合格150份，合格率95%。",
        "| 排查400件 | 化解300件 | 化解率99% |",
        "去年排查400件，今年化解300件，化解率99%。",
    ],
)
def test_rates_that_may_be_true(text: str):
    assert rates(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "全年排查矛盾纠纷398件，其中婚姻纠纷218件，比2023年的620件减少222件。",
        "全年排查矛盾纠纷398件，其中婚姻纠纷218件；2023年为560件。",
        "全年共审查143件，与上年96件相比增长49%。其中：文件27件，合同98件，决策6件，执法12件。",
        "排查87件，化解85件，另有2件正在调处。其中，草场纠纷由上年的33件降到21件。",
        "合同审查104件。共印发规范性文件21件，备案审查21件，备案率100%。",
    ],
)
def test_numbers_of_other_years_and_other_things_are_in_no_sum(text: str):
    assert sums(text) == []
    assert rates(text) == []


@given(st.lists(st.integers(1, 5000), min_size=2, max_size=8))
def test_a_true_sum_is_left_alone_and_a_complete_one_that_is_not_is_told(parts: list[int]):
    items = [f"{name}类{part}件" for name, part in zip("甲乙丙丁戊己庚辛", parts, strict=False)]
    items[-1] = f"其他{parts[-1]}件"
    for total, expected in ((sum(parts), 0), (sum(parts) + 1, 1), (sum(parts) - 1, 1)):
        assert len(sums(f"共{total}件，其中{'、'.join(items)}。")) == expected


@given(st.integers(1, 5000), st.integers(0, 5000), st.integers(0, 2))
def test_a_rate_as_anybody_rounds_it_is_left_alone(part: int, rest: int, places: int):
    whole = part + rest
    rounded, cut = (f"{100 * part / whole:.{places}f}", _cut(100 * part / whole, places))
    for rate in (rounded, cut):
        if rest == 0 or float(rate) not in (0, 100):  # these mean none and all
            assert rates(f"排查{whole}件，化解{part}件，化解率{rate}%。") == []


def _cut(value: float, places: int) -> str:
    scale = 10**places
    return f"{int(value * scale) / scale:.{places}f}"


@given(st.text("其中率件化解、，。；（）0123456789余近%万 \n", max_size=60))
def test_any_text_is_read(text: str):
    body = ProofText(text, 2024)
    for found in (*wrong_sums(body), *wrong_rates(body)):
        start, end = found.span
        assert 0 <= start < end <= len(text)
