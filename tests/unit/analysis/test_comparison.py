"""One report against an earlier one."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annual_reports.analysis.changes import ChangeKind, describe_change
from annual_reports.analysis.collection import Collection
from annual_reports.analysis.comparison import Comparison, all_pairs, successive_comparisons
from annual_reports.domain.model import Figure
from annual_reports.domain.periods import Period
from support.keyed_figures import BIGGER, COUNTY_OF_TOWNS, HALF, disputes, with_figures


def pair(county: Collection, government: str, earlier: int, later: int) -> Comparison:
    rows = all_pairs(county, county.by_government[government])
    (found,) = [c for row in rows for c in row if (c.earlier.year, c.later.year) == (earlier, later)]
    return found


def said(comparison: Comparison) -> dict[str, str]:
    return {
        row.indicator.name: describe_change(row.change, comparison.base_year(row))
        for row in comparison.figure_rows
    }


def test_every_pair_of_years_newest_first(county: Collection):
    jia = county.by_government["jia"]
    assert [[c.earlier.year for c in row] for row in all_pairs(county, jia)] == [
        [2023, 2022, 2021, 2020, 2019],
        [2022, 2021, 2020, 2019],
        [2021, 2020, 2019],
        [2020, 2019],
        [2019],
    ]


def test_reports_that_follow_each_other_skip_a_missing_year(county: Collection):
    yi = county.catalog.governments["yi"]
    assert [(c.earlier.year, c.later.year, c.is_consecutive) for c in successive_comparisons(county, yi)] == [
        (2023, 2024, True),
        (2022, 2023, True),
        (2020, 2022, False),
        (2019, 2020, True),
    ]


def test_each_row_follows_the_rules(county: Collection):
    changes = said(pair(county, "jia", 2023, 2024))
    assert changes["党委中心组学法"] == "持平"
    assert changes["法治讲座"] == "增加 3 场（16.7%）"
    assert changes["排查矛盾纠纷"] == "减少约 48 件（约11%）"
    assert changes["矛盾纠纷化解率"] == "下降 0.6 个百分点"
    assert changes["发放宣传资料"] == "本年未公布"
    assert changes["行政诉讼败诉率"] == "首次公布"
    assert said(pair(county, "jia", 2020, 2021))["行政复议案件"] == "增加 2 件"


def test_years_that_do_not_follow_each_other_are_named(county: Collection):
    assert said(pair(county, "yi", 2020, 2022))["排查矛盾纠纷"] == "较 2020 年增加 32 起（18.7%）"
    assert said(pair(county, "yi", 2020, 2022))["法治讲座"].startswith("较 2020 年不可比：")


def test_after_a_hole_the_last_figure_before_it_is_named(county: Collection):
    comparison = pair(county, "jia", 2021, 2022)
    (row,) = [row for row in comparison.figure_rows if row.indicator.name == "发放宣传资料"]
    assert row.earlier is None
    assert describe_change(row.change, comparison.base_year(row)) == "较 2020 年增加约 1500 份（约100%）"


def test_first_published_means_never_before(county: Collection):
    assert said(pair(county, "jia", 2019, 2020))["普法受众"] == "首次公布"
    assert said(pair(county, "jia", 2019, 2024))["普法受众"] == "2019 年未公布"
    assert said(pair(county, "jia", 2019, 2024))["行政诉讼败诉率"] == "首次公布"


def test_a_promise_is_told_as_the_later_report_tells_it(county: Collection):
    tracked_commitments = pair(county, "jia", 2020, 2021).tracked_commitments()
    assert [(item.commitment.id, state) for item, state in tracked_commitments] == [
        ("grid-mediation", "carried-over"),
        ("online-exam", "unanswered"),
    ]


def test_an_incomparable_year_is_not_compared_either_way(county: Collection):
    for years in ((2021, 2022), (2022, 2023)):
        rows = pair(county, "jia", *years).figure_rows
        assert [row.indicator.id for row in rows if row.change.kind is ChangeKind.INCOMPARABLE] == [
            "disputes-examined"
        ]


def test_a_new_scope_parts_what_was_before_from_what_comes_after(county: Collection):
    def of(earlier: int, later: int) -> str:
        return said(pair(county, "bing", earlier, later))["排查矛盾纠纷"]

    assert of(2022, 2023) == "不可比：换了口径，2023 年起包含信访转办的纠纷"
    assert of(2023, 2024) == "增加 14 宗（5.1%）"
    assert of(2021, 2024) == "较 2021 年不可比：换了口径，2023 年起包含信访转办的纠纷"
    assert of(2021, 2022) == "减少 42 宗（16.1%）"


def test_shortcomings_that_return_nearly_in_the_same_words(county: Collection):
    found = pair(county, "jia", 2023, 2024).recurring_shortcomings()
    assert [(a.quote, b.quote) for a, b in found] == [("镇级执法力量仍然不足", "镇级执法力量仍显不足")]
    assert not list(pair(county, "jia", 2019, 2024).recurring_shortcomings())
    assert list(pair(county, "jia", 2020, 2021).recurring_shortcomings())


def test_another_shortcoming_in_like_words_does_not_return(county: Collection):
    found = pair(county, "jia", 2023, 2024)
    texts = ("法律法规的宣传力度还不够", "法律法规的执行力度还不够")
    first, second = (replace(found.later.shortcomings[0], quote=text) for text in texts)
    earlier, later = (
        replace(found.earlier, shortcomings=(first,)),
        replace(found.later, shortcomings=(second,)),
    )
    assert not list(replace(found, earlier=earlier, later=later).recurring_shortcomings())


def test_the_summary_counts_what_the_table_shows(county: Collection):
    assert pair(county, "jia", 2023, 2024).summary() == [
        "可以相比的数据有 8 项：增加或上升 4 项，减少或下降 2 项，持平 2 项。",
        "首次公布的有 1 项：行政诉讼败诉率。",
        "2023 年公布、2024 年没有公布的有 1 项：发放宣传资料。",
        "往年的安排应回应 2 项：已完成 1 项，部分完成 1 项。",
        "有 1 项不足与上次报告相同或相近。",
    ]


def rows_of(
    county: Collection, earlier: list[Figure], later: list[Figure], **others: list[Figure]
) -> list[tuple[str, str | None, str | None, str]]:
    """Return name, both amounts and change of each row of 2023 and 2024, if these give only these figures.

    `others` are the figures of other years: `y2022=[…]`.
    """
    years = {int(name[1:]): figures for name, figures in others.items()}
    figures = {year: years.get(year, []) for year in range(2019, 2023)} | {2023: earlier, 2024: later}
    changed = with_figures(county, {("jia", year): given for year, given in figures.items()})
    return [
        (row.name, row.earlier and row.earlier.text, row.later and row.later.text, words)
        for row, words in pair(changed, "jia", 2023, 2024).described_rows()
    ]


def test_figures_of_equal_keys_are_compared_the_default_first(county: Collection):
    half, whole = disputes(county, "200件", period=HALF), disputes(county, "446件")
    later = disputes(county, "398件"), disputes(county, "210件", period=HALF)
    assert rows_of(county, [half, whole], [*later]) == [
        ("排查矛盾纠纷", "446件", "398件", "减少 48 件（10.8%）"),
        ("排查矛盾纠纷（上半年）", "200件", "210件", "增加 10 件（5%）"),
    ]


def test_a_key_of_one_report_alone_is_named_with_its_year(county: Collection):
    whole, half = disputes(county, "398件"), disputes(county, "210件", period=HALF)
    assert rows_of(county, [disputes(county, "446件")], [whole, half]) == [
        ("排查矛盾纠纷", "446件", "398件", "减少 48 件（10.8%）"),
        ("排查矛盾纠纷（2024年上半年）", None, "210件", "首次公布"),
    ]
    assert rows_of(county, [whole, half], [disputes(county, "398件")])[1] == (
        "排查矛盾纠纷（2023年上半年）",
        "210件",
        None,
        "本年未公布",
    )


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"period": HALF}, "不可比：时间不同：2023年全年，2024年上半年"),
        ({"period": Period(None, 11)}, "不可比：时间不同：2023年全年，截至2024年底累计"),
        ({"scope": COUNTY_OF_TOWNS}, "不可比：范围不同：甲镇，示范县"),
        ({"part": "家庭纠纷"}, "不可比：口径不同：全部，家庭纠纷"),
    ],
)
def test_two_lone_figures_of_different_keys_are_one_row(
    county: Collection, changes: dict[str, object], words: str
):
    later = disputes(county, "212件", **changes)
    assert rows_of(county, [disputes(county, "446件")], [later]) == [
        ("排查矛盾纠纷", "446件", "212件", words)
    ]


def test_the_base_has_the_same_key_however_long_ago(county: Collection):
    whole, half = disputes(county, "446件"), disputes(county, "200件", period=HALF)
    later = disputes(county, "398件"), disputes(county, "210件", period=HALF)
    assert rows_of(county, [whole], [*later], y2022=[half], y2021=[whole])[1] == (
        "排查矛盾纠纷（2024年上半年）",
        None,
        "210件",
        "较 2022 年增加 10 件（5%）",
    )


def test_an_incomparable_figure_of_one_key_leaves_the_other_comparable(county: Collection):
    half = disputes(county, "210件", period=HALF, incomparable="统计口径调整")
    earlier = disputes(county, "446件"), disputes(county, "200件", period=HALF)
    assert [row[3] for row in rows_of(county, [*earlier], [disputes(county, "398件"), half])] == [
        "减少 48 件（10.8%）",
        "不可比：统计口径调整",
    ]


def test_a_new_scope_of_the_whole_holds_for_its_parts_too(county: Collection):
    part = {"part": "家庭纠纷"}
    whole = disputes(county, "398件", new_scope="2024 年起含信访转办")
    given = [disputes(county, "446件"), disputes(county, "200件", **part)]
    assert [row[3] for row in rows_of(county, given, [whole, disputes(county, "210件", **part)])] == [
        "不可比：换了口径，2024 年起含信访转办"
    ] * 2


def test_the_summary_names_rows_by_what_they_count(county: Collection):
    half = disputes(county, "210件", period=HALF)
    figures = {("jia", 2023): [disputes(county, "446件")], ("jia", 2024): [disputes(county, "398件"), half]}
    summary = pair(with_figures(county, figures), "jia", 2023, 2024).summary()
    assert "首次公布的有 1 项：排查矛盾纠纷（2024年上半年）。" in summary


def test_a_restated_number_stays_the_base_and_the_change_says_so(county: Collection):
    first, later = disputes(county, "446件"), disputes(county, "398件", restated=(BIGGER,))
    changed = with_figures(county, {("jia", 2023): [first], ("jia", 2024): [later]})
    comparison = pair(changed, "jia", 2023, 2024)
    (row,) = comparison.figure_rows
    note = "与 2023 年报告公布的 446件 相比；2024 年报告改为 620件"
    assert (row.earlier, row.base_note, row.has_remark) == (first, note, True)
    assert comparison.change_descriptions() == {later.key: f"减少 48 件（10.8%）；{note}"}
    (told,) = comparison.later_amounts(comparison.earlier, first)
    assert told.describe() == "2024 年报告改为 620件：补报了村级排查数"


def test_without_a_later_number_nothing_is_noted(county: Collection):
    rows = pair(county, "jia", 2023, 2024).figure_rows
    assert {row.base_note for row in rows} == {None}
