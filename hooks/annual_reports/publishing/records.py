"""The ledger on its way: the live site's is known before a build, what a publish adds is kept behind it.

A publish that was cut off between the switch and the last step has left its entries on the live site, where
the next one finds them. So nothing that was published is ever unknown to the checks of a build.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

from annual_reports import site
from annual_reports.ledger import keeping
from annual_reports.ledger.chain import Entry, Ledger
from annual_reports.ledger.keeping import LedgersPart
from annual_reports.publishing.failures import NotPublished


class Readable(Protocol):
    """A live site."""

    def read(self, name: str) -> bytes | None:
        """The content of a file; None where there is none. Raises NotPublished."""


def catch_up(root: Path, where: Readable) -> str:
    """Keep what the live site's ledger has and ours has not; in words. Raises NotPublished."""
    if not _data(root):
        return ""
    try:
        return _kept("补登记", keeping.keep(root / "data", where.read, keeping.known_to(root)))
    except LedgersPart as reason:
        raise NotPublished("ledgers-part", reason=reason) from reason


def check_built_from(root: Path, built: Path) -> None:
    """A site that was built before must be that of the sources here, if there are any.

    Raises NotPublished.
    """
    if _data(root) and site.read(root)[0].record != _ledger(built):
        raise NotPublished("built-elsewhere")


def check_continues(built: Path, where: Readable) -> None:
    """A site may only go on from the ledger of the live one. Raises NotPublished."""
    try:
        live = keeping.published_ledger(where.read)
    except LedgersPart as reason:
        raise NotPublished("ledgers-part", reason=reason) from reason
    if not _ledger(built).continues(live):
        raise NotPublished("ledger-behind")


def bring_home(root: Path, built: Path) -> str:
    """Keep what a published site added; returns what was kept, in words. Raises NotPublished."""
    if not _data(root):
        return ""
    try:
        new = keeping.keep(root / "data", keeping.folder(built), keeping.known_to(root))
    except (LedgersPart, OSError) as reason:
        raise NotPublished("not-recorded", reason=reason) from reason
    return _kept("新登记", new)


def _kept(what: str, new: Sequence[Entry]) -> str:
    return f"{what} {len(new)} 份报告，请把 data/ledger.jsonl 和 data/published 交进版本库。" if new else ""


def _ledger(built: Path) -> Ledger:
    try:
        return keeping.published_ledger(keeping.folder(built))
    except LedgersPart as reason:
        raise NotPublished("built-elsewhere") from reason


def _data(root: Path) -> bool:
    """Whether the sources are here; a site that was built elsewhere can be published without them."""
    return (root / "data").is_dir()
