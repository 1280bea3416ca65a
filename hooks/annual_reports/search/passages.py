"""Split reports into searchable sections, lines and addressable pieces."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from annual_reports.domain.blocks import Block, Heading, TableLines, read_blocks
from annual_reports.domain.figure_keys import figure_name
from annual_reports.domain.model import Figure, Report, Sentence
from annual_reports.domain.tables import join_rows
from annual_reports.domain.text import chinese_date
from annual_reports.rendering.document import SearchPiece, SearchSection
from annual_reports.rendering.urls import figure_anchor, sentence_anchor

CELL_SEPARATOR = "　"
"""Stands between two cells of a table, so that 10 and 28 are not found as 1028."""


def section(*lines: str, heading: str = "", anchor: str = "") -> SearchSection:
    """Make a section of lines that are one piece each, with the same anchor; empty lines are left out."""
    return SearchSection(heading, [[SearchPiece(anchor, line)] for line in lines if line])


def report_sections(report: Report) -> Iterator[SearchSection]:
    """Yield the sections of a report: particulars, corrections, the text by headings, figures.

    The signed text comes before the table of figures, so that a result opens at the sentence.
    """
    yield section(*_particulars(report), heading="文件信息", anchor="particulars")
    if report.corrections:
        yield section(*(c.reason for c in report.corrections), heading="更正", anchor="corrections")
    yield from _body_sections(report)
    yield SearchSection(
        "数据一览",
        [
            [SearchPiece(figure_anchor(f), line)]
            for f in report.figures
            for line in _figure_lines(f, report.year)
        ],
    )


def _particulars(report: Report) -> Iterator[str]:
    yield from report.issuers
    yield from filter(None, (report.letterhead, report.document_number, report.index_number))
    yield from report.signature
    for name, day in (("成文日期", report.issued), ("发布日期", report.published)):
        if day:
            yield f"{name} {chinese_date(day)}"


def _figure_lines(figure: Figure, year: int) -> Iterator[str]:
    """Yield a figure as its table shows it, and its remarks."""
    yield f"{figure_name(figure, year)} {figure.text}"
    yield from filter(None, (figure.note, figure.remark, figure.new_scope, figure.incomparable))


def _body_sections(report: Report) -> Iterator[SearchSection]:
    """Yield the signed text by headings; a heading is also the first line of its section."""
    heading = ""
    lines: list[list[SearchPiece]] = []
    for block, line in _lines_of_body(report):
        if isinstance(block, Heading):
            yield SearchSection(heading, lines)
            heading, lines = line[0].text, []
        start = line[0].span[0] if isinstance(block, TableLines) else block.span[0]
        lines.append(_pieces(report.body, start, line))
    yield SearchSection(heading, lines)


def _lines_of_body(report: Report) -> Iterator[tuple[Block, list[Sentence]]]:
    """Yield the sentences of each paragraph, heading or row of a table."""
    lines = [
        (start, block)
        for block in read_blocks(report.body)
        for start, _ in (block.rows if isinstance(block, TableLines) else (block.span,))
    ]
    sentences = join_rows(report.body, report.sentences, CELL_SEPARATOR)
    by_line = groupby(sentences, key=lambda one: bisect_right(lines, one.span[0], key=itemgetter(0)) - 1)
    for line, group in by_line:
        yield lines[line][1], list(group)


def _pieces(body: str, start: int, line: Iterable[Sentence]) -> list[SearchPiece]:
    """Make a piece of each sentence or row of a table, with the signs and the number before it."""
    pieces: list[SearchPiece] = []
    for sentence in line:
        before = " ".join(body[start : sentence.span[0]].split())
        pieces.append(SearchPiece(sentence_anchor(sentence), f"{before} {sentence.text}".lstrip()))
        start = sentence.span[1]
    return pieces
