"""Which paragraphs are headings, and how deep."""

from __future__ import annotations

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
        if short and line.level is None and not is_heading(line) and not search("ends", line.text):
            to_confirm.append(f"认作小标题：{line.text}")
            yield line._replace(level=1)
        else:
            yield line


def _section(lines: list[Paragraph], depths: list[tuple[str, int | None]]) -> Iterator[str]:
    """The text below a heading; if all of it begins with short numbered sentences, these are headings."""
    pieces = [search("run_in", line.text) for line in lines]
    kinds = {marker(line.text) for line in lines}
    run_in = len(lines) >= _FEWEST and len(kinds) == 1 and None not in kinds and all(pieces) and bool(depths)
    for line, piece in zip(lines, pieces, strict=True):
        if run_in and piece:
            yield f"{_sharps(depths, ('run-in', marker(line.text)))} {line.text[: piece.end(1)]}"
            yield line.text[piece.end(1) :].lstrip()
        else:
            yield line.text


def _sharps(depths: list[tuple[str, int | None]], key: tuple[str, int | None]) -> str:
    """The # of a heading: a kind seen before closes what is below it, a new kind goes one deeper."""
    if key in depths:
        del depths[depths.index(key) + 1 :]
    else:
        depths.append(key)
    return "#" * min(_HIGHEST - 1 + len(depths), _LOWEST)
