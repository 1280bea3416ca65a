"""Which paragraphs are headings, and how deep."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from annual_reports.desk.paragraphs import Paragraph
from annual_reports.desk.rules import RULES, pattern, search
from annual_reports.text import fold_width

_HIGHEST = 2
"""Level of a report's own headings: the page's title is the first."""
_LOWEST = 6
_FEWEST = 2
"""Paragraphs that must begin in the same way before their beginnings are headings."""


def marker(text: str) -> int | None:
    """Which kind of number a text begins with: an index of the rules' markers."""
    folded = fold_width(text)
    return next((i for i, rule in enumerate(RULES["markers"]) if pattern(rule).search(folded)), None)


def is_heading(line: Paragraph) -> bool:
    """A line of its own that begins with a number and does not end as a sentence does."""
    if line.is_table:
        return False
    numbered = marker(line.text) is not None and len(line.text) <= RULES["longest_heading"]
    return line.level is not None or (numbered and not search("ends", line.text) and "。" not in line.text)


def with_headings(lines: Iterable[Paragraph], to_confirm: list[str]) -> Iterator[str]:
    """The paragraphs as Markdown."""
    depths: list[tuple[str, int | None]] = []
    for heads, group in groupby(_plain_headings(lines, to_confirm), is_heading):
        if heads:
            for line in group:
                key = ("own", marker(line.text) if marker(line.text) is not None else -(line.level or 0))
                yield f"{_sharps(depths, key)} {line.text}"
        else:
            yield from _section(list(group), depths)


def _plain_headings(lines: Iterable[Paragraph], to_confirm: list[str]) -> Iterator[Paragraph]:
    """Short lines without number and full stop are taken for headings, and a person is asked."""
    for line in lines:
        short = not line.is_table and len(line.text) <= RULES["longest_plain_heading"]
        no_heading = is_heading(line) or search("ends", line.text) or search("no_plain_heading", line.text)
        if short and line.level is None and not no_heading:
            to_confirm.append(f"认作小标题：{line.text}")
            yield line._replace(level=1)
        else:
            yield line


def _section(lines: list[Paragraph], depths: list[tuple[str, int | None]]) -> Iterator[str]:
    """The text below a heading; paragraphs of one kind that all begin with short sentences have headings."""
    pieces = [_run_in(line) for line in lines]
    for line, piece in zip(lines, pieces, strict=True):
        kind = marker(line.text)
        same = [p for other, p in zip(lines, pieces, strict=True) if marker(other.text) == kind]
        if piece and depths and len(same) >= _FEWEST and all(same):
            yield f"{_sharps(depths, ('run-in', kind))} {line.text[: piece.end(1)]}"
            if rest := line.text[piece.end(1) :].lstrip():
                yield rest
        else:
            yield line.text


def _run_in(line: Paragraph) -> re.Match[str] | None:
    """The short sentence with which a numbered paragraph begins."""
    kind = marker(line.text)
    return (
        None
        if kind is None or line.is_table
        else pattern(RULES["run_in"][kind]).search(fold_width(line.text))
    )


def _sharps(depths: list[tuple[str, int | None]], key: tuple[str, int | None]) -> str:
    """The # of a heading: a kind seen before closes what is below it, a new kind goes one deeper."""
    if key in depths:
        del depths[depths.index(key) + 1 :]
    else:
        depths.append(key)
    return "#" * min(_HIGHEST - 1 + len(depths), _LOWEST)
