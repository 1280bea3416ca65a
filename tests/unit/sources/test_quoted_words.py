"""A quotation that says none, and a list of names that can be counted."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.sources.quoted_words import NameCount, count_names, says_none


@pytest.mark.parametrize(
    "quote",
    [
        *("没有发生行政复议案件", "未发生行政诉讼", "未出现败诉", "未制定规范性文件", "没发生信访事件"),
        *(
            "本年无行政复议案件",
            "暂无被纠错案件",
            "无一败诉",
            "行政复议零发生",
            "行政诉讼“零败诉”",
            "全部为零",
        ),
        *("败诉案件为0", "败诉案件为０", "不存在行政复议案件", "没有\n发生 行政复议案件", "行政复议尚属空白"),
        *("无法律纠纷", "无不良记录", "无数据泄露", "无毒品案件", "没收案件没有"),
    ],
)
def test_words_that_say_none(quote: str):
    assert says_none(quote)


@pytest.mark.parametrize(
    "quote",
    [
        *("办理行政复议案件", "办理行政复议案件56件", "没有发生3起以上案件", "收到申请10", "二零二四年度"),
        *(
            "提供无偿法律援助",
            "化解未成年人纠纷",
            "查处无证驾驶",
            "没收财物",
            "无一例外",
            "前所未有",
            "零距离服务",
        ),
        *("创建无毒社区", "并非没有行政复议案件", "一百零五", "0.5", "1,000", "无锡", ""),
    ],
)
def test_words_that_do_not(quote: str):
    assert not says_none(quote)


@pytest.mark.parametrize(
    ("quote", "fewest", "most"),
    [
        ("东岭村、西岭村", 2, 2),
        ("东岭村、西岭村和和平村", 3, 3),
        ("共和村、东村", 2, 2),
        ("东村与西村、北村以及南村", 4, 4),
        ("司法所及派出所", 2, 2),
        ("东岭和西岭村", 1, 2),
        ("东岭村", 1, 1),
        ("北西村、计庄村“市民主法治村”创建工作", 2, 2),
        ("《宪法》、《民法典》和《行政处罚法》", 3, 3),
        ("《预算法、审计法汇编》、民法典", 2, 2),
        ("东村（原甲、乙合并）、西村", 2, 3),
        ("“东村、西村”", 2, 2),
        ("十里铺村、五里川村", 2, 2),
        ("东 村\n、西村", 2, 2),
        ("参与东村、西村创建", 2, 2),
    ],
)
def test_names_that_are_listed_are_counted(quote: str, fewest: int, most: int):
    assert count_names(quote) == NameCount(fewest, most)


@pytest.mark.parametrize(
    "quote",
    [
        *("东村、西村等", "东村、西村2个村", "东西两村", "东、西两村", "东村，西村", "建成示范点"),
        *("在宪法、民法典宣传中建成东村、西村", "东村、", "、", "开展宣传；建成东村、西村"),
    ],
)
def test_what_cannot_be_counted_is_not(quote: str):
    assert count_names(quote) is None


NAMES = st.lists(st.text("东西南北岭湾坪", min_size=1, max_size=3).map(lambda name: f"{name}村"), min_size=2)


@given(names=NAMES, joint=st.sampled_from(["、", "和", "与", "及", "以及"]))
def test_as_many_names_are_counted_as_are_written(names: list[str], joint: str):
    quote = "、".join(names[:-1]) + joint + names[-1]
    assert count_names(quote) == NameCount(len(names), len(names))


@given(st.text("东村、和与等，（）《》2个“”\n ", max_size=20))
def test_no_quotation_raises(quote: str):
    counted = count_names(quote)
    assert counted is None or 1 <= counted.fewest <= counted.most
    assert says_none(quote) in (True, False)
