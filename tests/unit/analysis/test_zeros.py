"""Statements in words that there was none."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.analysis.zeros import zero_statements
from annual_reports.domain.catalog import Catalog, Government
from annual_reports.domain.contexts import setting_of
from annual_reports.domain.evidence import Body
from annual_reports.sources.indicator_catalog import shipped_indicators

SHIPPED = shipped_indicators()
TOWN = Government("town", "示范镇", "乡镇", None, (), ())
SETTING = setting_of(TOWN, 2024, Catalog({"town": TOWN}, {}))


def none_of(text: str) -> dict[str, str]:
    body = Body(text)
    return {
        found.indicator.name: body.text_at(found.span) for found in zero_statements(body, SHIPPED, SETTING)
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全年未发生行政复议案件。", {"行政复议案件": "未发生行政复议案件"}),
        (
            "未发生行政复议、行政诉讼案件。",
            dict.fromkeys(("行政复议案件", "行政诉讼案件"), "未发生行政复议、行政诉讼案件"),
        ),
        ("办理应诉3件，无败诉案件。", {"行政诉讼败诉案件": "无败诉案件"}),
        ("2024年，未制定出台规范性文件。", {"规范性文件制定": "未制定出台规范性文件"}),
        ("我街未收到依申请公开的政府信息。", {"依申请公开": "未收到依申请公开的政府信息"}),
        ("行政许可12件，行政处罚一件也没有。", {"行政处罚案件": "行政处罚一件也没有"}),
        ("全镇行政复议案件保持为零。", {"行政复议案件": "全镇行政复议案件保持为零"}),
        ("行政诉讼案件一起都未发生。", {"行政诉讼案件": "行政诉讼案件一起都未发生"}),
        (
            "没有行政复议纠错案件和行政诉讼败诉案件。",
            {"行政诉讼败诉案件": "没有行政复议纠错案件和行政诉讼败诉案件"},
        ),
        ("没有因执法不当引发的行政复议和行政诉讼案件。", {}),
        ("未发生行政复议撤销、行政诉讼败诉案件。", {}),
        ("信访积案一件也没有剩下。", {}),
        (
            "全年零行政复议、零行政诉讼。",
            dict.fromkeys(("行政复议案件", "行政诉讼案件"), "零行政复议、零行政诉讼"),
        ),
        ("无行政复议变更、撤销案件。", {}),
        ("未发生行政处罚被撤销的情况。", {}),
        ("确保无败诉案件。", {}),
        ("力争全年未发生行政复议案件。", {}),
        ("## 二、下一步打算\n\n全年无败诉案件。", {}),
        ("全年无重大安全事故。", {}),
        ("2023年未发生行政复议案件。", {}),
        ("2023年，我镇未发生行政复议案件。", {}),
        ("全县未发生行政复议案件。", {}),
        ("2021年以来未发生行政复议案件。", {"行政复议案件": "未发生行政复议案件"}),
        ("上半年未发生行政复议案件。", {}),
        ("去年全年无败诉案件。", {}),
        ("全县未发生行政复议案件，我镇未发生行政复议案件。", {"行政复议案件": "未发生行政复议案件"}),
        ("没有因政府信息公开申请行政复议和提起行政诉讼的情况。", {}),
    ],
)
def test_only_what_the_words_say(text: str, expected: dict[str, str]):
    assert none_of(text) == expected


@given(st.text(alphabet="未发生无败诉案件行政复议、和，。确保", max_size=40))
def test_every_statement_begins_with_a_negation(text: str):
    assert all(words.startswith(("未", "无", "没")) for words in none_of(text).values())
