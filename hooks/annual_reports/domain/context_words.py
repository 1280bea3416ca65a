"""Load the words that tell the context of an amount, and join them into patterns.

The words are data, in `contexts.yml` beside this file.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

_WORDS: dict[str, Any] = yaml.load(
    Path(__file__).with_name("contexts.yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


def any_of(name: str) -> str:
    """Return the pattern that matches any word of a list of the vocabulary."""
    return f"(?:{'|'.join(_WORDS[name].split())})"


def words(name: str) -> tuple[str, ...]:
    """Return the words of a list of the vocabulary."""
    return tuple(_WORDS[name].split())
