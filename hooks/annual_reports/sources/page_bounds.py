"""Refuse written pages that would keep Python-Markdown busy for minutes, before it reads them.

From each `[`, `](` and `<` it looks for the other half, up to the end of the paragraph or the page; so many
without one take the square of their number. It also copies a paragraph for each sign in it, and compares
each heading with all others. Times on one core, 2026-11-29, of `read_written_page`: 16,000 `[` 26 s; at the
limit of the steps below 3.5 s, of a paragraph 3 s, of headings 0.2 s.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.domain.findings import Finding, finding
from annual_reports.sanitize.characters import place_after

_MOST_STEPS = 13_000_000
"""Limit of the characters that lie between the two halves of all pairs of a page."""
_LONGEST_PARAGRAPH = 120_000
_MOST_HEADINGS = 2_000
_PARAGRAPH = re.compile(r"(?:.*\S.*\n?)+")
_HEADING = re.compile(r"^ {0,3}(?:#|=+[ \t]*$|-+[ \t]*$)", re.MULTILINE)
_PAIRS = (
    (re.compile(r"[\[\]]"), "[", "["),
    (re.compile(r"\]\(|[()]"), "](", "("),
    (re.compile(r"<(?=[a-zA-Z/!?])|>"), "<", "<"),
)
"""Signs to count, the one that opens, and what also opens because the other half then belongs to it."""


def find_excess(text: str, path: str) -> Finding | None:
    """Return the finding for a page with more than Markdown can take; None for a usual page."""
    offset, what = next(_excesses(text), (None, ""))
    return None if offset is None else finding("page-too-much", place_after(text[:offset], path), what=what)


def _excesses(text: str) -> Iterator[tuple[int, str]]:
    """Yield offset and description of what is too much."""
    steps = 0
    for paragraph in _PARAGRAPH.finditer(text):
        if len(paragraph[0]) > _LONGEST_PARAGRAPH:
            yield paragraph.start(), "这一段太长"
        steps += sum(_steps(paragraph[0], *signs) for signs in _PAIRS[:2])
        if steps > _MOST_STEPS:
            yield paragraph.start(), "这一段有太多没有配对的括号"
    if _steps(text, *_PAIRS[2]) > _MOST_STEPS:
        yield text.index("<"), "从这里起有太多没有配对的“<”"
    headings = [match.start() for match in _HEADING.finditer(text)]
    if len(headings) > _MOST_HEADINGS:
        yield headings[_MOST_HEADINGS], "标题太多"


def _steps(text: str, signs: re.Pattern[str], opens: str, nests: str) -> int:
    """Return the sum of the distances from each opening sign to its other half, or to the end."""
    total, still_open = 0, []
    for match in signs.finditer(text):
        if match[0] in (opens, nests):
            still_open.append((match.start(), match[0] == opens))
        elif still_open:
            start, counts = still_open.pop()
            total += (match.start() - start) * counts
    return total + sum(len(text) - start for start, counts in still_open if counts)
