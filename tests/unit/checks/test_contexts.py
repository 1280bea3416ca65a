"""Figures against what their text says, beyond the golden cases in `tests/golden/figures`."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.domain.findings import Finding
from support.reports import written_report
from support.sites import GOLDEN_CATALOG


def findings_of(folder: Path, body: str, **figures: object) -> list[Finding]:
    """Return the findings of a site with one report."""
    report = folder / "docs/reports/demo/2024.md"
    report.parent.mkdir(parents=True)
    (folder / "data").symlink_to(GOLDEN_CATALOG)
    report.write_bytes(written_report(body, figures=figures))
    return build.read(folder)[1]


def unclaimed(findings: list[Finding]) -> list[tuple[int, int]]:
    """Return the positions of the findings on amounts that no figure gives."""
    return [(found.line, found.column) for found in findings if found.code == "amount-unclaimed"]


def test_amounts_that_no_figure_gives_are_told_once_at_the_first(tmp_path: Path):
    body = "举办法治讲座12场。\n\n培训30人次，发放宣传资料５００份。"
    found = findings_of(tmp_path, body, 法治讲座="12场")
    assert unclaimed(found) == [(11, 3)]
    assert any("2 个数" in each.message and "30人次、５００份" in each.message for each in found)


def test_where_every_amount_is_given_nothing_is_told(tmp_path: Path):
    villages = {"value": "2 个", "quote": "东村、西村2个村", "counted": True}
    body = "举办法治讲座12场，建成东村、西村2个村。"
    assert not unclaimed(findings_of(tmp_path, body, 法治讲座="12场", 民主法治村=villages))


def test_of_the_same_amount_twice_the_other_one_is_told(tmp_path: Path):
    lectures = {"value": "12场", "quote": "讲座12场"}
    assert unclaimed(findings_of(tmp_path, "讲座12场，其中网上12场。", 法治讲座=lectures)) == [(9, 11)]


NO_ZERO = [
    ("行政复议案件", "0件", "上半年未发生行政复议案件。", "未发生行政复议案件"),
    ("法治讲座", "0场", "2023年没有败诉案件。", "2023年没有败诉案件"),
    ("行政诉讼案件", "0件", "全年没有败诉案件。", "没有败诉案件"),
    ("行政复议案件", "0件", "力争无行政复议案件。", "力争无行政复议案件"),
    ("行政复议案件", "0件", "全县无行政复议案件。", "无行政复议案件"),
    ("行政复议案件", "0件", "全年无一起行政复议案件被纠错。", "无一起行政复议案件被纠错"),
    ("行政复议案件", "0件", "去年，我镇未发生行政复议案件。", "未发生行政复议案件"),
    ("行政复议案件", "0件", "确保无行政复议案件。", "无行政复议案件"),
    ("法治讲座", "0场", "全镇没有举办培训。", "没有举办培训"),
]
ZERO = [
    ("行政复议案件", "0件", "自2021年以来未发生行政复议案件。", "未发生行政复议案件"),
    ("行政复议案件", "0件", "全年没有被申请行政复议的案件。", "没有被申请行政复议的案件"),
    ("行政复议案件", "0件", "全年行政复议、行政诉讼案件均为零。", "行政复议、行政诉讼案件均为零"),
    ("行政诉讼败诉案件", "0件", "全年无一败诉。", "无一败诉"),
    ("行政复议案件", "0件", "全年没有发生行政复议案件。", "没有发生行政复议案件"),
    ("行政诉讼案件", "0件", "未发生行政复议、行政诉讼案件。", "未发生行政复议、行政诉讼案件"),
    ("行政诉讼败诉案件", "0件", "全年无一起败诉案件。", "无一起败诉案件"),
    ("法治讲座", "0场", "今年没有举办法治讲座。", "没有举办法治讲座"),
    ("行政复议案件", "0件", "全年行政复议案件没有发生。", "行政复议案件没有发生"),
    (
        "行政复议案件",
        "0件",
        "去年未发生行政复议案件，今年未发生行政复议案件。",
        "去年未发生行政复议案件，今年未发生行政复议案件",
    ),
]


@pytest.mark.parametrize(("name", "value", "body", "quote"), NO_ZERO)
def test_a_zero_that_the_words_do_not_say_is_told(
    tmp_path: Path, name: str, value: str, body: str, quote: str
):
    found = findings_of(tmp_path, body, **{name: {"value": value, "quote": quote}})
    assert [each.code for each in found] == ["zero-not-said"]


@pytest.mark.parametrize(("name", "value", "body", "quote"), ZERO)
def test_a_zero_that_the_words_say_is_not_told(tmp_path: Path, name: str, value: str, body: str, quote: str):
    assert not findings_of(tmp_path, body, **{name: {"value": value, "quote": quote}})


@pytest.mark.parametrize(
    "other",
    [
        "东岭村排查矛盾纠纷12件，西岭村排查10件。",
        "司法所排查矛盾纠纷120件。",
        "各村排查矛盾纠纷300件。",
        "重点排查矛盾纠纷45件。",
        "开展百日攻坚行动，排查矛盾纠纷45件。",
        "组织“大走访”活动，共排查各类矛盾纠纷45件。",
        "宪法宣传月里，排查矛盾纠纷9件。",
        "综治中心排查矛盾纠纷200件。",
    ],
)
def test_a_part_is_not_the_same_thing_said_otherwise(tmp_path: Path, other: str):
    found = findings_of(tmp_path, f"全年排查矛盾纠纷398件。{other}", 排查矛盾纠纷="398件")
    assert "said-otherwise" not in {each.code for each in found}


@pytest.mark.parametrize(
    "other",
    [
        "截至12月底，已排查矛盾纠纷389件。",
        "一是排查矛盾纠纷389件。",
        "全镇共排查各类矛盾纠纷389件。",
        "开展百日攻坚行动，排查矛盾纠纷425件。",
    ],
)
def test_the_same_thing_said_otherwise_is_told(tmp_path: Path, other: str):
    found = findings_of(tmp_path, f"全年排查矛盾纠纷398件。{other}", 排查矛盾纠纷="398件")
    assert "said-otherwise" in {each.code for each in found}


@pytest.mark.parametrize("word", ["下滑", "下降", "提高", "增长"])
def test_a_growth_that_does_not_follow_is_told_in_whatever_words(tmp_path: Path, word: str):
    body = f"2023年排查矛盾纠纷300件。2024年排查矛盾纠纷300件，较上年{word}50%。"
    amount = {"value": "300件", "quote": "2024年排查矛盾纠纷300件"}
    assert "growth-differs" in {each.code for each in findings_of(tmp_path, body, 排查矛盾纠纷=amount)}


@pytest.mark.parametrize(
    ("until", "codes"), [("2024年6月底", ["period-narrower"]), ("2024年底", []), ("目前", [])]
)
def test_a_stock_of_another_day_than_the_years_last_is_told(tmp_path: Path, until: str, codes: list[str]):
    found = findings_of(tmp_path, f"截至{until}，持证执法人员17名。", 持证执法人员="17名")
    assert [each.code for each in found] == codes


@pytest.mark.parametrize(
    "words",
    [
        "明年计划举办培训20场。",
        "全县共举办培训96场。",
        "2023年举办培训9场。",
        "每季度培训1场。",
        "排名超过87%的乡镇。",
        "同比增长25%。",
    ],
)
def test_what_cannot_be_a_figure_is_not_asked_for(tmp_path: Path, words: str):
    assert not unclaimed(findings_of(tmp_path, f"举办法治讲座12场。{words}", 法治讲座="12场"))
