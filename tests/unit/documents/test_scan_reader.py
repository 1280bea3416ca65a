"""Recognised lines of a scan become paragraphs, and each doubt is told."""

from __future__ import annotations

import pytest
from pypdf import PdfWriter

from annual_reports.documents import document_reader, scan_reader
from annual_reports.documents.document_reader import read_document
from annual_reports.documents.paragraphs import SourceDocument, UnreadableDocument
from annual_reports.documents.pdf_values import Box
from annual_reports.documents.scan_reader import ScannedLine, ScannedPage, read_scan

WIDTH, HEIGHT = 595, 842
LONG = "2024年，甲镇坚持依法行政，全年办理案件526件，化解率98.5%，群众满意度"


def line(text: str, left: float, top: float, score: float = 0.99, size: float = 15.7) -> ScannedLine:
    width = size * sum(0.5 if sign.isascii() else 1 for sign in text)
    return ScannedLine(1, text, Box(left, top - 18, left + width, top), score)


def recognised(monkeypatch: pytest.MonkeyPatch, *lines: ScannedLine) -> SourceDocument:
    monkeypatch.setattr(scan_reader, "recognise_pages", lambda _: [ScannedPage(WIDTH, HEIGHT, lines)])
    return read_scan(b"")


def test_lines_become_paragraphs_that_are_to_be_confirmed(monkeypatch: pytest.MonkeyPatch):
    found = recognised(
        monkeypatch,
        line("一、主要做法", 110, 760),
        line(LONG, 110, 730, size=16.1),
        line("明显提升(详见附表)。", 78, 700),
        line("二、存在的不足", 110, 670),
    )
    texts = [paragraph.text for paragraph in found.paragraphs]
    assert texts == ["一、主要做法", f"{LONG}明显提升（详见附表）。", "二、存在的不足"]
    assert found.is_recognised
    assert found.told == ("文件是扫描的图片，1 页文字都是程序识别的，请逐段对照原件",)


def test_lines_that_are_not_sure_are_told(monkeypatch: pytest.MonkeyPatch):
    found = recognised(monkeypatch, line("全年办案526件。", 110, 760, score=0.7))
    assert found.told[1] == "认得不准的 1 行：第 1 页“全年办案526件。”"


def test_a_scan_without_any_line_is_refused(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(UnreadableDocument, match="document-scanned"):
        recognised(monkeypatch)


def test_without_recognition_a_scan_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(scan_reader, "find_spec", lambda _: None)
    with pytest.raises(UnreadableDocument, match="document-scanned"):
        read_scan(b"")


def test_a_pdf_without_text_is_recognised_if_that_is_installed(tmp_path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "扫描件.pdf"
    writer = PdfWriter()
    writer.add_blank_page(WIDTH, HEIGHT)
    writer.write(path)
    monkeypatch.setattr(document_reader, "can_recognise", lambda: True)
    monkeypatch.setattr(
        scan_reader, "recognise_pages", lambda _: [ScannedPage(WIDTH, HEIGHT, (line("有字。", 110, 760),))]
    )
    document = read_document(path)
    assert isinstance(document, SourceDocument)
    assert [paragraph.text for paragraph in document.paragraphs] == ["有字。"]
