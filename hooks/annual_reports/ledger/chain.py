"""Read and extend `data/ledger.jsonl`: one line of JSON for each published version of each report.

Each line contains the SHA-256 of the line before it (without the line feed), so that no line can be changed,
removed or inserted later without changing all that follow. Lines contain no time stamp: the same reports in
the same order give the same lines. Every build computes the entries that a publication would add;
`annual-reports publish` saves them.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.domain.model import REPORT_ID
from annual_reports.ledger.canonical import ContentDigests
from annual_reports.sources.file_names import read_file

FILE_NAME = "ledger.jsonl"
WORDS = "words"
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]
_NO_PREVIOUS = "0" * 64
"""Digest that the first entry gives for the line before it."""


@dataclass(frozen=True)
class Entry:
    """Ledger entry: one published version of a report."""

    number: int
    """Number of the line, from 1."""
    report: str
    """Id of the report: `pingshi/2024`."""
    version: int
    """Number of the version of this report, from 1."""
    content_digests: ContentDigests
    previous: str
    """`digest` of the entry before."""
    names: str | None = WORDS
    """`WORDS` if its sentences were named after their words; None if they were numbered, as once."""

    @cached_property
    def line(self) -> str:
        """The entry as JSON, without a line feed."""
        return _compact_json(
            {
                "number": self.number,
                "report": self.report,
                "version": self.version,
                **self.content_digests._asdict(),
                **({"names": self.names} if self.names else {}),
                "previous": self.previous,
            }
        )

    def follows(self, number: int, previous: str, versions: int) -> bool:
        """Return True if the entry has this number and previous digest, and its version is the next one."""
        return (self.number, self.previous, self.version) == (number, previous, versions + 1)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the line, in hexadecimal digits."""
        return sha256(self.line.encode()).hexdigest()


@dataclass(frozen=True)
class Ledger:
    """登记簿: all entries, oldest first."""

    entries: tuple[Entry, ...] = ()
    is_intact: bool = field(default=True, compare=False)
    """False if the file goes on behind these entries but its chain is broken."""

    @cached_property
    def by_report(self) -> Mapping[str, tuple[Entry, ...]]:
        """Report id -> its versions, oldest first."""
        versions: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            versions[entry.report] = (*versions.get(entry.report, ()), entry)
        return versions

    def latest_entry(self, report: str) -> Entry | None:
        """Return the latest published version of a report (by its id), or None."""
        versions = self.by_report.get(report)
        return versions[-1] if versions else None

    @property
    def content(self) -> bytes:
        """Bytes of the ledger file."""
        return "".join(f"{entry.line}\n" for entry in self.entries).encode()

    def extended(self, now: Mapping[str, ContentDigests]) -> Ledger:
        """Return the ledger with an entry added for each report that is new or has changed.

        `now` maps report ids to the digests of the present contents.
        """
        entries = list(self.entries)
        for report, content_digests in sorted(now.items()):
            latest = self.latest_entry(report)
            if latest is None or latest.content_digests != content_digests:
                previous = entries[-1].digest if entries else _NO_PREVIOUS
                version = latest.version + 1 if latest else 1
                entries.append(Entry(len(entries) + 1, report, version, content_digests, previous))
        return Ledger(tuple(entries))

    def continues(self, other: Ledger) -> bool:
        """Return True if this ledger begins with all entries of the other."""
        return self.entries[: len(other.entries)] == other.entries


class _LedgerLine(BaseModel):
    """JSON schema of one line."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    number: int
    report: Annotated[str, Field(pattern=rf"^{REPORT_ID}$")]
    version: int
    text: Digest
    body: Digest
    figures: dict[str, str]
    corrections: tuple[Digest, ...]
    names: Literal["words"] | None = None
    previous: Digest


def read_ledger(folder: Path, shown_as: str = "data") -> tuple[Ledger, list[Finding]]:
    """Read the ledger in a folder; return an empty one if there is no file.

    `shown_as` is the folder as findings name it.
    """
    path = folder / FILE_NAME
    shown = f"{shown_as}/{FILE_NAME}"
    if not (path.exists() or path.is_symlink()):
        return Ledger(), []
    content = read_file(path, Place(shown))
    return (Ledger(), [content]) if isinstance(content, Finding) else parse_ledger(content, shown)


def parse_ledger(content: bytes, shown: str) -> tuple[Ledger, list[Finding]]:
    """Parse the bytes of a ledger up to the first line that breaks the chain.

    Returns:
        The entries before that line; and one finding about it, since nothing behind it can be trusted.

    """
    entries: list[Entry] = []
    versions: Counter[str] = Counter()
    for number, line in enumerate(_split_lines(content), 1):
        entry = _parse_entry(line)
        previous = entries[-1].digest if entries else _NO_PREVIOUS
        if entry is None or not entry.follows(number, previous, versions[entry.report]):
            reason = "与上一行接不上" if entry else "读不出来"
            return Ledger(tuple(entries), is_intact=False), [
                finding("ledger-broken", Place(shown, number), reason=reason)
            ]
        versions[entry.report] += 1
        entries.append(entry)
    return Ledger(tuple(entries)), []


def _split_lines(content: bytes) -> Iterable[bytes]:
    lines = content.replace(b"\r\n", b"\n").split(b"\n")  # git writes Windows line ends on Windows
    return lines if lines[-1] else lines[:-1]


def _parse_entry(line: bytes) -> Entry | None:
    """Parse a line; return None unless writing the entry gives the same bytes."""
    try:
        read = _LedgerLine.model_validate_json(line)
    except ValidationError:
        return None
    content_digests = ContentDigests(read.text, read.body, read.figures, read.corrections)
    entry = Entry(read.number, read.report, read.version, content_digests, read.previous, read.names)
    return entry if entry.line.encode() == line else None


def _compact_json(content: Mapping[str, Any]) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
