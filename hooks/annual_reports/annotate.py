"""The signed text with its marks: every sentence gets an address, every amount a link back.

Only tags go in between the characters, and the characters are printed as they are: of Markdown, the body
has headings, lists and tables; an asterisk or a bracket of the text is one. Two kinds of marks, which
cannot cross: a sentence, and within it the amount of one or several figures.

While Markdown works, a stand-in stands for each tag: inline HTML would take it four times as long, and
with stand-ins the text without its tags is there too, to be printed alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from itertools import pairwise

from markupsafe import Markup, escape

from annual_reports.addresses import evidence_anchor, figure_anchor, sentence_anchor
from annual_reports.evidence import excerpt
from annual_reports.model import Evidence, Figure, Report, Sentence, Span

_NUMBER_AT_START = re.compile(r"^( {0,3}\d+)\.(?=\s)", re.MULTILINE)
_SIGNS = re.compile(r"[\\*_\[\]]|^#+(?![#\s])", re.MULTILINE)
"""What Markdown would take for emphasis, a link or an escape; and a # that begins no heading. An & would
begin an entity, so that a reader saw 526 where a check saw &#53;26."""
_OCTAL = {ord(str(digit)): chr(0x10 + digit) for digit in range(8)}
_STAND_IN = re.compile(r"\x1a[\x10-\x17]+")
"""The number of a tag. These control characters are refused in a report, no white space, and in no word."""
_HEADING_TAG = re.compile(r"<(/?)h([2-6])\b[^>]*>")
_HEADING = re.compile(r"^(#{1,5})(?=\s)", re.MULTILINE)


def annotated(report: Report) -> str:
    """Return the report's body as Markdown with a stand-in for each tag, its headings one level lower.

    They stand below the page's own heading for the document. A paragraph that begins with its number
    (1. 加强学习) keeps it as text and does not become a list.
    """
    body = report.body
    places = [place for place, _ in _tags(report)]
    pieces = [body[: places[0]]] if places else [body]
    for number, (start, end) in enumerate(pairwise([*places, len(body)])):
        pieces += _stand_in(number), body[start:end]
    marked = "".join(pieces)
    return _numbers_kept(_HEADING.sub(r"#\1", _signs_kept(marked)))


def plain(report: Report) -> str:
    """Return the report's body as Markdown without marks, its headings at their own levels, for print."""
    return _numbers_kept(_signs_kept(report.body))


def with_tags(html: str, report: Report) -> str:
    """Put the tags for their stand-ins into what a generator made of `annotated`."""
    tags = {_stand_in(number): tag for number, (_, tag) in enumerate(_tags(report))}
    return _STAND_IN.sub(lambda match: tags[match[0]], html)


def without_tags(html: str) -> str:
    """Take the stand-ins out of what a generator made of `annotated`: of the text, or of a heading."""
    return _STAND_IN.sub("", html)


def anchors(report: Report) -> Iterator[str]:
    """The addresses that the tags give."""
    yield from map(sentence_anchor, report.sentences)
    yield from map(evidence_anchor, report.figures)


@cache
def _stand_in(number: int) -> str:
    return "\x1a" + format(number, "o").translate(_OCTAL)


def _signs_kept(markdown: str) -> str:
    return _SIGNS.sub(r"\\\g<0>", markdown).replace("&", "&amp;")


def _numbers_kept(markdown: str) -> str:
    return _NUMBER_AT_START.sub(r"\1\\.", markdown)


def unmarked(html: str) -> str:
    """Take the stand-ins out of the HTML that a generator made of `annotated`, and raise the headings again.

    What is left is the signed text alone: its own characters hold no tag, since all are escaped.
    """
    return _HEADING_TAG.sub(lambda tag: f"<{tag[1]}h{int(tag[2]) - 1}>", without_tags(html))


@lru_cache(maxsize=1024)
def clause(evidence: Evidence) -> Markup:
    """The clause in which a figure stands, its amount in bold.

    It is printed on the report's page and on those against the year before's and the year after's.
    """
    before, itself, after = map(escape, excerpt(evidence))
    return Markup(f"{before}<b>{itself}</b>{after}")  # noqa: S704  # escaped here


_Mark = tuple[Span, str, str]
"""A span of the body, and the tags before and behind it."""


def _sentence_mark(sentence: Sentence) -> _Mark:
    return sentence.span, f'<span class="ar-sentence" id="{sentence_anchor(sentence)}">', "</span>"


def _amount_marks(figures: Iterable[Figure]) -> list[_Mark]:
    """One amount may be the figure of several indicators: 参考率、合格率均达100%.

    A mark ends with its sentence. One that begins inside another gets an address but no link of its own.
    """
    by_span: dict[Span, list[Figure]] = {}
    for figure in figures:
        (start, end), sentence_end = figure.evidence.span, figure.evidence.sentence.span[1]
        by_span.setdefault((start, min(end, sentence_end)), []).append(figure)
    marks: list[_Mark] = []
    border = 0
    for (start, end), shared in sorted(by_span.items(), key=lambda item: (item[0][0], -item[0][1])):
        inner = start < border
        border = border if inner else end
        marks.append(((start, min(end, border)), *_amount_tags(shared, linked=not inner)))
    return marks


def _amount_tags(figures: list[Figure], *, linked: bool) -> tuple[str, str]:
    names = escape("、".join(figure.indicator.name for figure in figures))
    ids = [f'<span id="{evidence_anchor(figure)}">' for figure in figures]
    link = f'<a class="ar-amount" href="#{figure_anchor(figures[0])}" title="数据一览：{names}">'
    before = "".join(ids) + (link if linked else "")
    return before, ("</a>" if linked else "") + "</span>" * len(ids)


def _tags(report: Report) -> list[tuple[int, str]]:
    """Every tag and the place of the body in front of which it goes, in order."""
    return _nested([*map(_sentence_mark, report.sentences), *_amount_marks(report.figures)])


def _nested(marks: Iterable[_Mark]) -> list[tuple[int, str]]:
    tags: list[tuple[int, str]] = []
    still_open: list[_Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark[0][0], -mark[0][1])):
        (start, _), before, _ = mark
        while still_open and still_open[-1][0][1] <= start:
            (_, end), _, after = still_open.pop()
            tags.append((end, after))
        tags.append((start, before))
        still_open.append(mark)
    return tags + [(mark[0][1], mark[2]) for mark in reversed(still_open)]
