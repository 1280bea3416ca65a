"""Read what publications kept in `data/published/`: the signed texts of versions, and statements.

A signed text lies in `pingshi/2024-1.txt`, by its version. The statements of line 18 of the ledger lie in
`pingshi/2024-told-18.json`, those of the site in `meanings-told-18.json`; the words that can be withdrawn lie
beside them, in `pingshi/2024-told-18-words.json`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annual_reports.ledger.canonical import canonical_digest
from annual_reports.ledger.lines import Entry, ToldEntry
from annual_reports.ledger.statements import content_digest

FOLDER = "published"


def version_id(entry: Entry) -> str:
    """Return the id of a version: `pingshi/2024-1`. It is the path of its text without the suffix."""
    return f"{entry.report}-{entry.version}"


def told_id(subject: str, entry: ToldEntry) -> str:
    """Return the id of the statements that a line recorded: `pingshi/2024-told-18`."""
    return f"{subject}-told-{entry.number}"


def words_id(subject: str, entry: ToldEntry) -> str:
    """Return the id of the words of statements that a line recorded: `pingshi/2024-told-18-words`."""
    return f"{told_id(subject, entry)}-words"


@dataclass(frozen=True, slots=True)
class PublishedTexts:
    """Signed texts of published versions and statements beside them, one file each."""

    data: Path | None = None
    """The folder `data`; None for no texts."""

    def path_of(self, entry: Entry) -> Path | None:
        """Return the path of a version's text, whether the file exists or not; None without a folder."""
        return self.data / FOLDER / f"{version_id(entry)}.txt" if self.data else None

    def path_of_told(self, subject: str, entry: ToldEntry) -> Path | None:
        """Return the path of recorded statements, whether the file exists or not; None without a folder."""
        return self.data / FOLDER / f"{told_id(subject, entry)}.json" if self.data else None

    def path_of_words(self, subject: str, entry: ToldEntry) -> Path | None:
        """Return the path of the words of recorded statements, whether the file exists or not."""
        return self.data / FOLDER / f"{words_id(subject, entry)}.json" if self.data else None

    def version_ids(self) -> list[str]:
        """Return the ids of all versions that have a file, sorted."""
        folder = self.data / FOLDER if self.data else None
        paths = folder.glob("*/*.txt") if folder else ()
        return sorted(f"{path.parent.name}/{path.stem}" for path in paths)

    def told_ids(self) -> list[str]:
        """Return the ids of all recorded statements that have a file, sorted."""
        folder = self.data / FOLDER if self.data else None
        paths = folder.glob("**/*-told-*.json") if folder else ()
        return sorted(path.relative_to(folder).with_suffix("").as_posix() for path in paths if folder)

    def get(self, entry: Entry) -> str | None:
        """Return a version's text; None if there is no such file or its digest is not the recorded one."""
        try:
            text = (_content(self.path_of(entry)) or b"").decode()
        except UnicodeDecodeError:
            return None
        return text if canonical_digest(text) == entry.content_digests.text else None

    def get_told(self, subject: str, entry: ToldEntry) -> bytes | None:
        """Return the file of statements; None if there is none or its digest is not the recorded one."""
        content = _content(self.path_of_told(subject, entry)) or b""
        return content if content_digest(content) == entry.told[subject] else None

    def get_words(self, subject: str, entry: ToldEntry, digest: str) -> bytes | None:
        """Return the file of the words of statements; None if there is none or it has another digest."""
        content = _content(self.path_of_words(subject, entry)) or b""
        return content if content_digest(content) == digest else None


def _content(path: Path | None) -> bytes | None:
    """Return the bytes of a file; None if it is missing, a link or unreadable."""
    if path is None or path.is_symlink() or not path.is_file():
        return None
    try:
        return path.read_bytes()
    except OSError:
        return None
