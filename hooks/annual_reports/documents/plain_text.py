"""Read plain text: its encoding, its lines, and the tables that bars or tabs make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from annual_reports.documents.paragraphs import (
    Paragraph,
    SourceDocument,
    UnreadableDocument,
    markdown_table,
)

_WIDE = (b"\xff\xfe", b"\xfe\xff")
_BROKEN = re.compile(r"[\ud800-\udfff]")
_WHOLE = re.compile(r"[\u0800-\ud7ff\ue000-\uffff]")
"""Characters of three bytes in UTF-8."""
_BLOCK = re.compile(r"^\|.*\|\n\|[-:| ]+\|(?:\n\|.*\|)*$|^.*$", re.MULTILINE)
_FEWEST_ROWS = 2
_SHOWN = 10


def read_plain_text(data: bytes) -> SourceDocument:
    """Decode UTF-8, or UTF-16 or GB 18030 as Chinese Windows writes them; each line is a paragraph.

    Lines in which as many tabs stand as in the next one are a table.
    """
    encoding = _encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        before = data[: error.start].decode(encoding, "ignore")
        raise UnreadableDocument("document-bytes", before.count("\n") + 1) from error
    lines = "\n".join(text.removeprefix("\ufeff").splitlines())
    return SourceDocument(tuple(_with_tables(split_paragraphs(lines))))


def split_paragraphs(text: str) -> list[Paragraph]:
    """Return the lines of a text as paragraphs, a table in Markdown as one."""
    blocks = _BLOCK.findall(re.sub(r"\r\n?", "\n", text))
    return [Paragraph(block, is_table="\n" in block) for block in blocks]


def _with_tables(lines: list[Paragraph]) -> Iterator[Paragraph]:
    for tabs, group in groupby(lines, _count_tabs):
        members = list(group)
        parts_cells = any("\t" in line.text.strip("\t") for line in members)
        if not (tabs and parts_cells) or len(members) < _FEWEST_ROWS:
            yield from members
            continue
        rows = [line.text.split("\t") for line in members]
        told = f"制表符隔开的 {len(rows)} 行做成了表格，请核对：“{' '.join(rows[0])[:_SHOWN]}”"
        yield Paragraph(markdown_table(rows), is_table=True, told=(told,))


def _count_tabs(line: Paragraph) -> int:
    """Return how many tabs part the cells of a line; none for one that a tab indents."""
    return 0 if line.is_table or line.text.startswith("\t") else line.text.count("\t")


def _encoding(data: bytes) -> str:
    """Return the encoding of a plain text, also of one with some broken bytes.

    Broken UTF-8 can be decoded as GB 18030, to other characters; yet only UTF-8 has more whole Chinese
    characters of three bytes than broken ones.
    """
    if data[:2] in _WIDE:
        return "utf-16"
    text = data.decode("utf-8", "surrogateescape")
    broken = len(_BROKEN.findall(text))
    return "utf-8-sig" if not broken or len(_WHOLE.findall(text)) > broken else "gb18030"
