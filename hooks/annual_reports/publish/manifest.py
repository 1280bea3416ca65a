"""List of a site's files with their digests: `files.sha256` in the site's root, for `sha256sum -c`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from annual_reports.rendering.assets import UNCHANGING

NAME = "files.sha256"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")

FileDigests = Mapping[str, str]
"""Path below the site's root -> SHA-256 of the file, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Release:
    """A finished site, ready for its transfer."""

    folder: Path
    """Absolute path."""
    digests: FileDigests

    @classmethod
    def of(cls, folder: Path) -> Release:
        """Read every file of a site once."""
        return cls(folder.resolve(), compute_digests(folder))

    @property
    def manifest(self) -> bytes:
        """Content of `files.sha256`."""
        return serialize(self.digests)

    @property
    def digest(self) -> str:
        """SHA-256 of `files.sha256`, so of the whole site."""
        return sha256(self.manifest).hexdigest()

    def write_manifest(self) -> None:
        """Write `files.sha256` into the site. Raises OSError."""
        (self.folder / NAME).write_bytes(self.manifest)


@dataclass(frozen=True, slots=True)
class Difference:
    """Paths that a publish adds, changes and removes, each in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def compute_digests(folder: Path) -> dict[str, str]:
    """Return the digest of each file below a folder except `files.sha256`."""
    return {path: _digest(folder / path) for path in list_files(folder) if path != NAME}


def list_files(folder: Path) -> list[str]:
    """Return the paths of all files and links below a folder, in order; links are not followed."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def serialize(digests: FileDigests) -> bytes:
    """Return the lines that `sha256sum` would print, ordered by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(digests.items())).encode()


def parse(content: bytes) -> dict[str, str]:
    """Parse `files.sha256`. Other lines are skipped: it may be an error page that a server sent instead."""
    return dict(parse_lines(content))


def parse_lines(content: bytes) -> Iterator[tuple[str, str]]:
    """Yield path and digest of each line of a list; other lines are skipped."""
    for line in content.decode(errors="replace").replace("\r\n", "\n").split("\n"):
        if match := _LINE.fullmatch(line):
            yield match[2], match[1]


def difference(live: FileDigests, new: FileDigests) -> Difference:
    """Compare the files of the live site with those of a new one."""
    return Difference(
        tuple(sorted(new.keys() - live.keys())),
        tuple(sorted(path for path in new.keys() & live.keys() if new[path] != live[path])),
        tuple(sorted(live.keys() - new.keys())),
    )


def is_hashed(path: str) -> bool:
    """Return True if a file lies in a folder that is named after a hash of its content, so never changes."""
    return bool(UNCHANGING.search(path))
