"""Tables and data sets to download."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.comparison import all_pairs
from annual_reports.analysis.timeline import WithdrawnText, list_updates
from annual_reports.analysis.told_changes import ToldChange
from annual_reports.domain.intervals import interval
from annual_reports.domain.model import Figure, Report
from annual_reports.domain.periods import Period
from annual_reports.domain.quantities import parse
from annual_reports.rendering import exports
from annual_reports.rendering.told_words import ToldWords
from support.keyed_figures import BIGGER, COUNTY_OF_TOWNS, HALF, disputes, with_figures


def linked(path: str) -> str:
    return path.removesuffix(".md") + "/"


def described(told: ToldChange) -> ToldWords:
    raise AssertionError(told)


def figures(county: Collection) -> list[tuple[Report, Figure]]:
    return [(report, figure) for report in county.reports for figure in report.figures]


def rows(data: bytes) -> list[dict[str, str]]:
    assert data.startswith(b"\xef\xbb\xbf"), "Excel takes it for GBK without the mark"
    return list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_every_figure_is_a_row_with_its_sentence_and_address(county: Collection):
    table = rows(exports.figures_csv(figures(county), linked))
    assert len(table) == sum(len(report.figures) for report in county.reports)
    (row,) = [r for r in table if (r["政府"], r["年度"], r["指标"]) == ("甲镇", "2024", "排查矛盾纠纷")]
    assert row == {
        "政府代号": "jia",
        "政府": "甲镇",
        "年度": "2024",
        "指标代号": "disputes-examined",
        "指标": "排查矛盾纠纷",
        "数值": "398",
        "单位": "件",
        "限定": "超过",
        "原文写法": "398 余件",
        "列举计数": "",
        "不可比原因": "",
        "新口径": "",
        "说明": "",
        "原文": "全年排查矛盾纠纷 398 余件，化解率 97.6%。",
        "网址": "reports/jia/2024/#evidence-disputes-examined",
        "时间": "2024年全年",
        "范围": "甲镇",
        "角色": "总数",
        "部分": "",
        "下限": "398",
        "上限": "399",
        "准确到": "1",
        "标准单位": "件",
        "标准数值": "398",
        "原文说没有": "",
        "原文附注": "",
        "本站说明": "",
        "改报往年": "",
    }


def test_json_says_the_same_in_numbers(county: Collection):
    found = json.loads(exports.figures_json(figures(county), linked))
    table = rows(exports.figures_csv(figures(county), linked))
    assert [(r["government"], str(r["year"]), r["indicator"], r["quote"], r["address"]) for r in found] == [
        (r["政府代号"], r["年度"], r["指标代号"], r["原文"], r["网址"]) for r in table
    ]
    rate = next(r for r in found if r["text"] == "98.2%")
    assert (rate["value"], rate["unit"], rate["qualifier"], rate["comparable"]) == (98.2, "%", "exact", True)
    assert next(r for r in found if not r["comparable"])["reason"]
    assert next(r for r in found if r["counted"])["text"] == "2 个"


def test_changes_have_both_sentences(county: Collection):
    pairs = [c for row in all_pairs(county, county.by_government["jia"]) for c in row]
    table = rows(exports.changes_csv(pairs, linked))
    assert {(r["前一年度"], r["后一年度"]) for r in table} == {
        (str(a), str(b)) for b in range(2019, 2025) for a in range(2019, b)
    }
    (row,) = [
        r for r in table if (r["前一年度"], r["后一年度"], r["指标"]) == ("2023", "2024", "矛盾纠纷化解率")
    ]
    assert (row["变化"], row["差"], row["差的单位"], row["百分比"]) == (
        "下降 0.6 个百分点",
        "-0.6",
        "个百分点",
        "",
    )
    assert "98.2%" in row["前一年度原文"]
    assert "97.6%" in row["后一年度原文"]


def test_commitments_citations_and_updates(county: Collection):
    followed = [item for history in county.histories.values() for item in history.tracked]
    table = rows(exports.commitments_csv(followed, linked))
    assert len(table) == len(followed)
    assert {"未回应", "待回应", "结转下年", "未完成", "部分完成", "已完成"} == {r["现状"] for r in table}
    cited = rows(exports.citations_csv(county.citations, linked))
    assert {r["状态"] for r in cited} == {"引用时已失效", "后来失效", "现行有效", "未登记"}
    removed = [WithdrawnText(date(2026, 5, 1), "甲镇2018年报告", "含个人信息", "jia/2018")]
    happened = rows(exports.updates_csv(list_updates(county, str), [], removed, described, linked))
    assert happened[0]["更正前"] == "219 宗"
    assert happened[-2]["日期"] == ""
    assert [happened[-1][name] for name in ("日期", "事项", "报告", "原因")] == [
        "2026-05-01",
        "撤下",
        "甲镇2018年报告",
        "含个人信息",
    ]


@given(note=st.text(st.sampled_from("a甲 ,\"'\r\t;")))
def test_any_text_comes_back_from_a_table(county: Collection, note: str):
    report = county.reports[0]
    figure = replace(report.figures[0], note=note, new_scope=None)
    assert rows(exports.figures_csv([(report, figure)], linked))[0]["说明"] == note


def test_removals_alone_have_all_columns():
    table = rows(
        exports.updates_csv(
            [],
            [],
            [WithdrawnText(date(2026, 5, 1), "甲镇2018年报告", "含个人信息", "jia/2018")],
            described,
            linked,
        )
    )
    assert list(table[0])[-1] == "网址"


def exported(county: Collection, figure: Figure) -> tuple[dict[str, str], dict[str, Any]]:
    """Return a figure of 甲镇's report on 2024 as a row and as an object."""
    report = next(report for report in county.by_government["jia"] if report.year == 2024)
    given = [(report, figure)]
    (row,) = rows(exports.figures_csv(given, linked))
    (found,) = json.loads(exports.figures_json(given, linked))
    return row, found


def test_a_figure_says_what_it_counts(county: Collection):
    figure = disputes(county, "210件", period=HALF, scope=COUNTY_OF_TOWNS, part="家庭纠纷")
    row, found = exported(county, figure)
    assert [row[name] for name in ("时间", "范围", "角色", "部分")] == [
        "2024年上半年",
        "示范县",
        "其中一部分",
        "家庭纠纷",
    ]
    assert [found[name] for name in ("period", "scope", "role", "part")] == [
        "2024-01/2024-06",
        "shifan",
        "part",
        "家庭纠纷",
    ]
    assert (
        row["网址"] == found["address"] == "reports/jia/2024/#evidence-disputes-examined_m1-6_shifan_8571329d"
    )


def test_by_default_a_figure_is_of_the_whole_year_and_the_government_itself(county: Collection):
    _, found = exported(county, disputes(county, "398件"))
    assert [found[name] for name in ("period", "scope", "role", "part")] == [
        "2024-01/2024-12",
        "jia",
        "result",
        None,
    ]


@pytest.mark.parametrize(
    ("period", "months"),
    [
        (Period(-24, 11), "2022-01/2024-12"),
        (Period(None, 5), "../2024-06"),
        (Period(-3, 12), "2023-10/2025-01"),
    ],
)
def test_a_period_is_written_as_months(county: Collection, period: Period, months: str):
    assert exported(county, disputes(county, "398件", period=period))[1]["period"] == months


@pytest.mark.parametrize(
    ("text", "lower", "upper", "step"),
    [("526余件", "526", "529", "1"), ("2.6万件", "25500", "26500", "1000"), ("526件", "526", "526", "1")],
)
def test_the_bounds_follow_from_how_an_amount_is_written(
    county: Collection, text: str, lower: str, upper: str, step: str
):
    row, found = exported(county, disputes(county, text))
    assert (row["下限"], row["上限"], row["准确到"]) == (lower, upper, step)
    assert (found["lower"], found["upper"], found["accuracy"]) == (int(lower), int(upper), int(step))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("526件", "准确"),
        ("0件", "准确"),
        ("100%", "准确"),
        ("2.6万件", "取整"),
        ("98%", "取整"),
        ("100‰", "取整"),
        ("526余件", "超过"),
        ("5%以内", "不足"),
        ("约2.6万件", "大约"),
    ],
)
def test_a_rounded_number_is_not_called_exact(county: Collection, text: str, name: str):
    row, _ = exported(county, disputes(county, text))
    assert row["限定"] == name


@pytest.mark.parametrize(
    ("text", "unit", "value"), [("219宗", "件", "219"), ("219 起", "件", "219"), ("3万元", "", "")]
)
def test_the_canonical_value_is_in_the_indicator_s_unit(county: Collection, text: str, unit: str, value: str):
    figure = disputes(county, text)
    accepted = replace(figure.indicator, accepted_units=("件", "宗", "起"))
    row, found = exported(county, replace(figure, indicator=accepted))
    assert (row["标准单位"], row["标准数值"]) == (unit, value)
    assert found["canonical_unit"] == (unit or None)
    assert found["canonical_value"] == (int(value) if value else None)


def test_the_document_s_words_and_the_site_s_stand_apart(county: Collection):
    figure = disputes(
        county, "398件", note="据不完全统计", remark="含村级", zero_in_words=True, restated=(BIGGER,)
    )
    row, found = exported(county, figure)
    assert (row["原文附注"], row["本站说明"]) == ("据不完全统计", "含村级")
    assert row["说明"] == "据不完全统计；含村级"
    assert (row["原文说没有"], row["改报往年"]) == ("是", "2023年改为620件：补报了村级排查数")
    assert (found["note"], found["remark"], found["zero_in_words"]) == ("据不完全统计", "含村级", True)
    assert found["restated"] == [
        {
            "year": 2023,
            "value": 620,
            "unit": "件",
            "qualifier": "exact",
            "text": "620件",
            "reason": "补报了村级排查数",
        }
    ]


def changes(county: Collection, earlier: list[Figure], later: list[Figure]) -> list[dict[str, str]]:
    """Return the rows of 2023 and 2024, if these reports give only these figures."""
    changed = with_figures(county, {("jia", 2023): earlier, ("jia", 2024): later})
    pairs = [c for row in all_pairs(changed, changed.by_government["jia"][:1]) for c in row][:1]
    return [row for row in rows(exports.changes_csv(pairs, linked)) if row["指标"] == "排查矛盾纠纷"]


def test_an_approximate_difference_has_bounds(county: Collection):
    later = disputes(county, "510余件"), disputes(county, "210件", period=HALF)
    whole, half = changes(
        county, [disputes(county, "446件"), disputes(county, "200件", period=HALF)], [*later]
    )
    bounds = parse("510余件")
    assert (whole["差的下限"], whole["差的上限"]) == ("64", str(interval(bounds).high - 446))
    assert (half["差"], half["差的下限"], half["差的上限"]) == ("10", "", "")
    assert (whole["前一年度数据所指"], whole["后一年度数据所指"]) == ("", "")
    assert (half["前一年度数据所指"], half["后一年度数据所指"]) == ("2023年上半年", "2024年上半年")
    assert half["后一年度网址"].endswith("#evidence-disputes-examined_m1-6")


def test_a_change_says_with_which_of_two_numbers_it_compares(county: Collection):
    later = disputes(county, "398件", restated=(BIGGER,))
    (row,) = changes(county, [disputes(county, "446件")], [later])
    assert row["前一年度数据"] == "446件"
    assert row["与哪个数比"] == "与 2023 年报告公布的 446件 相比；2024 年报告改为 620件"
    (plain,) = changes(county, [disputes(county, "446件")], [disputes(county, "398件")])
    assert plain["与哪个数比"] == ""


def test_columns_keep_their_order_and_new_ones_stand_behind_them(county: Collection):
    row, found = exported(county, disputes(county, "398件"))
    assert list(row)[:15] == [
        *("政府代号", "政府", "年度", "指标代号", "指标", "数值", "单位", "限定", "原文写法"),
        *("列举计数", "不可比原因", "新口径", "说明", "原文", "网址"),
    ]
    assert list(found)[-1] == "restated"
    (change,) = changes(county, [disputes(county, "446件")], [disputes(county, "398件")])
    assert list(change)[14] == "后一年度网址"
