"""Golden cases of pages of a PDF: operators and objects, the text that a person sees, and what is told.

A case holds a file in the notation of `support.pdf_files`, the text of each page in the order in which it is
painted, and what is told; or the code of the finding for which it is refused.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from annual_reports.documents.paragraphs import UnreadableDocument
from annual_reports.documents.pdf_pages import read_pages
from annual_reports.documents.pdf_values import PdfPage
from support.pdf_files import pdf_file

CASES = sorted((Path(__file__).parent / "pdf_pages").iterdir())


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_pages_are_read_as_a_person_sees_them(case: Path):
    notation, _, expected = case.read_text("utf-8").partition("=== text ===\n")
    assert found(notation) == expected


def found(notation: str) -> str:
    try:
        pages = read_pages(pdf_file(notation))
    except UnreadableDocument as unreadable:
        return f"{unreadable.code}\n"
    told = [f"{line}\n" for page in pages for line in page.told]
    return "".join([*map(shown, pages), *["=== told ===\n"] * bool(told), *told])


def shown(page: PdfPage) -> str:
    text = "".join(character.text for character in page.characters)
    return f"{page.width:g}×{page.height:g} {'识别：' * page.is_recognised}{text}\n"


def test_there_are_enough_cases():
    assert len(CASES) >= 40
