"""Shared by all checks of a text: the text, the findings, and the rules from `rules.yml`."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from annual_reports.domain.evidence import Body
from annual_reports.domain.model import Span

RULES: dict[str, Any] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)

_BLANK_LINE = re.compile(r"\n[^\S\n]*(?=\n)")


class TextFinding(NamedTuple):
    """Finding about a span of a text, not yet placed in a file."""

    code: str
    span: Span
    facts: Mapping[str, object]


@dataclass(frozen=True)
class ProofText(Body):
    """Text to proofread."""

    year: int | None
    """Year on which the report reports; None if unknown."""

    @cached_property
    def blocks(self) -> Sequence[tuple[int, str]]:
        """Offset and folded text of each paragraph; paragraphs are separated by blank lines."""
        blocks, start = [], 0
        for end in (*(match.start() for match in _BLANK_LINE.finditer(self.folded)), len(self.folded)):
            block = self.folded[start:end]
            if block.strip():
                leading = len(block) - len(block.lstrip())
                blocks.append((start + leading, block.strip()))
            start = end
        return blocks
