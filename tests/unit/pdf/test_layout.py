"""A printed report: what the report says, in its order, and nothing that it does not say."""

from __future__ import annotations

import re

import pytest

from annual_reports.domain.model import Report
from annual_reports.pdf import fonts, layout
from annual_reports.pdf.layout import _letterhead, _masthead_lines, _title
from support.html_page import Html

FACES = fonts.faces({}, ())


def html(report: Report, address: str = "") -> str:
    return layout.html(report, FACES, address)


def test_head_title_text_and_signature_stand_in_the_documents_order(write):
    report = write(
        "## 一、学法\n\n讲座。",
        letterhead="示范镇文件",
        document_number="示发〔2025〕1号",
        signature=["示范镇", "2025年1月14日"],
    )
    text = "".join(Html.of(html(report)).text.split())
    assert text == (
        "示范镇文件示发〔2025〕1号报告一、学法讲座。示范镇2025年1月14日"
        "本件由网站按公布的文本排印，没有印章，以原件为准。"
    )


def test_what_is_null_is_not_printed(write):
    page = html(write())
    assert not {"masthead", "letterhead", "number", "rule", "signature"} & classes(page)
    assert "dcterms" not in page
    assert "None" not in page


def test_a_number_without_a_letterhead_stands_below_the_title(write):
    page = html(write(document_number="示发〔2025〕1号"))
    assert "masthead" not in classes(page)
    assert page.index("</h1>") < page.index('<p class="number">')


def classes(page: str) -> set[str]:
    return {str(attrs["class"]) for _, attrs in Html.of(page).tags if attrs.get("class")}


def test_only_the_date_of_a_signature_stands_farther_in(write):
    page = html(write(signature=["示范镇", "二〇二五年一月十日"]))
    assert '<p>示范镇</p>\n<p class="date">二〇二五年一月十日</p>' in page


def test_the_reports_own_address_is_told_where_the_sites_is_known(write):
    report = write()
    told = "//示范.cn/年报/reports/demo/2024/"
    assert f'href="{told}"' in html(report, "//示范.cn/年报/")
    assert f'href="{told}"' in html(report, "//示范.cn/年报")
    assert "href" not in html(report)


def test_signs_of_the_text_are_printed_as_they_are(write):
    page = html(write("1. 号码138****1234。\n\n* * *x_y_z &amp; 甲"))
    assert "<ol>" not in page
    assert {"1.", "号码138****1234。"} <= set(Html.of(page).text.split())
    assert "&lt;" not in page


def test_a_title_is_escaped(write):
    assert "<title>甲&amp;乙</title>" in html(write(title="甲&乙"))


@pytest.mark.parametrize(
    ("title", "issuers", "lines"),
    [
        ("示范镇2024年报告", ["示范镇"], [("示范镇2024年报告", None)]),
        (
            "中共示范镇委员会 示范镇人民政府关于2024年法治政府建设工作的报告",
            ["中共示范镇委员会", "示范镇人民政府"],
            [("中共示范镇委员会 示范镇人民政府", None), ("关于2024年法治政府建设工作的报告", None)],
        ),
        ("关于" + "某" * 30 + "的报告", ["示范镇"], [("关于" + "某" * 30 + "的报告", 19)]),
    ],
)
def test_a_title_of_several_lines_is_cut_behind_its_issuers(write, title, issuers, lines):
    assert [tuple(part) for part in _title(write(title=title, issuers=issuers))] == lines


@pytest.mark.parametrize(
    ("characters", "size", "rows"), [(5, 48, 1), (9, 48, 1), (13, 34, 1), (20, 22, 1), (25, 22, 2)]
)
def test_a_letterhead_fits_on_one_line_if_it_is_legible_there(characters: int, size: int, rows: int):
    assert _letterhead("镇" * characters) == (size, rows)


def test_below_the_red_rule_are_two_blank_lines_at_least_and_less_than_three():
    line = 225 / 22
    for size in range(22, 49):
        rule = 35 + size * 25.4 / 72 + 3 * line + 4 - (line - 16 * 25.4 / 72) / 2
        assert 2 * line <= _masthead_lines(size, numbered=True) * line - rule < 3 * line


def test_the_measures_are_those_of_the_stylesheet(write):
    page = html(write())
    assert "calc(225mm / 22)" in page
    assert "calc(156mm / 28)" in page
    assert re.search(r"font: 16pt var\(--body\)", page)
    assert re.search(r"22pt var\(--title\)", page)
