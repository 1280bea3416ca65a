"""Find the unit that words of a table, or a line above or below it, name for numbers without one.

The words are data, in `tables.yml` beside this file.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from annual_reports.domain.quantities import find
from annual_reports.domain.text import fold_width, squeeze

_RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_name("tables.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
_IN_BRACKETS, _NAMED, _ALONE, _OF_LABELS, _AT_END = (
    re.compile(_RULES[f"unit_{name}"]) for name in ("in_brackets", "named", "alone", "of_labels", "at_end")
)
_LONGEST_LINE = 40
"""Characters of a line that may be the title of a table, or say its unit below it."""
_TWO_LINES_BELOW = re.compile(r"\s*([^\n]*)\n?\s*([^\n]*)")


def unit_in_cells(rows: Sequence[Sequence[str]]) -> str:
    """Return the unit that a cell names for the whole table: 单位：件, or the first head 项目（单位：件）."""
    alone = (unit_alone(cell) for row in rows for cell in row if "单位" in cell)
    of_labels = _matched(_OF_LABELS, squeeze(rows[0][0])) if rows[0] else ""
    return next(filter(None, alone), "") or of_labels


@lru_cache(maxsize=1024)
def unit_alone(text: str) -> str:
    """Return the unit if a text says nothing but the unit of a table; else nothing."""
    return _matched(_ALONE, squeeze(text))


def _matched(pattern: re.Pattern[str], text: str) -> str:
    match = pattern.search(text)
    return match[1] if match and is_unit(match[1]) else ""


def unit_above(start: int, text: str) -> str:
    """Return the unit in the last line above the table, or in the one above its title."""
    for _ in range(2):
        while start > 0 and text[start - 1].isspace():
            start -= 1
        line = text[text.rfind("\n", 0, start) + 1 : start]
        unit = "" if "|" in line else _matched(_NAMED, fold_width(line))
        if unit or "|" in line or len(line) > _LONGEST_LINE:
            return unit
        start -= len(line)
    return ""


def unit_below(end: int, text: str) -> str:
    """Return the unit in the line below the table, unless it stands above another table."""
    match = _TWO_LINES_BELOW.match(text, end)
    line, following = match.groups() if match else ("", "")
    is_of_next = "|" in following and not line.startswith("注")
    return "" if "|" in line or len(line) > _LONGEST_LINE or is_of_next else unit_alone(line)


@lru_cache(maxsize=1024)
def unit_of_label(label: str) -> str:
    """Return the unit that the label of a row or a column names: 行政检查（次）, 件数; or nothing."""
    squeezed = squeeze(label)
    in_brackets = [match[1] for match in _IN_BRACKETS.finditer(squeezed) if is_unit(match[1])]
    if in_brackets:
        return in_brackets[-1]
    bare = re.sub(r"\([^()]*\)$", "", squeezed)
    match = _AT_END.search(bare)
    return (match[1] or match[2]) if match else ""


@lru_cache(maxsize=1024)
def is_unit(text: str) -> bool:
    """Return True for a unit of the vocabulary, also with 万 or 亿 in front."""
    amount = f"1{text}"
    return bool(text) and [quantity.span for quantity in find(amount)] == [(0, len(amount))]
