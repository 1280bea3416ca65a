"""Hold that what was withdrawn from the published site never comes back by itself."""

from __future__ import annotations

from collections.abc import Callable, Collection
from hashlib import sha256
from itertools import combinations
from pathlib import Path

from annual_reports.publish.failures import NotPublished, name_some
from annual_reports.publish.known_releases import KnownRelease, KnownReleases, page_of
from annual_reports.publish.ledger_sync import ReadFile, folder_reader
from annual_reports.rendering.urls import WITHDRAWN

_MOST_NEW = 3
"""Withdrawals that a site may have more than an altered list had; each more multiplies the lists to try."""


def check_none_comes_back(
    site: Path, known: KnownReleases, restored: Collection[str], is_known_here: Callable[[KnownRelease], bool]
) -> None:
    """Raise NotPublished if a release says that something is withdrawn, and a finished site does not.

    Args:
        site: folder of the finished site.
        known: records of the destination's releases.
        restored: keys that a person names, whose withdrawal was a mistake.
        is_known_here: tells if the sources here are of the time of a release, or later.

    """
    keys = withdrawn_keys(folder_reader(site)) | {*restored}
    pages = known.pages - {page_of(key) for key in (*keys, *known.withdrawn)}
    if forgotten := sorted(known.withdrawn - keys) or sorted(pages):
        raise NotPublished("withdrawn-there", found=name_some(forgotten))
    for release in known.releases:
        lost = release.lost_withdrawals
        if lost and not _includes(keys, lost):
            raise NotPublished("withdrawals-altered", place=release.folder)
    last = known.last
    if last and last.digest and not (last.has_own_list or restored or is_known_here(last)):
        raise NotPublished("list-altered", place=last.folder)


def withdrawn_keys(read_file: ReadFile) -> set[str]:
    """Return the keys that a site lists as withdrawn: `pingshi/2023`, `pingshi/2024-1`."""
    content = read_file(WITHDRAWN) or b""
    return set(content.decode(errors="replace").split())


def _includes(keys: Collection[str], digest: str) -> bool:
    """Return True if keys include all of a list of which only the digest is known."""
    lists = (
        kept
        for new in range(min(_MOST_NEW, len(keys)) + 1)
        for kept in combinations(sorted(keys), len(keys) - new)
    )
    return any(sha256("".join(f"{key}\n" for key in kept).encode()).hexdigest() == digest for kept in lists)
