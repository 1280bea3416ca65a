"""Propose figures: what the government did in the year, for each indicator that the text surely counts.

Amounts of plans, other years and other governments, and amounts that contradict each other, are not proposed
but asked, with the reason. Without a number are proposed lists of names (北西村、计庄村) and statements that
there was none; each of these a person must confirm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import NamedTuple

from annual_reports.analysis.recognition import Rank, Recognised, recognise, recognise_or_guess
from annual_reports.analysis.table_amounts import prose_only, recognise_cells
from annual_reports.analysis.zeros import zero_statements
from annual_reports.domain.catalog import Catalog, Indicator
from annual_reports.domain.contexts import AmountInContext, Setting, amounts_in_context
from annual_reports.domain.evidence import Body, spans_of_quote
from annual_reports.domain.model import Figure, Quantity, Report, Span
from annual_reports.domain.periods import WHOLE_YEAR
from annual_reports.domain.text import squeeze
from annual_reports.drafting.figure_choice import Choice, Doubt, amounts_of_the_year, choose, reason_against
from annual_reports.drafting.rules import RULES, pattern

_CLAUSE_ENDS = "，；：,;。！？、"
_COUNTED_UNIT = "个"
_FEWEST_WORDS = 6
"""Characters before an amount that must be as last year, to take it for the same indicator."""


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
    zero_in_words: bool = False
    """True if the text says in words that there was none."""
    period: str | None = None
    """Period that the amount covers, if it is not the whole year."""
    incomparable: str | None = None
    """Why the amount may not be compared: its unit is not the indicator's."""


class LeftOver(NamedTuple):
    """Amount of the text without a figure."""

    span: Span
    guess: Indicator | None = None
    """Indicator that it may count."""
    reason: str = ""
    """Why it was not proposed for this indicator, in Chinese; empty if it is not known to count it."""


@dataclass(frozen=True, slots=True)
class FigureProposals:
    """Proposed figures, and the amounts and indicators without one."""

    figures: tuple[FigureProposal, ...]
    unclaimed: tuple[LeftOver, ...]
    """Amounts of the text without a figure, in order."""
    missing: tuple[Indicator, ...]
    """Indicators of last year's report without an amount."""
    doubts: tuple[Doubt, ...] = ()
    """Questions for a person."""


def propose_figures(
    body: Body, catalog: Catalog, setting: Setting | None = None, last: Report | None = None
) -> FigureProposals:
    """Propose the figures of a text, each indicator at most once.

    Args:
        body: the text.
        catalog: indicators to look for.
        setting: year and names of the government that reports.
        last: the government's report before, if there is one.

    """
    setting = setting or Setting()
    indicators = tuple(catalog.indicators.values())
    amounts = prose_only(body, amounts_in_context(body, setting))
    in_prose = _with_familiar(body, amounts, recognise_or_guess(body, amounts, indicators), last)
    recognised = [*in_prose, *recognise_cells(body, setting, indicators)]
    found = _by_indicator(amounts_of_the_year(body, amounts, recognised))
    choices = {id_: choose(body, each, setting.year) for id_, each in found.items()}
    figures = {f.indicator.id: f for f in _figures(body, found, choices, setting)}
    for figure in (*_counted(body, indicators), *_zeros(body, indicators, setting)):
        if figure.indicator.id not in found:
            figures.setdefault(figure.indicator.id, figure)
    before = [figure.indicator for figure in last.figures] if last else []
    return FigureProposals(
        tuple(sorted(figures.values(), key=lambda figure: figure.span)),
        tuple(_left_over(body, amounts, recognised, figures, setting)),
        tuple(indicator for indicator in before if indicator.id not in figures),
        tuple(doubt for choice in choices.values() for doubt in choice.doubts),
    )


def words_before_amount(figure: Figure) -> str:
    """Return the last characters before a figure's amount in its sentence, squeezed."""
    sentence = figure.evidence.sentence
    before = squeeze(sentence.text[: figure.evidence.span[0] - sentence.span[0]])
    return before[-RULES["context_of_last_year"] :]


def _with_familiar(
    body: Body, amounts: Sequence[AmountInContext], found: Sequence[Recognised], last: Report | None
) -> list[Recognised]:
    """Return what was recognised; same words before an amount as last year count for more than others."""
    figures = last.figures if last else ()
    words = {f.indicator.id: _without_years(words_before_amount(f)) for f in figures}
    familiar = {
        amount.quantity.span: Recognised(amount, figure.indicator)
        for amount in amounts
        for figure in figures
        if amount.quantity.unit in figure.indicator.accepted_units
        and len(words[figure.indicator.id]) >= _FEWEST_WORDS
        and _without_years(_words_before(body, amount.quantity.span)).endswith(words[figure.indicator.id])
    }
    return [each for each in found if each.amount.quantity.span not in familiar] + list(familiar.values())


def _words_before(body: Body, span: Span) -> str:
    return squeeze(body.text[body.evidence(span).sentence.span[0] : span[0]])


def _without_years(words: str) -> str:
    return pattern(RULES["years"]).sub("", words)


def _by_indicator(found: Iterable[Recognised]) -> Mapping[str, Sequence[Recognised]]:
    by_id: dict[str, list[Recognised]] = {}
    for each in found:
        if each.rank is not Rank.GUESS:
            by_id.setdefault(each.indicator.id, []).append(each)
    return by_id


def _figures(
    body: Body, found: Mapping[str, Sequence[Recognised]], choices: Mapping[str, Choice], setting: Setting
) -> Iterator[FigureProposal]:
    for id_, choice in choices.items():
        if choice.chosen:
            span = choice.chosen.quantity.span
            period = (
                choice.period.label(setting.year) if setting.year and choice.period != WHOLE_YEAR else None
            )
            indicator = found[id_][0].indicator
            yield FigureProposal(
                indicator,
                body.amount_at(span),
                span,
                _quote(body, span),
                _note(body, span),
                period=period,
                incomparable=_incomparable(indicator, choice.chosen.quantity.unit),
            )


def _incomparable(indicator: Indicator, unit: str) -> str | None:
    """Return in Chinese why an amount in a unit may not be compared; None if it may."""
    return None if unit in indicator.accepted_units else f"按“{unit}”统计，不是“{indicator.unit}”"


def _counted(body: Body, indicators: Sequence[Indicator]) -> Iterator[FigureProposal]:
    """Yield lists of names as figures: 北西村、计庄村 are two villages, though no number is written."""
    countable = [i for i in indicators if i.unit in RULES["counted_units"].split()]
    lists = {}
    for match in pattern(RULES["names_listed"]).finditer(body.text):
        names = _split_names(match[1])
        start = match.start() + max(0, len(names[0]) - len(names[1]))  # 已完成北西村: a verb in front
        lists[start, match.end()] = len(names)
    listed = [AmountInContext(Quantity(Decimal(n), _COUNTED_UNIT, span=span)) for span, n in lists.items()]
    for found in recognise(body, listed, countable):
        span = found.amount.quantity.span
        value = f"{lists[span]} {_COUNTED_UNIT}"
        yield FigureProposal(
            found.indicator, value, span, body.text_at(span), _note(body, span), counted=True
        )


def _split_names(listing: str) -> list[str]:
    for sign in "和及":
        listing = listing.replace(sign, "、")
    return listing.split("、")


def _zeros(body: Body, indicators: Sequence[Indicator], setting: Setting) -> Iterator[FigureProposal]:
    for indicator, span in zero_statements(body, indicators, setting):
        quote = body.text_at(span)
        if len(spans_of_quote(body, quote)) > 1:
            sentence = body.evidence(span).sentence
            quote = sentence.text
        yield FigureProposal(indicator, f"0 {indicator.unit}", span, quote, zero_in_words=True)


def _left_over(
    body: Body,
    amounts: Sequence[AmountInContext],
    recognised: Sequence[Recognised],
    figures: Mapping[str, FigureProposal],
    setting: Setting,
) -> Iterator[LeftOver]:
    """Yield the amounts without a figure, with what they may count."""
    claimed = {figure.span for figure in figures.values()}
    counts = {each.amount.quantity.span: each for each in reversed(recognised)}
    for span in sorted({*(amount.quantity.span for amount in amounts), *body.cells}):
        found = counts.get(span)
        if span in claimed:
            continue
        if found is None or (found.rank is Rank.GUESS and found.indicator.id in figures):
            yield LeftOver(span)
        else:
            yield LeftOver(span, found.indicator, reason_against(found, setting.year))


def _note(body: Body, span: Span) -> str | None:
    """Return the note of an amount: in the sentence before it, or in brackets right behind it.

    A note in brackets belongs to the amount before the bracket: 受众2.3万人次（据不完全统计），咨询360人次.
    """
    sentence, note = body.evidence(span).sentence.span, RULES["note"]
    in_brackets = rf"\s*[(（]{note}[)）]"
    before = re.sub(rf"(?<=\w){in_brackets}", "", body.text[sentence[0] : span[0]])
    is_behind = re.match(in_brackets, body.text[span[1] : sentence[1]])
    return note if note in before or is_behind else None


def _quote(body: Body, span: Span) -> str | None:
    """Return the words with which an amount is unique in the text; None if it is unique by itself."""
    if len(body.amounts.get(squeeze(body.amount_at(span)), ())) < 2:  # noqa: PLR2004  # it is not ambiguous
        return None
    if span in body.cells:
        return body.text_at(body.cells[span].row_span)
    sentence = body.evidence(span).sentence
    start = end = span[0]
    while start > sentence.span[0]:
        start = max(
            (i + 1 for i in range(sentence.span[0], start - 1) if body.text[i] in _CLAUSE_ENDS),
            default=sentence.span[0],
        )
        quote = body.text[start : span[1]].strip()
        if len(spans_of_quote(body, quote)) == 1 or start == end:
            return quote
    return body.text[slice(*sentence.span)].strip()
