"""Add up the rows and columns of tables and compare them with 小计, 合计 and 总计.

Amounts are compared by their intervals. Where a table leaves open what belongs to a total (empty cells, 其中,
rates, different units, numberings of several levels), nothing is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from functools import partial
from typing import NamedTuple

from annual_reports.domain.intervals import Interval, add_up, interval
from annual_reports.domain.model import Span
from annual_reports.domain.tables import CellAmount, Table, read_tables
from annual_reports.domain.text import squeeze
from annual_reports.proofreading.rules import RULES, ProofText, TextFinding

_NOT_ADDED = re.compile(RULES["table_totals"]["not_added"])
_LEVELS = tuple(map(re.compile, RULES["table_totals"]["levels"]))
_RATES = {"%", "‰"}
_FEWEST = 2
"""Fewest parts of a total that is checked."""

_allowed = partial(interval, allow_truncation=True)


class _Line(NamedTuple):
    """Cells of a row or of a column."""

    names: Mapping[str, str]
    """Facts of a finding about it: label of the row or head of the column, and which of them it is."""
    cells: Sequence[CellAmount | None]
    ranks: Sequence[int]
    """Rank of each cell among totals, in this direction."""


def wrong_totals(body: ProofText) -> Iterator[TextFinding]:
    """Find totals in tables that differ from the sum of their rows or columns."""
    for table in read_tables(body.text):
        found: dict[Span, TextFinding] = {}
        for names, cells, ranks in (*_columns(table), *_rows(table)):
            for total, parts in _totals(cells, ranks):
                for wrong in _check(names, total, parts):
                    found.setdefault(wrong.span, wrong)
        yield from found.values()


def _columns(table: Table) -> Iterator[_Line]:
    """Yield the columns of numbers, unless it is open which rows a total sums up."""
    if any(map(_NOT_ADDED.search, table.labels)) or _has_levels(table.labels):
        return
    ranks = [max((cell.total_of_row for cell in row if cell), default=0) for row in table.amounts]
    for name, cells in zip(table.heads, zip(*table.amounts, strict=True), strict=False):
        if any(cells) and not _NOT_ADDED.search(squeeze(name)):
            yield _Line({"name": name, "line": "列"}, cells, ranks)


def _rows(table: Table) -> Iterator[_Line]:
    """Yield the rows, without the columns of labels; unless it is open which columns a total sums up."""
    columns = [index for index in range(len(table.heads)) if any(row[index] for row in table.amounts)]
    if any(_NOT_ADDED.search(squeeze(table.heads[index])) for index in columns):
        return
    for name, row in zip(table.labels, table.amounts, strict=True):
        cells = [row[index] for index in columns]
        if not _NOT_ADDED.search(squeeze(name)):
            ranks = [cell.total_of_column if cell else 0 for cell in cells]
            yield _Line({"name": name, "line": "行"}, cells, ranks)


def _has_levels(labels: Iterable[str]) -> bool:
    """Return True if labels are numbered on several levels: 一、 and （一）."""
    words = [word for label in labels for word in squeeze(label).split()]
    return sum(any(map(level.search, words)) for level in _LEVELS) > 1


def _totals(
    cells: Sequence[CellAmount | None], ranks: Sequence[int]
) -> Iterator[tuple[CellAmount | None, Sequence[CellAmount | None]]]:
    """Yield the totals of a line with their parts: the cells since the last total of the same rank.

    A total before all others is that of the cells behind it.
    """
    parts: list[tuple[int, CellAmount | None]] = []
    first: tuple[int, CellAmount | None] | None = None
    for cell, rank in zip(cells, ranks, strict=True):
        if rank and not parts and first is None:
            first = rank, cell
            continue
        if rank:
            start = next((i for i in range(len(parts), 0, -1) if parts[i - 1][0] >= rank), 0)
            yield cell, [part for _, part in parts[start:]]
            del parts[start:]
        parts.append((rank, cell))
    if first and all(rank < first[0] for rank, _ in parts):
        yield first[1], [part for _, part in parts]


def _check(
    names: Mapping[str, str], total: CellAmount | None, parts: Sequence[CellAmount | None]
) -> Iterator[TextFinding]:
    known = [part for part in parts if part]
    if total is None or len(known) < max(len(parts), _FEWEST):
        return
    units = {cell.quantity.unit for cell in known}
    if len(units) > 1 or units & _RATES or total.quantity.unit not in {*units, ""}:
        return
    added = add_up(_allowed(part.quantity) for part in known)
    if not added.meets(_allowed(total.quantity)):
        facts = {**names, "whole": total.written, "total": _format(added, total)}
        yield TextFinding("table-sum-differs", total.span, facts)


def _format(added: Interval, total: CellAmount) -> str:
    numbers = " 至 ".join(f"{number:,f}".replace(",", "") for number in dict.fromkeys(map(_plain, added)))
    unit = total.quantity.unit
    return f"{numbers} {unit}".rstrip()


def _plain(number: Decimal) -> Decimal:
    return number.to_integral_value() if number == number.to_integral_value() else number.normalize()
