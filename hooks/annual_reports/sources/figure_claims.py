"""Resolve the figures of a report's header: indicator, amount with its evidence, period, scope, notes.

A figure that the body does not bear out adds a finding at its position and is left out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from annual_reports.domain import quantities
from annual_reports.domain.catalog import Indicator
from annual_reports.domain.evidence import spans_of_quote
from annual_reports.domain.model import Evidence, Figure, FigureKey, Quantity
from annual_reports.sources import acknowledged_codes
from annual_reports.sources.amount_evidence import AmountKind, find_amount
from annual_reports.sources.claim_lookup import ClaimLookup
from annual_reports.sources.figure_extent import resolve_extent
from annual_reports.sources.report_schema import FigureEntry
from annual_reports.sources.restatements import resolve_restatements
from annual_reports.sources.yaml_reader import Loc


def resolve_figures(
    entries: Mapping[str, FigureEntry | list[FigureEntry]], lookup: ClaimLookup
) -> tuple[Figure, ...]:
    """Return the figures of a header in its order; findings are added to `lookup.marked`."""
    return tuple(_Resolver(lookup).figures(entries))


def _located(name: str, given: FigureEntry | list[FigureEntry]) -> Iterable[tuple[Loc, FigureEntry]]:
    """Return the figures of one name with their paths in the header."""
    loc: Loc = ("figures", name)
    return [((*loc, i), one) for i, one in enumerate(given)] if isinstance(given, list) else [(loc, given)]


@dataclass(slots=True)
class _Resolver:
    lookup: ClaimLookup
    place_of: dict[FigureKey, tuple[str, int]] = field(default_factory=dict)
    """Key of a figure -> name and line at which the header gives it first."""

    def figures(self, entries: Mapping[str, FigureEntry | list[FigureEntry]]) -> Iterator[Figure]:
        for name, given in entries.items():
            indicator = self.lookup.indicator(name, ("figures", name), at_key=True)
            for loc, entry in _located(name, given):
                figure = _figure(entry, indicator, loc, self.lookup)
                if figure and self._is_new(figure, name, loc):
                    yield figure

    def _is_new(self, figure: Figure, name: str, loc: Loc) -> bool:
        here = (name, figure.place.line)
        other, line = self.place_of.setdefault(figure.key, here)
        if (other, line) == here and self.place_of[figure.key] is here:
            return True
        shown = f"{other}（第 {line} 行）" if other == name else other
        self.lookup.marked.add("indicator-twice", loc, at_key=True, found=name, other=shown)
        return False


def _figure(entry: FigureEntry, indicator: Indicator | None, loc: Loc, lookup: ClaimLookup) -> Figure | None:
    """Return a figure; each of its parts is checked, also if another is wrong."""
    quantity = lookup.quantity(entry.value, (*loc, "value"))
    _check_entry(entry, loc, lookup)
    acknowledged = acknowledged_codes.of_figure(entry.acknowledged, loc, lookup)
    extent = resolve_extent(entry, loc, lookup)
    found = find_amount(entry, quantity, loc, lookup) if quantity else None
    around = found.evidence if found else None
    restated = resolve_restatements(entry, quantity, around, loc, lookup)
    if not (indicator and quantity and extent and found):
        return None
    return Figure(
        indicator=indicator,
        quantity=quantity,
        text=found.text,
        evidence=found.evidence,
        row=found.row,
        note=entry.note,
        note_evidence=_note_evidence(entry, found.evidence, lookup),
        remark=entry.remark,
        counted=found.kind is AmountKind.COUNTED,
        zero_in_words=found.kind is AmountKind.ZERO_IN_WORDS,
        period=extent.period,
        scope=extent.scope,
        part=entry.part,
        restated=restated,
        acknowledged=acknowledged,
        incomparable=_incomparable(entry, indicator, quantity, loc, lookup),
        new_scope=entry.new_scope,
        place=lookup.marked.place((*loc, "value")),
    )


def _check_entry(entry: FigureEntry, loc: Loc, lookup: ClaimLookup) -> None:
    """Check what does not need the amount."""
    marked = lookup.marked
    if entry.counted and not entry.quote:
        marked.add("counted-without-quote", (*loc, "counted"), key=loc[1])
    if not entry.comparable and not entry.reason:
        marked.add("reason-missing", (*loc, "comparable"), key=loc[1])
    if entry.note and not spans_of_quote(lookup.body, entry.note):
        nearest = lookup.nearest_beginning(entry.note)
        marked.add("note-not-in-body", (*loc, "note"), found=entry.note, nearest=nearest)


def _note_evidence(entry: FigureEntry, around: Evidence, lookup: ClaimLookup) -> Evidence | None:
    """Return where the body says the note of an amount; one note may serve many amounts."""
    spans = spans_of_quote(lookup.body, entry.note) if entry.note else ()
    return lookup.nearest_span(spans, around)


def _incomparable(
    entry: FigureEntry, indicator: Indicator, quantity: Quantity, loc: Loc, lookup: ClaimLookup
) -> str | None:
    """Return why a figure may not be compared: the header says it, or the unit is not the indicator's."""
    if not entry.comparable:
        return entry.reason
    if quantity.unit in indicator.accepted_units:
        return None
    same_family = quantities.family(quantity.unit) == quantities.family(indicator.unit)
    code = "unit-not-accepted" if same_family else "unit-family-differs"
    known = "、".join(indicator.accepted_units)
    lookup.marked.add(code, (*loc, "value"), key=loc[1], found=quantity.unit, known=known)
    return f"单位是“{quantity.unit}”，指标按“{known}”计"
