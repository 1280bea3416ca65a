"""Take lines of a web page off a document's beginning and end, and open the tables that only place lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain, islice

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.domain.text import squeeze
from annual_reports.drafting.headings import marker
from annual_reports.drafting.rules import RULES, search, search_any
from annual_reports.drafting.signature import parse_signature_line

_WEB = re.compile("|".join(RULES["web_line"]).replace("LABEL", RULES["web_label"]))
_LABEL = re.compile(f"(?:{RULES['web_label']}):?")
_DELIMITER = re.compile(r"\|[-:| ]+\|")
_FEWEST_LABELS = 2
"""Cells with a label that a table of a web page has (索引号, 发文机关), which no table of a report has."""
_MOST_CELLS = 8
_LONGEST = 150
"""Characters of a line of a web page, so that no paragraph is searched."""


def is_dropped(text: str) -> bool:
    """Return True for a line that is no text of the report: a page number, the imprint."""
    return search_any("dropped", text)


def open_tables(paragraphs: Iterable[Paragraph]) -> Iterator[Paragraph]:
    """Yield the rows of a table that holds only parts of head, signature or imprint as lines of their own.

    Such tables stand before the text or behind it; one of offices and dates in the text is the report's.
    """
    lines = list(paragraphs)
    first, last = _ends_of_text(lines)
    for number, line in enumerate(lines):
        rows = [] if first < number < last else _rows(line)
        cells = [cell for row in rows for cell in row]
        if cells and len(cells) <= _MOST_CELLS and all(map(_is_part, cells)):
            yield Paragraph("", told=line.told)
            yield from (Paragraph("　".join(row)) for row in rows)
        else:
            yield line


def _rows(line: Paragraph) -> list[list[str]]:
    """Return the cells of each row of a table that are not empty; no rows for a text."""
    rows = [row for row in line.text.split("\n") if line.is_table and not _DELIMITER.fullmatch(row)]
    return [[cell.strip() for cell in row.split("|") if cell.strip()] for row in rows]


def _is_part(cell: str) -> bool:
    text = squeeze(cell)
    named = any(search(rule, text) for rule in ("letterhead", "document_number", "imprint"))
    dropped = is_dropped(cell) and not text.isdigit()
    return named or dropped or text == "文件" or parse_signature_line(Paragraph(cell)) is not None


def take_web_lines(lines: list[Paragraph]) -> tuple[list[Paragraph], list[str]]:
    """Return the lines that are the document's, and those that are a web page's: 发布时间, 浏览次数, 打印."""
    kept: list[Paragraph] = []
    taken: list[str] = []
    first, last = _ends_of_text(lines)
    for number, whole in enumerate(lines):
        at_an_end = number <= min(first, RULES["web_zone"] - 1)
        at_an_end |= number >= max(last, len(lines) - RULES["web_zone"])
        for line in _without_tail(whole) if at_an_end else [whole]:
            is_number = number < first and search("document_number", squeeze(line.text))
            if at_an_end and _is_of_web_page(line) and not is_number:
                taken.append(" ".join(re.sub(r"\|[-| ]*", " ", line.text).split()))
            else:
                kept.append(line)
    return kept, taken


def _ends_of_text(lines: list[Paragraph]) -> tuple[int, int]:
    """Return the places of the first line that is the document's text, and of its last sentence."""
    sentences = [n for n, line in enumerate(lines) if _is_sentence(line)]
    headings = (n for n, line in enumerate(lines) if marker(line.text))
    return min([*sentences[:1], *islice(headings, 1)], default=len(lines)), max(sentences, default=-1)


def _is_sentence(line: Paragraph) -> bool:
    return not line.is_table and line.text.endswith("。") and not _is_of_web_page(line)


def _without_tail(line: Paragraph) -> list[Paragraph]:
    """Separate what follows a title on its line: …的报告　发布时间：2025-01-20."""
    tail = None if line.is_table or _is_of_web_page(line) else search("behind_title", line.text)
    if not tail:
        return [line]
    return [line._replace(text=line.text[: tail.start()]), Paragraph(line.text[tail.start() :].strip())]


def _is_of_web_page(line: Paragraph) -> bool:
    labels = [[_LABEL.fullmatch(squeeze(cell)) for cell in row] for row in _rows(line)]
    is_line = not line.is_table and len(line.text) <= _LONGEST and _WEB.search(squeeze(line.text))
    is_list = len(labels) > 1 and any(map(all, labels))  # a head of 名称, 文号 and rows below it
    return bool(is_line) or (not is_list and sum(map(bool, chain(*labels))) >= _FEWEST_LABELS)
