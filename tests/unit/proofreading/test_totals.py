"""Totals at the end of a list: what is told, and what may be true and is left alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.proofreading.rules import ProofText
from annual_reports.proofreading.totals import wrong_totals


def totals(text: str) -> list[tuple[object, object]]:
    found = list(wrong_totals(ProofText(text, 2024)))
    return [(one.facts["whole"], one.facts["total"]) for one in found]


@pytest.mark.parametrize(
    ("text", "whole", "total"),
    [
        ("审核合同72份、重大决策3件、规范性文件1件，共计78件。", "78件", "76 件"),
        ("走访群众200户，化解邻里纠纷3件、家庭纠纷5件，合计9件。", "9件", "8 件"),
        ("调解邻里纠纷3件和家庭纠纷5件，合计9件。", "9件", "8 件"),
        ("1—6月排查矛盾纠纷142件，7—12月127件，全年合计270件。", "270件", "269 件"),
        ("举办讲座20场、电影11场、宣讲13场，三项合计54场。", "54场", "44 场"),
        ("简易程序案件27件，普通程序案件6件，两项合计38件。", "38件", "33 件"),
        ("发放手册1.2万份、折页9000份，共计1.8万份。", "1.8万份", "约 21000 份"),
    ],
)
def test_totals_that_cannot_be(text: str, whole: str, total: str):
    assert totals(text) == [(whole, total)]


@pytest.mark.parametrize(
    "text",
    [
        "审核合同72份、重大决策3件、规范性文件1件，共计76件。",
        "排查隐患9处，调解邻里纠纷3件、家庭纠纷5件，共计8件。",
        "发放手册1.2万份、折页8000份，共计2万份。",
        "受理120件，办结110件，共计120件。",
        "举办活动30场，其中讲座12场、宣讲18场，共计30场。",
        "举办讲座3场、宣讲4场等，共计8场。",
        "举办讲座3场、宣讲4场；开展咨询2场，共计9场。",
        "走访群众200户，化解邻里纠纷3件、家庭纠纷5件，合计8件。",
        "每所学校配备法治副校长1名，共计86名。",
        "办理10件、较上年增加3件，共计10件。",
        "培训党员30人、妇女25人，共计50人。",
        "党委学法8次，政府学法6次，三类会议学法合计19次。",
        "办理业务20件、30件，四项合计90件。",
        "排查隐患13件，调解邻里纠纷3件、家庭纠纷5件，共计20件。",
        "土地纠纷1件；邻里纠纷2件、家庭纠纷3件，共计6件。",
        "| 合同72份 | 决策3件 | ，共计78件 |",
    ],
)
def test_totals_that_may_be_true(text: str):
    assert totals(text) == []


@given(st.lists(st.integers(1, 5000), min_size=2, max_size=8), st.sampled_from("、，"))
def test_a_true_total_is_left_alone_and_one_too_small_is_told(parts: list[int], sign: str):
    items = sign.join(f"{name}类{part}件" for name, part in zip("甲乙丙丁戊己庚辛", parts, strict=False))
    assert totals(f"{items}，共计{sum(parts)}件。") == []
    assert len(totals(f"{items}，{'一二三四五六七八'[len(parts) - 1]}项合计{sum(parts) + 1}件。")) == 1


@given(st.text("合共计两三项其中件、，。；（）0123456789余近%万 \n", max_size=60))
def test_any_text_is_read(text: str):
    for found in wrong_totals(ProofText(text, 2024)):
        start, end = found.span
        assert 0 <= start < end <= len(text)
