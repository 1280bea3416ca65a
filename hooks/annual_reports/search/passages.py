"""Split reports into searchable sections, lines and addressable pieces."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from annual_reports.domain.figure_keys import figure_name
from annual_reports.domain.model import Figure, Report, Sentence
from annual_reports.domain.tables import join_rows
from annual_reports.domain.text import chinese_date
from annual_reports.rendering.document import SearchPiece, SearchSection
from annual_reports.rendering.urls import figure_anchor, sentence_anchor

_SOFT_BREAK = re.compile(
    r"^(?![ \t]*[#|])(.*\S[ \t]*)\n(?![ \t]*(?:\n|[#>|]|[-*+][ \t]|\d+[.)][ \t]|$))", re.MULTILINE
)
"""Line that the next one continues: Markdown prints both as one paragraph."""
_MARKS = re.compile(r"[#>*+|\s-]+")
"""Markdown marks between two sentences; the number before a paragraph is text."""
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


def _with_joined_lines(markdown: str) -> str:
    """Put each paragraph on one line; every character keeps its offset."""
    return _SOFT_BREAK.sub(r"\1 ", markdown)


def _body_sections(report: Report) -> Iterator[SearchSection]:
    """Yield the signed text by headings; a heading is also the first line of its section."""
    heading = ""
    lines: list[list[SearchPiece]] = []
    for line in _lines_of_body(report):
        if _is_heading(report, line):
            yield SearchSection(heading, lines)
            heading, lines = line[0].text, []
        lines.append(_pieces(report, line))
    yield SearchSection(heading, lines)


def _lines_of_body(report: Report) -> Iterator[list[Sentence]]:
    """Yield the sentences of each paragraph, heading or row of a table."""
    body = _with_joined_lines(report.body)
    line_of = {}
    line = offset = 0
    sentences = join_rows(report.body, report.sentences, CELL_SEPARATOR)
    for sentence in sentences:
        line += body.count("\n", offset, sentence.span[0])
        offset = sentence.span[0]
        line_of[sentence] = line
    for _, group in groupby(sentences, key=line_of.__getitem__):
        yield list(group)


def _is_heading(report: Report, line: list[Sentence]) -> bool:
    start = report.body.rfind("\n", 0, line[0].span[0]) + 1
    return report.body.startswith("#", start)


def _pieces(report: Report, line: Iterable[Sentence]) -> list[SearchPiece]:
    """Make a piece of each sentence or row of a table, with the number before it."""
    pieces: list[SearchPiece] = []
    end: int | None = None
    for sentence in line:
        start = report.body.rfind("\n", 0, sentence.span[0]) + 1 if end is None else end
        between = report.body[start : sentence.span[0]]
        number = _MARKS.sub(" ", between).strip()
        pieces.append(SearchPiece(sentence_anchor(sentence), f"{number} {sentence.text}".lstrip()))
        end = sentence.span[1]
    return pieces
