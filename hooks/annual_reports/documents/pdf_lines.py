"""Put the characters of a PDF's page into lines, by their places and not in the order of painting.

Characters on one base line make a row, which wide gaps divide into pieces. Small raised or lowered pieces go
back into the row that they belong to. Pieces that are read as one become a `Line`.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, pairwise
from operator import attrgetter
from statistics import median
from typing import NamedTuple

from annual_reports.documents.pdf_values import Box, Character

_SAME_LEVEL, _GAP, _WORD_GAP, _MARK, _RAISED = 0.25, 0.5, 0.2, 0.86, 0.12
"""Sizes of the font; a mark is at most `_MARK` as large as its line."""
_SAME_PLACE = 0.6
"""Share of its width with which a character stands on another one."""
_FEW = 2
_SUPERSCRIPTS = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
_SUBSCRIPTS = str.maketrans("0123456789+-−=()", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎")
_HYPHENATED = re.compile(r"[a-z][-\u2010\u00ad]$")
_BETWEEN_WORDS = re.compile(r"[A-Za-z0-9,.;:)]\n[A-Za-z(]|[A-Za-z][,.;:)]?\n[0-9]")
LABEL = re.compile(
    r"\s*(?:第?[一二三四五六七八九十百]{1,4}(?:[、．.]|[章节条](?=\s))"
    r"|[（(](?:[一二三四五六七八九十]{1,3}|\d{1,2})[）)]"
    r"|\d{1,2}[.．、)）](?!\d)|[①-⑳⑴-⒇•·●○▪■◆➢-])\s*",
)
"""Number or sign in front of a heading or of an item of a list."""

_FROM_LEFT = attrgetter("box.left")

Piece = list[Character]
Row = list[Piece]


class Line(NamedTuple):
    """Line as it is read."""

    text: str
    box: Box
    base: float
    size: float
    page: int
    hang: float
    """Left edge of the text behind the number of an item; without a number, that of the line."""
    marks: tuple[str, ...] = ()
    """Words around raised and lowered characters."""
    is_overprinted: bool = False
    """True if characters stand on top of others."""
    is_alone: bool = False
    """True if it is neither the continuation of a line nor continued, like a row of a table."""


def joined(above: str, below: str) -> str:
    """Return two lines as one: a word that a hyphen divides whole, Latin words with a space between them."""
    if _HYPHENATED.search(above) and below[:1].islower():
        return above[:-1] + below
    return above + " " * bool(_BETWEEN_WORDS.search(f"{above[-2:]}\n{below[:1]}")) + below


def find_rows(characters: Iterable[Character]) -> list[Row]:
    """Return the rows from top to bottom, each cut into pieces at its wide gaps, from left to right."""
    levels: list[Piece] = []
    for character in sorted(characters, key=lambda character: -character.base):
        level = levels[-1][0] if levels else character
        if levels and level.base - character.base < _SAME_LEVEL * min(level.size, character.size):
            levels[-1].append(character)
        else:
            levels.append([character])
    rows = [_pieces(level) for level in levels]
    for row, near in chain(pairwise(rows), ((low, high) for high, low in pairwise(rows))):
        _attach_marks(row, near)
    return [seen for row in rows if (seen := [piece for piece in row if piece])]


def left(piece: Piece) -> float:
    """Return the left edge of what is seen."""
    return min(c.box.left for c in piece if not c.text.isspace())


def right(piece: Piece) -> float:
    """Return the right edge of what is seen."""
    return max(c.box.right for c in piece if not c.text.isspace())


def size(characters: Iterable[Character]) -> float:
    """Return the size of most characters."""
    return Counter(character.size for character in characters).most_common(1)[0][0]


def make_line(page: int, row: Row) -> Line:
    """Return pieces of one row as a line."""
    characters = sorted(chain.from_iterable(row), key=_FROM_LEFT)
    em = size(characters)
    base = Counter(c.base for c in characters if c.size == em).most_common(1)[0][0]
    texts = _texts(characters, base, em)
    text = re.sub(" {2,}", " ", "".join(texts)).strip()
    seen = [c for c in characters if not c.text.isspace()]
    label = LABEL.match(text)
    behind = seen[len("".join(label[0].split())) :] if label else []
    box = Box(seen[0].box.left, base, right(characters), max(c.box.top for c in seen))
    hang = behind[0].box.left if behind else box.left
    shares = ((a.box.right - b.box.left, a.box.right - a.box.left) for a, b in pairwise(seen))
    is_overprinted = sum(shared > _SAME_PLACE * width > 0 for shared, width in shares) > 1
    return Line(text, box, base, em, page, hang, _marks(characters, texts, base, em), is_overprinted)


def _pieces(level: Piece) -> Row:
    """Cut a row at its gaps; a character that is painted twice to make it bold is there once."""
    row: Row = [[]]
    seen: Character | None = None
    spaces = 1
    for character in sorted(level, key=_FROM_LEFT):
        if character.text.isspace():
            spaces += 2  # one that is stretched is no gap
        elif seen and _is_painted_again(seen, character):
            continue
        else:
            is_wide = seen and _gap(seen, character) > _GAP * spaces * min(seen.size, character.size)
            if is_wide and not LABEL.fullmatch("".join(c.text for c in row[-1])):
                row.append([])
            seen, spaces = character, 1
        row[-1].append(character)
    return row if seen else []


def _is_painted_again(seen: Character, character: Character) -> bool:
    shared = seen.box.right - character.box.left
    return seen.text == character.text and shared > _SAME_PLACE * (seen.box.right - seen.box.left)


def _gap(one: Character, two: Character) -> float:
    """Return the space between two characters; some fonts give narrow ideographs too little of it."""
    is_wide = unicodedata.east_asian_width(one.text[-1]) in "WF"
    return two.box.left - max(one.box.right, one.box.left + one.size * is_wide)


def _attach_marks(row: Row, near: Row) -> None:
    """Move small pieces that are raised or lowered a little into the piece beside them."""
    for piece in filter(None, row):
        for host in filter(None, near):
            em, height = size(host), piece[0].base - host[0].base
            is_mark = size(piece) <= _MARK * em and -0.35 * em < height < 0.75 * em
            if is_mark and left(host) - em / 3 < left(piece) < right(host) + em / 3:
                host[:] = sorted((*host, *piece), key=_FROM_LEFT)
                piece.clear()
                break


def _texts(characters: Sequence[Character], base: float, em: float) -> list[str]:
    """Return the text of each character, with a space where a gap between words stands for one."""
    pairs = [(a, b) for a, b in pairwise(characters) if not (a.text.isspace() or b.text.isspace())]
    words = [pair for pair in pairs if _are_latin(*pair)]
    limits = [_limit(pairs, _GAP * em), _limit(words if len(words) > _FEW else [], _WORD_GAP * em)]
    apart = {b for a, b in pairs if _gap(a, b) > limits[_are_latin(a, b)]}
    return [" " * (c in apart) + _translated(c, base, em) for c in characters]


def _limit(pairs: Sequence[tuple[Character, Character]], gap: float) -> float:
    """Return the gap from which on a space is meant; spread letters stand apart themselves."""
    return gap + 1.5 * max(0.0, median([_gap(*pair) for pair in pairs] or [0.0]))


def _are_latin(one: Character, two: Character) -> bool:
    return one.text.isascii() and two.text.isascii()


def _raised(character: Character, base: float, em: float) -> float:
    """Return the height of a small character over its line in sizes of the line's font; 0 for all others."""
    height = (character.base - base) / em
    return height if character.size <= _MARK * em and abs(height) > _RAISED else 0.0


def _translated(character: Character, base: float, em: float) -> str:
    height = _raised(character, base, em)
    return (
        character.text.translate(_SUPERSCRIPTS if height > 0 else _SUBSCRIPTS) if height else character.text
    )


def _marks(characters: Sequence[Character], texts: Sequence[str], base: float, em: float) -> tuple[str, ...]:
    """Return the words before each run of raised or lowered characters, with it and the sign behind it."""
    at = {index for index, c in enumerate(characters) if _raised(c, base, em) and not c.text.isspace()}
    return tuple("".join(texts[max(0, i - 7) : i + 2]).strip() for i in sorted(at) if i + 1 not in at)
