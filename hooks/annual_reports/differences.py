"""Two wordings of a sentence: which words they share, and which are each one's own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from rapidfuzz.distance import Indel, MatchingBlock

from annual_reports.text import fold_width

_SHORTEST_COMMON = 2
"""Words between two changes below which they are shown as one."""
_RUN = re.compile(r"([0-9][0-9,.]*|[A-Za-z]+|\s+)")
"""What is not cut into single characters, as Chinese is: numbers, words in letters; and white space."""


class Piece(NamedTuple):
    """A run of a sentence's characters."""

    text: str
    changed: bool


Pieces = tuple[Piece, ...]


class _Tokens(NamedTuple):
    """A sentence's characters, words and numbers, and where each begins."""

    texts: Sequence[str]
    starts: Sequence[int]


def differences(before: str, after: str) -> tuple[Pieces, Pieces]:
    """Cut two wordings where they part; white space and width make no difference."""
    left, right = _tokens(before), _tokens(after)
    common = [
        (block.a, block.b, block.size)
        for block in Indel.opcodes(left.texts, right.texts).as_matching_blocks()
        if block.size >= _SHORTEST_COMMON or _at_an_end(block, left.texts, right.texts)
    ]
    return (
        _pieces(before, left, [(a, size) for a, _, size in common]),
        _pieces(after, right, [(b, size) for _, b, size in common]),
    )


@lru_cache(maxsize=512)
def _tokens(text: str) -> _Tokens:
    """A sentence is cut against the year before's and the year after's, soon after each other."""
    texts: list[str] = []
    starts: list[int] = []
    at = 0
    for place, part in enumerate(_RUN.split(fold_width(text))):
        if place % 2 == 0:
            texts += part
            starts += range(at, at + len(part))
        elif not part.isspace():
            texts.append(part)
            starts.append(at)
        at += len(part)
    return _Tokens(texts, starts)


def _at_an_end(block: MatchingBlock, left: Sequence[object], right: Sequence[object]) -> bool:
    """Whether what is common begins or ends both sentences."""
    first = block.a == block.b == 0
    return first or (len(left) - block.a, len(right) - block.b) == (block.size, block.size)


def _pieces(text: str, tokens: _Tokens, common: Sequence[tuple[int, int]]) -> Pieces:
    """Cut a text into what is common, with the white space around it, and what is not."""
    pieces: list[Piece] = []
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
            pieces.append(Piece(text[done:start], changed=True))
        pieces.append(Piece(text[start:end], changed=False))
        done = end
    if done < len(text):
        pieces.append(Piece(text[done:], changed=True))
    return tuple(pieces)
