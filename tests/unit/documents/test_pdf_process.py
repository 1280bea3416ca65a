from __future__ import annotations

import json
import subprocess
import sys

import pytest

from annual_reports.documents import pdf_process
from annual_reports.documents.paragraphs import UnreadableDocument
from annual_reports.documents.pdf_process import read_file
from support.pdf_files import pdf_file

TEXT = "甲镇二〇二四年共办理案件五百二十六件，化解率百分之九十八点五。"
FILE = pdf_file(f"=== page ===\nBT /F 16 Tf 80 700 Td «{TEXT}» Tj ET\n")


def test_lines_about_all_pages_stand_at_the_first_one():
    star = "300 650 m 310 690 l 320 650 l f\n"
    text = f"BT /F 16 Tf 60 760 Td «{TEXT}» Tj ET\n"
    first, second = read_file(pdf_file(f"=== page ===\n{text}{star}=== page ===\n{text}{star}"))
    assert [line.partition("：")[2] for line in first.told] == ["第 1 页 1 个、第 2 页 1 个"]
    assert second.told == ()


def test_a_page_that_cannot_be_opened_is_told():
    pages = read_file(
        pdf_file(f"=== page ===\nBT /F 16 Tf 80 700 Td «{TEXT}» Tj ET\n=== page ===\n").replace(
            b"<< /Type /Page /Parent 2 0 R /Resources 900 0 R /Contents 1003 0 R", b"[" + b" " * 66
        )
    )
    assert [len(page.characters) for page in pages] == [len(TEXT), 0]
    assert any(line.startswith("页面损坏，没有读入 1 页：第 2 页") for line in pages[0].told)


def test_more_characters_than_a_report_has_are_refused(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pdf_process, "_MOST_CHARACTERS", 20)
    with pytest.raises(UnreadableDocument) as told:
        read_file(FILE)
    assert told.value.code == "document-too-long"


@pytest.mark.parametrize(("data", "expected"), [(FILE, list), (b"x", str)])
def test_the_program_writes_pages_or_a_code(data: bytes, expected: type):
    module = "annual_reports.documents.pdf_process"
    start = (
        f"import runpy, sys; sys.path[:0] = {sys.path!r}; runpy.run_module({module!r}, run_name='__main__')"
    )
    command = [sys.executable, "-c", start]
    done = subprocess.run(command, input=data, capture_output=True, check=True)
    assert isinstance(json.loads(done.stdout), expected)
