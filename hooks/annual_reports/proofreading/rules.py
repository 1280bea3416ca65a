"""Shared by all checks of a text: the text, the findings, the rules of `rules.yml` and `privacy.yml`."""

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

_PIECE = re.compile("<([a-z_]+)>")


def _read(name: str) -> dict[str, Any]:
    values: dict[str, Any] = yaml.load(
        Path(__file__).with_name(name).read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
    )
    return values


def _personal_data() -> dict[str, Any]:
    """Return `privacy.yml` with each <piece> in its patterns replaced by the piece."""
    data = _read("privacy.yml")
    pieces = {**data.pop("pieces"), "digit": f"[0-9{''.join(data['numerals'])}]"}
    data["gap"] = pieces["gap"]

    def filled(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: filled(inner) for key, inner in value.items()}
        if isinstance(value, list):
            return [filled(inner) for inner in value]
        while isinstance(value, str) and _PIECE.search(value):
            value = _PIECE.sub(lambda match: f"(?:{pieces[match[1]]})", value)
        return value

    return {key: filled(value) for key, value in data.items()}


RULES: dict[str, Any] = {**_read("rules.yml"), "personal_data": _personal_data()}
"""Patterns and words of all checks; the desk page is given the same."""

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
