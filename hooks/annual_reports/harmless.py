"""What may stand on the site, as data: `harmless.yml` beside this file."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

_LISTS: Mapping[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


def words(name: str) -> frozenset[str]:
    """The words of a list."""
    return frozenset(_LISTS[name].split())


def lines(name: str) -> frozenset[str]:
    """The lines of a list whose entries may hold blanks or signs."""
    return frozenset(_LISTS[name])


def attributes() -> Mapping[tuple[str, str], str]:
    """Element and attribute -> the pattern of what it may say."""
    return {
        (element, key): pattern
        for elements, keys in _LISTS["page_attributes"].items()
        for element in elements.split()
        for key, pattern in keys.items()
    }
