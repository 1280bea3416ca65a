"""What a site consists of: `files.sha256` in its root, for `sha256sum -c`; how two of them differ."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path

from annual_reports.assets import UNCHANGING

NAME = "files.sha256"
_LINE = re.compile(r"([0-9a-f]{64})  (.+)")

Digests = Mapping[str, str]
"""Path below the site's root -> SHA-256 of the file, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class Release:
    """A finished site, ready to be carried over."""

    folder: Path
    """From the root on."""
    digests: Digests

    @classmethod
    def of(cls, folder: Path) -> Release:
        """Read every file of a site once."""
        return cls(folder.resolve(), digests(folder))

    @property
    def manifest(self) -> bytes:
        """The content of `files.sha256`."""
        return written(self.digests)

    @property
    def digest(self) -> str:
        """The SHA-256 of `files.sha256`, so of the whole site."""
        return sha256(self.manifest).hexdigest()

    def write(self) -> None:
        """Put `files.sha256` into the site. Raises OSError."""
        (self.folder / NAME).write_bytes(self.manifest)


@dataclass(frozen=True, slots=True)
class Difference:
    """What a publish changes; paths in order."""

    added: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]


def digests(folder: Path) -> dict[str, str]:
    """The digest of each file below a folder but of `files.sha256`."""
    return {path: _digest(folder / path) for path in paths(folder) if path != NAME}


def paths(folder: Path) -> list[str]:
    """The files and links below a folder, in order."""
    found = (path for path in folder.rglob("*") if path.is_symlink() or not path.is_dir())
    return sorted(path.relative_to(folder).as_posix() for path in found)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return file_digest(file, "sha256").hexdigest()


def written(files: Digests) -> bytes:
    """The lines that `sha256sum` would print, ordered by path."""
    return "".join(f"{digest}  {path}\n" for path, digest in sorted(files.items())).encode()


def read(content: bytes) -> dict[str, str]:
    """Read `files.sha256`; a line that is none is passed over, since it came from another machine."""
    return {found[2]: found[1] for found in _lines(content)}


def _lines(content: bytes) -> Iterator[re.Match[str]]:
    lines = content.decode(errors="replace").split("\n")
    return (found for line in lines if (found := _LINE.fullmatch(line)))


def difference(live: Digests, new: Digests) -> Difference:
    """What is to be done so that the new files stand where the live ones stood."""
    return Difference(
        tuple(sorted(new.keys() - live.keys())),
        tuple(sorted(path for path in new.keys() & live.keys() if new[path] != live[path])),
        tuple(sorted(live.keys() - new.keys())),
    )


def is_hashed(path: str) -> bool:
    """Whether a file's name says what is in it."""
    return bool(UNCHANGING.search(path))
