"""Propose the correction that would explain an alteration, as a line of the header that is accepted."""

from __future__ import annotations

import re
from datetime import date

from annual_reports.domain.evidence import Body, spans_of_quote
from annual_reports.domain.model import Report
from annual_reports.domain.text import squeeze
from annual_reports.domain.yaml_text import yaml_line
from annual_reports.ledger.alterations import Alteration, words_around

_CONTEXTS = ((3, 3), (6, 6), (12, 12), (24, 24), (8, 0), (0, 8), (3, 0), (0, 3), (1, 0), (0, 1), (0, 0))
"""Characters before and after an altered run, best first: the words must stand once in the document."""
_LONGEST = 400
"""Characters of a proposal; a longer one would fill the screen."""
_PUBLISHED_WORDS = "（公布时的原文）"
_MARKUP = re.compile("[<>]")
_MARK_BETWEEN_NUMBERS = re.compile("(?<=[0-9])([,:;!?]) (?=[0-9])")
"""Canonical form of a wide mark: 3，200 is `3, 200`, and 3,200 is another number."""
_DATE = date(2026, 4, 15)
_REASON = "录入有误"


def proposed_correction(report: Report, body: Body, texts: tuple[str, str], run: Alteration) -> str:
    """Return the line that explains an altered run of two canonical texts, the published one first."""
    proposals = [
        tuple(map(_with_wide_marks, map(words_around, texts, run, (context, context))))
        for context in _CONTEXTS
    ]
    fitting = (words for words in proposals if _is_accepted(report, body, *words))
    before, after = next(fitting, proposals[0])
    if len(before) + len(after) > _LONGEST:
        before, after = _PUBLISHED_WORDS, "（现在的原文）"
    return _line(quote=after, before=before, after=after)


def proposed_figure_correction(report: Report, name: str, before: str, after: str | None) -> str:
    """Return the line that explains an altered amount; of one that was removed, the words that are there."""
    body = Body(report.body)
    there = before if spans_of_quote(body, before) else body.sentences[0].text[:_LONGEST]
    return _line(figure=name, before=before, after=after or there)


def proposed_row_correction(before: str, after: str) -> str:
    """Return the line that explains a row of a table whose cells moved."""
    return _line(quote=after, before=before or _PUBLISHED_WORDS, after=after)


def _line(**words: str) -> str:
    return yaml_line("corrections", [{"date": _DATE, **words, "reason": _REASON}])


def _with_wide_marks(words: str) -> str:
    """Return words of a canonical text as they were written, so that their canonical form is the same."""
    return _MARK_BETWEEN_NUMBERS.sub(lambda match: chr(ord(match[1]) + 0xFEE0), words)


def _is_accepted(report: Report, body: Body, before: str, after: str) -> bool:
    """Return True if a header may have these words and they stand once in the body, or else around it."""
    if not before or not after or _MARKUP.search(before + after):
        return False
    count = len(spans_of_quote(body, after))
    lines = (report.title, report.letterhead, report.document_number, *report.signature)
    return count == 1 or (not count and any(squeeze(after) in squeeze(line) for line in lines if line))
