"""Failures of a publish: code -> one Chinese sentence that says what to do, in `failures.yml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

import yaml

FAILURES: dict[str, dict[str, str]] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
"""Code -> `message`, a format string; and for some, `pattern` of another program's error output."""
_PATTERNS = {
    code: re.compile(failure["pattern"], re.IGNORECASE)
    for code, failure in FAILURES.items()
    if "pattern" in failure
}
_LONGEST_FACT = 200
_MOST_NAMES = 3


class NotPublished(Exception):  # noqa: N818  # people read what to do, not that we failed
    """Reason why nothing was published; the live site is unchanged, unless the sentence says otherwise."""

    def __init__(self, code: str, **facts: object) -> None:
        """Fill the code's sentence with the facts that it names."""
        self.code = code
        shown = {name: _printable(str(fact)) for name, fact in facts.items()}
        super().__init__(FAILURES[code]["message"].format_map(shown))


def recognise(output: str, fallback: str) -> NotPublished:
    """Return the failure that another program's error output tells of; else `fallback` with its last line."""
    code = next((code for code, pattern in _PATTERNS.items() if pattern.search(output)), fallback)
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    return NotPublished(code, output=lines[-1] if lines else "没有说明")


def name_some(names: Sequence[str]) -> str:
    """Return the first names, and how many there are if that is not all; a sentence has no room for more."""
    more = f" 等 {len(names)} 个" if len(names) > _MOST_NAMES else ""
    return "、".join(names[:_MOST_NAMES]) + more


def _printable(text: str) -> str:
    """Replace the characters that could move a terminal's cursor."""
    return "".join(c if c.isprintable() else "·" for c in text)[:_LONGEST_FACT]
