"""Options of a publish, and the interface of a backend for its destination."""

from __future__ import annotations

from collections.abc import Collection
from contextlib import AbstractContextManager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Protocol

from annual_reports.publish.calendar_day import today
from annual_reports.publish.known_releases import KnownReleases
from annual_reports.publish.live_site import LiveSite
from annual_reports.publish.manifest import Release
from annual_reports.publish.subprocesses import Progress


@dataclass(frozen=True, slots=True)
class PublishOptions:
    """Site to publish."""

    root: Path
    """Folder of the sources."""
    built: Path | None = None
    """Folder of a site that was built before; None to build it."""
    take_back: bool = False
    """True to replace edits on the live site that were never here."""
    restored: tuple[str, ...] = ()
    """Keys of what the live site withdrew by mistake, and what may be shown again."""
    day: date = field(default_factory=today)
    """Day of the publication."""


class Deployment(Protocol):
    """Destination during one publish. All methods raise NotPublished."""

    def transfer(self, release: Release) -> None:
        """Transfer the files that readers of the live site do not see yet."""

    def switch(self, release: Release) -> str:
        """Make the release the live site; return its name at the destination."""

    def clean(self) -> None:
        """Delete what no reader needs any more, and all that holds what was withdrawn."""

    def clear(self) -> None:
        """Delete what an unfinished publish left."""

    def roll_back(self, withdrawn: Collection[str]) -> tuple[str, str]:
        """Make the release before the live one live, unless it may show something withdrawn.

        Return the names of the former and the new live one.
        """


class Backend(Protocol):
    """Program side of a destination. All methods raise NotPublished."""

    def read_file(self, path: str) -> bytes | None:
        """Return the content of a file of the live site as it was read last; None if there is none."""

    def read_releases(self) -> KnownReleases:
        """Read what all releases record, anew."""

    def leftovers(self, known: KnownReleases) -> list[tuple[str, str]]:
        """Return the old releases that a publish deletes because of what is withdrawn, with the reason."""

    def inspect(self, release: Release) -> LiveSite:
        """Read what is live, and what somebody altered there; `release` is the one to be published."""

    def open_deployment(self, progress: Progress) -> AbstractContextManager[Deployment]:
        """Prepare the destination for a publish; where it knows locks, lock it until the end of the block."""
