"""Load the rules for recognising parts of a document, and match them on text with its width folded."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from annual_reports.domain.text import fold_width

RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Compile the regular expression of a rule, once."""
    return re.compile(source)


def search(rule: str, text: str) -> re.Match[str] | None:
    """Search a text for the rule of this name, whatever the width of the text's characters."""
    return pattern(RULES[rule]).search(fold_width(text))


def search_any(rule: str, text: str) -> bool:
    """Return True if one of the regular expressions of a rule finds something in a text."""
    return any(pattern(source).search(fold_width(text)) for source in RULES[rule])
