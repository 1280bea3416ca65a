"""Printed pages have the measures of GB/T 9704-2012."""

from __future__ import annotations

from itertools import pairwise

import pytest
from pypdf import PageObject, PdfReader

from support import pdf_page as paper
from support.pdf_page import Line, read

LEFT, TOP, WIDTH, HEIGHT = 28, 37, 156, 225
LINE, CHARACTER = HEIGHT / 22, WIDTH / 28
CENTRE = 0.38  # of a full-width character, above its baseline, as a part of its size
NEAR = 0.5
TEXT = "全面推进法治政府建设规范行政执法行为健全监督机制" * 50


@pytest.fixture(scope="module")
def plain(press, write) -> PdfReader:
    """A document of long paragraphs only."""
    return read(press(write("\n\n".join([TEXT] * 3))))


def full_pages(document: PdfReader) -> list[PageObject]:
    """Return the pages filled with text: without the first, which has the title, and the last two."""
    pages = list(document.pages)[1:-2]
    assert len(pages) >= 4
    return pages


def text_of(page: PageObject) -> list[Line]:
    """Return a page's lines without the page number."""
    return [line for line in paper.lines(page) if line[0].baseline < TOP + HEIGHT]


def test_the_paper_is_a4(plain: PdfReader):
    for page in plain.pages:
        assert [float(side) * paper.MM for side in page.mediabox[2:]] == pytest.approx([210, 297], abs=0.01)


def test_a_full_page_has_22_lines_of_28_characters(plain: PdfReader):
    for page in full_pages(plain):
        lines = text_of(page)
        assert len(lines) == 22
        indented = [line for line in lines if line[0].left > LEFT + CHARACTER]
        short = [line for line in lines if line[-1].right < LEFT + WIDTH - NEAR]
        assert len(indented) <= 1
        assert len(short) <= 1, "a paragraph's last line"
        assert {len(line) for line in lines if line not in indented + short} == {28}
        assert all(len(line) == 26 for line in indented)


def test_the_text_fills_the_type_area(plain: PdfReader):
    for page in full_pages(plain):
        lines = text_of(page)
        full = [line for line in lines if len(line) == 28]
        assert [line[0].left for line in full] == pytest.approx([LEFT] * len(full), abs=NEAR)
        assert [line[-1].right for line in full] == pytest.approx([LEFT + WIDTH] * len(full), abs=NEAR)
        first, last = (line[0].baseline - CENTRE * line[0].size for line in (lines[0], lines[-1]))
        assert first - LINE / 2 == pytest.approx(TOP, abs=NEAR)
        assert last + LINE / 2 == pytest.approx(TOP + HEIGHT, abs=NEAR)


def test_lines_and_characters_stand_on_a_grid(plain: PdfReader):
    for page in full_pages(plain):
        lines = text_of(page)
        steps = [after[0].baseline - before[0].baseline for before, after in pairwise(lines)]
        assert steps == pytest.approx([LINE] * 21, abs=0.05)
        for line in lines:
            assert paper.pitches(line) == pytest.approx([CHARACTER] * (len(line) - 1), abs=0.05)
            assert line[0].size / paper.MM == pytest.approx(16, abs=0.01)


def test_the_number_stands_outside_below_the_text(plain: PdfReader):
    for number, page in enumerate(plain.pages, 1):
        line = paper.lines(page)[-1]
        dash = line[0].baseline - CENTRE * line[0].size
        assert line[0].size / paper.MM == pytest.approx(14, abs=0.01)
        assert dash == pytest.approx(TOP + HEIGHT + 7, abs=NEAR)
        if number % 2:
            assert line[-1].right == pytest.approx(LEFT + WIDTH - line[0].size, abs=NEAR)
        else:
            assert line[0].left == pytest.approx(LEFT + line[0].size, abs=NEAR)
        assert page.extract_text().split("\n")[-1].split() == ["—", str(number), "—"]


@pytest.mark.parametrize("letterhead", ["示范镇文件", "示范县示范镇人民政府文件"])
def test_the_masthead(press, write, letterhead: str):
    page = read(press(write(TEXT, letterhead=letterhead, document_number="示发〔2025〕1号"))).pages[0]
    mark, number, title, *text = text_of(page)
    size = mark[0].size
    assert mark[0].baseline - (CENTRE + 0.5) * size == pytest.approx(TOP + 35, abs=0.08 * size)
    assert mark[-1].right - mark[0].left <= WIDTH
    blank = number[0].baseline - CENTRE * number[0].size - LINE / 2 - (TOP + 35 + size)
    assert blank == pytest.approx(2 * LINE, abs=NEAR)
    for line in (mark, number, title):
        assert (line[0].left + line[-1].right) / 2 == pytest.approx(LEFT + WIDTH / 2, abs=NEAR)
    assert title[0].size / paper.MM == pytest.approx(22, abs=0.01)
    for line in text:
        from_top = (line[0].baseline - CENTRE * line[0].size - TOP) / LINE - 0.5
        assert from_top == pytest.approx(round(from_top), abs=0.05), "all text stands on the page's lines"


def test_the_levels_keep_the_grid(press, write):
    body = "\n\n".join(
        [f"## 一、标题\n\n### （一）标题\n\n#### 1. 标题\n\n##### （1）标题\n\n{TEXT[:200]}"] * 8
    )
    second = text_of(read(press(write(body))).pages[1])
    assert len(second) == 22
    assert second[-1][0].baseline - second[0][0].baseline == pytest.approx(21 * LINE, abs=0.1)


def test_a_table_stays_in_the_type_area_and_its_head_is_repeated(press, write):
    rows = "".join(
        f"| 第{number}项 | 排查矛盾纠纷并且全部予以化解的有关情况 | 12 件 |\n" for number in range(40)
    )
    document = read(press(write(f"见下表。\n\n| 项目 | 内容 | 数量 |\n|---|---|---|\n{rows}")))
    assert len(document.pages) > 2
    for page in document.pages[:-1]:
        assert "项目" in page.extract_text()
        for line in text_of(page):
            assert line[0].left >= LEFT
            assert line[-1].right <= LEFT + WIDTH + NEAR
    assert len(text_of(document.pages[1])) in (21, 22)


def test_a_signature_stands_at_the_right_and_never_alone(press, write):
    for length in range(20, 24):
        body = "\n\n".join(["某" * 20 + "。"] * (length - 4))
        document = read(press(write(body, signature=["示范镇人民政府", "2025年1月14日"])))
        page = next(page for page in document.pages if "2025年1月14日" in page.extract_text())
        organ, date = [line for line in text_of(page) if round(line[0].size / paper.MM) == 16][-2:]
        assert organ[-1].right == pytest.approx(LEFT + WIDTH - 2 * CHARACTER, abs=NEAR)
        assert date[-1].right == pytest.approx(LEFT + WIDTH - 4 * CHARACTER, abs=NEAR)
        assert "某" in page.extract_text()
