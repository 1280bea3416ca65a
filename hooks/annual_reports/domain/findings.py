"""Findings: what is wrong, at which position of a source file, and how to fix it.

The codes with their severity, message and hint are data, in `findings.yml` beside this file.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from enum import StrEnum
from os.path import relpath
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import yaml


class Severity(StrEnum):
    """Severity of a finding: an error prevents publishing, a warning must be checked, info is only a note."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITY_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "说明"}

GROUPS: dict[str, dict[str, dict[str, str]]] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
"""Name of a group -> code -> rule, in the order of the guide."""
RULES = {code: rule for rules in GROUPS.values() for code, rule in rules.items()}
"""Code -> severity, message, hint (format strings); some have `for`, `follows`, `reason`, `why`, `form`."""

_LONGEST_SHOWN = 40
_PROGRAM_FACTS = {"advice", "example", "expected", "known", "quoted"}
"""Facts written by the program, not taken from the input; they are shown in full. What is quoted of another
program was made one line before."""


class Place(NamedTuple):
    """Position in a source file; line and column count from 1, columns in characters."""

    path: str
    line: int = 1
    column: int = 1


class Passage(NamedTuple):
    """Words of a file that a finding is about; it begins at the finding's place."""

    end: Place
    """Position behind its last character."""
    quote: str
    """Words of the body that contain it and stand there once; empty if there are none."""


@dataclass(frozen=True, slots=True)
class Finding:
    """检查意见."""

    code: str
    severity: Severity
    path: str
    line: int
    column: int
    message: str
    hint: str
    end: Place | None = field(default=None, compare=False)
    """Position behind the words that it is about; None if it is not about words of a file."""

    @property
    def place(self) -> Place:
        """Position in the source file."""
        return Place(self.path, self.line, self.column)

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:{self.column}"
        stop = "" if self.message.endswith("？") else "。"
        return f"{where}: {SEVERITY_NAMES[self.severity]} {self.code} {self.message}{stop}{self.hint}"


def finding(code: str, place: Place, passage: Passage | None = None, /, **facts: object) -> Finding:
    """Create the finding for a code; the facts fill the braces in its message and hint.

    If it is about a passage that a person may acknowledge, the hint ends with the line to copy.
    """
    rule = RULES[code]
    shown = {name: fact if name in _PROGRAM_FACTS else _shown(fact) for name, fact in facts.items()}
    message, hint = (rule[part].format_map(shown) for part in ("message", "hint"))
    if passage and passage.quote and rule.get("for") == "place":
        hint += f"；核对属实的，写 {acknowledgement_example(code, passage.quote)}"
    return Finding(code, Severity(rule["severity"]), *place, message, hint, passage and passage.end)


def acknowledgement_example(code: str, quote: str) -> str:
    """Return the line of a header that acknowledges a finding; a quotation in JSON is YAML too."""
    reason = RULES[code].get("reason", "已对照原件，原文如此")
    if RULES[code]["for"] == "report":
        return f"acknowledged: {{{code}: {reason}}}"
    written = json.dumps(quote, ensure_ascii=False)
    return f"acknowledged: {{{code}: [{{quote: {written}, reason: {reason}}}]}}"


def with_blanks(template: str) -> str:
    """Return a rule's message or hint with “……” in place of the facts, for the guide: 正文里没有“……”."""
    blank = dict.fromkeys(_fact_names(template), "……")
    return template.format_map({**blank, "guess": "", "nearest": "", "successor": ""})


def _fact_names(template: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(template) if name)


def sort_findings(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort findings by position and drop duplicates."""
    return tuple(sorted(set(findings), key=lambda f: (f.path, f.line, f.column, f.code, f.message)))


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Return the findings that prevent publishing."""
    return [each for each in findings if each.severity is Severity.ERROR]


def relative_to_cwd(findings: Iterable[Finding], root: Path) -> list[Finding]:
    """Return a site's findings with paths relative to the working folder, so that editors can open them.

    `root` is the site's folder. If it is not below the working folder, the paths stay as they are.
    """
    folder = Path(relpath(root)).as_posix()
    if folder == "." or folder.startswith(".."):
        return list(findings)
    return [replace(each, path=f"{folder}/{each.path}") for each in findings]


def _shown(fact: object) -> str:
    """Return a fact from the input, shortened and on one line, so that it cannot forge a line of output."""
    text = "".join(c if c.isprintable() else "·" for c in str(fact))
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
