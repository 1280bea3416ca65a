"""Annotate the signed text: every sentence gets an anchor, every amount a link to the sheet that explains it.

Only tags are inserted; the characters of the text stay as they are. Of Markdown, the body may use headings,
lists and tables; every other character, an asterisk or a bracket, stands for itself. There are two kinds of
annotations, which never overlap in part: a sentence, and within it the amount of one or several figures.
For a person who proofreads a preview, other amounts and the dates are marked too.

The Markdown contains a placeholder for each tag, since Markdown converts inline HTML slowly; and without its
placeholders, the converted text can be shown alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from markupsafe import Markup, escape

from annual_reports.domain.evidence import excerpt
from annual_reports.domain.model import Evidence, Figure, Report, Sentence, Span
from annual_reports.rendering.review_marks import Mark, review_marks
from annual_reports.rendering.urls import evidence_anchor, fact_anchor, figure_anchor, sentence_anchor

MOST_SHEETS = 60
"""Most figures of a report whose page has a sheet for each. With more, a script fills one from the table."""

_NUMBER_AT_START = re.compile(r"^( {0,3}\d+)\.(?=\s)", re.MULTILINE)
_SIGNS = re.compile(r"[\\*_\[\]]|^#+(?![#\s])", re.MULTILINE)
"""Characters that Markdown would read as emphasis, a link or an escape; and a # that begins no heading. An &
is escaped too: it would begin an entity, so that a reader would see 526 where a check saw &#53;26."""
_OCTAL = {ord(str(digit)): chr(0x10 + digit) for digit in range(8)}
_PLACEHOLDER = re.compile(r"\x1a[\x10-\x17]+")
"""Number of a tag in control characters, which no report contains, and which Markdown leaves alone."""
_HEADING_TAG = re.compile(r"<(/?)h([2-6])\b[^>]*>")
_HEADING = re.compile(r"^(#{1,5})(?=\s)", re.MULTILINE)


def has_sheets(report: Report) -> bool:
    """Return True if the page of a report contains a sheet for each of its figures."""
    return len(report.figures) <= MOST_SHEETS


def annotated_markdown(report: Report, *, review: bool = False) -> str:
    """Return the report's body as Markdown with a placeholder for each tag, its headings one level lower.

    The page has a heading of its own above them. A paragraph that begins with its number (1. 加强学习) keeps
    it as text and does not become a list.

    Args:
        report: the report.
        review: True to mark what a person who proofreads looks for; never on a published page.

    """
    body = report.body
    offsets = [offset for offset, _ in _tags(report, review=review)]
    pieces = [body[: offsets[0]]] if offsets else [body]
    for number, (start, end) in enumerate(pairwise([*offsets, len(body)])):
        pieces += _placeholder(number), body[start:end]
    markdown = _escape_markdown("".join(pieces))
    return _escape_leading_numbers(_HEADING.sub(r"#\1", markdown))


def plain_markdown(report: Report) -> str:
    """Return the report's body as Markdown for print: no annotations, the headings at their own levels."""
    return _escape_leading_numbers(_escape_markdown(report.body))


def replace_placeholders(html: str, report: Report, *, review: bool = False) -> str:
    """Replace the placeholders in the HTML of `annotated_markdown` by their tags; `review` as there."""
    tags = {_placeholder(number): tag for number, (_, tag) in enumerate(_tags(report, review=review))}
    return _PLACEHOLDER.sub(lambda match: tags[match[0]], html)


def remove_placeholders(html: str) -> str:
    """Remove the placeholders from the HTML of `annotated_markdown`, or of one of its headings."""
    return _PLACEHOLDER.sub("", html)


def annotation_anchors(report: Report) -> Iterator[str]:
    """Yield the anchors that the tags define."""
    yield from map(sentence_anchor, report.sentences)
    yield from map(evidence_anchor, report.figures)


@cache
def _placeholder(number: int) -> str:
    return "\x1a" + format(number, "o").translate(_OCTAL)


def _escape_markdown(markdown: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", markdown).replace("&", "&amp;")


def _escape_leading_numbers(markdown: str) -> str:
    return _NUMBER_AT_START.sub(r"\1\\.", markdown)


def remove_annotations(html: str) -> str:
    """Remove the placeholders from the HTML of `annotated_markdown`, and restore the levels of its headings.

    The result is the signed text alone. Its own characters cannot be tags, since all are escaped.
    """
    return _HEADING_TAG.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) - 1}>", remove_placeholders(html))


def clause(figure: Figure) -> Markup:
    """Return the clause in which a figure stands, or its row of a table, its amount in bold."""
    if figure.row:
        return Markup("{}：<b>{}</b>").format(figure.row, figure.text)
    return _clause(figure.evidence)


@lru_cache(maxsize=1024)
def _clause(evidence: Evidence) -> Markup:
    """Return the clause of an amount; cached, since several pages show it."""
    before, amount, after = map(escape, excerpt(evidence))
    return Markup(f"{before}<b>{amount}</b>{after}")  # noqa: S704  # escaped here


def _sentence_mark(sentence: Sentence) -> Mark:
    return sentence.span, f'<span class="ar-sentence" id="{sentence_anchor(sentence)}">', "</span>"


def _amount_marks(report: Report) -> list[Mark]:
    """Return the marks of all amounts. An amount may belong to several indicators: 参考率、合格率均达100%.

    A mark ends with its sentence. A mark that begins inside another has an anchor but no link of its own.
    """
    by_span: dict[Span, list[Figure]] = {}
    for figure in report.figures:
        (start, end), sentence_end = figure.evidence.span, figure.evidence.sentence.span[1]
        by_span.setdefault((start, min(end, sentence_end)), []).append(figure)
    address = fact_anchor if has_sheets(report) else figure_anchor
    marks: list[Mark] = []
    last_end = 0
    for (start, end), shared in sorted(by_span.items(), key=lambda item: (item[0][0], -item[0][1])):
        is_inner = start < last_end
        last_end = last_end if is_inner else end
        link = None if is_inner else address(shared[0])
        marks.append(((start, min(end, last_end)), *_amount_tags(shared, link)))
    return marks


def _amount_tags(figures: list[Figure], link: str | None) -> tuple[str, str]:
    """Return the tags around an amount. The link has the first anchor itself, so that it takes the focus."""
    names = escape("、".join(figure.indicator.name for figure in figures))
    first, *others = [f'id="{evidence_anchor(figure)}"' for figure in figures]
    element = f'a class="ar-amount" {first} href="#{link}" title="{names}"' if link else f"span {first}"
    before = "".join(f"<span {id_}>" for id_ in others) + f"<{element}>"
    return before, ("</a>" if link else "</span>") + "</span>" * len(others)


def _tags(report: Report, *, review: bool) -> list[tuple[int, str]]:
    """Return every tag with its offset in the body, in order."""
    marks = [*map(_sentence_mark, report.sentences), *_amount_marks(report)]
    return _nested([*marks, *review_marks(report)] if review else marks)


def _nested(marks: Iterable[Mark]) -> list[tuple[int, str]]:
    """Return the tags of all marks with their offsets, such that inner marks are closed before outer ones."""
    tags: list[tuple[int, str]] = []
    still_open: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark[0][0], -mark[0][1])):
        (start, _), before, _ = mark
        while still_open and still_open[-1][0][1] <= start:
            (_, end), _, after = still_open.pop()
            tags.append((end, after))
        tags.append((start, before))
        still_open.append(mark)
    return tags + [(mark[0][1], mark[2]) for mark in reversed(still_open)]
