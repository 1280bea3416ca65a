"""What is wrong, where, and what to do about it.

The codes with their severity, sentence and advice are data, in `findings.yml` beside this file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from os.path import relpath
from pathlib import Path
from string import Formatter
from typing import NamedTuple

import yaml


class Severity(StrEnum):
    """An error stops publishing, a warning asks for a look, info only tells."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


SEVERITY_NAMES = {Severity.ERROR: "错误", Severity.WARNING: "提醒", Severity.INFO: "说明"}

GROUPS: dict[str, dict[str, dict[str, str]]] = yaml.load(
    Path(__file__).with_suffix(".yml").read_text(encoding="utf-8"), Loader=yaml.CSafeLoader
)
"""Name of a group -> its rules, in the order in which the guide tells them."""
RULES = {code: rule for rules in GROUPS.values() for code, rule in rules.items()}
"""Code -> severity, message and hint, both format strings; and for some, why."""

_LONGEST_SHOWN = 40
_OUR_OWN_WORDS = {"advice", "example", "expected", "known"}
"""Facts that the program says, not the input; they are shown whole."""


class Place(NamedTuple):
    """A place in a source file; line and column count from 1, columns in characters."""

    path: str
    line: int = 1
    column: int = 1


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

    def __str__(self) -> str:
        where = f"{self.path}:{self.line}:{self.column}"
        stop = "" if self.message.endswith("？") else "。"
        return f"{where}: {SEVERITY_NAMES[self.severity]} {self.code} {self.message}{stop}{self.hint}"


def finding(code: str, place: Place, **facts: object) -> Finding:
    """Make the finding of a code; the facts fill the code's sentences."""
    rule = RULES[code]
    shown = {name: fact if name in _OUR_OWN_WORDS else _shown(fact) for name, fact in facts.items()}
    message, hint = (rule[part].format_map(shown) for part in ("message", "hint"))
    return Finding(code, Severity(rule["severity"]), *place, message, hint)


def spoken(words: str) -> str:
    """A rule's sentence without the facts, as the guide prints it: 正文里没有“……”."""
    blank = dict.fromkeys(_facts(words), "……")
    return words.format_map({**blank, "guess": "", "nearest": "", "successor": ""})


def _facts(words: str) -> Iterator[str]:
    return (name for _, name, _, _ in Formatter().parse(words) if name)


def in_order(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Sort by place; the same finding at the same place is told once."""
    return tuple(sorted(set(findings), key=lambda f: (f.path, f.line, f.column, f.code, f.message)))


def errors(findings: Iterable[Finding]) -> list[Finding]:
    """Keep those that stop publishing."""
    return [found for found in findings if found.severity is Severity.ERROR]


def from_here(findings: Iterable[Finding], root: Path) -> list[Finding]:
    """The findings of a site with paths as seen from the working folder, so that an editor opens them."""
    folder = Path(relpath(root)).as_posix()
    if folder == "." or folder.startswith(".."):
        return list(findings)
    return [replace(found, path=f"{folder}/{found.path}") for found in findings]


def _shown(fact: object) -> str:
    """What was read, short and on one line, so that no input can forge a line of the list."""
    text = "".join(c if c.isprintable() else "·" for c in str(fact))
    return text if len(text) <= _LONGEST_SHOWN else text[:_LONGEST_SHOWN] + "…"
