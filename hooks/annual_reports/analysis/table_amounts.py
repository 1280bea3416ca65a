"""Recognise which indicator the amounts in tables count, by the labels of their rows and columns."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import yaml

from annual_reports.analysis.recognition import Rank, Recognised, recognise_words
from annual_reports.analysis.wording import Zones
from annual_reports.domain.catalog import Indicator
from annual_reports.domain.contexts import AmountInContext, Setting
from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Mood, Role, Span
from annual_reports.domain.periods import WHOLE_YEAR, Period
from annual_reports.domain.sections import Section, section_at, sections
from annual_reports.domain.tables import CellAmount
from annual_reports.domain.text import squeeze

_RULES: dict[str, str] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
_UNITS, _YEAR, _PLANNED, _CHANGED, _OF_ALL = (
    re.compile(_RULES[name])
    for name in ("units_of_labels", "year_of_labels", "planned_labels", "changed_labels", "labels_of_all")
)
_MONTHS = WHOLE_YEAR.last + 1
_HALVES = {"上半年": Period(0, 5), "下半年": Period(6, 11)}


def recognise_cells(body: Body, setting: Setting, indicators: Sequence[Indicator]) -> Iterator[Recognised]:
    """Yield the amounts in tables that count an indicator, each with its context."""
    parts = sections(body.folded, setting.year) if body.cells else ()
    for cell in body.cells.values():
        named = _named(cell, cell.row + cell.column, indicators)
        if named:
            yield Recognised(_in_context(cell, setting, named, parts), named, Rank.CLAUSE)


def cell_in_context(body: Body, cell: CellAmount, setting: Setting, indicator: Indicator) -> AmountInContext:
    """Return the amount of a cell that gives an indicator, with the context that its labels tell."""
    return _in_context(cell, setting, indicator, sections(body.folded, setting.year))


def prose_only(body: Body, amounts: Sequence[AmountInContext]) -> list[AmountInContext]:
    """Return the amounts that stand in no table."""
    rows = {cell.row_span for cell in body.cells.values()}
    return [amount for amount in amounts if not any(_is_inside(amount.quantity.span, row) for row in rows)]


def _is_inside(span: Span, other: Span) -> bool:
    return other[0] <= span[0] and span[1] <= other[1]


def _named(cell: CellAmount, label: str, indicators: Sequence[Indicator]) -> Indicator | None:
    words = _UNITS.sub("", squeeze(label))
    found = recognise_words(Zones(words, "", "", ""), cell.quantity.unit, indicators)
    return found[0] if len(found) == 1 else None


def _without_setting(label: str, setting: Setting) -> str:
    """Return what a row's label says beside year, own name and 数量; it makes the row a part of the whole."""
    for own in setting.own:
        label = label.replace(own, "")
    return _OF_ALL.sub("", squeeze(label))


def _in_context(
    cell: CellAmount, setting: Setting, indicator: Indicator, parts: Sequence[Section]
) -> AmountInContext:
    labels = squeeze(f"{cell.row} {cell.column}")
    is_planned = section_at(parts, cell.span[0]).is_planned or bool(_PLANNED.search(labels))
    is_of_row = bool(_named(cell, cell.row, (indicator,))) or not _without_setting(cell.row, setting)
    role = Role.RESULT if is_of_row or cell.total_of_row else Role.PART
    return AmountInContext(
        cell.quantity,
        _period(labels, setting.year),
        Mood.PLANNED if is_planned else Mood.DONE,
        next((name for word, name in setting.others.items() if word in labels), None),
        Role.CHANGE if _CHANGED.search(labels) else role,
    )


def _period(labels: str, year: int | None) -> Period:
    """Return the year, or half of it, that the labels of a cell name; the report's year if they name none."""
    half = next((period for name, period in _HALVES.items() if name in labels), None)
    if half is not None:
        return half
    match = _YEAR.search(labels)
    if match is None:
        return WHOLE_YEAR
    offset = (int(match[1]) - year if match[1] and year else -1 if match[2] else 0) * _MONTHS
    return Period(offset, offset + WHOLE_YEAR.last)
