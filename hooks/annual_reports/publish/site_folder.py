"""Replace the finished site in `site/` by a new one, whole: built beside it, then switched by renaming.

    site.new  the site that is being built; worthless unless its build ended well
    site.old  the site before, for the moment between two renames

Only the holder of the lock touches the three. Whoever is killed leaves them as they are: the next one puts
`site.old` back if there is no `site/`, and deletes what is left over.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, suppress
from pathlib import Path

from annual_reports.domain.locks import LockedElsewhere, hold_lock

_LOCK = Path(".cache/site.lock")
_FIRST_PAGE = "index.html"


class SiteIncomplete(Exception):  # noqa: N818  # people read that the old site stays
    """The new site has no first page, so that it must not replace the old one."""


def lock(root: Path, on_wait: Callable[[], None] | None = None) -> AbstractContextManager[int]:
    """Hold the lock of whoever builds in the project's folder `root`; see `hold_lock`."""
    return hold_lock(root / _LOCK, on_wait)


@contextmanager
def replaced_site(root: Path) -> Iterator[Path]:
    """Yield the folder to build into, and make it `site/` at the end of the block. The lock must be held.

    If the block raises, `site/` stays as it was.

    Raises:
        SiteIncomplete: nothing was built.
        OSError: a folder cannot be renamed or deleted.

    """
    _tidy(root)
    new = root / "site.new"
    yield new
    if not (new / _FIRST_PAGE).is_file():
        raise SiteIncomplete
    os.sync()  # else a power cut could leave the new names with empty files
    _switch(new, root / "site", root / "site.old")


def put_back(root: Path) -> None:
    """Put the old site back if a killed program left none; do nothing if another one is at work."""
    if (root / "site.old").exists():
        with suppress(LockedElsewhere), lock(root):
            _tidy(root)


def _switch(new: Path, site: Path, old: Path) -> None:
    """Rename two folders; whatever interrupts it, `site` is one of them."""
    if os.path.lexists(site):
        site.rename(old)
    try:
        new.rename(site)
    finally:
        if not os.path.lexists(site) and os.path.lexists(old):
            old.rename(site)
    _delete(old)


def _tidy(root: Path) -> None:
    site, old = root / "site", root / "site.old"
    if os.path.lexists(old) and not os.path.lexists(site):
        old.rename(site)
    _delete(old)
    _delete(root / "site.new")


def _delete(path: Path) -> None:
    """Delete a folder, or the link or file in its place; nothing if there is none."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)
