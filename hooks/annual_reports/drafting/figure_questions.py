"""Word what a person must judge about the amounts of a draft."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import groupby

from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Span
from annual_reports.drafting.figure_choice import Doubt
from annual_reports.drafting.figure_proposals import FigureProposals, LeftOver

_CLAUSE_END = re.compile("[，；：,;。！？]")
_SHORTEST = 8
"""Characters shown before an amount, if the sentence has as many."""


def figure_questions(body: Body, proposals: FigureProposals) -> Iterator[str]:
    """Yield what must be confirmed before the report is published."""
    for figure in proposals.figures:
        if figure.counted:
            yield f"按列举计数，是 {figure.value}：{figure.quote}"
        elif figure.zero_in_words:
            yield f"原文没有写数，列为 {figure.indicator.name} {figure.value}：{figure.quote}"
    yield from (_question(body, doubt) for doubt in proposals.doubts)


def left_over_lines(body: Body, proposals: FigureProposals) -> Iterator[str]:
    """Yield the amounts that were not proposed: each with what it may count, the rest in one line."""
    asked = {a.quantity.span for doubt in proposals.doubts for a in doubt.amounts}
    others = [left for left in proposals.unclaimed if left.span not in asked]
    yield from (_left_over(body, left) for left in others if left.guess)
    if rest := [body.amount_at(left.span) for left in others if not left.guess]:
        yield f"其余没有列入：{'、'.join(rest)}"


def left_over_sentences(body: Body, proposals: FigureProposals) -> Iterator[str]:
    """Yield the sentences with amounts that were not proposed: each with its paragraph and its amounts."""
    by_sentence = groupby(proposals.unclaimed, lambda left: body.evidence(left.span).sentence.span)
    for (start, end), group in by_sentence:
        amounts = "、".join(body.amount_at(left.span) for left in group)
        yield f"第 {_paragraph(body, start)} 段 {amounts}：{' '.join(body.text[start:end].split())}"


def _question(body: Body, doubt: Doubt) -> str:
    name, spans = doubt.indicator.name, [amount.quantity.span for amount in doubt.amounts]
    shown = "、".join(_shown(body, span) for span in spans)
    if doubt.is_proposed:
        return f"{shown}：{doubt.reason}（{name}）"
    if len(spans) > 1:
        return f"{name}{doubt.reason}，没有列入，请选一个：{shown}"
    return f"{shown}：{doubt.reason}，没有列入 {name} {body.amount_at(spans[0])}"


def _left_over(body: Body, left: LeftOver) -> str:
    name = left.guess.name if left.guess else ""
    reason = f"{left.reason}（{name}）" if left.reason else f"像是 {name}"
    return f"没有列入：{_shown(body, left.span)}，{reason}"


def _shown(body: Body, span: Span) -> str:
    """Return paragraph and words of an amount: 第 3 段“力争化解率达到98%以上”."""
    if span in body.cells:
        cell = body.cells[span]
        return f"表格“{cell.row or cell.column}”{cell.written}"
    before = body.text[body.evidence(span).sentence.span[0] : span[0]]
    starts = [0, *(match.end() for match in _CLAUSE_END.finditer(before))]
    start = max((s for s in starts if len(before) - s >= _SHORTEST), default=0)
    return f"第 {_paragraph(body, span[0])} 段“{' '.join(before[start:].split())}{body.text_at(span)}”"


def _paragraph(body: Body, offset: int) -> int:
    """Return the number of the paragraph in which an offset lies, 1 for the first."""
    return sum(bool(line.strip()) for line in body.text[: offset + 1].split("\n"))
