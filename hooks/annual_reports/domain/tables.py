"""Read the Markdown tables of a text: cells, labels of rows and columns, amounts, totals.

A number in a cell takes its unit from the cell itself, from a column 单位, from the row's label
(行政检查（次）), from the column's head (件数, 数量（件）) or from words for the whole table: a cell, or a
line above or below it (单位：件). An empty label belongs to the label above or to its left, as in merged
cells; an empty cell, — or / is no amount, and never 0.

The words are data, in `tables.yml` beside this file.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple, Protocol

import yaml

from annual_reports.domain.blocks import TableLines, read_blocks
from annual_reports.domain.model import Quantity, Sentence, Span
from annual_reports.domain.quantities import find, parse_with_unit
from annual_reports.domain.table_units import (
    is_unit,
    unit_above,
    unit_alone,
    unit_below,
    unit_in_cells,
    unit_of_label,
)
from annual_reports.domain.text import squeeze

_RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
_UNIT_COLUMN = re.compile(_RULES["unit_column"])
_NO_COMMON_UNIT = re.compile(_RULES["no_common_unit"])
_NO_AMOUNTS, _LABELS, _NO_NUMBER = (
    re.compile(_RULES[name]) for name in ("no_amounts", "labels", "no_number")
)
_TOTALS = tuple(map(re.compile, _RULES["totals"]))


class _Text(Protocol):
    @property
    def text(self) -> str:
        """The text."""


class _RowLabel(NamedTuple):
    """Labels of a row."""

    text: str
    unit: str
    total: int


class Cell(NamedTuple):
    """Cell of a table, without the white space around it."""

    text: str
    span: Span


class CellAmount(NamedTuple):
    """Amount in a cell of a table."""

    quantity: Quantity
    """Amount with its unit; the unit is empty if the table names none."""
    span: Span
    """Span of the cell's text in the body; the unit may stand elsewhere."""
    written: str
    """Cell's text, with the unit of the table where it has none: 76 次, 2.5 万元."""
    row: str
    """Label of the row, with the labels that merged cells give it: 行政复议 收案."""
    column: str
    """Head of the column."""
    total_of_row: int
    """Rank of the row among totals: 0 for none, 1 for 小计, 2 for 合计, 3 for 总计."""
    total_of_column: int
    """Rank of the column among totals."""
    row_span: Span
    """Span of the row's line."""
    column_span: Span
    """Span of the column's head."""

    @property
    def is_total(self) -> bool:
        """True if the row or the column is a total of others."""
        return bool(self.total_of_row or self.total_of_column)


@dataclass(frozen=True)
class Table:
    """Table of a text; all rows have as many cells as the head."""

    head: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    lines: tuple[Span, ...]
    """Span of the line of the head and of each row."""
    unit: str
    """Unit that a cell, or a line above or below the table, names for all of it, or empty."""

    @cached_property
    def amounts(self) -> tuple[tuple[CellAmount | None, ...], ...]:
        """Amounts of the rows below the heads; None for a cell that holds none."""
        columns = range(len(self.head))
        indexes = range(self._first_row, len(self.rows))
        return tuple(tuple(self._amount(index, column) for column in columns) for index in indexes)

    @property
    def labels(self) -> tuple[str, ...]:
        """Label of each row of `amounts`."""
        return tuple(label.text for label in self._row_labels[self._first_row :])

    @cached_property
    def heads(self) -> tuple[str, ...]:
        """Head of each column; that of several rows is joined: 2024年 件数."""
        lower = self.rows[: self._first_row]
        first = bool(lower) and _is_unit_row(self.head)
        levels = [*map(_filled_from_left, (self.head, *lower[:first])), *map(_without_units, lower[first:])]
        columns = zip(*levels, strict=True)
        return tuple(" ".join(dict.fromkeys(filter(None, column))) for column in columns)

    @cached_property
    def _first_row(self) -> int:
        """Index of the first row below the heads; a second row of heads has no own label and no number.

        A row that only says the unit is one of the heads, and if it is the first, the next is one too.
        """
        head = self.head
        for index, row in enumerate(self.rows):
            is_labelled = row[0].text not in ("", head[0].text) and not _is_unit_row(head)
            has_number = any(_is_number(cell.text) for cell in row)
            if not _is_unit_row(row) and (is_labelled or has_number):
                return index
            head = row if _is_unit_row(head) else head
        return len(self.rows)

    @cached_property
    def _label_columns(self) -> frozenset[int]:
        """Columns that name the rows: those without numbers, and years."""
        return frozenset(column for column in range(len(self.head)) if self._is_label_column(column))

    def _is_label_column(self, column: int) -> bool:
        head = squeeze(self.heads[column])
        if _NO_AMOUNTS.search(head) or _UNIT_COLUMN.search(head):
            return False
        cells = (row[column].text for row in self.rows[self._first_row :])
        return bool(_LABELS.search(head)) or not any(map(_is_number, cells))

    @cached_property
    def _row_labels(self) -> tuple[_RowLabel, ...]:
        """Labels of the rows; an empty cell has the label above, unless one to its left is filled."""
        columns = sorted(self._label_columns)
        above = [""] * len(columns)
        labels = [_row_label(())] * self._first_row
        for row in self.rows[self._first_row :]:
            own = [_without_unit(row[column].text) for column in columns]
            first = next((index for index, text in enumerate(own) if text), len(own))
            above = above[:first] + own[first:]
            labels.append(_row_label(above))
        return tuple(labels)

    @cached_property
    def _unit_column(self) -> int | None:
        heads = enumerate(self.heads)
        return next((column for column, head in heads if _UNIT_COLUMN.search(squeeze(head))), None)

    def _amount(self, index: int, column: int) -> CellAmount | None:
        head, cell, label = self.heads[column], self.rows[index][column], self._row_labels[index]
        is_left_out = column in self._label_columns or _NO_AMOUNTS.search(squeeze(head))
        if is_left_out or not _is_number(cell.text):
            return None
        unit = "" if find(cell.text) else self._unit_of(index, column)
        quantity = parse_with_unit(cell.text, unit)
        if quantity is None:
            return None
        return CellAmount(
            quantity=replace(quantity, span=cell.span),
            span=cell.span,
            written=cell.text + ("" if unit in ("", "%", "‰") else " ") + unit,
            row=label.text,
            column=head,
            total_of_row=label.total,
            total_of_column=_rank_of_total(head),
            row_span=self.lines[index + 1],
            column_span=self.head[column].span,
        )

    def _unit_of(self, index: int, column: int) -> str:
        """Return the unit of a number that has none of its own; the nearest that the table names."""
        named = self.rows[index][self._unit_column].text if self._unit_column is not None else ""
        if is_unit(named):
            return named
        label = self._row_labels[index]
        is_rate = any(_NO_COMMON_UNIT.search(squeeze(text)) for text in (label.text, self.heads[column]))
        return label.unit or unit_of_label(self.heads[column]) or ("" if is_rate else self.unit)


def read_tables(text: str) -> Iterator[Table]:
    """Yield the tables of a text."""
    if "|" not in text:
        return
    for block in read_blocks(text):
        if isinstance(block, TableLines):
            yield _table(block.rows, text)


def table_amounts(body: _Text) -> tuple[CellAmount, ...]:
    """Return all amounts in the cells of a body's tables, in order."""
    rows = (row for table in read_tables(body.text) for row in table.amounts)
    return tuple(amount for row in rows for amount in row if amount)


def row_spans(text: str) -> list[Span]:
    """Return the spans of the lines that are rows of tables, heads among them, in order."""
    return [span for table in read_tables(text) for span in table.lines]


def join_rows(text: str, sentences: Sequence[Sentence], separator: str, *, end: str = "") -> list[Sentence]:
    """Return the sentences of a text with those of one row of a table joined to one, cell after cell.

    It has the number and name of the row's first sentence, the span of all, and `end` behind the last cell.
    Signs for no number (—) are kept, empty cells are not.
    """
    rows = row_spans(text)
    if not rows:
        return list(sentences)
    groups = groupby(sentences, key=lambda sentence: _row_at(rows, sentence.span[0]))
    joined: list[Sentence] = []
    for row, group in groups:
        parts = list(group)
        if row is not None:
            cells = separator.join(filter(None, map(str.strip, text[slice(*row)].split("|"))))
            span = parts[0].span[0], parts[-1].span[1]
            parts = [parts[0]._replace(span=span, text=cells + end)]
        joined += parts
    return joined


def leave_out_rows(text: str, sentences: Iterable[Sentence]) -> list[Sentence]:
    """Return the sentences of a text that are no cells of tables."""
    rows = row_spans(text)
    return [sentence for sentence in sentences if _row_at(rows, sentence.span[0]) is None]


def _row_at(rows: Sequence[Span], offset: int) -> Span | None:
    index = bisect_right(rows, offset, key=lambda row: row[0]) - 1
    return rows[index] if index >= 0 and offset < rows[index][1] else None


def _table(lines: tuple[Span, ...], text: str) -> Table:
    cells, *rows = (split_row(text, line) for line in lines)
    fitted = tuple(_fitted(row, len(cells)) for row in rows)
    in_cells = unit_in_cells([[cell.text for cell in row] for row in (cells, *fitted)])
    unit = in_cells or unit_above(lines[0][0], text) or unit_below(lines[-1][1], text)
    return Table(cells, fitted, lines, unit)


def split_row(text: str, line: Span) -> tuple[Cell, ...]:
    """Split the line of a row at its bars."""
    offset, pieces = line[0], []
    for piece in text[slice(*line)].split("|"):
        start = offset + len(piece) - len(piece.lstrip())
        pieces.append(Cell(piece.strip(), (start, start + len(piece.strip()))))
        offset += len(piece) + 1
    stripped = text[slice(*line)].strip()
    first, last = stripped.startswith("|"), stripped.endswith("|") and len(pieces) > 1
    return tuple(pieces[1 if first else 0 : -1 if last else None])


def _fitted(cells: tuple[Cell, ...], width: int) -> tuple[Cell, ...]:
    """Drop the cells behind the head's last, or add empty ones."""
    end = cells[-1].span[1] if cells else 0
    return cells[:width] + (Cell("", (end, end)),) * (width - len(cells))


def _filled_from_left(cells: Sequence[Cell]) -> list[str]:
    """Return the texts of a head; an empty cell has that of the merged cell to its left."""
    texts: list[str] = []
    for cell in cells:
        before = texts[-1] if texts else ""
        texts.append(_without_unit(cell.text) if cell.text else before)
    return texts


def _without_units(cells: Sequence[Cell]) -> list[str]:
    return [_without_unit(cell.text) for cell in cells]


def _without_unit(text: str) -> str:
    """Return the text of a cell; nothing if it only says the unit of the table."""
    return "" if unit_alone(text) else text


def _is_unit_row(cells: Sequence[Cell]) -> bool:
    """Return True for a row that says the unit of the table and nothing else."""
    filled = [cell.text for cell in cells if cell.text]
    return bool(filled) and all(map(unit_alone, filled))


def _row_label(cells: Sequence[str]) -> _RowLabel:
    words = [text for text in cells if not _NO_NUMBER.search(squeeze(text))]
    units = (unit for unit in map(unit_of_label, reversed(words)) if unit)
    return _RowLabel(" ".join(words), next(units, ""), max(map(_rank_of_total, words), default=0))


@lru_cache(maxsize=4096)
def _is_number(text: str) -> bool:
    """Return True for a cell that is a number, with or without a unit and a qualifier."""
    return not _NO_NUMBER.search(squeeze(text)) and parse_with_unit(text, "") is not None


@lru_cache(maxsize=1024)
def _rank_of_total(label: str) -> int:
    squeezed = squeeze(label)
    ranks = (rank for rank, pattern in enumerate(_TOTALS, 1) if pattern.search(squeezed))
    return max(ranks, default=0)
