"""What went wrong on the way -> one Chinese sentence that says what to do; the sentences are data."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

FAILURES: dict[str, dict[str, str]] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
"""Code -> told, a format string; and sign, by which another program's words are known."""
_SIGNS = {code: re.compile(of["sign"], re.IGNORECASE) for code, of in FAILURES.items() if "sign" in of}
_LONGEST = 200


class NotPublished(Exception):  # noqa: N818  # what people read is what to do, not that we failed
    """Why nothing was published; the live site is as it was, unless the sentence says otherwise."""

    def __init__(self, code: str, **facts: object) -> None:
        """Fill the sentence of a code with the facts that it names."""
        self.code = code
        shown = {name: _plain(str(fact)) for name, fact in facts.items()}
        super().__init__(FAILURES[code]["told"].format_map(shown))


def from_words(said: str, fallback: str) -> NotPublished:
    """Recognise what another program said on its standard error; its last line is told where nothing fits."""
    known = next((code for code, sign in _SIGNS.items() if sign.search(said)), fallback)
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    return NotPublished(known, said=lines[-1] if lines else "没有说明")


def _plain(text: str) -> str:
    """Foreign text without what moves a terminal's cursor."""
    return "".join(c if c.isprintable() else "·" for c in text)[:_LONGEST]
