"""What the checks of a text share: the text, what they say of it, and the rules as data."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from annual_reports.evidence import Body
from annual_reports.model import Span

RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?=\n)")


class Remark(NamedTuple):
    """What one check says of one place of the text."""

    code: str
    span: Span
    facts: Mapping[str, object]


@dataclass(frozen=True)
class Manuscript(Body):
    """A text that is proofread."""

    year: int | None
    """The year on which the report reports."""

    @cached_property
    def blocks(self) -> Sequence[tuple[int, str]]:
        """Its paragraphs, folded, each with its place; only a blank line ends a paragraph."""
        found, start = [], 0
        for end in (*(match.start() for match in _BLANK_LINE.finditer(self.folded)), len(self.folded)):
            block = self.folded[start:end]
            if block.strip():
                leading = len(block) - len(block.lstrip())
                found.append((start + leading, block.strip()))
            start = end
        return found
