"""Recognise the names of offices, also where several stand on a line or are written without a gap."""

from __future__ import annotations

import re

from annual_reports.domain.text import fold_width
from annual_reports.drafting.rules import RULES, pattern, search

_SHORTEST = 3
"""Characters of an office's name; 政府 in 甲镇党委、政府 is no name by itself."""


def without_spaces(text: str) -> str:
    """Remove all white space: 平 氏 镇 -> 平氏镇."""
    return "".join(text.split())


def split_offices(text: str) -> list[str]:
    """Return the names of offices that a text consists of; an empty list for any other text."""
    unsealed = pattern(RULES["seal"]).sub("", fold_width(text)).strip()
    if len(unsealed) > RULES["longest_offices"] or search("no_office", unsealed):
        return []
    pieces = re.split(r"[\s、]+", unsealed)
    if not all(len(piece) >= _SHORTEST and search("office", piece) for piece in pieces):
        pieces = [without_spaces(unsealed)]
    return [name for piece in pieces if search("office", piece) for name in _separated(piece)]


def _separated(names: str) -> list[str]:
    """Separate names that are written without a gap: 中共甲市委甲市人民政府."""
    for end in pattern(RULES["office_ends"]).finditer(names):
        front, rest = names[: end.end()], names[end.end() :]
        place = search("place", rest)
        if search("office_begins", rest) or (place and place[0] in front):
            return [front, *_separated(rest)]
    return [names]
