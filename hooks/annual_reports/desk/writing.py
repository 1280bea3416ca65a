"""The draft of a report as the file that staff edit: header with comments, then the text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from annual_reports.desk import promises
from annual_reports.desk.draft import Draft
from annual_reports.desk.proposals import Proposal, Proposals
from annual_reports.model import Commitment, Indicator, Report

_PLAIN = re.compile(r"[\w（）《》“”〔〕，。、；！？·—％%/ .()-]+")
_NOT_PLAIN = re.compile(
    r"[-?.%\s]|.*\s$|~$|(?:null|true|false|yes|no|on|off)$|[-+.\d_:]+$|.*\s-\s", re.IGNORECASE
)


class Due(NamedTuple):
    """The report that is to be written."""

    government: str
    """Its id."""
    year: int
    last: Report | None
    """The government's report before, if there is one."""
    owed: Sequence[tuple[int, Commitment]]
    """Commitments of earlier years that it is to answer, with their year."""


def report(draft: Draft, proposals: Proposals, due: Due) -> str:
    """The whole file: what was recognised in the document, and what its text seems to say."""
    header = [
        f"title: {scalar(draft.title)}",
        f"year: {due.year}",
        f"government: {due.government}",
        f"issuers: [{', '.join(map(scalar, draft.issuers))}]",
        f"letterhead: {scalar(draft.letterhead)}",
        f"document_number: {scalar(draft.document_number)}",
        "index_number: null",
        f"issued: {draft.issued or 'null'}",
        *_signature(draft.signature),
        "published: null  # 发布以后填发布日期",
        *_figures(proposals, due.last),
        *_shortcomings(promises.shortcomings(draft.body)),
        *_commitments(promises.plans(draft.body), due.year),
        *answers(due.owed),
        *_to_confirm(draft.to_confirm),
    ]
    return "\n".join(["---", *header, "---", "", draft.body])


def empty(due: Due, last: Report) -> str:
    """Next year's file before there is a text: last year's indicators and commitments as questions."""
    header = [
        "title: null  # 标题",
        f"year: {due.year}",
        f"government: {due.government}",
        f"issuers: [{', '.join(map(scalar, last.issuers))}]",
        "document_number: null",
        "issued: null",
        "published: null",
        "figures:",
        *(f"  {scalar(f.indicator.name)}:  # {last.year} 年：{f.text}" for f in last.figures),
        "shortcomings: []",
        "commitments: []",
        *answers(due.owed),
    ]
    return "\n".join(["---", *header, "---", "", "（在这里粘贴报告正文）", ""])


def figures(proposals: Iterable[Proposal]) -> Iterator[str]:
    """Proposed figures, ready to paste."""
    for figure in proposals:
        extra = {"quote": figure.quote, "note": figure.note, "counted": "true" if figure.counted else None}
        written = {key: text for key, text in extra.items() if text}
        if not written:
            yield f"  {scalar(figure.indicator.name)}: {scalar(figure.value)}"
            continue
        yield f"  {scalar(figure.indicator.name)}:"
        yield f"    value: {scalar(figure.value)}"
        yield from (
            f"    {key}: {text if key == 'counted' else scalar(text)}" for key, text in written.items()
        )


def missing(indicators: Iterable[Indicator], last: Report) -> Iterator[str]:
    """Last year's indicators for which nothing was found, as comments."""
    for indicator in indicators:
        figure = last.figure(indicator)
        yield f"  # {indicator.name}：{last.year} 年是 {figure.text if figure else ''}，本年正文里没有找到"


def answers(owed: Iterable[tuple[int, Commitment]]) -> Iterator[str]:
    """Earlier commitments as questions to answer."""
    entries = list(owed)
    if entries:
        yield "answers:  # status 填 done、partly、not-done 或 carried-over；正文没有回应的，删去那一项"
    for year, commitment in entries:
        yield f"  # {year} 年的安排：{commitment.quote}"
        yield f"  {commitment.id}: {{status: null, quote: null}}"


def scalar(text: str | None) -> str:
    """A text as YAML: plain where that is safe, else in quotation marks."""
    if text is None:
        return "null"
    plain = _PLAIN.fullmatch(text) and not _NOT_PLAIN.match(text)
    return text if plain else json.dumps(text, ensure_ascii=False)


def _signature(lines: list[str]) -> Iterator[str]:
    if lines:
        yield f"signature: [{', '.join(map(scalar, lines))}]"


def _figures(proposals: Proposals, last: Report | None) -> Iterator[str]:
    lines = [*figures(proposals.figures), *(missing(proposals.missing, last) if last else ())]
    filled = bool(proposals.figures)
    yield "figures:" if filled else "figures: {}"
    yield from lines


def _shortcomings(quotes: list[str]) -> Iterator[str]:
    yield "shortcomings:" if quotes else "shortcomings: []"
    yield from (f"  - quote: {scalar(quote)}" for quote in quotes)


def _commitments(quotes: list[str], year: int) -> Iterator[str]:
    yield "commitments:" if quotes else "commitments: []"
    for number, quote in enumerate(quotes, 1):
        yield f"  - id: plan-{year + 1}-{number}"
        yield f"    quote: {scalar(quote)}"


def _to_confirm(items: list[str]) -> Iterator[str]:
    if items:
        yield "to_confirm:  # 对照签发的原件，核对一处删一行；全部删完才能发布"
        yield from (f"  - {scalar(re.sub('[<>]', ' ', item))}" for item in items)
