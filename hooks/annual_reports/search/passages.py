"""What search is told of reports and written pages: sections, their lines, and where those stand."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from markdown.extensions.toc import slugify_unicode, unique

from annual_reports.addresses import figure_anchor, sentence_anchor
from annual_reports.document import Piece, Section
from annual_reports.model import Report, Sentence

_HEADING = re.compile(r"^#{1,6}[ \t]+(.+?)[ \t#]*$", re.MULTILINE)
_LINK = re.compile(r"!?\[([^\]]*)\]\([^)]*\)")
_MARKUP = re.compile(r"<[^>]+>|^[ \t]*(?:#{1,6}|[-*+>]|\d+\.)[ \t]+|[*`|]|^-{3,}$", re.MULTILINE)
_SOFT_BREAK = re.compile(
    r"^(?![ \t]*[#|])(.*\S[ \t]*)\n(?![ \t]*(?:\n|[#>|]|[-*+][ \t]|\d+[.)][ \t]|$))", re.MULTILINE
)
"""A line that the next one goes on with: Markdown prints both as one paragraph."""
_SIGNS = re.compile(r"[#>*+|\s-]+")
"""Markdown between two sentences; the number before a paragraph is text."""


def section(*lines: str, heading: str = "", anchor: str = "") -> Section:
    """A section of whole lines, with one address at most."""
    return Section(heading, [[Piece(anchor, line)] for line in lines if line])


def of_report(report: Report) -> Iterator[Section]:
    """A report: its particulars, its text by headings, its figures.

    What the government wrote comes before the table that was made of it: a result opens at the sentence.
    """
    particulars = (
        *report.issuers,
        report.letterhead,
        report.document_number,
        report.index_number,
        *report.signature,
    )
    yield section(*filter(None, particulars), heading="文件信息", anchor="particulars")
    yield from _of_body(report)
    yield Section(
        "数据一览", [[Piece(figure_anchor(f), f"{f.indicator.name} {f.text}")] for f in report.figures]
    )


def of_markdown(markdown: str) -> Iterator[Section]:
    """A written page by its headings, without its markup."""
    pieces = _HEADING.split(_joined(markdown))
    yield section(*plain_words(pieces[0]).split("\n"))
    taken: set[str] = set()
    for heading, text in zip(pieces[1::2], pieces[2::2], strict=True):
        name = plain_words(heading)
        anchor = unique(slugify_unicode(name, "-"), taken)
        yield section(name, *plain_words(text).split("\n"), heading=name, anchor=anchor)


def plain_words(markdown: str) -> str:
    """Markdown without its markup."""
    return html.unescape(_MARKUP.sub("", _LINK.sub(r"\1", markdown))).strip()


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
    """Sentences with their addresses, and the number that stands before them."""
    pieces: list[Piece] = []
    end: int | None = None
    for sentence in line:
        start = report.body.rfind("\n", 0, sentence.span[0]) + 1 if end is None else end
        if number := _SIGNS.sub(" ", report.body[start : sentence.span[0]]).strip():
            pieces.append(Piece("", f"{number} "))
        pieces.append(Piece(sentence_anchor(sentence), sentence.text))
        end = sentence.span[1]
    return pieces
