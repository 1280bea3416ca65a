"""Regular expressions of Python as JavaScript writes them, so that a rule is written once."""

from __future__ import annotations

import re


def to_javascript(pattern: str) -> str:
    """A pattern of Python as JavaScript writes it: atomic groups become a look-ahead and its repetition."""
    pattern = re.sub(r"(\[[^\]]*\]|\\d)\+\+", r"(?>\1+)", pattern)
    number = 0
    while (start := pattern.rfind("(?>")) >= 0:
        end = _closing(pattern, start)
        inner = pattern[start + 3 : end]
        pattern = f"{pattern[:start]}(?:(?=(?<atom{number}>{inner}))\\k<atom{number}>){pattern[end + 1 :]}"
        number += 1
    return pattern.replace("(?P<", "(?<").replace(r"[^\W\d_]", r"\p{L}")


def _closing(pattern: str, start: int) -> int:
    """Where the group that opens at `start` closes; in our patterns, brackets inside classes are escaped."""
    depth = 0
    for match in re.finditer(r"\\.|\[(?:\\.|[^\]\\])*\]|[()]", pattern[start:], re.DOTALL):
        depth += {"(": 1, ")": -1}.get(match[0], 0)
        if depth == 0:
            return start + match.start()
    raise ValueError(pattern)
