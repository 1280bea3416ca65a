"""Join the lines of a document that was broken at a fixed width, as editors and e-mail break plain text.

Such a document has many lines of about the same width that end within a sentence, and none that is wider.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Literal, NamedTuple

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.domain.text import fold_width
from annual_reports.drafting.document_head import is_another_title
from annual_reports.drafting.headings import LOWEST_ALONE, is_heading, is_own_line, marker, marker_kind
from annual_reports.drafting.rules import search

_FEWEST = 3
"""Full lines that end within a sentence, from which on their width is no chance."""
_SHARE = 8
"""Every eighth line at least must be such a line."""
_NARROWEST = 20
"""Signs of the widest line, at least; documents of short lines are lists."""
_SLACK = 4
"""Signs that a full line may lack, because a number or a mark went to the next line as a whole."""
_SHOWN = 10
_MOST_SHOWN = 3

_INDENT = re.compile(r"(?:\u3000|\t|[ \xa0]{2})\s*\S")
"""Beginning of an indented line; one space alone may have been between two words."""

_Kind = Literal["", "joined", "unsure"]
_WORDS: Mapping[_Kind, str] = {
    "joined": "文件按固定宽度换行，接上了",
    "unsure": "不知道是不是另起一段，没有接上",
}


class _Wraps(NamedTuple):
    """How a document's lines are broken."""

    measure: Callable[[str], int]
    """Width of a line: some editors count signs, others columns."""
    full: int
    """Width from which on a line is full."""
    cuts: int = 0
    """Full lines that end within a sentence."""
    has_indents: bool = False
    """True if first lines of paragraphs are indented, and the others are not."""


def join_wrapped_lines(paragraphs: Iterable[Paragraph], to_confirm: list[str]) -> list[Paragraph]:
    """Join the lines of each paragraph; joins and doubts are added to `to_confirm`."""
    lines = list(paragraphs)
    wraps = _wraps(lines)
    if wraps is None:
        return lines
    joined = lines[:1]
    shown: dict[_Kind, list[str]] = {"joined": [], "unsure": []}
    for last, line in pairwise(lines):
        kind = _break_kind(joined[-1], last, line, wraps)
        if kind:
            shown[kind].append(shown_break(last.text, line.text))
        if kind == "joined":
            joined[-1] = _as_one(joined[-1], line)
        else:
            joined.append(line)
    to_confirm += _told(shown)
    return joined


def shown_break(before: str, after: str) -> str:
    """Return the words around a break: 有序开展，群众｜满意度不断提高."""
    return f"{before.strip()[-_SHOWN:]}｜{after.strip()[:_SHOWN]}"


def _as_one(before: Paragraph, after: Paragraph) -> Paragraph:
    text = before.text.rstrip() + after.text.strip()
    return before._replace(text=text, told=before.told + after.told)


def _told(shown: Mapping[_Kind, list[str]]) -> Iterator[str]:
    for kind, words in _WORDS.items():
        if places := shown[kind]:
            some = "、".join(f"“{place}”" for place in places[:_MOST_SHOWN])
            yield f"{words} {len(places)} 处，请核对分段：{some}{'等' * (len(places) > _MOST_SHOWN)}"


def _wraps(lines: list[Paragraph]) -> _Wraps | None:
    """Return how the lines are broken; None for a document whose lines are paragraphs."""
    ways = (_way(lines, len, 1), _way(lines, _columns, 2))
    best = max(ways, key=lambda way: way.cuts)
    written = sum(1 for line in lines if line.text.strip())
    return best if best.cuts >= max(_FEWEST, written / _SHARE) else None


def _way(lines: list[Paragraph], measure: Callable[[str], int], columns: int) -> _Wraps:
    widest = max((measure(line.text.rstrip()) for line in lines if not line.is_table), default=0)
    wraps = _Wraps(measure, max(widest, _NARROWEST * columns) - _SLACK * columns)
    behind = [after for before, after in pairwise(lines) if _is_cut(before, wraps) and after.text.strip()]
    indented = sum(map(_is_indented, behind))
    has_indents = any(map(_is_indented, lines)) and 2 * indented < len(behind)
    return wraps._replace(cuts=len(behind), has_indents=has_indents)


def _columns(text: str) -> int:
    """Return the width of a text in columns, of which an ideograph has two."""
    return sum(2 if unicodedata.east_asian_width(sign) in "WFA" else 1 for sign in text)


def _is_indented(line: Paragraph) -> bool:
    return _INDENT.match(line.text) is not None


def _is_cut(line: Paragraph, wraps: _Wraps) -> bool:
    """Return True for a full line that ends within a sentence."""
    goes_on = not (search("sentence_ends", line.text.rstrip()) or is_another_title(line))
    return goes_on and _is_full(line, wraps)


def _is_full(line: Paragraph, wraps: _Wraps) -> bool:
    plain = not (line.is_table or line.level)
    return plain and wraps.measure(line.text.rstrip()) >= wraps.full and not is_own_line(line.text)


def _break_kind(first: Paragraph, before: Paragraph, after: Paragraph, wraps: _Wraps) -> _Kind:
    """Return "joined" for a break within a paragraph, "unsure" if it may be one, else an empty text.

    Args:
        first: the paragraph so far, which begins with its number.
        before: the line before the break.
        after: the line behind it.
        wraps: how the document's lines are broken.

    """
    text = after.text.strip()
    begins = not text or after.is_table or after.level or is_own_line(text)
    if begins or not _is_full(before, wraps) or is_another_title(before):
        return ""
    if (wraps.has_indents and _is_indented(after)) or _is_next_item(first, after) or _is_high(after):
        return ""
    if _is_cut(before, wraps) or search("never_at_the_start", text):
        return "" if not wraps.has_indents and is_heading(before) and marker(text) else "joined"
    return _kind_behind_sentence(after, wraps)


def _is_high(line: Paragraph) -> bool:
    """Return True for a heading with a high number, with which hardly any line within a sentence begins."""
    number = marker_kind(line.text.strip())
    return number is not None and number <= LOWEST_ALONE and is_heading(line._replace(text=line.text.strip()))


def _is_next_item(first: Paragraph, after: Paragraph) -> bool:
    """Return True for a line that begins with the number behind that of a paragraph: 3) and 4)."""
    numbers = [re.search(r"[0-9]+", fold_width(marker(line.text.strip()))) for line in (first, after)]
    kinds = {marker_kind(line.text.strip()) for line in (first, after)}
    here, there = (int(number[0]) if number else 0 for number in numbers)
    return len(kinds) == 1 and 0 < here == there - 1


def _kind_behind_sentence(after: Paragraph, wraps: _Wraps) -> _Kind:
    """Return the kind of a break behind a whole sentence that fills its line."""
    number = marker_kind(after.text.strip())
    is_high = number is not None and number <= LOWEST_ALONE
    is_full = _is_full(after, wraps)
    if wraps.has_indents and not is_high and (is_full or search("ends", after.text.rstrip())):
        return "joined"
    is_new = is_heading(after) and not is_full
    return "" if is_new or (is_high and not wraps.has_indents) else "unsure"
