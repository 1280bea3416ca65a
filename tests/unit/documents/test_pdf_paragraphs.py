from __future__ import annotations

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.documents.pdf_lines import Line
from annual_reports.documents.pdf_paragraphs import Block, find_paragraphs
from annual_reports.documents.pdf_regions import Region
from annual_reports.documents.pdf_values import Box

_FULL = "甲镇认真贯彻上级关于法治建设的各项部署"


def _line(text: str, base: float, left: float = 72, page: int = 1) -> Line:
    return Line(text, Box(left, base, left + 16 * len(text), base + 13), base, 16, page, left)


def _texts(*flow: Region | Block) -> list[str]:
    return [paragraph.text for paragraph in find_paragraphs(flow)[0]]


def test_nothing_makes_no_paragraph():
    assert find_paragraphs([]) == ([], [])


def test_a_table_waits_for_the_end_of_the_paragraph():
    table = Block(1, (Paragraph("| 事项 |", is_table=True),))
    above = Region((_line(_FULL, 700), _line(_FULL, 672)), "page")
    below = Region((_line("和要求。", 500),), "page")
    paragraphs, told = find_paragraphs([above, table, below])
    assert [paragraph.text for paragraph in paragraphs] == [f"{_FULL}{_FULL}和要求。", "| 事项 |"]
    assert told == [("aside", "第 1 页“事项”")]


def test_a_table_behind_a_paragraph_is_not_told():
    table = Block(1, (Paragraph("| 事项 |", is_table=True),))
    above = Region((_line(_FULL, 700), _line("和要求。", 672)), "page")
    assert find_paragraphs([above, table])[1] == []


def test_a_short_line_ends_a_paragraph_on_the_next_page_too():
    pages = [
        Region((_line(_FULL, 100), _line("完毕。", 72)), "page"),
        Region((_line(_FULL, 700, page=2),), "page"),
    ]
    assert _texts(*pages) == [f"{_FULL}完毕。", _FULL]


def test_words_that_must_stand_together_do_not_make_a_line_short():
    short = _FULL[:-2]
    lines = (_line(_FULL, 700), _line(short, 672), _line("2024年度", 644))
    assert _texts(Region(lines, "page")) == [f"{_FULL}{short}2024年度"]
