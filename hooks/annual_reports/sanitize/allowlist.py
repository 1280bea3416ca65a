"""Access to the lists of allowed (and some forbidden) content in `allowlist.yml`."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

_LISTS: Mapping[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


def listed_words(name: str) -> frozenset[str]:
    """Return the words of a list that is written as words separated by blanks."""
    return frozenset(_LISTS[name].split())


def listed_lines(name: str) -> frozenset[str]:
    """Return the entries of a list that is written as a YAML list."""
    return frozenset(_LISTS[name])


def allowed_attributes() -> Mapping[tuple[str, str], str]:
    """Return (element, attribute) -> pattern that the attribute's whole value must match."""
    return {
        (element, key): pattern
        for elements, keys in _LISTS["page_attributes"].items()
        for element in elements.split()
        for key, pattern in keys.items()
    }
