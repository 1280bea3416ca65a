"""Resolve the amounts of earlier years that a report gives anew."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annual_reports.domain import quantities
from annual_reports.domain.contexts import amounts_in_context, setting_of
from annual_reports.domain.evidence import spans_of_amount
from annual_reports.domain.model import Evidence, Quantity, Restatement, Span
from annual_reports.sources.claim_lookup import ClaimLookup
from annual_reports.sources.report_schema import FigureEntry
from annual_reports.sources.yaml_reader import Loc

_YEAR = re.compile(r"[12]\d{3}")
_SOME_YEAR = 2024
"""Year for an example, where the header has none."""


def resolve_restatements(
    entry: FigureEntry, own: Quantity | None, around: Evidence | None, loc: Loc, lookup: ClaimLookup
) -> tuple[Restatement, ...]:
    """Return what a figure's entry says anew of earlier years; findings are added to `lookup.marked`.

    Args:
        entry: the figure's entry.
        own: the figure's own quantity, None if it has an error.
        around: the figure's own evidence, None if it has an error.
        loc: path of the entry in the header.
        lookup: header, body and catalog.

    """
    if entry.restated is None:
        return ()
    at: Loc = (*loc, "restated")
    if not entry.restated.amounts:
        year = (lookup.year or _SOME_YEAR) - 1
        example = f"写明是哪一年的数，例如 restated: {{{year}: 620 件, reason: 上年漏报}}"
        lookup.marked.add("missing-key", at, key=year, example=example)
    resolver = _Resolver(entry.restated.reason, own, around, lookup)
    found = (
        resolver.restatement(year, amount, (*at, year)) for year, amount in entry.restated.amounts.items()
    )
    return tuple(filter(None, found))


@dataclass(frozen=True, slots=True)
class _Resolver:
    reason: str
    own: Quantity | None
    around: Evidence | None
    lookup: ClaimLookup

    def restatement(self, year: str, amount: str, loc: Loc) -> Restatement | None:
        """Return the restatement of one year; each of its parts is checked, also if another is wrong."""
        is_earlier = self._check_year(year, loc)
        quantity = self.lookup.quantity(amount, loc)
        if quantity is None:
            return None
        has_unit = self._check_unit(year, quantity, loc)
        found = self._evidence(year, amount, loc)
        if not (is_earlier and has_unit and found):
            return None
        return Restatement(int(year), quantity, self.lookup.body.amount_at(found.span), self.reason, found)

    def _check_year(self, year: str, loc: Loc) -> bool:
        own = self.lookup.year
        is_earlier = _YEAR.fullmatch(year) is not None and (own is None or int(year) < own)
        if not is_earlier:
            example = (own or _SOME_YEAR) - 1
            self.lookup.marked.add("restated-year", loc, at_key=True, found=year, example=example)
        return is_earlier

    def _check_unit(self, year: str, quantity: Quantity, loc: Loc) -> bool:
        own = self.own
        if own is None or quantities.family(quantity.unit) == quantities.family(own.unit):
            return True
        self.lookup.marked.add("restated-unit", loc, year=year, found=quantity.unit, known=own.unit)
        return False

    def _evidence(self, year: str, amount: str, loc: Loc) -> Evidence | None:
        """Return the evidence that is nearest to the figure, but not the figure's own."""
        spans, around = spans_of_amount(self.lookup.body, amount), self.around
        if around:
            spans = [span for span in spans if span[1] <= around.span[0] or span[0] >= around.span[1]]
        if not spans:
            self.lookup.marked.add("restated-not-in-body", loc, found=amount, year=year)
            return None
        spans = self._of_year(spans, year) or spans
        return self.lookup.nearest_span(spans, around) if around else self.lookup.body.evidence(spans[0])

    def _of_year(self, spans: list[Span], year: str) -> list[Span]:
        """Return those of several amounts of which the text says that they are of a year."""
        lookup = self.lookup
        if len(spans) == 1 or lookup.year is None or not _YEAR.fullmatch(year):
            return spans
        setting = setting_of(lookup.government, lookup.year, lookup.catalog)
        amounts = amounts_in_context(lookup.body, setting)
        of_year = {a.quantity.span for a in amounts if a.period.years_before == lookup.year - int(year)}
        return [span for span in spans if span in of_year]
