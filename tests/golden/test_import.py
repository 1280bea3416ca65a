"""Golden cases of documents' parts: a file each with paragraphs and draft, and a list of heads and ends."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from annual_reports.documents.paragraphs import Paragraph, SourceDocument
from annual_reports.documents.plain_text import split_paragraphs
from annual_reports.domain.catalog import Catalog
from annual_reports.drafting.document_head import Draft
from annual_reports.drafting.document_parts import recognise_parts
from annual_reports.drafting.due_report import DueReport
from annual_reports.drafting.import_document import make_draft

HERE = Path(__file__).parent
HEADS_AND_ENDS = (HERE / "heads_and_ends.txt").read_text(encoding="utf-8").splitlines()[1:]
TEXT = "演示数据。2024年，各项工作扎实推进。"
HEAD = "甲镇2024年法治政府建设年度报告¶" + TEXT
PARTS = ("title", "issuers", "number", "issued", "letterhead", "signature")
FROM_SIGNATURE = {"title", "issuers"}


def heads_and_ends() -> Iterator[tuple[str, str]]:
    """Pairs of a document's paragraphs and its parts; a case without parts has none."""
    pending = None
    for line in HEADS_AND_ENDS:
        if re.match(rf"(?:{'|'.join(PARTS)}): ", line):
            yield pending or "", line
            pending = None
        else:
            if pending is not None:
                yield pending, ""
            pending = line
    if pending is not None:
        yield pending, ""


def parts(draft: Draft, *, end_only: bool) -> str:
    """The parts of a draft as a case writes them."""
    found = {
        "title": draft.title,
        "issuers": "/".join(draft.issuers),
        "number": draft.document_number,
        "issued": draft.issued,
        "letterhead": draft.letterhead,
        "signature": "/".join(draft.signature),
    }
    shown = {key: text for key, text in found.items() if text and not (end_only and key in FROM_SIGNATURE)}
    return "; ".join(f"{key}: {text}" for key, text in shown.items())


@pytest.mark.parametrize(("written", "expected"), list(heads_and_ends()))
def test_heads_and_ends(written: str, expected: str):
    text = written.replace("【头】", HEAD).replace("【正】", TEXT)
    lines = [line.replace("↵", "\n") for line in text.split("¶")]
    draft = recognise_parts(Paragraph(line, is_table="\n" in line) for line in lines)
    assert parts(draft, end_only=written.startswith("【头】")) == expected


@pytest.mark.parametrize("case", sorted((HERE / "import").iterdir()), ids=lambda case: case.stem)
def test_parts(case: Path, demo_catalog: Catalog):
    """Paragraphs, one a line (`# 2 words` is a heading's style), and the draft that is made of them."""
    written, _, expected = case.read_text(encoding="utf-8").partition("=== 草稿 ===\n")
    text = written.removeprefix("# 扫描\n")
    document = SourceDocument(tuple(map(styled, split_paragraphs(text))), is_recognised=text != written)
    draft = make_draft(document, demo_catalog, DueReport("demo", 2024, None, ())).draft
    assert shown(draft) == expected


def styled(line: Paragraph) -> Paragraph:
    level = re.match("# ([1-9]) ", line.text)
    return line._replace(text=line.text[4:], level=int(level[1])) if level else line


def shown(draft: Draft) -> str:
    asked = [f"- {line}" for line in draft.to_confirm]
    told = [f"- {line}" for line in draft.notices]
    blocks = [
        *parts(draft, end_only=False).split("; "),
        "核对：",
        *asked,
        "告诉：",
        *told,
        "正文：",
        draft.body,
    ]
    return "\n".join(blocks)


def test_there_are_enough_cases():
    assert len(list((HERE / "import").iterdir())) >= 60
    assert len(list(heads_and_ends())) >= 115
