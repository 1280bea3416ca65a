"""Old Word documents, made by LibreOffice from new ones, give the same paragraphs."""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_reports.documents.document_reader import read_document
from annual_reports.documents.paragraphs import SourceDocument
from support.libreoffice import convert
from support.word_xml import paragraph, word_package

LINES = ("甲镇人民政府2024年法治政府建设年度报告", "一、主要做法", "全年办案526件，化解率98.5%。")


@pytest.mark.parametrize("suffix", ["doc", "wps"])
def test_an_old_document_is_read(tmp_path: Path, suffix: str):
    source = tmp_path / "报告.docx"
    source.write_bytes(word_package("".join(map(paragraph, LINES))))
    made = convert([source], "doc", tmp_path)["报告"].rename(tmp_path / f"旧报告.{suffix}")
    document = read_document(made)
    assert isinstance(document, SourceDocument)
    assert [p.text for p in document.paragraphs if p.text] == list(LINES)
    assert "LibreOffice" in document.told[0]
