"""Resolve what a figure covers: the period and the government that its entry names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from annual_reports.domain.catalog import Government
from annual_reports.domain.periods import WHOLE_YEAR, Period, parse_period
from annual_reports.domain.yaml_text import yaml_line
from annual_reports.sources.claim_lookup import ClaimLookup
from annual_reports.sources.report_schema import FigureEntry
from annual_reports.sources.validation import guess
from annual_reports.sources.yaml_reader import Loc

_SOME_YEAR = 2024
"""Year for an example, where the header has none."""


class Extent(NamedTuple):
    """Period and government of a figure."""

    period: Period = WHOLE_YEAR
    scope: Government | None = None
    """Government that the figure is about; None for the one that reports."""


def resolve_extent(entry: FigureEntry, loc: Loc, lookup: ClaimLookup) -> Extent | None:
    """Return the extent of a figure; None if its period, scope or part is wrong, which adds a finding."""
    period = _period(entry.period, (*loc, "period"), lookup) if entry.period else WHOLE_YEAR
    scope = _scope(entry.scope, (*loc, "scope"), lookup) if entry.scope else None
    is_part = _check_part(entry.part, (*loc, "part"), lookup) if entry.part else True
    if period is None or (entry.scope and scope is None) or not is_part:
        return None
    return Extent(period, scope)


def _period(words: str, loc: Loc, lookup: ClaimLookup) -> Period | None:
    """Return the period of a header; a report cannot tell what was done after its year."""
    year = lookup.year
    if year is None:
        return None
    period = parse_period(words, year)
    if period is None:
        lookup.marked.add("bad-period", loc, found=words, year=year)
        return None
    if period.first is not None and period.first > WHOLE_YEAR.last:
        lookup.marked.add("period-after-year", loc, found=words, year=year, next=year + 1)
        return None
    return period


def _check_part(words: str, loc: Loc, lookup: ClaimLookup) -> bool:
    """Return False for a part that is a period: figures of 上半年 are compared by their period."""
    year = lookup.year or _SOME_YEAR
    period = next((text for text in (words, f"{year}{words}") if parse_period(text, year)), None)
    if period:
        lookup.marked.add("part-is-period", loc, found=words, example=yaml_line("period", period))
    return period is None


def _scope(name: str, loc: Loc, lookup: ClaimLookup) -> Government | None:
    """Return the other government that a header names by its id, its name or a former name."""
    governments = lookup.catalog.governments
    found = governments.get(name) or next((g for g in governments.values() if name in _names(g)), None)
    if found is None:
        others = (g for g in governments.values() if g != lookup.government)
        names = [word for g in others for word in (g.id, *_names(g))]
        question = _guess_territory(name, lookup) or guess(name, names)
        lookup.marked.add("unknown-scope", loc, found=name, guess=question, example=_example(lookup))
    elif found == lookup.government:
        lookup.marked.add("scope-is-own", loc, found=name, example=_example(lookup))
        return None
    return found


def _names(government: Government) -> tuple[str, ...]:
    return (government.name, *government.former_names)


def _above(government: Government | None, lookup: ClaimLookup) -> Iterator[Government]:
    """Yield the governments above one, the nearest first."""
    while government and government.parent:
        government = lookup.catalog.governments.get(government.parent)
        if government:
            yield government


def _guess_territory(words: str, lookup: ClaimLookup) -> str:
    """Return a question with the government above whose level a word names (全县), or an empty string."""
    named = (g.name for g in _above(lookup.government, lookup) if words in (f"全{g.level}", f"我{g.level}"))
    return next((f"，是不是想写“{name}”？" for name in named), "")


def _example(lookup: ClaimLookup) -> str:
    """Return the line for another registered government; the one above the reporting one, if there is one."""
    own = lookup.government
    others = (g for g in lookup.catalog.governments.values() if g != own)
    return yaml_line("scope", next((g.name for g in (*_above(own, lookup), *others)), "桐柏县"))
