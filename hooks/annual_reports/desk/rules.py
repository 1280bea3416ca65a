"""The desk's rules as data, and how they are matched: on text with its width folded."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from annual_reports.text import fold_width

RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)


@cache
def pattern(source: str) -> re.Pattern[str]:
    """Compile one of the rules."""
    return re.compile(source)


def search(rule: str, text: str) -> re.Match[str] | None:
    """Look for a rule in a text, whatever the width of its characters."""
    return pattern(RULES[rule]).search(fold_width(text))
