"""Find a figure's amount in the body: as it is written, as a count of listed names, or as a zero in words."""

from __future__ import annotations

from enum import Enum, auto
from typing import NamedTuple

from annual_reports.domain import evidence
from annual_reports.domain.intervals import interval
from annual_reports.domain.model import Evidence, Quantity, Span
from annual_reports.domain.quantity_patterns import RAISED_DIGIT
from annual_reports.domain.yaml_text import yaml_line
from annual_reports.sources.claim_lookup import ClaimLookup
from annual_reports.sources.quoted_words import count_names, says_none
from annual_reports.sources.report_schema import FigureEntry
from annual_reports.sources.yaml_reader import Loc


class AmountKind(Enum):
    """How the body gives an amount."""

    WRITTEN = auto()
    COUNTED = auto()
    """The body lists names; the number counts them."""
    ZERO_IN_WORDS = auto()
    """The body says that there was none."""


class AmountEvidence(NamedTuple):
    """Amount in the body."""

    evidence: Evidence
    """Place of the amount; of a count, the names; of a zero in words, the words."""
    text: str
    """Amount as the body writes it; if it does not, as the header does."""
    kind: AmountKind
    row: str | None = None
    """Label of the row if the amount stands in a table."""


def find_amount(
    entry: FigureEntry, quantity: Quantity, loc: Loc, lookup: ClaimLookup
) -> AmountEvidence | None:
    """Return the evidence of a figure's amount; None adds a finding to `lookup.marked`.

    Args:
        entry: the figure's entry.
        quantity: its amount.
        loc: path of the entry in the header; its second part is the figure's name.
        lookup: header, body and catalog.

    """
    within = lookup.span(entry.quote, (*loc, "quote")) if entry.quote else None
    if entry.quote and within is None:
        return None
    spans = evidence.spans_of_amount(lookup.body, entry.value, within)
    if quantity.value == 0 and within:
        if entry.counted:
            lookup.marked.add("zero-counted", (*loc, "value"), key=loc[1])
        if not spans:
            return _zero_in_words(entry, within, loc, lookup)
    elif entry.counted:
        return _counted(entry, quantity, within, loc, lookup) if within else None
    if len(spans) == 1:
        return _written(entry, quantity, spans[0], loc, lookup)
    _add_finding(entry, quantity, loc, len(spans), lookup)
    return None


def _written(
    entry: FigureEntry, quantity: Quantity, span: Span, loc: Loc, lookup: ClaimLookup
) -> AmountEvidence:
    body = lookup.body
    written = body.amount_at(span)
    if RAISED_DIGIT.search(body.folded[max(0, span[0] - 1) : span[1] + 1]):
        where: Loc = (*loc, "value")
        lookup.marked.add("raised-digit", where, key=loc[1], found=written, value=quantity.value)
    has_unit = not written[-1:].isdigit()  # a table may name no unit
    cell = body.cells.get(span)
    row = (cell.row or cell.column or None) if cell else None
    return AmountEvidence(body.evidence(span), written if has_unit else entry.value, AmountKind.WRITTEN, row)


def _zero_in_words(entry: FigureEntry, within: Span, loc: Loc, lookup: ClaimLookup) -> AmountEvidence | None:
    if not says_none(lookup.body.text_at(within)):
        lookup.marked.add("zero-in-words", (*loc, "quote"), found=entry.quote, value=entry.value)
        return None
    return AmountEvidence(lookup.body.evidence(within), entry.value, AmountKind.ZERO_IN_WORDS)


def _counted(
    entry: FigureEntry, quantity: Quantity, within: Span, loc: Loc, lookup: ClaimLookup
) -> AmountEvidence:
    names = count_names(lookup.body.text_at(within))
    low, high = interval(quantity)
    if names and (high < names.fewest or low > names.most):
        place, count = (*loc, "value"), names.fewest if high < names.fewest else names.most
        lookup.marked.add("counted-differs", place, key=loc[1], found=entry.value, count=count)
    return AmountEvidence(lookup.body.evidence(within), entry.value, AmountKind.COUNTED)


def _add_finding(entry: FigureEntry, quantity: Quantity, loc: Loc, times: int, lookup: ClaimLookup) -> None:
    value: Loc = (*loc, "value")
    if times:
        lookup.marked.add("figure-ambiguous", value, found=entry.value, times=times)
    elif entry.quote:
        lookup.marked.add("amount-not-in-quote", (*loc, "quote"), found=entry.value)
    elif quantity.value == 0:
        lookup.marked.add("zero-without-quote", value, found=entry.value)
    else:
        near = evidence.nearest_amount(lookup.body, entry.value)
        nearest = f"，最接近的是“{near}”" if near else ""
        example = yaml_line(str(loc[1]), near) if near else "排查矛盾纠纷: 526 余件"
        lookup.marked.add("figure-not-in-body", value, found=entry.value, nearest=nearest, example=example)
