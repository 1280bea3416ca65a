"""The accuracy of an amount is said in a reader's words."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.domain import quantities
from annual_reports.domain.catalog import Catalog
from annual_reports.domain.intervals import interval
from annual_reports.domain.model import Evidence, Figure, Sentence
from annual_reports.rendering.accuracy import describe_accuracy

UNSURE = "原文没有写准"


def described(text: str, catalog: Catalog) -> str:
    (quantity,) = quantities.find(f"共{text}。")
    evidence = Evidence((0, 1), Sentence(1, (0, 1), text))
    return describe_accuracy(Figure(catalog.indicators["lectures"], quantity, text, evidence))


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("526件", "个位"),
        ("25700人次", "个位"),
        ("0件", "个位"),
        ("100%", "全部"),
        ("0%", "没有"),
        ("2.6万人次", "写到千位，按四舍五入是 25,500 到 26,500"),
        ("3万份", "写到万位，按四舍五入是 25,000 到 35,000"),
        ("1.5亿元", "写到千万位，按四舍五入是 1.45亿 到 1.55亿"),
        ("98%", "写到个位，按四舍五入是 97.5% 到 98.5%"),
        ("98.00%", "写到 2 位小数，按四舍五入是 97.995% 到 98.005%"),
        ("12.5公里", "写到 1 位小数，按四舍五入是 12.45 到 12.55"),
        ("526 余件", f"超过 526，不到 530；{UNSURE}"),
        ("30餘場", f"超过 30，不到 40；{UNSURE}"),
        ("500多件", f"超过 500，不到 600；{UNSURE}"),
        ("2.5万余名", f"超过 25,000，不到 26,000；{UNSURE}"),
        ("12.5余公里", f"超过 12.5，不到 12.6；{UNSURE}"),
        ("超98%", f"超过 98%，最多 100%；{UNSURE}"),
        ("98%以上", f"不少于 98%，最多 100%；{UNSURE}"),
        ("500件以上", f"不少于 500；{UNSURE}，本站按 500 到 599 比较"),
        ("至少500件", f"不少于 500；{UNSURE}，本站按 500 到 599 比较"),
        ("不低于98%", f"不少于 98%，最多 100%；{UNSURE}"),
        ("不得少于500件", f"不少于 500；{UNSURE}，本站按 500 到 599 比较"),
        ("逾500件", f"超过 500；{UNSURE}，本站按 500 到 599 比较"),
        ("多于500件", f"超过 500；{UNSURE}，本站按 500 到 599 比较"),
        ("超过100%", f"超过 100%；{UNSURE}，本站按 100% 到 199% 比较"),
        ("100余%", f"超过 100%，不到 200%；{UNSURE}"),
        ("998‰以上", f"不少于 998‰，最多 1000‰；{UNSURE}"),
        ("1000‰", "全部"),
        ("100‰", "写到个位，按四舍五入是 99.5‰ 到 100.5‰"),
        ("不超过400件", f"不超过 400；{UNSURE}，本站按 360 到 400 比较"),
        ("不高于98%", f"不超过 98%；{UNSURE}，本站按 97% 到 98% 比较"),
        ("400件以内", f"不超过 400；{UNSURE}，本站按 360 到 400 比较"),
        ("400元以下", f"不超过 400；{UNSURE}，本站按 360 到 400 比较"),
        ("至多400件", f"不超过 400；{UNSURE}，本站按 360 到 400 比较"),
        ("不足400件", f"不到 400；{UNSURE}，本站按 360 到 400 比较"),
        ("少于400件", f"不到 400；{UNSURE}，本站按 360 到 400 比较"),
        ("超500件", f"超过 500；{UNSURE}，本站按 500 到 599 比较"),
        ("近400件", f"不到 400；{UNSURE}，本站按 360 到 400 比较"),
        ("约500件", f"500 上下；{UNSURE}，本站按 450 到 550 比较"),
        ("近98%", f"不到 98%；{UNSURE}，本站按 97% 到 98% 比较"),
    ],
)
def test_accuracy_is_said_in_words(text: str, words: str, demo_catalog: Catalog):
    assert described(text, demo_catalog) == words


@given(
    number=st.integers(1, 99_999),
    tenth=st.integers(0, 9),
    power=st.sampled_from(["", "万"]),
    before=st.sampled_from(["", "近", "约", "超"]),
)
def test_numbers_that_are_named_enclose_the_amount(
    number: int, tenth: int, power: str, before: str, demo_catalog: Catalog
):
    text = f"{before}{number}.{tenth}{power}亩"
    (quantity,) = quantities.find(f"共{text}。")
    words = described(text, demo_catalog)
    named = [float(one.replace(",", "")) for one in re.findall(r"[\d,]+(?:\.\d+)?(?=亿? [到比]|亿?$)", words)]
    factor = 10**8 if "亿" in words else 1
    if "亿" not in words or words.count("亿") == len(named):
        low, high = map(float, interval(quantity))
        assert [one * factor for one in named[-2:]] == pytest.approx([low, high])
