"""Page of an indicator: a row and a chart for each government and key, and remarks beside figures."""

from __future__ import annotations

import re

import pytest

from annual_reports.analysis.collection import Collection
from annual_reports.domain.model import Figure
from annual_reports.pages import indicators
from support.html_page import Html
from support.keyed_figures import DISPUTES, disputes, with_figures
from support.rendered_pages import cells, rendered

INDICATOR = f"indicators/{DISPUTES}.md"


def with_amounts(given: Figure, county: Collection) -> Collection:
    return with_figures(county, {("jia", 2024): [given]})


def test_an_indicator_has_a_row_for_each_government_and_key(mixed: Collection):
    rows = cells(rendered(indicators.documents(mixed), INDICATOR))
    named = {row[0]: row[1:] for row in rows}
    assert named["甲镇"][:3] == ["398件", "446件（2024年报告改为620件：补报了村级排查数）", "411件"]
    assert named["甲镇（上半年）"][:4] == [
        "210件2024年上半年",
        "200件2023年上半年",
        "190件2022年上半年",
        "未公布",
    ]
    assert named["乙镇（示范县）"][0] == "2024件示范县"
    assert "乙镇" not in named
    assert ["甲镇2023年", "446件（2024年报告改为620件：补报了村级排查数）"] in [row[:2] for row in rows]


def test_each_row_has_a_chart_and_the_county_s_numbers_do_not_stretch_the_towns_axes(mixed: Collection):
    html = rendered(indicators.documents(mixed), INDICATOR)
    titles = re.findall(r"<figcaption>(.*?)</figcaption>", html)
    assert titles[:3] == [
        "甲镇：排查矛盾纠纷",
        "甲镇（上半年）：排查矛盾纠纷",
        "乙镇（示范县）：排查矛盾纠纷",
    ]
    ids = Html.of(html).ids
    assert len(ids) == len(set(ids))
    assert "chart-jia-2-title" in ids
    tops = [
        re.findall(r'text-anchor="end">(\S+)</text>', chart)[-1]
        for chart in re.findall(r"<svg.*?</svg>", html, re.DOTALL)
    ]
    assert tops[:3] == ["500", "300", "3000"]


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"counted": True}, "据原文列举计数"),
        ({"note": "据不完全统计"}, "原文附注：据不完全统计"),
        ({"remark": "含村级"}, "本站说明：含村级"),
        ({"part": "家庭纠纷"}, "家庭纠纷"),
        ({"new_scope": "含信访转办"}, "换了口径：含信访转办"),
        ({"incomparable": "口径调整"}, "不可比：口径调整"),
    ],
)
def test_a_remark_stands_beside_its_figure(county: Collection, changes: dict[str, object], words: str):
    shown = with_amounts(disputes(county, "398件", **changes), county)
    rows = cells(rendered(indicators.documents(shown), INDICATOR))
    assert f"398件{words}" in [cell for row in rows for cell in row]


def test_a_zero_in_words_shows_the_words(county: Collection):
    figure = disputes(county, "0件", zero_in_words=True)
    start, end = figure.evidence.span
    sentence = figure.evidence.sentence
    words = sentence.text[start - sentence.span[0] : end - sentence.span[0]]
    rows = cells(rendered(indicators.documents(with_amounts(figure, county)), INDICATOR))
    assert f"0件（原文：{''.join(words.split())}）" in [cell for row in rows for cell in row]


def test_the_site_s_own_words_look_different_from_the_document_s(county: Collection):
    shown = with_amounts(disputes(county, "398件", note="据不完全统计", remark="含村级"), county)
    html = rendered(indicators.documents(shown), INDICATOR)
    assert '<small class="ar-remark ar-remark--site">本站说明：含村级</small>' in html
    assert '<small class="ar-remark">原文附注：据不完全统计</small>' in html
