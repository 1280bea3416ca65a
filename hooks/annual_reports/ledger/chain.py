"""`data/ledger.jsonl`: one line of JSON for each version of each report that was published.

Each line names the SHA-256 of the line before it (as it stands, without the line feed), so that none can be
changed, left out or put in later without all that follow. The same reports in the same order give the same
lines: there is no clock in them. What a publication adds is computed by every build; `annual-reports
publish` keeps it.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from annual_reports.findings import Finding, Place, finding
from annual_reports.ledger.canonical import Stated
from annual_reports.source_files import read_file

NAME = "ledger.jsonl"
REPORT = r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*/[0-9]{4}"
"""What a report is called; it becomes part of the paths of its texts."""
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
_START = "0" * 64
"""Stands where the first entry names the one before it."""


@dataclass(frozen=True)
class Entry:
    """One line: a report as it was published."""

    number: int
    """From 1."""
    report: str
    """`pingshi/2024`."""
    version: int
    """Of this report, from 1."""
    stated: Stated
    previous: str
    """Digest of the line before."""

    @cached_property
    def line(self) -> str:
        """The entry as it stands in the file."""
        return _json(
            {
                "number": self.number,
                "report": self.report,
                "version": self.version,
                **self.stated._asdict(),
                "previous": self.previous,
            }
        )

    def follows(self, number: int, previous: str, versions: int) -> bool:
        """Whether it is the one due behind `previous`, when there are so many versions of its report."""
        return (self.number, self.previous, self.version) == (number, previous, versions + 1)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the line; the next one names it."""
        return sha256(self.line.encode()).hexdigest()


@dataclass(frozen=True)
class Ledger:
    """登记簿: all entries, the oldest first."""

    entries: tuple[Entry, ...] = ()
    whole: bool = field(default=True, compare=False)
    """False if its chain breaks behind the entries."""

    @cached_property
    def of(self) -> Mapping[str, tuple[Entry, ...]]:
        """Report -> its versions, the first one first."""
        found: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            found[entry.report] = (*found.get(entry.report, ()), entry)
        return found

    def last(self, report: str) -> Entry | None:
        """A report as it was published last."""
        versions = self.of.get(report)
        return versions[-1] if versions else None

    @property
    def content(self) -> bytes:
        """The file."""
        return "".join(f"{entry.line}\n" for entry in self.entries).encode()

    def extended(self, now: Mapping[str, Stated]) -> Ledger:
        """The ledger once these reports are published: new ones and changed ones get an entry."""
        entries = list(self.entries)
        for report, stated in sorted(now.items()):
            last = self.last(report)
            if last is None or last.stated != stated:
                previous = entries[-1].digest if entries else _START
                version = last.version + 1 if last else 1
                entries.append(Entry(len(entries) + 1, report, version, stated, previous))
        return Ledger(tuple(entries))

    def continues(self, other: Ledger) -> bool:
        """Whether it begins with all entries of another one."""
        return self.entries[: len(other.entries)] == other.entries


class _Line(BaseModel):
    """An entry as it is read."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    number: int
    report: Annotated[str, Field(pattern=rf"^{REPORT}$")]
    version: int
    text: Digest
    body: Digest
    figures: dict[str, str]
    corrections: tuple[Digest, ...]
    previous: Digest


def read(folder: Path, shown_as: str = "data") -> tuple[Ledger, list[Finding]]:
    """Read the ledger of a folder; before the first publication there is none."""
    path = folder / NAME
    shown = f"{shown_as}/{NAME}"
    if not (path.exists() or path.is_symlink()):
        return Ledger(), []
    content = read_file(path, Place(shown))
    return (Ledger(), [content]) if isinstance(content, Finding) else parse(content, shown)


def parse(content: bytes, shown: str) -> tuple[Ledger, list[Finding]]:
    """Read a ledger as far as its chain holds; where it breaks is told once, since the rest is in doubt."""
    entries: list[Entry] = []
    versions: Counter[str] = Counter()
    for number, line in enumerate(_lines(content), 1):
        entry = _entry(line)
        previous = entries[-1].digest if entries else _START
        if entry is None or not entry.follows(number, previous, versions[entry.report]):
            reason = "与上一行接不上" if entry else "读不出来"
            return Ledger(tuple(entries), whole=False), [
                finding("ledger-broken", Place(shown, number), reason=reason)
            ]
        versions[entry.report] += 1
        entries.append(entry)
    return Ledger(tuple(entries)), []


def _lines(content: bytes) -> Iterable[bytes]:
    lines = content.replace(b"\r\n", b"\n").split(b"\n")  # git writes Windows line ends on Windows
    return lines if lines[-1] else lines[:-1]


def _entry(line: bytes) -> Entry | None:
    """An entry, if the line is one to the letter."""
    try:
        read = _Line.model_validate_json(line)
    except ValidationError:
        return None
    stated = Stated(read.text, read.body, read.figures, read.corrections)
    entry = Entry(read.number, read.report, read.version, stated, read.previous)
    return entry if entry.line.encode() == line else None


def _json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
