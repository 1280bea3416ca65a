"""Diff two wordings of a sentence, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel, MatchingBlock

from annual_reports.domain.text import fold_width

_FEWEST_COMMON = 2
"""Words between two changes; with fewer between them they are shown as one change."""
_RUN = re.compile(r"([0-9][0-9,.]*|[A-Za-z]+|\s+)")
"""Runs that are not split into characters as Chinese is: numbers, Latin words, white space."""


class DiffPiece(NamedTuple):
    """Run of characters of a sentence, changed or common to both wordings."""

    text: str
    changed: bool


DiffPieces = tuple[DiffPiece, ...]


class _Tokens(NamedTuple):
    """Tokens of a sentence: characters, Latin words and numbers, with the offset of each."""

    texts: Sequence[str]
    starts: Sequence[int]


def diff_words(before: str, after: str) -> tuple[DiffPieces, DiffPieces]:
    """Split both wordings into common and changed pieces; white space and width make no difference."""
    left, right = _tokenize(before), _tokenize(after)
    common = [
        (block.a, block.b, block.size)
        for block in Indel.opcodes(left.texts, right.texts).as_matching_blocks()
        if block.size >= _FEWEST_COMMON or _is_at_edge(block, left.texts, right.texts)
    ]
    return (
        _split(before, left, [(a, size) for a, _, size in common]),
        _split(after, right, [(b, size) for _, b, size in common]),
    )


@lru_cache(maxsize=512)
def _tokenize(text: str) -> _Tokens:
    """Tokenize a sentence; cached, since it is soon compared with the year before and the year after."""
    texts: list[str] = []
    starts: list[int] = []
    offset = 0
    for index, part in enumerate(_RUN.split(fold_width(text))):
        if index % 2 == 0:
            texts += part
            starts += range(offset, offset + len(part))
        elif not part.isspace():
            texts.append(part)
            starts.append(offset)
        offset += len(part)
    return _Tokens(texts, starts)


def _is_at_edge(block: MatchingBlock, left: Sequence[object], right: Sequence[object]) -> bool:
    """Return True if a common block begins or ends both sentences."""
    first = block.a == block.b == 0
    return first or (len(left) - block.a, len(right) - block.b) == (block.size, block.size)


def _split(text: str, tokens: _Tokens, common: Sequence[tuple[int, int]]) -> DiffPieces:
    """Split a text into common pieces, with the white space around them, and changed pieces.

    `common` gives index of the first token and number of tokens for each common block.
    """
    pieces: list[DiffPiece] = []
    done = 0
    for first, size in common:
        if not size:
            continue
        last = first + size - 1
        start, end = tokens.starts[first], tokens.starts[last] + len(tokens.texts[last])
        while start > done and text[start - 1].isspace():
            start -= 1
        while end < len(text) and text[end].isspace():
            end += 1
        if start > done:
            pieces.append(DiffPiece(text[done:start], changed=True))
        pieces.append(DiffPiece(text[start:end], changed=False))
        done = end
    if done < len(text):
        pieces.append(DiffPiece(text[done:], changed=True))
    return tuple(pieces)
