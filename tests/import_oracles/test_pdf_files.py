"""PDFs that other programs print: their paragraphs are those that were written, but for what is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from docx.enum.section import WD_SECTION
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt

from annual_reports.documents.pdf_reader import read_pdf
from annual_reports.drafting.characters import normalize_characters
from support.printed_pdf import (
    PARAGRAPHS,
    ROWS,
    TABLE,
    TITLE,
    add_page_number,
    by_chromium,
    by_libreoffice,
    by_weasyprint,
    html,
    html_table,
    without_copying,
    word_document,
)

_MARGIN_BOXES = (
    "@page{@top-center{content:'甲镇人民政府文件';font-size:10pt}"
    "@bottom-center{content:'— ' counter(page) ' —';font-size:12pt}}"
)
_ALTERNATING = (
    "@page:left{margin:30mm 20mm 30mm 32mm;@bottom-left{content:counter(page);font-size:12pt}}"
    "@page:right{margin:30mm 32mm 30mm 20mm;@bottom-right{content:counter(page);font-size:12pt}}"
)
_COLUMNS = "main{columns:2;column-gap:2em;font-size:12pt;line-height:20pt}"
_NOTE = "说明：数据来自县司法局的统计年报，仅供参考。"
_SMALL = "float:right;width:30%;font-size:11pt;line-height:18pt;margin-left:12pt"
_FLOAT = f"<div style='{_SMALL}'>{_NOTE}</div>"
_RULED = f"<div style='border:1px solid;width:60%;margin:9pt auto;padding:6pt'>{_NOTE}</div>"
_COVER = f"<div style='break-after:page'>{_NOTE}</div>"
_MAY_BE_TOLD = {"换页处", "满行的句末"}
"""Doubts about paragraphs without indents, where a page or a line happens to end."""
_HTML = {
    "fonts that are there": (html(), "", set()),
    "fonts that are missing": (html(font="仿宋_GB2312,FangSong"), "", set()),
    "sans serif": (html(font="'Noto Sans CJK SC'"), "", set()),
    "Latin letters of another font": (html(font="'DejaVu Serif','Noto Serif CJK SC'"), "", set()),
    "running heads and page numbers": (html(style=_MARGIN_BOXES), "", {"页眉、页脚"}),
    "page numbers on alternating sides": (html(style=_ALTERNATING), "", {"页眉、页脚"}),
    "a table": (html(body=html_table()), TABLE, set()),
    "two columns": (html(style=_COLUMNS), "", {"分栏"}),
    "text beside a note": (html(body=_FLOAT), _NOTE, {"文字框"}),
    "a ruled box": (html(body=_RULED), _NOTE, set()),
    "a cover": (html(body=_COVER, behind=0), _NOTE, set()),
    "paragraphs with gaps and no indentation": (
        html(style="p{text-indent:0;margin:0 0 14pt;text-align:left}"),
        "",
        _MAY_BE_TOLD,
    ),
    "spread letters": (
        html(style="h1{font-size:18pt;letter-spacing:.15em}p{letter-spacing:.02em}"),
        "",
        set(),
    ),
}


@pytest.mark.parametrize("name", _HTML)
@pytest.mark.parametrize("printer", [by_chromium, by_weasyprint])
def test_pages_of_browsers(name: str, printer, tmp_path: Path):
    page, added, told = _HTML[name]
    _assert_read(printer(page, tmp_path), added, told)


def test_copying_is_not_allowed(tmp_path: Path):
    _assert_read(without_copying(by_weasyprint(html(), tmp_path)), "", set())


def test_footnotes_of_weasyprint(tmp_path: Path):
    style = ".n{float:footnote;font-size:10pt;line-height:14pt}"
    page = html(style=style).replace("办理案件526件", f"办理案件526<span class=n>{_NOTE}</span>件", 1)
    _assert_read(by_weasyprint(page, tmp_path), "", {"上标", "脚注"}, replaced=("526件", "526¹件"))


@pytest.mark.parametrize("font", ["Noto Serif CJK SC", "仿宋_GB2312"])
@pytest.mark.parametrize(
    "kind", ["pdf", 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}']
)
def test_word_documents_of_libreoffice(font: str, kind: str, tmp_path: Path):
    _assert_read(by_libreoffice(word_document(font=font), tmp_path, kind=kind), "", set())


def test_heads_and_feet_of_libreoffice(tmp_path: Path):
    document = word_document()
    section = document.sections[0]
    document.settings.odd_and_even_pages_header_footer = True
    for footer in (section.footer, section.even_page_footer):
        add_page_number(footer.paragraphs[0])
    section.header.paragraphs[0].text = "甲镇人民政府文件"
    _assert_read(by_libreoffice(document, tmp_path), "", {"页眉、页脚"})


def test_a_table_of_libreoffice(tmp_path: Path):
    document = word_document()
    table = document.add_table(len(ROWS), len(ROWS[0]), "Table Grid")
    for row, cells in zip(table.rows, ROWS, strict=True):
        for cell, text in zip(row.cells, cells, strict=True):
            cell.text = text
    _assert_read(by_libreoffice(document, tmp_path), TABLE, set())


def test_columns_of_libreoffice(tmp_path: Path):
    document = word_document()
    first, section = document.paragraphs[1].insert_paragraph_before(), document.sections[-1]
    section.start_type = WD_SECTION.CONTINUOUS
    columns = parse_xml(f'<w:cols {nsdecls("w")} w:num="2" w:space="480"/>')
    document.element.body.sectPr.append(columns)
    title_section = parse_xml(f'<w:sectPr {nsdecls("w")}><w:type w:val="continuous"/></w:sectPr>')
    first.paragraph_format.element.get_or_add_pPr().append(title_section)
    document.styles["Normal"].font.size = Pt(10.5)
    _assert_read(by_libreoffice(document, tmp_path), "", {"分栏"})


def test_a_title_with_spread_letters_of_libreoffice(tmp_path: Path):
    _assert_read(by_libreoffice(word_document(letter_spacing=2.0), tmp_path), "", set())


def _assert_read(data: bytes, added: str, told: set[str], replaced: tuple[str, str] = ("", "")) -> None:
    document = read_pdf(data)
    wanted = [TITLE, *PARAGRAPHS]
    if replaced[0]:
        first = next(index for index, text in enumerate(wanted) if replaced[0] in text)
        wanted[first] = wanted[first].replace(*replaced, 1)
    texts = [paragraph.text for paragraph in document.paragraphs]
    if added:
        assert added in texts
        texts.remove(added)
    assert texts == wanted
    assert all(any(line.startswith(kind) for line in document.told) for kind in told - _MAY_BE_TOLD)
    assert all(any(line.startswith(kind) for kind in told) for line in document.told)


@pytest.mark.parametrize("font", ["Noto Serif CJK SC", "Noto Sans CJK SC", "仿宋_GB2312"])
def test_all_characters_of_gb_2312_come_back(font: str, tmp_path: Path):
    rows = [bytes((high, low)) for high in range(0xB0, 0xF8) for low in range(0xA1, 0xFF)]
    signs = "".join(row.decode("gb2312", "ignore") for row in rows)
    document = read_pdf(by_chromium(f"<meta charset=utf-8><p style=\"font:16pt '{font}'\">{signs}", tmp_path))
    read = "".join(normalize_characters(paragraph.text)[0] for paragraph in document.paragraphs)
    assert len(signs) == 6763
    assert {(one, two) for one, two in zip(signs, read, strict=True) if one != two} == set()
