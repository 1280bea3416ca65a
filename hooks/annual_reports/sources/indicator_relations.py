"""Check the relations that a site's indicators state: the parts of a whole, the two indicators of a rate.

A relation is refused if it names an indicator that nobody has, the indicator itself, one indicator twice or,
over others, leads back to where it began; and if its numbers cannot be added or divided, for their units.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from annual_reports.domain import quantities
from annual_reports.domain.catalog import Indicator
from annual_reports.sources.validation import guess
from annual_reports.sources.yaml_reader import Loc, Marked

_PERCENT = "%"
_RATES = (("disputes-resolved", "disputes-examined"), ("litigation-lost", "litigation-cases"))
"""Pairs of shipped indicators whose quotient is a rate, for examples."""


def check_relations(
    marked: Marked, id_: str, merged: Mapping[str, Indicator], known: Mapping[str, Any]
) -> None:
    """Add findings for the relations that the site's own entry of an indicator states.

    Args:
        marked: the file of the site's indicators.
        id_: id of the entry.
        merged: all indicators of the site, with the relations as their entries state them.
        known: all ids that may be named, also those of indicators that the site hides.

    """
    entry, indicator = marked.values[id_], merged[id_]
    before, told = set[str](), len(marked.findings)
    for loc, other in _stated(entry):
        if other not in known:
            question = guess(other, known)
            marked.add("unknown-indicator-id", (id_, *loc), found=other, guess=question)
        elif code := _fault(indicator, other, merged, before):
            example = _example(indicator, loc, merged)
            marked.add(code, (id_, *loc), found=other, own=id_, example=example)
        elif loc[0] == "parts":
            _check_part_unit(marked, indicator, (id_, *loc), merged.get(other))
        before.add(other)
    if entry.get("rate") and len(marked.findings) == told:
        _check_units_of_rate(marked, indicator, merged)


def _stated(entry: Mapping[str, Any]) -> Iterator[tuple[Loc, str]]:
    """Yield the ids that an entry names, with their paths in it."""
    yield from ((("parts", index), part) for index, part in enumerate(entry.get("parts") or ()))
    yield from ((("rate", key), id_) for key, id_ in (entry.get("rate") or {}).items())


def _fault(indicator: Indicator, other: str, merged: Mapping[str, Indicator], before: set[str]) -> str | None:
    """Return the code of what is wrong with naming an indicator in a relation, or None."""
    if other == indicator.id:
        return "relation-to-itself"
    if other in before:
        return "relation-twice"
    return "relation-in-a-circle" if indicator.id in _reached(other, merged) else None


def _reached(start: str, merged: Mapping[str, Indicator]) -> set[str]:
    """Return the ids to which the relations of an indicator lead, over others too."""
    reached: set[str] = set()
    waiting = [start]
    while waiting:
        indicator = merged.get(waiting.pop())
        following = (*indicator.parts, *(indicator.rate or ())) if indicator else ()
        waiting += [id_ for id_ in following if id_ not in reached]
        reached.update(following)
    return reached


def _check_part_unit(marked: Marked, whole: Indicator, loc: Loc, part: Indicator | None) -> None:
    """Report a part whose numbers cannot be added up to the whole's."""
    if part and quantities.family(part.unit) != quantities.family(whole.unit):
        example = f"parts: {_listed(whole, part.id)}"
        marked.add("part-unit-differs", loc, found=part.id, unit=part.unit, other=whole.unit, example=example)


def _check_units_of_rate(marked: Marked, rate: Indicator, merged: Mapping[str, Indicator]) -> None:
    """Report a rate that is no percentage, or whose two indicators cannot be divided: 件 by 人."""
    if rate.unit != _PERCENT:
        marked.add("rate-without-percent", (rate.id, "rate"), found=rate.unit)
    of, in_ = (merged.get(id_) for id_ in rate.rate or ("", ""))
    if of and in_ and quantities.family(of.unit) != quantities.family(in_.unit):
        marked.add(
            "rate-units-differ",
            (rate.id, "rate"),
            found=of.id,
            unit=of.unit,
            other=in_.id,
            other_unit=in_.unit,
            example=_rate_example(rate.id),
        )


def _example(indicator: Indicator, loc: Loc, merged: Mapping[str, Indicator]) -> str:
    """Return what may stand in the place of a relation that is refused."""
    if loc[0] == "rate":
        return _rate_example(indicator.id)
    others = [id_ for id_ in dict.fromkeys(indicator.parts) if not _fault(indicator, id_, merged, set())]
    return f"parts: [{', '.join(others)}]"


def _listed(indicator: Indicator, left_out: str) -> str:
    return f"[{', '.join(id_ for id_ in indicator.parts if id_ != left_out)}]"


def _rate_example(id_: str) -> str:
    of, in_ = next(pair for pair in _RATES if id_ not in pair)
    return f"rate: {{of: {of}, in: {in_}}}"
