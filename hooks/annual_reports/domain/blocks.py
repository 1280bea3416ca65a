"""Divide a report's body into headings, tables and paragraphs.

These three are all the markup that a signed text has: # and a space before a heading, bars and a delimiter
row (|---|---|) for a table, a blank line between paragraphs. Every other sign stands for itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from annual_reports.domain.model import Span

DELIMITER_ROW = re.compile(r"[ \t]*\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?[ \t]*)?")
_LINE = re.compile(r"^[^\n]*$", re.MULTILINE)
_HEADING = re.compile(r"[ \t]*(#{1,6})[ \t\u3000]+([^\n]*)")
_ITEM = re.compile(r"\s*(?:[-+*>](?![ \t]+[0-9０-９])|\d+[.)])[ \t]")
"""Beginning of an item, which is a paragraph of its own; + 5 个百分点 is none."""


class Heading(NamedTuple):
    """Heading."""

    span: Span
    """Span of its words, without the # before them."""
    level: int
    """Number of its #, 1 to 6."""


class Paragraph(NamedTuple):
    """Paragraph, of one or several lines."""

    span: Span


class TableLines(NamedTuple):
    """Lines of a table."""

    rows: tuple[Span, ...]
    """Spans of the head's line and of the rows below it."""
    delimiter: Span
    """Span of the line below the head, which tells the columns' alignment and is not printed."""


Block = Heading | Paragraph | TableLines


@lru_cache(maxsize=64)
def read_blocks(body: str) -> tuple[Block, ...]:
    """Return the blocks of a body in order; no character but white space and markup is outside of them."""
    return tuple(_blocks(body))


def _blocks(body: str) -> Iterator[Block]:
    waiting: list[Span] = []
    delimiter: Span | None = None
    for line in _LINE.finditer(body):
        heading = _HEADING.fullmatch(line[0])
        begins_item = delimiter is None and _ITEM.match(line[0])
        if heading or begins_item or not line[0].strip():
            yield from _closed(body, waiting, delimiter)
            waiting, delimiter = [], None
        if heading:
            start = line.start() + heading.start(2)
            yield Heading(_stripped(body, (start, line.end())), len(heading[1]))
        elif delimiter is None and waiting and _is_table(body[slice(*waiting[-1])], line[0]):
            yield from _closed(body, waiting[:-1], None)
            waiting, delimiter = waiting[-1:], line.span()
        elif line[0].strip():
            waiting.append(line.span())
    yield from _closed(body, waiting, delimiter)


def _is_table(head: str, line: str) -> bool:
    return "|" in head and DELIMITER_ROW.fullmatch(line) is not None


def _closed(body: str, lines: list[Span], delimiter: Span | None) -> Iterator[Block]:
    if delimiter:
        yield TableLines(tuple(lines), delimiter)
    elif lines:
        yield Paragraph(_stripped(body, (lines[0][0], lines[-1][1])))


def _stripped(body: str, span: Span) -> Span:
    """Return a span without the white space at its ends."""
    text = body[slice(*span)]
    start = span[0] + len(text) - len(text.lstrip())
    return start, start + len(text.strip())
