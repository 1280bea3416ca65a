"""Annotate the signed text: every sentence gets an anchor, every amount a link to the sheet that explains it.

There are two kinds of annotations, which never overlap in part: a sentence, and within it the amount of one
or several figures. For a person who proofreads a preview, other amounts and the dates are marked too. The
tags are put between the characters of the text by `signed_text`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from markupsafe import Markup, escape

from annual_reports.domain.evidence import excerpt
from annual_reports.domain.model import Evidence, Figure, Report, Sentence, Span
from annual_reports.rendering.review_marks import Mark, review_marks
from annual_reports.rendering.urls import evidence_anchor, fact_anchor, figure_anchor, sentence_anchor

MOST_SHEETS = 60
"""Most figures of a report whose page has a sheet for each. With more, a script fills one from the table."""

Tag = tuple[int, str]
"""Offset in the body, and the tag that stands there."""


def has_sheets(report: Report) -> bool:
    """Return True if the page of a report contains a sheet for each of its figures."""
    return len(report.figures) <= MOST_SHEETS


OldAnchors = Mapping[str, Sequence[str]]
"""Anchor of a sentence -> anchors that it had, which still lead to it."""
NO_OLD_ANCHORS: OldAnchors = {}


def annotation_anchors(report: Report) -> Iterator[str]:
    """Yield the anchors that the tags define."""
    yield from map(sentence_anchor, report.sentences)
    yield from map(evidence_anchor, report.figures)


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


def sentence_tag(sentence: Sentence, old_anchors: OldAnchors = NO_OLD_ANCHORS) -> str:
    """Return the opening tag of a sentence, and empty elements that have its old anchors."""
    anchor = sentence_anchor(sentence)
    old = "".join(f'<span id="{name}"></span>' for name in old_anchors.get(anchor, ()))
    return f'<span class="ar-sentence" id="{anchor}">{old}'


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


def tags(report: Report, old_anchors: OldAnchors, *, review: bool) -> list[Tag]:
    """Return every tag of the body in order; `review` marks what a person who proofreads looks for."""
    sentences = [(one.span, sentence_tag(one, old_anchors), "</span>") for one in report.sentences]
    marks = [*sentences, *_amount_marks(report)]
    return _nested([*marks, *review_marks(report)] if review else marks)


def _nested(marks: Iterable[Mark]) -> list[Tag]:
    """Return the tags of all marks with their offsets, such that inner marks are closed before outer ones."""
    tags: list[Tag] = []
    still_open: list[Mark] = []
    for mark in sorted(marks, key=lambda mark: (mark[0][0], -mark[0][1])):
        (start, _), before, _ = mark
        while still_open and still_open[-1][0][1] <= start:
            (_, end), _, after = still_open.pop()
            tags.append((end, after))
        tags.append((start, before))
        still_open.append(mark)
    return tags + [(mark[0][1], mark[2]) for mark in reversed(still_open)]
