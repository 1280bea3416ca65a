"""What is answered where pages differ in ways that the sites of the other tests do not show."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from box import Indexed
from made_up import place

from annual_reports.domain.model import Government
from annual_reports.rendering.document import PageKind
from annual_reports.search import FOLDER, Record, write_index
from annual_reports.search.passages import section

MISLEADING = "人民群众学民法、学法典"
"""Has 人民, 民法 and 法典, but not 人民法典."""


def page(
    address: str,
    *lines: str,
    title: str = "报告",
    kind: PageKind = PageKind.REPORT,
    year: int = 2024,
    of: Government | None = None,
) -> Record:
    return Record(address, title, kind, year, of, lambda: [section(*lines)])


def test_a_phrase_is_looked_for_behind_pages_that_only_have_its_pairs(indexed: Indexed):
    misleading = [page(f"reports/{n}/", MISLEADING) for n in range(120)]
    box = indexed([*misleading, page("reports/old/", "宣传人民法典", year=2020)])
    answer = box.ask("人民法典")
    assert (answer.told, answer.pages) == ("找到 1 页", ("reports/old/",))


def test_a_search_of_very_many_misleading_pages_ends_and_says_so(indexed: Indexed):
    in_a_file_of_its_own = "。" * 6000
    misleading = [page(f"reports/{n}/", MISLEADING, in_a_file_of_its_own) for n in range(400)]
    box = indexed([*misleading, page("reports/old/", "宣传人民法典", year=2020)])
    read: list[str] = []
    box.page.on("request", lambda request: read.append(request.url))
    assert box.ask("人民法典").told.startswith("大概没有“人民法典”。下面是近似结果")
    assert len([url for url in read if "/texts/" in url]) == 200


def test_the_sentence_with_most_of_the_terms_is_shown_first(indexed: Indexed):
    box = indexed([page("reports/a/", "普法宣传。", "执法检查。", "普法、执法都要抓。")])
    box.ask("普法 执法")
    assert box.page.locator(".ar-results__sentence").all_inner_texts() == [
        *("普法、执法都要抓。", "普法宣传。", "执法检查。")
    ]


def test_more_is_looked_for_on_demand(indexed: Indexed):
    misleading = [page(f"reports/{n}/", MISLEADING) for n in range(300)]
    having = [page(f"reports/old-{n}/", "宣传人民法典", year=2020) for n in range(3)]
    box = indexed([page("reports/new/", "宣传人民法典", year=2025), *misleading, *having])
    answer = box.ask("人民法典")
    assert (answer.told, answer.pages) == ("找到约 2 页，显示前 1 页", ("reports/new/",))
    box.page.get_by_role("button", name="再显示一些").click()
    box.page.wait_for_function("document.querySelectorAll('#ar-results > li').length === 4")
    assert box.page.locator("#ar-status").inner_text() == "找到 4 页"


def test_what_reaches_over_the_end_of_a_paragraph_is_near(indexed: Indexed):
    apart = page("reports/b/", "普法", "镇党委")
    box = indexed([page("reports/a/", "一、抓好学法普法", "镇党委带头"), apart])
    assert box.ask("学法普法镇党").pages[0] == "reports/a/"
    assert box.ask("普法镇党委带").pages[0] == "reports/a/"


def test_two_pages_do_not_adjoin(indexed: Indexed):
    box = indexed([page("reports/a/", "法治政府"), page("reports/b/", title="建设年度")])
    assert box.ask("政府建设年").pages == ("reports/b/",)


def test_a_percentage_is_no_mere_number(indexed: Indexed):
    box = indexed([page("reports/a/", "举办100场"), page("reports/b/", "合格率100％", year=2023)])
    assert box.ask("100%").pages == ("reports/b/",)
    assert box.ask("100").pages == ("reports/a/", "reports/b/")


def test_what_prints_a_name_comes_before_what_is_called_so(indexed: Indexed):
    yi = place("yi", "乙镇", "乙乡")
    box = indexed(
        [page("reports/yi/", of=yi), page("reports/jia/", "与乙乡共建", year=2020, of=place("jia", "甲镇"))]
    )
    assert box.ask("乙乡").pages == ("reports/jia/", "reports/yi/")
    assert box.page.locator("#ar-results li").nth(1).inner_text().endswith("按地名的另一种写法找到")
    assert box.ask("乙乡 共建").pages == ("reports/jia/",)


def test_syllables_may_stand_among_other_terms(indexed: Indexed):
    town = place("p-town", "平氏镇")
    box = indexed([page("reports/p/", "矛盾纠纷", of=town), page("reports/q/", "矛盾纠纷")])
    assert box.ask("ping shi zhen 矛盾").pages == ("reports/p/",)


def test_a_place_or_an_indicator_of_just_that_name_is_led_to(indexed: Indexed):
    jia = place("jia", "甲镇")
    years = range(2010, 2024)
    reports = [page(f"reports/jia/{year}/", "甲镇办结矛盾纠纷", year=year, of=jia) for year in years]
    derived = [
        page("reports/jia/", title="甲镇的报告", kind=PageKind.GOVERNMENT, of=jia),
        page("indicators/d/", "矛盾纠纷数", title="矛盾纠纷", kind=PageKind.INDICATOR),
    ]
    box = indexed([*reports, *derived])
    for query, called in {
        "甲镇": "地方：甲镇的报告",
        "jiazhen": "地方：甲镇的报告",
        "矛盾 纠纷": "指标：矛盾纠纷",
        "矛盾纠纷数": "",
        "矛盾": "",
    }.items():
        box.ask(query)
        assert box.page.locator("#ar-called").inner_text() == called, query


def test_a_place_that_is_shown_is_not_led_to_again(indexed: Indexed):
    box = indexed(
        [page("reports/jia/", title="甲镇的报告", kind=PageKind.GOVERNMENT, of=place("jia", "甲镇"))]
    )
    assert box.ask("甲镇").pages == ("reports/jia/",)
    assert box.page.locator("#ar-called").inner_text() == ""


def test_cells_of_a_table_are_not_read_as_one(indexed: Indexed):
    box = indexed([page("reports/a/", "安全生产　10　2　8.8")])
    assert box.ask("8.8").pages == ("reports/a/",)
    assert box.ask("安全生产 10 2 8.8").pages == ("reports/a/",)
    assert box.ask("1028.8").told.startswith("没有找到")


@pytest.mark.parametrize(
    "query", ["95.7余件", "4026%", "2022年1月5日", "甲政发〔2022〕3号", "12月44日", "2022名"]
)
def test_what_only_stands_in_pieces_is_near(indexed: Indexed, query: str):
    lines = ["合格率95.7%，办结4026余件", "2023年1月5日", "12月4日，44名干部", "甲政发〔2023〕3号"]
    box = indexed([page("reports/a/", *lines, year=2022, of=place("jia", "甲镇"))])
    answer = box.ask(query)
    assert answer.told.startswith(f"没有找到“{query}”。下面是近似结果")
    assert answer.pages == ("reports/a/",)


def test_another_name_leads_to_what_prints_the_one(indexed: Indexed):
    law = ("中华人民共和国行政复议法", "行政复议法", "复议法典")
    box = indexed([page("reports/a/", "学习《行政复议法》"), page("reports/b/", "学习民法典")], [law])
    for query in ("《复议法典》", "中华人民共和国行政复议法"):
        answer = box.ask(query)
        assert (answer.told, answer.pages) == ("按“行政复议法”找到 1 页", ("reports/a/",))
    assert box.ask("学习 复议法典").pages == ("reports/a/",)
    assert box.ask("行政复议法").told == "找到 1 页"


def test_what_prints_the_name_that_was_typed_needs_no_other(indexed: Indexed):
    box = indexed([page("reports/a/", "新名"), page("reports/b/", "旧名", year=2020)], [("新名", "旧名")])
    assert box.ask("旧名").pages == ("reports/b/",)


@pytest.mark.parametrize(
    "query",
    ["甲镇2023年", "甲镇2023", "2023甲镇", "甲镇 2023年度", "jia2023", "jiazhen 2023", "2023年甲镇宪法"],
)
def test_a_place_and_a_year_lead_to_the_report(indexed: Indexed, query: str):
    jia, yi = place("jia", "甲镇"), place("yi", "乙镇")
    years = range(2020, 2025)
    reports = [
        page(f"reports/{of.id}/{y}/", "学习宪法，2021—2025年", year=y, of=of)
        for of in (yi, jia)
        for y in years
    ]
    compared = page(
        "compare/", "宪法", title="甲镇2023年与2022年对比", kind=PageKind.COMPARISON, year=2023, of=jia
    )
    assert indexed([*reports, compared]).ask(query).pages[0] == "reports/jia/2023/"


def test_the_year_that_a_page_is_about_comes_before_those_that_name_it(indexed: Indexed):
    years = range(2020, 2025)
    box = indexed([page(f"reports/{y}/", f"{y}年的宪法，2021—2025年", year=y) for y in years])
    assert box.ask("宪法 2021").pages[:2] == ("reports/2021/", "reports/2024/")


LONG = (
    "镇党委把法治建设纳入年度考核，每季度听取一次汇报，对排查出的问题逐条建立台账、"
    "限期整改、销号管理，并在下一次会议上通报"
)


@pytest.mark.parametrize(
    "query",
    [
        LONG.replace("台账", "台帐"),
        LONG.replace("一次汇报", "汇报"),
        LONG + "全镇普法宣传进村入户走进集市",
        (LONG + "全镇普法宣传进村入户走进集市") * 40,
    ],
    ids=["another character", "characters left out", "over a paragraph's end", "very long"],
)
def test_a_long_passage_that_deviates_is_near(indexed: Indexed, query: str):
    others = [page(f"reports/{n}/", "镇党委听取汇报，会议通报问题，限期整改。" * 3) for n in range(30)]
    box = indexed([*others, page("reports/old/", LONG, "全镇普法宣传进村入户走进集市", year=2020)])
    answer = box.ask(query)
    assert answer.told.startswith("没有找到“镇党委把")
    assert len(answer.told) < 120
    assert answer.pages[0] == "reports/old/"


def test_a_site_that_is_published_anew_is_read_anew(indexed: Indexed, site: Path):
    box = indexed([page("reports/a/", "法治政府")])
    assert box.ask("法治").pages == ("reports/a/",)
    shutil.rmtree(site / FOLDER)
    write_index([page("reports/b/", "依法行政"), page("reports/a/", "法治政府", year=2023)], site)
    os.utime(site / FOLDER / "pages.bin", times=(2e9, 2e9))  # a server tells versions apart by the second
    assert box.ask("行政").pages == ("reports/b/",)
    assert box.ask("法治").pages == ("reports/a/",)
