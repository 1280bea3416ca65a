"""Golden cases of Word documents: markup of the parts, the text that is read, and what is told."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annual_reports.documents.word_reader import read_docx
from support.word_xml import word_package

CASES = sorted((Path(__file__).parent / "word").iterdir())
BODY, TEXT, TOLD, LINKS = "文件", "正文", "告诉", "链接"


def sections(case: Path) -> dict[str, str]:
    """Return a case's sections by their names; other names than those above are those of parts."""
    _, *found = re.split(r"^=== (.*) ===\n", case.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(found[::2], found[1::2], strict=True))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_word_document(case: Path):
    found = sections(case)
    text, told = found.pop(TEXT), found.pop(TOLD)
    links = dict(line.split(" ") for line in found.pop(LINKS, "").splitlines())
    document = read_docx(word_package(found.pop(BODY), links, **found))
    lines = [line for paragraph in document.paragraphs if (line := paragraph.text)]
    assert "".join(f"{line}\n" for line in lines) == text
    assert "".join(f"{line}\n" for line in document.told) == told
