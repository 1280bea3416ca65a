"""Translate Python regular expressions to JavaScript, so that each pattern is written once."""

from __future__ import annotations

import re


def to_javascript(pattern: str) -> str:
    """Translate a Python pattern to JavaScript syntax.

    Atomic groups and possessive quantifiers become a look-ahead and a back-reference. Only the syntax that
    our own patterns use is covered.
    """
    pattern = re.sub(r"(\[[^\]]*\]|\\d)\+\+", r"(?>\1+)", pattern)
    number = 0
    while (start := pattern.rfind("(?>")) >= 0:
        end = _closing(pattern, start)
        inner = pattern[start + 3 : end]
        pattern = f"{pattern[:start]}(?:(?=(?<atom{number}>{inner}))\\k<atom{number}>){pattern[end + 1 :]}"
        number += 1
    return pattern.replace("(?P<", "(?<").replace(r"[^\W\d_]", r"\p{L}")


def _closing(pattern: str, start: int) -> int:
    """Return the offset at which the group at `start` closes; a `]` inside a class must be escaped."""
    depth = 0
    for match in re.finditer(r"\\.|\[(?:\\.|[^\]\\])*\]|[()]", pattern[start:], re.DOTALL):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if depth == 0:
            return start + match.start()
    raise ValueError(pattern)
