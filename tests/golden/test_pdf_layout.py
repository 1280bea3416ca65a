"""Golden cases of pages of a PDF: characters at their places, and the paragraphs that a reader sees.

A case holds its pages in the notation of `support.pdf_characters`, the paragraphs, and what is told.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annual_reports.documents.pdf_layout import lay_out
from support.pdf_characters import pdf_pages

CASES = sorted((Path(__file__).parent / "pdf_layout").glob("*.txt"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_pages_are_read_as_a_reader_sees_them(case: Path):
    _, *cut = re.split(r"^=== (.*) ===\n", case.read_text("utf-8"), flags=re.MULTILINE)
    parts = dict(zip(cut[::2], cut[1::2], strict=True))
    document = lay_out(pdf_pages(parts["pages"]))
    assert "\n".join(paragraph.text for paragraph in document.paragraphs) == parts["paragraphs"].rstrip("\n")
    assert list(document.told) == parts.get("told", "").splitlines()


def test_there_are_enough_cases():
    assert len(CASES) >= 25
