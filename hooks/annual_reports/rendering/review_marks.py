"""Marks for a person who proofreads a report in the preview: amounts that no figure claims, and dates."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from annual_reports.domain import quantities
from annual_reports.domain.model import Report, Sentence, Span
from annual_reports.domain.text import fold_width

Mark = tuple[Span, str, str]
"""Span of the body, and the tags before and behind it."""

_YEAR = r"(?:(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:[12]\d|3[01]|0?[1-9]|[二三]?十[一二三四五六七八九]?|[一二三四五六七八九])"
_TO = r"\s?(?:[-—–~]{1,2}|至|到)\s?"
_DATE = re.compile(
    rf"""(?<![\d.〇○零一二三四五六七八九十])(?:
      (?:{_YEAR}(?:\s?年)?{_TO})?{_YEAR}\s?年(?:\s?{_MONTH}\s?月(?:\s?{_DAY}\s?日|份|底|初)?|[度底初末])?
    | (?:{_MONTH}(?:\s?月)?{_TO})?{_MONTH}\s?月(?:\s?{_DAY}\s?日|份|底|初)?
    | {_YEAR}([-./])(?:1[0-2]|0?[1-9])\1(?:[12]\d|3[01]|0?[1-9])(?!\d)
    )""",
    re.VERBOSE,
)


def review_marks(report: Report) -> Iterator[Mark]:
    """Yield marks of the amounts that no figure of the report claims, and of the dates."""
    claimed = sorted(figure.evidence.span for figure in report.figures)
    amounts = [quantity.span for quantity in quantities.find(report.body)]
    dates = (match.span() for match in _DATE.finditer(fold_width(report.body)))
    for span in _within_sentences(_apart_from(amounts, claimed), report.sentences):
        yield span, '<span class="ar-review-amount">', "</span>"
    for span in _within_sentences(_apart_from(dates, [*claimed, *amounts]), report.sentences):
        yield span, '<span class="ar-review-date">', "</span>"


def _apart_from(spans: Iterable[Span], others: Iterable[Span]) -> Iterator[Span]:
    """Yield the spans that share no character with the others."""
    taken = list(others)
    return (span for span in spans if not any(span[0] < end and start < span[1] for start, end in taken))


def _within_sentences(spans: Iterable[Span], sentences: tuple[Sentence, ...]) -> Iterator[Span]:
    """Yield the spans that lie in one sentence; a tag must not cross the border of another element."""
    for span in spans:
        index = bisect_right(sentences, span[0], key=lambda sentence: sentence.span[0]) - 1
        if index >= 0 and span[1] <= sentences[index].span[1]:
            yield span
