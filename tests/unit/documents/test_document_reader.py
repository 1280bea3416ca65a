"""Documents of every kind become paragraphs, or a finding that says why not."""

from __future__ import annotations

from collections.abc import Sequence
from io import BytesIO
from pathlib import Path

import pytest
from docx import Document
from pypdf import PdfWriter

from annual_reports.documents.document_reader import LARGEST_DOCUMENT, read_document
from annual_reports.documents.paragraphs import Paragraph, SourceDocument
from annual_reports.domain.findings import Finding
from support.word_documents import bomb, numbered, word

W = "<w:p>"


def document(folder: Path, name: str, data: bytes) -> SourceDocument:
    (folder / name).write_bytes(data)
    found = read_document(folder / name)
    assert not isinstance(found, Finding), found
    return found


def paragraphs(folder: Path, name: str, data: bytes) -> Sequence[Paragraph]:
    return document(folder, name, data).paragraphs


def texts(folder: Path, data: bytes) -> list[str]:
    return [p.text for p in paragraphs(folder, "报告.docx", data) if p.text]


def scanned() -> bytes:
    writer, file = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.write(file)
    return file.getvalue()


def locked() -> bytes:
    writer, file = PdfWriter(), BytesIO()
    writer.add_blank_page(595, 842)
    writer.encrypt("密码", algorithm="RC4-128")
    writer.write(file)
    return file.getvalue()


def test_word_gives_paragraphs_and_tables_in_order(tmp_path: Path):
    found = paragraphs(
        tmp_path, "a.docx", word(["标题", "正文。"], table=[["指标", "数|量"], ["讲座", "12场"]])
    )
    assert [(p.text, p.is_table) for p in found] == [
        ("标题", False),
        ("正文。", False),
        ("| 指标 | 数｜量 |\n| --- | --- |\n| 讲座 | 12场 |", True),
    ]


def test_numbers_that_word_writes_by_itself_are_read(tmp_path: Path):
    data = numbered([(0, "主要做法"), (1, "学法"), (1, "普法"), (0, "打算"), (1, "再学")])
    assert texts(tmp_path, data) == ["一、主要做法", "（一）学法", "（二）普法", "二、打算", "（一）再学"]


def test_tracked_changes_are_read_as_accepted_and_told(tmp_path: Path):
    changed = (
        "<w:p><w:r><w:t>共</w:t></w:r><w:del w:id='1'><w:r><w:delText>525</w:delText></w:r></w:del>"
        "<w:ins w:id='2'><w:r><w:t>526</w:t></w:r></w:ins><w:r><w:t>件</w:t></w:r></w:p>"
    )
    found = document(tmp_path, "a.docx", word(["第一段。"], xml=[changed]))
    assert [p.text for p in found.paragraphs] == ["第一段。", "共526件"]
    assert "修订" in found.told[0]


def test_a_text_box_is_read_once(tmp_path: Path):
    inside = "<w:p><w:r><w:t>示范镇人民政府文件</w:t></w:r></w:p>"
    box = f"<w:p><w:r><w:t>前</w:t></w:r><w:txbxContent>{inside}</w:txbxContent></w:p>"
    assert texts(tmp_path, word([], xml=[box])) == ["示范镇人民政府文件", "前"]


def test_heading_styles_give_levels(tmp_path: Path):
    document, file = Document(), BytesIO()
    document.add_heading("工作亮点", 2)
    document.add_paragraph("正文。")
    document.save(file)
    assert [p.level for p in paragraphs(tmp_path, "a.docx", file.getvalue())] == [2, None]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_plain_text_in_the_encodings_of_chinese_windows(tmp_path: Path, encoding: str):
    found = paragraphs(tmp_path, "报告.txt", "标题\r\n正文〔2024〕。".encode(encoding))
    assert [p.text for p in found] == ["标题", "正文〔2024〕。"]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.xlsx", b"PK", "document-kind"),
        ("a.wps", b"x", "document-broken"),
        ("a.doc", b"\xd0\xcf\x11\xe0", "document-old-or-locked"),
        ("a.docx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "document-old-or-locked"),
        ("a.docx", b"PK\x03\x04 not a package", "document-broken"),
        ("a.docx", b"", "document-broken"),
        ("a.docx", bomb(), "document-unpacks-too-large"),
        ("a.docx", word([]), "document-empty"),
        ("a.txt", b" \n\n", "document-empty"),
        ("a.txt", b"\x81", "document-bytes"),
        ("a.txt", b"x" * (LARGEST_DOCUMENT + 1), "document-too-large"),
        ("a.pdf", b"%PDF-1.7 nothing", "document-broken"),
        ("a.pdf", scanned(), "document-scanned"),
        ("a.pdf", locked(), "document-old-or-locked"),
    ],
    ids=lambda value: value if isinstance(value, str) else f"{len(value)} bytes",
)
def test_what_cannot_be_read_is_said(tmp_path: Path, name: str, data: bytes, code: str):
    (tmp_path / name).write_bytes(data)
    found = read_document(tmp_path / name)
    assert isinstance(found, Finding)
    assert found.code == code


@pytest.mark.parametrize(
    ("data", "line"),
    [
        ("标题\n学法12次。\n普法".encode("gb18030") + b"\xff\n", 3),
        ("标题\n学法".encode() + b"\xa3\xac" + "12次。\n普法8次。\n".encode(), 2),
        ("标题\n学法".encode() + "，".encode()[:2], 2),
        ("标题\n学法。".encode("utf-16") + b"\x01", 2),
    ],
    ids=["GB 18030", "UTF-8 that could be read as GB 18030", "UTF-8 cut off", "UTF-16 cut off"],
)
def test_the_line_of_bytes_that_are_no_text_is_said(tmp_path: Path, data: bytes, line: int):
    (tmp_path / "a.txt").write_bytes(data)
    found = read_document(tmp_path / "a.txt")
    assert isinstance(found, Finding)
    assert (found.code, found.line) == ("document-bytes", line)
    assert found.message.startswith(f"第 {line} 行")
    assert "UTF-8" in found.hint
    assert "Word" not in found.hint


@pytest.mark.parametrize("text", ["联通", "鏈", "甲镇2024年报告\n一、學法。", "\ufeff标题"])
def test_a_short_text_in_gb_18030_is_read(tmp_path: Path, text: str):
    found = paragraphs(tmp_path, "a.txt", text.encode("gb18030"))
    assert [p.text for p in found] == text.removeprefix("\ufeff").split("\n")


def test_a_pdf_of_too_many_pages_is_no_report(tmp_path: Path):
    writer = PdfWriter()
    for _ in range(301):
        writer.add_blank_page(595, 842)
    writer.write(tmp_path / "a.pdf")
    found = read_document(tmp_path / "a.pdf")
    assert isinstance(found, Finding)
    assert found.code == "document-too-long"


def test_a_file_that_is_gone_is_said(tmp_path: Path):
    found = read_document(tmp_path / "a.txt")
    assert isinstance(found, Finding)
    assert found.code == "unreadable-file"
