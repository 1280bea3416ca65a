"""Format the draft of a report as the file that staff edit: header with comments, then the text."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence

from annual_reports.domain.catalog import Indicator
from annual_reports.domain.evidence import Body
from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.domain.model import Commitment, Report
from annual_reports.domain.yaml_text import yaml_scalar
from annual_reports.drafting.answer_proposals import propose_answer
from annual_reports.drafting.document_head import Draft
from annual_reports.drafting.due_report import DueReport
from annual_reports.drafting.figure_proposals import FigureProposal, FigureProposals
from annual_reports.drafting.figure_questions import left_over_lines
from annual_reports.drafting.quote_proposals import QuoteProposals

_NO_MARKUP = str.maketrans("<>", "＜＞")  # a header with HTML in it is refused


def format_report(draft: Draft, proposals: FigureProposals, quotes: QuoteProposals, due: DueReport) -> str:
    """Return the file of a report: the parts of the document, and what its text seems to say."""
    header = [
        f"title: {yaml_scalar(draft.title)}",
        f"year: {due.year}",
        f"government: {due.government}",
        f"issuers: [{', '.join(map(yaml_scalar, draft.issuers))}]",
        f"letterhead: {yaml_scalar(draft.letterhead)}",
        f"document_number: {yaml_scalar(draft.document_number)}",
        "index_number: null",
        f"issued: {draft.issued or 'null'}",
        *_signature_lines(draft.signature),
        "published: null  # 发布以后填发布日期",
        *_figures_block(draft.body, proposals, due.last),
        *_shortcoming_lines(quotes.shortcomings),
        *_commitment_lines(quotes.plans, due.year),
        *_answer_lines(due.owed, Body(draft.body), quotes.plans),
        *_to_confirm_lines(draft.to_confirm),
    ]
    return "\n".join(["---", *header, "---", "", draft.body])


def format_blank_report(due: DueReport) -> str | Finding:
    """Return the file of a report that has no text yet: last year's indicators and commitments as questions.

    Without a report before there is nothing to ask, which is a finding.
    """
    if due.last is None:
        return finding("no-earlier-report", Place("data/governments.yml"), found=due.government)
    last = due.last
    header = [
        "title: null  # 标题",
        f"year: {due.year}",
        f"government: {due.government}",
        f"issuers: [{', '.join(map(yaml_scalar, last.issuers))}]",
        "document_number: null",
        "issued: null",
        "published: null",
        "figures:",
        *(f"  {yaml_scalar(f.indicator.name)}:  # {last.year} 年：{f.text}" for f in last.figures),
        "shortcomings: []",
        "commitments: []",
        *_answer_lines(due.owed),
    ]
    return "\n".join(["---", *header, "---", "", "（在这里粘贴报告正文）", ""])


def figure_lines(proposals: Iterable[FigureProposal]) -> Iterator[str]:
    """Yield the lines of proposed figures, ready to paste."""
    for figure in proposals:
        extra = {
            "quote": figure.quote,
            "period": figure.period,
            "note": figure.note,
            "counted": "true" if figure.counted else None,
            "comparable": "false" if figure.incomparable else None,
            "reason": figure.incomparable,
        }
        filled = {key: text for key, text in extra.items() if text}
        if not filled:
            yield f"  {yaml_scalar(figure.indicator.name)}: {yaml_scalar(figure.value)}"
            continue
        yield f"  {yaml_scalar(figure.indicator.name)}:"
        yield f"    value: {yaml_scalar(figure.value)}"
        yield from (
            f"    {key}: {text if key in ('counted', 'comparable') else yaml_scalar(text)}"
            for key, text in filled.items()
        )


def missing_figure_lines(indicators: Iterable[Indicator], last: Report) -> Iterator[str]:
    """Yield a comment for each of last year's indicators without a proposed figure."""
    for indicator in indicators:
        figure = last.figure(indicator)
        yield f"  # {indicator.name}：{last.year} 年是 {figure.text if figure else ''}，本年正文里没有找到"


def _signature_lines(lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"signature: [{', '.join(map(yaml_scalar, lines))}]"


def _figures_block(body: str, proposals: FigureProposals, last: Report | None) -> Iterator[str]:
    yield "figures:" if proposals.figures else "figures: {}"
    yield from figure_lines(proposals.figures)
    yield from (f"  # {line}" for line in left_over_lines(Body(body), proposals))
    yield from missing_figure_lines(proposals.missing, last) if last else ()


def _shortcoming_lines(quotes: Sequence[str]) -> Iterator[str]:
    yield "shortcomings:" if quotes else "shortcomings: []"
    yield from (f"  - quote: {yaml_scalar(quote)}" for quote in quotes)


def _commitment_lines(quotes: Sequence[str], year: int) -> Iterator[str]:
    yield "commitments:" if quotes else "commitments: []"
    for number, quote in enumerate(quotes, 1):
        yield f"  - id: plan-{year + 1}-{number}"
        yield f"    quote: {yaml_scalar(quote)}"


def _answer_lines(
    owed: Iterable[tuple[int, Commitment]], body: Body | None = None, plans: Sequence[str] = ()
) -> Iterator[str]:
    """Yield earlier commitments as questions to answer, each with the most similar sentence of the body."""
    entries = list(owed)
    if entries:
        yield "answers:  # status 填 done、partly、not-done 或 carried-over；正文没有回应的，删去那一项"
    for year, commitment in entries:
        yield f"  # {year} 年的安排：{commitment.quote}"
        answer = propose_answer(body, commitment.quote, plans) if body else None
        hint = "  # 正文里最相近的一句，请核对" if answer else ""
        yield f"  {commitment.id}: {{status: null, quote: {_scalar_in_braces(answer)}}}{hint}"


def _scalar_in_braces(text: str | None) -> str:
    """Return a text as a YAML scalar inside of braces, where commas divide entries."""
    return "null" if text is None else json.dumps(text, ensure_ascii=False)


def _to_confirm_lines(items: list[str]) -> Iterator[str]:
    if items:
        yield "to_confirm:  # 对照签发的原件，核对一处删一行；全部删完才能发布"
        yield from (f"  - {yaml_scalar(item.translate(_NO_MARKUP))}" for item in items)
