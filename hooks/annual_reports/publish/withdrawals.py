"""Hold that what was withdrawn from the published site never comes back by itself."""

from __future__ import annotations

from collections.abc import Collection
from pathlib import Path

from annual_reports.publish.failures import NotPublished, name_some
from annual_reports.publish.ledger_sync import ReadFile, folder_reader
from annual_reports.rendering.urls import WITHDRAWN


def check_none_comes_back(site: Path, read_live_file: ReadFile, restored: Collection[str]) -> None:
    """Raise NotPublished if the live site says that something is withdrawn, and a finished site does not.

    Args:
        site: folder of the finished site.
        read_live_file: reads the live site.
        restored: keys that a person names, whose withdrawal was a mistake.

    """
    forgotten = withdrawn_keys(read_live_file) - withdrawn_keys(folder_reader(site)) - {*restored}
    if forgotten:
        raise NotPublished("withdrawn-there", found=name_some(sorted(forgotten)))


def withdrawn_keys(read_file: ReadFile) -> set[str]:
    """Return the keys that a site lists as withdrawn: `pingshi/2023`, `pingshi/2024-1`."""
    content = read_file(WITHDRAWN) or b""
    return set(content.decode(errors="replace").split())
