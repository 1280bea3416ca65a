"""Bring a text into the form in which personal data are searched, and say what stands before a place.

Marks between digits are taken out, so offsets change; `PrivacyText.span` leads back. Chinese numerals become
digits, one for one. The head of a table's column counts as standing before each of its cells.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from typing import Any

from annual_reports.domain.model import Span
from annual_reports.proofreading.rules import RULES

_DATA: Mapping[str, Any] = RULES["personal_data"]
_MARKS = re.compile(_DATA["marks"])
_SIGNS_OF_MARKS = re.compile(r"[0-9;*_~`&][*_~`<\\&#0-9](?<![0-9][0-9])")
"""Found in every text that has marks; much faster to look for."""
_NUMERALS = {ord(sign): str(digit) for sign, digit in _DATA["numerals"].items()}
_SIGNS = "".join(_DATA["numerals"])
_HAN_SIGNS = "".join(sign for sign in _SIGNS if sign.isalpha() or sign in "〇○")
_ROW = re.compile(f"[0-9{_SIGNS}](?:{_DATA['gap']}[0-9{_SIGNS}]){{2,}}")
_NUMERALS_ALONE = re.compile(f"[{_SIGNS}](?:{_DATA['gap']}[{_SIGNS}]){{2,}}")
_MIXED = 7
"""Fewest signs of a number that has numerals between its digits; in 张三138 the numeral is no part of one."""
_BEFORE = 40
"""Characters of the same line before a place that may tell what it is."""
_DELIMITER_CELL = re.compile(r"\s*:?-+:?\s*")


class PrivacyText:
    """A text to search for personal data."""

    def __init__(self, folded: str) -> None:
        """Take a text with its width folded."""
        self.folded, self._offsets = _without_marks(folded)
        """Text without marks between digits."""

    @cached_property
    def numbers(self) -> str:
        """Text with digits for three or more Chinese numerals in a row: 一三八 -> 138, but 张三."""
        return _ROW.sub(_fold_numerals, self.folded)

    def span(self, span: Span) -> Span:
        """Return the span in the text as it was given."""
        return (self._offsets[span[0]], self._offsets[span[1]]) if self._offsets else span

    def before(self, start: int) -> str:
        """Return what stands before a place on its line, with the head of its column before a cell."""
        line = self.folded.rfind("\n", 0, start) + 1
        own = self.folded[max(line, start - _BEFORE) : start]
        heads = self._heads.get(line)
        if not heads:
            return own
        column = self.folded.count("|", line, start)
        row, _, cell = own.rpartition("|")
        return f"{row}|{heads[column]}:{cell}"[-_BEFORE:] if column < len(heads) else own

    @cached_property
    def _heads(self) -> Mapping[int, Sequence[str]]:
        """Offset of each row of a table -> heads of the columns, split as the row is."""
        return dict(_rows_with_heads(self.folded)) if "|" in self.folded else {}


def _fold_numerals(row: re.Match[str]) -> str:
    """Return digits for the numerals of a number, of a mixed one only if it is long."""
    folded = row[0].translate(_NUMERALS)
    inner = row[0].lstrip(_SIGNS).rstrip(_HAN_SIGNS)
    is_mixed = inner.translate(_NUMERALS) != inner
    if folded == row[0] or (is_mixed and len(folded) >= _MIXED):
        return folded
    return _NUMERALS_ALONE.sub(lambda alone: alone[0].translate(_NUMERALS), row[0])


def _rows_with_heads(text: str) -> Iterator[tuple[int, Sequence[str]]]:
    """Yield offset and heads of the rows of all tables.

    A table is lines with as many |, blank lines aside; its first line is the head, or the one before |---|.
    """
    heads, previous, offset = list[str](), list[str](), 0
    for line in text.split("\n"):
        cells = [cell.strip() for cell in line.split("|")] if "|" in line else []
        if any(cells) and all(map(_DELIMITER_CELL.fullmatch, filter(None, cells))):
            heads = previous
        elif len(cells) != len(heads) and line.strip():
            heads = cells
        elif heads and cells:
            yield offset, heads
        previous = cells
        offset += len(line) + 1


def _kept(mark: re.Match[str]) -> str:
    """Return what stays of marks: digits, nothing of a backslash, else a blank."""
    if code := mark[2]:
        return chr(int(code))
    return mark[1] or mark[3] or ("" if mark[0] == "\\" else " ")


def _without_marks(folded: str) -> tuple[str, Sequence[int]]:
    """Return a text without marks between digits, and the offset of each character unless nothing changed."""
    if not _SIGNS_OF_MARKS.search(folded) or not _MARKS.search(folded):
        return folded, ()
    parts, offsets, end = list[str](), list[int](), 0
    for match in _MARKS.finditer(folded):
        kept, start = _kept(match), match.start(1 if match[1] else 0)
        parts += folded[end : match.start()], kept
        offsets += [*range(end, match.start()), *range(start, start + len(kept))]
        end = match.end()
    return "".join((*parts, folded[end:])), [*offsets, *range(end, len(folded) + 1)]
