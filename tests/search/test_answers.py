"""Search answers correctly on sites made for one difficulty each, which the fixture sites do not have."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from search_page import OpenSearch
from synthetic import government

from annual_reports.domain.catalog import Government
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


def test_a_phrase_is_looked_for_behind_pages_that_only_have_its_pairs(open_search: OpenSearch):
    misleading = [page(f"reports/{n}/", MISLEADING) for n in range(120)]
    search = open_search([*misleading, page("reports/old/", "宣传人民法典", year=2020)])
    answer = search.ask("人民法典")
    assert (answer.status, answer.pages) == ("找到 1 页", ("reports/old/",))


def test_a_search_of_very_many_misleading_pages_ends_and_says_so(open_search: OpenSearch):
    in_a_file_of_its_own = "。" * 6000
    misleading = [page(f"reports/{n}/", MISLEADING, in_a_file_of_its_own) for n in range(400)]
    search = open_search([*misleading, page("reports/old/", "宣传人民法典", year=2020)])
    read: list[str] = []
    search.page.on("request", lambda request: read.append(request.url))
    assert search.ask("人民法典").status.startswith("大概没有“人民法典”。下面是近似结果")
    assert len([url for url in read if "/texts/" in url]) == 200


def test_the_sentence_with_most_of_the_terms_is_shown_first(open_search: OpenSearch):
    search = open_search([page("reports/a/", "普法宣传。", "执法检查。", "普法、执法都要抓。")])
    search.ask("普法 执法")
    assert search.page.locator(".ar-results__sentence").all_inner_texts() == [
        *("普法、执法都要抓。", "普法宣传。", "执法检查。")
    ]


def test_more_is_looked_for_on_demand(open_search: OpenSearch):
    misleading = [page(f"reports/{n}/", MISLEADING) for n in range(300)]
    having = [page(f"reports/old-{n}/", "宣传人民法典", year=2020) for n in range(3)]
    search = open_search([page("reports/new/", "宣传人民法典", year=2025), *misleading, *having])
    answer = search.ask("人民法典")
    assert (answer.status, answer.pages) == ("找到约 2 页，显示前 1 页", ("reports/new/",))
    search.page.get_by_role("button", name="再显示一些").click()
    search.page.wait_for_function("document.querySelectorAll('#ar-results > li').length === 4")
    assert search.page.locator("#ar-status").inner_text() == "找到 4 页"


def test_what_reaches_over_the_end_of_a_paragraph_is_near(open_search: OpenSearch):
    apart = page("reports/b/", "普法", "镇党委")
    search = open_search([page("reports/a/", "一、抓好学法普法", "镇党委带头"), apart])
    assert search.ask("学法普法镇党").pages[0] == "reports/a/"
    assert search.ask("普法镇党委带").pages[0] == "reports/a/"


def test_two_pages_do_not_adjoin(open_search: OpenSearch):
    search = open_search([page("reports/a/", "法治政府"), page("reports/b/", title="建设年度")])
    assert search.ask("政府建设年").pages == ("reports/b/",)


def test_a_percentage_is_no_mere_number(open_search: OpenSearch):
    search = open_search([page("reports/a/", "举办100场"), page("reports/b/", "合格率100％", year=2023)])
    assert search.ask("100%").pages == ("reports/b/",)
    assert search.ask("100").pages == ("reports/a/", "reports/b/")


def test_what_prints_a_name_comes_before_what_is_called_so(open_search: OpenSearch):
    yi = government("yi", "乙镇", "乙乡")
    search = open_search(
        [
            page("reports/yi/", of=yi),
            page("reports/jia/", "与乙乡共建", year=2020, of=government("jia", "甲镇")),
        ]
    )
    assert search.ask("乙乡").pages == ("reports/jia/", "reports/yi/")
    assert search.page.locator("#ar-results li").nth(1).inner_text().endswith("按地名的另一种写法找到")
    assert search.ask("乙乡 共建").pages == ("reports/jia/",)


def test_syllables_may_stand_among_other_terms(open_search: OpenSearch):
    town = government("p-town", "平氏镇")
    search = open_search([page("reports/p/", "矛盾纠纷", of=town), page("reports/q/", "矛盾纠纷")])
    assert search.ask("ping shi zhen 矛盾").pages == ("reports/p/",)


def test_a_place_or_an_indicator_of_just_that_name_is_led_to(open_search: OpenSearch):
    jia = government("jia", "甲镇")
    years = range(2010, 2024)
    reports = [page(f"reports/jia/{year}/", "甲镇办结矛盾纠纷", year=year, of=jia) for year in years]
    derived = [
        page("reports/jia/", title="甲镇的报告", kind=PageKind.GOVERNMENT, of=jia),
        page("indicators/d/", "矛盾纠纷数", title="矛盾纠纷", kind=PageKind.INDICATOR),
    ]
    search = open_search([*reports, *derived])
    for query, called in {
        "甲镇": "地方：甲镇的报告",
        "jiazhen": "地方：甲镇的报告",
        "矛盾 纠纷": "指标：矛盾纠纷",
        "矛盾纠纷数": "",
        "矛盾": "",
    }.items():
        search.ask(query)
        assert search.page.locator("#ar-called").inner_text() == called, query


def test_a_place_that_is_shown_is_not_led_to_again(open_search: OpenSearch):
    search = open_search(
        [page("reports/jia/", title="甲镇的报告", kind=PageKind.GOVERNMENT, of=government("jia", "甲镇"))]
    )
    assert search.ask("甲镇").pages == ("reports/jia/",)
    assert search.page.locator("#ar-called").inner_text() == ""


def test_cells_of_a_table_are_not_read_as_one(open_search: OpenSearch):
    search = open_search([page("reports/a/", "安全生产　10　2　8.8")])
    assert search.ask("8.8").pages == ("reports/a/",)
    assert search.ask("安全生产 10 2 8.8").pages == ("reports/a/",)
    assert search.ask("1028.8").status.startswith("没有找到")


@pytest.mark.parametrize(
    "query", ["95.7余件", "4026%", "2022年1月5日", "甲政发〔2022〕3号", "12月44日", "2022名"]
)
def test_what_only_stands_in_pieces_is_near(open_search: OpenSearch, query: str):
    lines = ["合格率95.7%，办结4026余件", "2023年1月5日", "12月4日，44名干部", "甲政发〔2023〕3号"]
    search = open_search([page("reports/a/", *lines, year=2022, of=government("jia", "甲镇"))])
    answer = search.ask(query)
    assert answer.status.startswith(f"没有找到“{query}”。下面是近似结果")
    assert answer.pages == ("reports/a/",)


def test_another_name_leads_to_what_prints_the_one(open_search: OpenSearch):
    law = ("中华人民共和国行政复议法", "行政复议法", "复议法典")
    search = open_search([page("reports/a/", "学习《行政复议法》"), page("reports/b/", "学习民法典")], [law])
    for query in ("《复议法典》", "中华人民共和国行政复议法"):
        answer = search.ask(query)
        assert (answer.status, answer.pages) == ("按“行政复议法”找到 1 页", ("reports/a/",))
    assert search.ask("学习 复议法典").pages == ("reports/a/",)
    assert search.ask("行政复议法").status == "找到 1 页"


def test_what_prints_the_name_that_was_typed_needs_no_other(open_search: OpenSearch):
    search = open_search(
        [page("reports/a/", "新名"), page("reports/b/", "旧名", year=2020)], [("新名", "旧名")]
    )
    assert search.ask("旧名").pages == ("reports/b/",)


@pytest.mark.parametrize(
    "query",
    ["甲镇2023年", "甲镇2023", "2023甲镇", "甲镇 2023年度", "jia2023", "jiazhen 2023", "2023年甲镇宪法"],
)
def test_a_place_and_a_year_lead_to_the_report(open_search: OpenSearch, query: str):
    jia, yi = government("jia", "甲镇"), government("yi", "乙镇")
    years = range(2020, 2025)
    reports = [
        page(f"reports/{of.id}/{y}/", "学习宪法，2021—2025年", year=y, of=of)
        for of in (yi, jia)
        for y in years
    ]
    compared = page(
        "compare/", "宪法", title="甲镇2023年与2022年对比", kind=PageKind.COMPARISON, year=2023, of=jia
    )
    assert open_search([*reports, compared]).ask(query).pages[0] == "reports/jia/2023/"


def test_the_year_that_a_page_is_about_comes_before_those_that_name_it(open_search: OpenSearch):
    years = range(2020, 2025)
    search = open_search([page(f"reports/{y}/", f"{y}年的宪法，2021—2025年", year=y) for y in years])
    assert search.ask("宪法 2021").pages[:2] == ("reports/2021/", "reports/2024/")


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
def test_a_long_passage_that_deviates_is_near(open_search: OpenSearch, query: str):
    others = [page(f"reports/{n}/", "镇党委听取汇报，会议通报问题，限期整改。" * 3) for n in range(30)]
    search = open_search([*others, page("reports/old/", LONG, "全镇普法宣传进村入户走进集市", year=2020)])
    answer = search.ask(query)
    assert answer.status.startswith("没有找到“镇党委把")
    assert len(answer.status) < 120
    assert answer.pages[0] == "reports/old/"


def test_a_site_that_is_published_anew_is_read_anew(open_search: OpenSearch, site: Path):
    search = open_search([page("reports/a/", "法治政府")])
    assert search.ask("法治").pages == ("reports/a/",)
    shutil.rmtree(site / FOLDER)
    write_index([page("reports/b/", "依法行政"), page("reports/a/", "法治政府", year=2023)], site)
    os.utime(site / FOLDER / "pages.bin", times=(2e9, 2e9))  # a server tells versions apart by the second
    assert search.ask("行政").pages == ("reports/b/",)
    assert search.ask("法治").pages == ("reports/a/",)
