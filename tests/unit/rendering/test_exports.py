"""Tables and data sets to download."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from annual_reports.analysis.collection import Collection
from annual_reports.analysis.comparison import all_pairs
from annual_reports.analysis.timeline import WithdrawnText, list_updates
from annual_reports.domain.model import Figure, Report
from annual_reports.rendering import exports


def linked(path: str) -> str:
    return path.removesuffix(".md") + "/"


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
    removed = [WithdrawnText(date(2026, 5, 1), "甲镇2018年报告", "含个人信息")]
    happened = rows(exports.updates_csv(list_updates(county.reports), removed, linked))
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
        exports.updates_csv([], [WithdrawnText(date(2026, 5, 1), "甲镇2018年报告", "含个人信息")], linked)
    )
    assert list(table[0])[-1] == "网址"
