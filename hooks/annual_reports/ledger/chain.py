"""Read and extend `data/ledger.jsonl`: lines for published versions, and for what is told beside them.

Each line contains the SHA-256 of the line before it (without the line feed), so that no line can be changed,
removed or inserted later without changing all that follow. No clock is read here: whoever publishes hands in
the day, and the same contents on another day add no line. Every build computes the lines that a publication
would add; `annual-reports publish` saves them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import accumulate, pairwise
from pathlib import Path
from types import MappingProxyType

from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.ledger.canonical import ContentDigests
from annual_reports.ledger.lines import Entry, Line, ToldEntry, parse_line
from annual_reports.sources.file_names import read_file

FILE_NAME = "ledger.jsonl"
_NO_PREVIOUS = "0" * 64
"""Digest that the first line gives for the line before it."""
_NOTHING_TOLD: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True)
class Ledger:
    """登记簿: all lines, oldest first."""

    lines: tuple[Line, ...] = ()
    is_intact: bool = field(default=True, compare=False)
    """False if the file goes on behind these lines but its chain is broken."""

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """The published versions, oldest first."""
        return tuple(line for line in self.lines if isinstance(line, Entry))

    @cached_property
    def by_report(self) -> Mapping[str, tuple[Entry, ...]]:
        """Report id -> its versions, oldest first."""
        versions: dict[str, tuple[Entry, ...]] = {}
        for entry in self.entries:
            versions[entry.report] = (*versions.get(entry.report, ()), entry)
        return versions

    @cached_property
    def told_by_subject(self) -> Mapping[str, tuple[ToldEntry, ...]]:
        """Report id, `MEANINGS` or `PAGES` -> the lines that recorded its statements, oldest first."""
        lines: dict[str, list[ToldEntry]] = {}
        for line in self.lines:
            if isinstance(line, ToldEntry):
                for subject in line.told:
                    lines.setdefault(subject, []).append(line)
        return {subject: tuple(told) for subject, told in lines.items()}

    @cached_property
    def publications(self) -> tuple[int, ...]:
        """Ordinal of the publication of each line, from 0.

        A publication ends with its line of statements, or where the day changes. Lines of former programs
        have neither, so all of them count as one publication.
        """
        ends = (isinstance(a, ToldEntry) or a.day != b.day for a, b in pairwise(self.lines))
        return tuple(accumulate(ends, initial=0)) if self.lines else ()

    def latest_entry(self, report: str) -> Entry | None:
        """Return the latest published version of a report (by its id), or None."""
        versions = self.by_report.get(report)
        return versions[-1] if versions else None

    def version_at(self, report: str, line: Line) -> Entry | None:
        """Return the version of a report that was published when a line was written, or None."""
        versions = self.by_report.get(report, ())
        return next((entry for entry in reversed(versions) if entry.number < line.number), None)

    def day_of(self, report: str) -> date | None:
        """Return the day on which a report was first published on this site; None if it was not recorded."""
        versions = self.by_report.get(report)
        return versions[0].day if versions else None

    @property
    def content(self) -> bytes:
        """Bytes of the ledger file."""
        return "".join(f"{line.line}\n" for line in self.lines).encode()

    def extended(
        self,
        now: Mapping[str, ContentDigests],
        told: Mapping[str, str] = _NOTHING_TOLD,
        day: date | None = None,
    ) -> Ledger:
        """Return the ledger with a line for each report, and one for all statements, that are new or changed.

        Args:
            now: report id -> digests of the present contents.
            told: report id, `MEANINGS` or `PAGES` -> digest of the present statements.
            day: the day of the publication; None if it is not known.

        """
        lines: list[Line] = list(self.lines)
        for report, content_digests in sorted(now.items()):
            latest = self.latest_entry(report)
            if latest is None or latest.content_digests != content_digests:
                version = latest.version + 1 if latest else 1
                lines.append(Entry(len(lines) + 1, report, version, content_digests, _digest(lines), day))
        if changed := dict(sorted(told.items() - self._latest_told.items())):
            lines.append(ToldEntry(len(lines) + 1, changed, _digest(lines), day))
        return Ledger(tuple(lines))

    @cached_property
    def _latest_told(self) -> Mapping[str, str]:
        return {subject: told[-1].told[subject] for subject, told in self.told_by_subject.items()}

    def continues(self, other: Ledger) -> bool:
        """Return True if this ledger begins with all lines of the other."""
        return self.lines[: len(other.lines)] == other.lines


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
        The lines before that one; and one finding about it, since nothing behind it can be trusted.

    """
    lines: list[Line] = []
    versions: Counter[str] = Counter()
    for number, content_line in enumerate(_split_lines(content), 1):
        line = parse_line(content_line)
        if line is None or not _follows(line, lines, versions):
            reason = "与上一行接不上" if line else "读不出来"
            return Ledger(tuple(lines), is_intact=False), [
                finding("ledger-broken", Place(shown, number), reason=reason)
            ]
        lines.append(line)
    return Ledger(tuple(lines)), []


def _follows(line: Line, lines: list[Line], versions: Counter[str]) -> bool:
    """Return True if a line goes on from the lines before it; count its version."""
    if isinstance(line, Entry):
        versions[line.report] += 1
        if line.version != versions[line.report]:
            return False
    return (line.number, line.previous) == (len(lines) + 1, _digest(lines))


def _digest(lines: list[Line]) -> str:
    """Return the digest that the next line gives for the line before it."""
    return lines[-1].digest if lines else _NO_PREVIOUS


def _split_lines(content: bytes) -> Iterable[bytes]:
    lines = content.replace(b"\r\n", b"\n").split(b"\n")  # git writes Windows line ends on Windows
    return lines if lines[-1] else lines[:-1]
