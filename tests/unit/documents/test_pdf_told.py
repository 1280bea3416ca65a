from __future__ import annotations

import pytest

from annual_reports.documents.pdf_told import tell_page
from annual_reports.documents.pdf_values import Box, PdfPage
from annual_reports.documents.word_told import Told
from support.pdf_characters import characters


def told(page: PdfPage, drawings: int = 0, *, is_scan: bool = False) -> list[str]:
    found = Told()
    tell_page(found, page, drawings, is_scan=is_scan)
    return list(found.lines())


def page(*rules: Box, pictures: tuple[Box, ...] = ()) -> PdfPage:
    text = (*characters(100, 700, 16, "办理612526件"), *characters(100, 660, 16, "化解率98.5%"))
    return PdfPage(3, 595, 842, text, rules, pictures)


@pytest.mark.parametrize("height", [702.5, 704, 708])
def test_a_rule_through_text_is_told(height: float):
    line = "文字上划了线的 1 处，照原样读入，请核对是否作废：第 3 页的“612”"
    assert told(page(Box(132, height, 156, height + 0.5))) == [line]


@pytest.mark.parametrize("height", [698, 712, 680])
def test_a_rule_under_over_or_between_lines_is_not_told(height: float):
    assert not told(page(Box(100, height, 300, height + 0.5), Box(90, 600, 90.5, 800)))


def test_pictures_are_told_with_what_they_cover():
    seal, other = Box(95, 655, 120, 672), Box(300, 100, 400, 200)
    line = "图片没有读入，在 1 页上：第 3 页 2 张（盖着“化解”）"
    assert told(page(pictures=(seal, other))) == [line]


def test_a_scan_is_told_once_and_its_pictures_not():
    scan = page(pictures=(Box(0, 0, 595, 842),))
    assert told(scan, is_scan=True) == ["扫描的页，上面的文字没有读入 1 页：第 3 页"]
    recognised = scan._replace(is_recognised=True)
    assert told(recognised) == ["扫描的页，文字是识别出来的，请逐字核对 1 页：第 3 页"]


def test_drawings_are_counted():
    assert told(page(), 37) == [
        "线条画的图形（图表、印章或描成线条的文字）没有读入，在 1 页上：第 3 页 37 个"
    ]
