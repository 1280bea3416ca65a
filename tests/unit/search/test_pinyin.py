"""How place names may be typed without an input method."""

from __future__ import annotations

import pytest

from annual_reports.search.pinyin import spelling


@pytest.mark.parametrize(
    ("name", "spelt"),
    [
        ("平氏镇", "ping shi zhen pingshizhen pingshi"),
        ("重庆市", "chong qing shi chongqingshi chongqing"),
        ("城关街道办事处", "cheng guan jie dao ban shi chu chengguanjiedaobanshichu chengguan"),
        ("镇", "zhen zhen zhen"),
    ],
)
def test_a_name_is_spelt(name: str, spelt: str):
    assert spelling(name) == spelt
