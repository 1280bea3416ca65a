"""What search is told of reports: sections, their lines, and where those stand."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from annual_reports.addresses import figure_anchor, sentence_anchor
from annual_reports.document import Piece, Section
from annual_reports.model import Figure, Report, Sentence
from annual_reports.text import chinese_date

_SOFT_BREAK = re.compile(
    r"^(?![ \t]*[#|])(.*\S[ \t]*)\n(?![ \t]*(?:\n|[#>|]|[-*+][ \t]|\d+[.)][ \t]|$))", re.MULTILINE
)
"""A line that the next one goes on with: Markdown prints both as one paragraph."""
_SIGNS = re.compile(r"[#>*+|\s-]+")
"""Markdown between two sentences; the number before a paragraph is text."""
CELL = "　"
"""Stands between two cells of a table, so that 10 and 28 are not read as 1028."""


def section(*lines: str, heading: str = "", anchor: str = "") -> Section:
    """A section of whole lines, with one address at most."""
    return Section(heading, [[Piece(anchor, line)] for line in lines if line])


def of_report(report: Report) -> Iterator[Section]:
    """A report: its particulars, its text by headings, its figures.

    What the government wrote comes before the table that was made of it: a result opens at the sentence.
    """
    yield section(*_particulars(report), heading="文件信息", anchor="particulars")
    if report.corrections:
        yield section(*(c.reason for c in report.corrections), heading="更正", anchor="corrections")
    yield from _of_body(report)
    yield Section("数据一览", [[Piece(figure_anchor(f), line)] for f in report.figures for line in _said(f)])


def _particulars(report: Report) -> Iterator[str]:
    yield from report.issuers
    yield from filter(None, (report.letterhead, report.document_number, report.index_number))
    yield from report.signature
    for what, day in (("成文日期", report.issued), ("发布日期", report.published)):
        if day:
            yield f"{what} {chinese_date(day)}"


def _said(figure: Figure) -> Iterator[str]:
    """A figure as its table has it, and what is remarked on it."""
    yield f"{figure.indicator.name} {figure.text}"
    yield from filter(None, (figure.note, figure.new_scope, figure.incomparable))


def _joined(markdown: str) -> str:
    """Paragraphs on one line each; every character keeps its place."""
    return _SOFT_BREAK.sub(r"\1 ", markdown)


def _of_body(report: Report) -> Iterator[Section]:
    """The signed text; a section begins with its heading."""
    heading = ""
    lines: list[list[Piece]] = []
    for line in _lines(report):
        if _is_heading(report, line):
            yield Section(heading, lines)
            heading, lines = line[0].text, []
        lines.append(_pieces(report, line))
    yield Section(heading, lines)


def _lines(report: Report) -> Iterator[list[Sentence]]:
    """The sentences of each paragraph, heading or row of a table."""
    body = _joined(report.body)
    line_of = {}
    line = position = 0
    for sentence in report.sentences:
        line += body.count("\n", position, sentence.span[0])
        position = sentence.span[0]
        line_of[sentence] = line
    for _, group in groupby(report.sentences, key=line_of.__getitem__):
        yield list(group)


def _is_heading(report: Report, line: list[Sentence]) -> bool:
    start = report.body.rfind("\n", 0, line[0].span[0]) + 1
    return report.body.startswith("#", start)


def _pieces(report: Report, line: Iterable[Sentence]) -> list[Piece]:
    """Sentences with their addresses, with the numbers before and the edges of cells behind them."""
    pieces: list[Piece] = []
    end: int | None = None
    for sentence in line:
        start = report.body.rfind("\n", 0, sentence.span[0]) + 1 if end is None else end
        between = report.body[start : sentence.span[0]]
        if pieces and "|" in between:
            pieces[-1] = Piece(pieces[-1].anchor, pieces[-1].text + CELL)
        number = _SIGNS.sub(" ", between).strip()
        pieces.append(Piece(sentence_anchor(sentence), f"{number} {sentence.text}".lstrip()))
        end = sentence.span[1]
    return pieces
