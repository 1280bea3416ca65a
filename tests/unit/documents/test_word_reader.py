"""Blocks of a Word document come in order, and nothing of it vanishes."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annual_reports.documents.paragraphs import UnreadableDocument
from annual_reports.documents.word_reader import read_docx
from support.word_xml import paragraph, word_package

HEADING = '<w:style w:type="paragraph" w:styleId="A1"><w:name w:val="heading 2"/></w:style>'
WORD = paragraph("词")
NAMES = (
    *("w:p", "w:r", "w:t", "w:tbl", "w:tr", "w:tc", "w:sdt", "w:sdtContent", "w:ins", "w:del", "w:moveTo"),
    *("w:hyperlink", "w:fldSimple", "w:smartTag", "w:customXml", "w:pict", "w:object", "w:txbxContent"),
    *("w:ruby", "w:rt", "w:rubyBase", "m:oMath", "m:f", "m:r", "mc:AlternateContent", "mc:Choice", "v:rect"),
    *("w:wonder", "w:bdo", "w:altChunk", "w:drawing", "wp:inline", "w:subDoc"),
)


def nested(depth: int, start: str, end: str) -> bytes:
    return word_package(start * depth + WORD + end * depth)


def test_heading_styles_give_levels_to_all_lines_of_a_paragraph():
    broken = paragraph("学法", "A1").replace("</w:r>", "<w:br/><w:t>普法</w:t></w:r>")
    found = read_docx(word_package(broken + paragraph("正文。"), styles=HEADING)).paragraphs
    assert [(p.text, p.level) for p in found] == [("学法", 2), ("普法", 2), ("正文。", None)]


@pytest.mark.parametrize(
    ("start", "end"),
    [
        ("<w:sdt><w:sdtContent>", "</w:sdtContent></w:sdt>"),
        ("<w:tbl><w:tr><w:tc>", "</w:tc></w:tr></w:tbl>"),
        ("<w:p><w:r><w:txbxContent>", "</w:txbxContent></w:r></w:p>"),
        ("<w:wonder>", "</w:wonder>"),
    ],
)
def test_deep_nesting_is_read_or_said(start: str, end: str):
    assert "词" in "".join(p.text for p in read_docx(nested(20, start, end)).paragraphs)
    with pytest.raises(UnreadableDocument, match="document-broken"):
        read_docx(nested(3_000, start, end))


@given(st.lists(st.sampled_from(NAMES), max_size=7))
def test_a_word_in_any_elements_is_read_or_told(names: list[str]):
    start = "".join(f"<{name}>" for name in names)
    end = "".join(f"</{name}>" for name in reversed(names))
    document = read_docx(word_package(f"{start}<w:t>词甲</w:t>{end}"))
    lines = [*document.told, *(p.text for p in document.paragraphs)]
    assert any("词甲" in line for line in lines)


def test_a_field_goes_on_over_paragraphs():
    char = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
    code = "<w:r><w:instrText>INCLUDETEXT a</w:instrText></w:r>"
    begin, end = f"<w:p>{char.format('begin')}{code}{char.format('separate')}</w:p>", char.format("end")
    document = read_docx(word_package(f"{begin}{WORD}<w:p>{end}</w:p>"))
    assert ("".join(p.text for p in document.paragraphs), document.told) == ("词", ())


def test_styles_are_read_once_for_many_notes():
    notes = "".join(f'<w:footnote w:id="{n}">{WORD}</w:footnote>' for n in range(1_000))
    before = time.process_time()
    document = read_docx(word_package(WORD, footnotes=notes, styles=HEADING * 2_000))
    assert time.process_time() - before < 2
    assert document.told[0].startswith("脚注没有读入 1000 条：“词”")


def test_forty_pages_take_a_part_of_a_second():
    runs = "".join(f"<w:r><w:t>一是办理案件{n}件，化解率98.5%。</w:t></w:r>" for n in range(5))
    data = word_package(f"<w:p>{runs}</w:p>" * 400, styles=HEADING)
    before = time.process_time()
    read_docx(data)
    assert time.process_time() - before < 0.5


@pytest.mark.parametrize(
    "piece",
    [
        "<w:r><w:t>词</w:t></w:r>",
        "<w:r><w:rPr><w:strike/></w:rPr><w:t>词</w:t></w:r>",
        '<w:r><w:fldChar w:fldCharType="begin"/><w:fldChar w:fldCharType="separate"/><w:t>词</w:t></w:r>',
        "<w:r><w:pict><w:txbxContent><w:p/></w:txbxContent></w:pict></w:r>",
    ],
    ids=["runs", "struck runs", "open fields", "text boxes"],
)
def test_very_many_pieces_of_a_paragraph_take_linear_time(piece: str):
    before = time.process_time()
    read_docx(word_package(f"<w:p>{piece * 8_000}</w:p>"))
    assert time.process_time() - before < 2
