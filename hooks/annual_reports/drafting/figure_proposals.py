"""Propose figures: match each amount in a text with its most likely indicator.

An indicator is recognised by the pairs of characters of its names near the amount, the nearer the better, and
by the words before its amount in last year's report. No amount is given to two indicators, and none to an
indicator that does not accept its unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annual_reports.domain import quantities
from annual_reports.domain.evidence import Body, spans_of_quote
from annual_reports.domain.model import Catalog, Figure, Indicator, Report, Sentence, Span
from annual_reports.domain.text import squeeze
from annual_reports.drafting.rules import RULES, pattern

_CLAUSE_ENDS = "，；：,;。！？、"


@dataclass(frozen=True, slots=True)
class FigureProposal:
    """Figure that the text seems to give."""

    indicator: Indicator
    value: str
    span: Span
    quote: str | None
    """Words around the amount, if the amount alone stands in the text more than once."""
    note: str | None = None
    counted: bool = False
    """True if the number of listed names is the value."""


@dataclass(frozen=True, slots=True)
class FigureProposals:
    """Proposed figures, and the amounts and indicators without one."""

    figures: tuple[FigureProposal, ...]
    unclaimed: tuple[Span, ...]
    """Amounts of the text without an indicator."""
    missing: tuple[Indicator, ...]
    """Indicators of last year's report without an amount."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """Amount in the text, or a list of names that can be counted."""

    span: Span
    value: str
    unit: str
    listed: int = 0
    """Number of listed names; 0 for an amount."""


def propose_figures(body: Body, catalog: Catalog, last: Report | None = None) -> FigureProposals:
    """Propose the figures of a text, each indicator and each amount at most once.

    Args:
        body: the text.
        catalog: indicators to look for.
        last: the government's report before, if there is one.

    """
    amounts = [*_amounts(body), *_lists_of_names(body)]
    names = {indicator.id: _names(indicator, last) for indicator in catalog.indicators.values()}
    scored = sorted(
        _scores(body, amounts, catalog, names), key=lambda s: (-s[0], s[1].listed, s[1].span, s[2].id)
    )
    proposed: dict[str, FigureProposal] = {}
    used: set[Span] = set()
    for _, amount, indicator in scored:
        if indicator.id not in proposed and amount.span not in used:
            used.add(amount.span)
            proposed[indicator.id] = _proposal(body, amount, indicator)
    figures = tuple(sorted(proposed.values(), key=lambda proposal: proposal.span))
    left = tuple(amount.span for amount in amounts if amount.span not in used and not amount.listed)
    before = [figure.indicator for figure in last.figures] if last else []
    return FigureProposals(figures, left, tuple(i for i in before if i.id not in proposed))


def _amounts(body: Body) -> list[_Amount]:
    return [_Amount(q.span, body.text_at(q.span), q.unit) for q in quantities.find(body.text)]


def _lists_of_names(body: Body) -> Iterator[_Amount]:
    """Yield lists of names as amounts: 北西村、计庄村 are two villages, though no number is written."""
    for match in pattern(RULES["names_listed"]).finditer(body.text):
        names = _split_names(match[1])
        start = match.start() + max(0, len(names[0]) - len(names[1]))  # 已完成北西村: a verb in front
        unit = "个"
        yield _Amount((start, match.end()), f"{len(names)} {unit}", unit, len(names))


def _split_names(listing: str) -> list[str]:
    for sign in "和及":
        listing = listing.replace(sign, "、")
    return listing.split("、")


def _names(indicator: Indicator, last: Report | None) -> list[str]:
    """Return an indicator's names, and the words before its amount in last year's report."""
    names = [squeeze(name) for name in (indicator.name, *indicator.aliases)]
    figure = last.figure(indicator) if last else None
    if figure:
        names.append(words_before_amount(figure))
    return [name for name in names if len(name) > 1]


def words_before_amount(figure: Figure) -> str:
    """Return the last characters before a figure's amount in its sentence, squeezed."""
    sentence = figure.evidence.sentence
    before = squeeze(sentence.text[: figure.evidence.span[0] - sentence.span[0]])
    return before[-RULES["context_of_last_year"] :]


def _scores(
    body: Body, amounts: Sequence[_Amount], catalog: Catalog, names: dict[str, list[str]]
) -> Iterator[tuple[float, _Amount, Indicator]]:
    for amount in amounts:
        before, after = _context(body, amounts, amount)
        for indicator in catalog.indicators.values():
            if not _may_count(indicator, amount):
                continue
            score = max((nearness(name, before, after) for name in names[indicator.id]), default=0.0)
            if score >= RULES["enough"]:
                yield score, amount, indicator


def _may_count(indicator: Indicator, amount: _Amount) -> bool:
    if amount.listed:
        return indicator.unit in RULES["counted_units"].split()
    return amount.unit in indicator.accepted_units


def _context(body: Body, amounts: Sequence[_Amount], amount: _Amount) -> tuple[str, str]:
    """Return the words of the sentence before and after an amount, squeezed.

    The words before begin after the last amount of the same unit, to which earlier words belong.
    """
    sentence = _sentence(body, amount.span)
    ends = (
        other.span[1] for other in amounts if other.unit == amount.unit and other.span[1] <= amount.span[0]
    )
    start = max([sentence.span[0], *ends])
    before = squeeze(body.text[start : amount.span[0]])[-RULES["window_before"] :]
    after = squeeze(body.text[amount.span[1] : sentence.span[1]])[: RULES["window_after"]]
    stop = next((i for i, c in enumerate(after) if c in _CLAUSE_ENDS), len(after))
    return before, after[:stop]


def _sentence(body: Body, span: Span) -> Sentence:
    return body.evidence(span).sentence


def nearness(name: str, before: str, after: str) -> float:
    """Return how much of a name stands around an amount: 0 for nothing, 1 for all of it right beside.

    Each pair of the name's characters is searched; a pair farther away counts for less.
    """
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    total = 0.0
    for pair in pairs:
        near, far = before.rfind(pair), after.find(pair)
        left = 1 - (len(before) - near - 2) / RULES["fade_before"] if near >= 0 else 0
        right = 1 - far / RULES["fade_after"] if far >= 0 else 0
        total += max(left, right, 0)
    return total / len(pairs)


def _proposal(body: Body, amount: _Amount, indicator: Indicator) -> FigureProposal:
    sentence = _sentence(body, amount.span)
    note = RULES["note"] if RULES["note"] in body.text[sentence.span[0] : amount.span[0]] else None
    if amount.listed:
        return FigureProposal(
            indicator, amount.value, amount.span, body.text_at(amount.span), note, counted=True
        )
    return FigureProposal(indicator, amount.value, amount.span, _quote(body, amount, sentence), note)


def _quote(body: Body, amount: _Amount, sentence: Sentence) -> str | None:
    """Return the words with which an amount is unique in the text; None if it is unique by itself."""
    if len(body.amounts.get(squeeze(amount.value), ())) < 2:  # noqa: PLR2004  # it is not ambiguous
        return None
    start = end = amount.span[0]
    while start > sentence.span[0]:
        start = max(
            (i + 1 for i in range(sentence.span[0], start - 1) if body.text[i] in _CLAUSE_ENDS),
            default=sentence.span[0],
        )
        quote = body.text[start : amount.span[1]].strip()
        if len(spans_of_quote(body, quote)) == 1 or start == end:
            return quote
    return body.text[sentence.span[0] : sentence.span[1]].strip()
