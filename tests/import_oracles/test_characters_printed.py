"""All characters of GB 2312 come back as they were from the PDF that a browser prints of them."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from annual_reports.drafting.characters import normalize_characters
from support.printed_pdf import by_chromium

CODES = bytes(byte for row in range(0xB0, 0xF8) for cell in range(0xA1, 0xFF) for byte in (row, cell))
CHARACTERS = CODES.decode("gb2312", errors="ignore")
PER_LINE = 40


@pytest.mark.parametrize("font", ["Noto Sans CJK SC", "Noto Serif CJK SC"])
def test_the_characters_of_gb_2312_come_back(font: str, tmp_path: Path):
    """Fonts draw 户 and the radical ⼾ with one glyph, and a PDF names the glyph after the lower code."""
    lines = "<br>".join(CHARACTERS[start : start + PER_LINE] for start in range(0, len(CHARACTERS), PER_LINE))
    page = f"<!doctype html><html lang=zh-CN><meta charset=utf-8><p style=\"font:14px '{font}'\">{lines}"
    pages = PdfReader(BytesIO(by_chromium(page, tmp_path))).pages
    found = "".join("".join(page.extract_text().split()) for page in pages)
    assert found != CHARACTERS, "the fonts do not show the case"
    assert normalize_characters(found) == (CHARACTERS, ())
