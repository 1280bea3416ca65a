"""Recognise which paragraphs are headings, and their depth."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.domain.text import fold_width
from annual_reports.drafting.rules import RULES, pattern, search

_HIGHEST = 2
"""Level of the report's highest headings in Markdown; the page's title is level 1."""
_LOWEST = 6
_FEWEST = 2
"""Paragraphs that must begin in the same way before their first sentences are headings."""

_Kind = tuple[str, int | None]
"""Kind of a heading: "own" line or "run-in", and how it is numbered."""


def marker_kind(text: str) -> int | None:
    """Return the kind of number with which a text begins, as an index of the rules' `markers`; else None."""
    folded = fold_width(text)
    return next((i for i, rule in enumerate(RULES["markers"]) if pattern(rule).search(folded)), None)


def is_heading(line: Paragraph) -> bool:
    """Return True for a line in a heading style, or a short numbered one that does not end as a sentence."""
    if line.is_table:
        return False
    numbered = marker_kind(line.text) is not None and len(line.text) <= RULES["longest_heading"]
    return line.level is not None or (numbered and not search("ends", line.text) and "。" not in line.text)


def markdown_blocks(lines: Iterable[Paragraph], to_confirm: list[str]) -> Iterator[str]:
    """Yield the paragraphs as blocks of Markdown; doubtful headings are added to `to_confirm`."""
    depths: list[_Kind] = []
    for are_headings, group in groupby(_with_plain_headings(lines, to_confirm), is_heading):
        if are_headings:
            for line in group:
                number = marker_kind(line.text)
                kind = ("own", number if number is not None else -(line.level or 0))
                yield f"{_hashes(depths, kind)} {line.text}"
        else:
            yield from _text_blocks(list(group), depths)


def _with_plain_headings(lines: Iterable[Paragraph], to_confirm: list[str]) -> Iterator[Paragraph]:
    """Take short lines without number and punctuation for headings, each to be confirmed by a person."""
    for line in lines:
        short = not line.is_table and len(line.text) <= RULES["longest_plain_heading"]
        no_heading = is_heading(line) or search("ends", line.text) or search("no_plain_heading", line.text)
        if short and line.level is None and not no_heading:
            to_confirm.append(f"认作小标题：{line.text}")
            yield line._replace(level=1)
        else:
            yield line


def _text_blocks(lines: list[Paragraph], depths: list[_Kind]) -> Iterator[str]:
    """Yield the text below a heading; first sentences are headings if all paragraphs of a kind have one."""
    first_sentences = [_run_in_heading(line) for line in lines]
    for line, first in zip(lines, first_sentences, strict=True):
        kind = marker_kind(line.text)
        same = [
            sentence
            for other, sentence in zip(lines, first_sentences, strict=True)
            if marker_kind(other.text) == kind
        ]
        if first and depths and len(same) >= _FEWEST and all(same):
            yield f"{_hashes(depths, ('run-in', kind))} {line.text[: first.end(1)]}"
            if rest := line.text[first.end(1) :].lstrip():
                yield rest
        else:
            yield line.text


def _run_in_heading(line: Paragraph) -> re.Match[str] | None:
    """Match the short sentence with which a numbered paragraph begins."""
    kind = marker_kind(line.text)
    if kind is None or line.is_table:
        return None
    return pattern(RULES["run_in"][kind]).search(fold_width(line.text))


def _hashes(depths: list[_Kind], kind: _Kind) -> str:
    """Return the # of a heading: a kind seen before closes the kinds below it, a new kind goes one deeper."""
    if kind in depths:
        del depths[depths.index(kind) + 1 :]
    else:
        depths.append(kind)
    return "#" * min(_HIGHEST - 1 + len(depths), _LOWEST)
