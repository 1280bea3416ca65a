"""Old documents go through LibreOffice where it is there; otherwise they are refused with advice."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from annual_reports.documents import office_converter
from annual_reports.documents.document_reader import read_document
from annual_reports.documents.office_converter import convert_to_docx
from annual_reports.documents.paragraphs import SourceDocument, UnreadableDocument
from support.word_xml import paragraph, word_package

OLD = b"\xd0\xcf\x11\xe0" + b"\0" * 600


def program(folder: Path, script: str) -> str:
    """A program in LibreOffice's place."""
    path = folder / "soffice"
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)
    return str(path)


def code_of(data: bytes) -> str:
    with pytest.raises(UnreadableDocument) as told:
        convert_to_docx(data)
    return told.value.code


def test_without_libreoffice_it_is_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(shutil, "which", lambda _: None)
    assert code_of(OLD) == "document-old-or-locked"


@pytest.mark.parametrize("script", ["exit 1", "exit 0", "sleep 9"])
def test_what_libreoffice_cannot_convert_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str
):
    made = program(tmp_path, script)
    monkeypatch.setattr(shutil, "which", lambda _: made)
    monkeypatch.setattr(office_converter, "_LONGEST", 0.5)
    assert code_of(OLD) == "document-old-or-locked"


def test_a_converted_document_is_read_and_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "ready.docx").write_bytes(word_package(paragraph("全年办案526件。")))
    made = program(
        tmp_path, f'while [ "$1" != --outdir ]; do shift; done; cp {tmp_path}/ready.docx "$2/document.docx"'
    )
    monkeypatch.setattr(shutil, "which", lambda _: made)
    for name in ("报告.doc", "报告.wps", "改了名.docx"):
        (tmp_path / name).write_bytes(OLD)
        document = read_document(tmp_path / name)
        assert isinstance(document, SourceDocument)
        assert [p.text for p in document.paragraphs] == ["全年办案526件。"]
        assert "LibreOffice" in document.told[0]
