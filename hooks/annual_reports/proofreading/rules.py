"""What the checks of a text share: the text, what they say of it, and the rules as data."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import yaml

from annual_reports.evidence import sentences
from annual_reports.model import Sentence, Span
from annual_reports.text import fold_width

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
class Manuscript:
    """A text that is proofread."""

    text: str
    folded: str
    """The text with every full-width form folded; places are the same."""
    year: int | None
    """The year on which the report reports."""

    @classmethod
    def of(cls, text: str, year: int | None) -> Manuscript:
        """Prepare a text."""
        return cls(text, fold_width(text), year)

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences, in order."""
        return tuple(sentences(self.text))

    def blocks(self) -> Iterator[tuple[int, str]]:
        """Its paragraphs, folded, each with its place; only a blank line ends a paragraph."""
        start = 0
        for end in (*(match.start() for match in _BLANK_LINE.finditer(self.folded)), len(self.folded)):
            block = self.folded[start:end]
            if block.strip():
                leading = len(block) - len(block.lstrip())
                yield start + leading, block.strip()
            start = end
