"""Lines of the ledger. There are two kinds, each one object of JSON with the digest of the line before.

`Entry`       a published version of a report: digests of its signed text, its figures, its corrections
`ToldEntry`   digests of what a publication tells readers beside the signed texts, as far as it changed

A line bears the day of its publication if the publication knew it. Lines of former programs bear none, and
no `names`: they were published with ordinals for the names of sentences.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from annual_reports.domain.model import REPORT_ID
from annual_reports.ledger.canonical import ContentDigests

MEANINGS = "meanings"
"""Subject of what a site tells by its catalog; ids of reports have a slash."""
PAGES = "pages"
"""Subject of what a site tells by its own pages, by files beside them, and in words on all pages."""
OF_THE_SITE = frozenset({MEANINGS, PAGES})
WORDS = "words"
"""Names of sentences after their words, see `domain.sentence_names`."""
_HEAD = 64
"""Bytes at the beginning of a line that tell its kind: its number, its day, and the next key."""
DAY_VARIABLE = "ANNUAL_REPORTS_DAY"
"""Environment variable with the day of a publication, 2026-04-01, which a build writes into new lines."""
Digest = Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


def read_day(text: str) -> date | None:
    """Return the day that `DAY_VARIABLE` says, None if it says nothing. Raises ValueError."""
    return date.fromisoformat(text) if text else None


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
    """`digest` of the line before."""
    day: date | None = None
    """Day of the publication; None if it was not recorded."""
    names: str | None = WORDS
    """`WORDS` if its sentences were named after their words; None if they were numbered, as once."""

    @cached_property
    def line(self) -> str:
        """The entry as JSON, without a line feed."""
        names = {"names": self.names} if self.names else {}
        content = {"report": self.report, "version": self.version, **self.content_digests._asdict()}
        return _json_line(self, content | names)

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the line, in hexadecimal digits."""
        return sha256(self.line.encode()).hexdigest()


@dataclass(frozen=True)
class ToldEntry:
    """Ledger entry: what one publication tells beside the signed texts, by its digests."""

    number: int
    """Number of the line, from 1."""
    told: Mapping[str, str]
    """Report id, `MEANINGS` or `PAGES` -> digest of its statements; only what changed."""
    previous: str
    """`digest` of the line before."""
    day: date | None = None
    """Day of the publication; None if it was not recorded."""

    @cached_property
    def line(self) -> str:
        """The entry as JSON, without a line feed."""
        return _json_line(self, {"told": self.told})

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the line, in hexadecimal digits."""
        return sha256(self.line.encode()).hexdigest()


Line = Entry | ToldEntry


class _Base(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, defer_build=True)

    number: int
    day: date | None = None
    previous: Digest


class _EntryLine(_Base):
    """JSON schema of the line of a version."""

    report: Annotated[str, Field(pattern=rf"^{REPORT_ID}$")]
    version: int
    text: Digest
    body: Digest
    figures: dict[str, str]
    corrections: tuple[Digest, ...]
    names: Literal["words"] | None = None


class _ToldLine(_Base):
    """JSON schema of the line of what was told."""

    told: dict[Annotated[str, Field(pattern=rf"^(?:{REPORT_ID}|{MEANINGS}|{PAGES})$")], Digest]


def parse_line(line: bytes) -> Line | None:
    """Parse a line without its line feed; return None unless writing the entry gives the same bytes."""
    try:
        parsed = _told_entry(line) if b'"told":{' in line[:_HEAD] else _entry(line)
    except ValidationError:
        return None
    return parsed if parsed.line.encode() == line else None


def _entry(line: bytes) -> Entry:
    read = _EntryLine.model_validate_json(line)
    content_digests = ContentDigests(read.text, read.body, read.figures, read.corrections)
    return Entry(read.number, read.report, read.version, content_digests, read.previous, read.day, read.names)


def _told_entry(line: bytes) -> ToldEntry:
    read = _ToldLine.model_validate_json(line)
    return ToldEntry(read.number, read.told, read.previous, read.day)


def _json_line(line: Line, content: Mapping[str, Any]) -> str:
    day = {"day": line.day.isoformat()} if line.day else {}
    whole = {"number": line.number, **day, **content, "previous": line.previous}
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
