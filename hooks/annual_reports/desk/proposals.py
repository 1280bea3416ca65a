"""The figures that a text seems to give: each amount with the indicator it most likely is.

An indicator is recognised by the pairs of characters of its names that stand near the amount, the
nearer the better, and by the words that stood before its amount in last year's report. No amount is
given to two indicators, and none to an indicator that does not count in its unit.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annual_reports import quantities
from annual_reports.desk.rules import RULES, pattern
from annual_reports.evidence import Body, places_of_quote
from annual_reports.model import Catalog, Indicator, Report, Sentence, Span
from annual_reports.text import squeeze

_CLAUSE_ENDS = "，；：,;。！？、"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A figure that the text seems to give."""

    indicator: Indicator
    value: str
    span: Span
    quote: str | None
    """Needed where the amount stands in the text more than once."""
    note: str | None = None
    counted: bool = False


@dataclass(frozen=True, slots=True)
class Proposals:
    """What is proposed, and what is left over on either side."""

    figures: tuple[Proposal, ...]
    unclaimed: tuple[Span, ...]
    """Amounts of the text that no figure claims."""
    missing: tuple[Indicator, ...]
    """Indicators of last year's report for which nothing was found."""


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount of the text, or a list of names that may be counted."""

    span: Span
    value: str
    unit: str
    names: int = 0


def propose(body: Body, catalog: Catalog, last: Report | None = None) -> Proposals:
    """Find the figures of a text.

    Args:
        body: the text.
        catalog: the indicators that there are.
        last: the government's report before, if there is one.

    """
    amounts = [*_written(body), *_listed(body)]
    names = {indicator.id: _names(indicator, last) for indicator in catalog.indicators.values()}
    scored = sorted(
        _scores(body, amounts, catalog, names), key=lambda s: (-s[0], s[1].names, s[1].span, s[2].id)
    )
    taken: dict[str, Proposal] = {}
    used: set[Span] = set()
    for _, amount, indicator in scored:
        if indicator.id not in taken and amount.span not in used:
            used.add(amount.span)
            taken[indicator.id] = _proposal(body, amount, indicator)
    figures = tuple(sorted(taken.values(), key=lambda proposal: proposal.span))
    left = tuple(amount.span for amount in amounts if amount.span not in used and not amount.names)
    before = [figure.indicator for figure in last.figures] if last else []
    return Proposals(figures, left, tuple(i for i in before if i.id not in taken))


def _written(body: Body) -> list[_Amount]:
    return [_Amount(q.span, body.written(q.span), q.unit) for q in quantities.find(body.text)]


def _listed(body: Body) -> Iterator[_Amount]:
    """北西村、计庄村: two villages, though no number is written."""
    for match in pattern(RULES["names_listed"]).finditer(body.text):
        names = _cut(match[1])
        start = match.start() + max(0, len(names[0]) - len(names[1]))  # 已完成北西村: a verb in front
        unit = "个"
        yield _Amount((start, match.end()), f"{len(names)} {unit}", unit, len(names))


def _cut(listing: str) -> list[str]:
    for sign in "和及":
        listing = listing.replace(sign, "、")
    return listing.split("、")


def _names(indicator: Indicator, last: Report | None) -> list[str]:
    """What an indicator is recognised by: its names, and last year's words before its amount."""
    names = [squeeze(name) for name in (indicator.name, *indicator.aliases)]
    figure = last.figure(indicator) if last else None
    if figure:
        sentence = figure.evidence.sentence
        before = squeeze(sentence.text[: figure.evidence.span[0] - sentence.span[0]])
        names.append(before[-RULES["context_of_last_year"] :])
    return [name for name in names if len(name) > 1]


def _scores(
    body: Body, amounts: Sequence[_Amount], catalog: Catalog, names: dict[str, list[str]]
) -> Iterator[tuple[float, _Amount, Indicator]]:
    for amount in amounts:
        before, after = _around(body, amounts, amount)
        for indicator in catalog.indicators.values():
            if not _may_count(indicator, amount):
                continue
            score = max((nearness(name, before, after) for name in names[indicator.id]), default=0.0)
            if score >= RULES["enough"]:
                yield score, amount, indicator


def _may_count(indicator: Indicator, amount: _Amount) -> bool:
    if amount.names:
        return indicator.unit in RULES["counted_units"].split()
    return amount.unit in indicator.accepted_units


def _around(body: Body, amounts: Sequence[_Amount], amount: _Amount) -> tuple[str, str]:
    """The words of the sentence before and behind an amount, squeezed.

    Those before reach back to the last amount of the same unit, whose words they are.
    """
    sentence = _sentence(body, amount.span)
    ends = (
        other.span[1] for other in amounts if other.unit == amount.unit and other.span[1] <= amount.span[0]
    )
    start = max([sentence.span[0], *ends])
    before = squeeze(body.text[start : amount.span[0]])[-RULES["window_before"] :]
    behind = squeeze(body.text[amount.span[1] : sentence.span[1]])[: RULES["window_after"]]
    stop = next((i for i, c in enumerate(behind) if c in _CLAUSE_ENDS), len(behind))
    return before, behind[:stop]


def _sentence(body: Body, span: Span) -> Sentence:
    return body.evidence(span).sentence


def nearness(name: str, before: str, after: str) -> float:
    """How much of a name stands around an amount: 0 for nothing, 1 for all of it right beside.

    The name's pairs of characters are looked for; one that is farther away counts for less.
    """
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    total = 0.0
    for pair in pairs:
        near, far = before.rfind(pair), after.find(pair)
        left = 1 - (len(before) - near - 2) / RULES["fade_before"] if near >= 0 else 0
        right = 1 - far / RULES["fade_after"] if far >= 0 else 0
        total += max(left, right, 0)
    return total / len(pairs)


def _proposal(body: Body, amount: _Amount, indicator: Indicator) -> Proposal:
    sentence = _sentence(body, amount.span)
    remark = RULES["note"] if RULES["note"] in body.text[sentence.span[0] : amount.span[0]] else None
    if amount.names:
        return Proposal(indicator, amount.value, amount.span, body.written(amount.span), remark, counted=True)
    return Proposal(indicator, amount.value, amount.span, _quote(body, amount, sentence), remark)


def _quote(body: Body, amount: _Amount, sentence: Sentence) -> str | None:
    """The words with which an amount stands in the text only once; None where it does by itself."""
    if len(body.amounts.get(squeeze(amount.value), ())) < 2:  # noqa: PLR2004  # it is not ambiguous
        return None
    start = end = amount.span[0]
    while start > sentence.span[0]:
        start = max(
            (i + 1 for i in range(sentence.span[0], start - 1) if body.text[i] in _CLAUSE_ENDS),
            default=sentence.span[0],
        )
        quote = body.text[start : amount.span[1]].strip()
        if len(places_of_quote(body, quote)) == 1 or start == end:
            return quote
    return body.text[sentence.span[0] : sentence.span[1]].strip()
