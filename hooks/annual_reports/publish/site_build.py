"""Build the site that is to be published, with the generator, into a folder of its own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path

from annual_reports.domain.locks import LockedElsewhere, hold_lock
from annual_reports.ledger.lines import DAY_VARIABLE
from annual_reports.publish.failures import NotPublished

_GENERATOR = (sys.executable, "-m", "annual_reports_mkdocs", "build", "--quiet", "--site-dir")
"""Command that builds the site; the folder follows."""
_BUILD_FOLDER = Path(".cache/publish")


@contextmanager
def built_site(root: Path, day: date) -> Iterator[Path]:
    """Build the site from its sources; yield its folder, which is deleted at the end of the block.

    `day` is the day of the publication, which the build writes into the new lines of the ledger.

    Raises NotPublished if the build has errors, which the generator has printed by then, or if another
    publish is building here.
    """
    build_folder = root.resolve() / _BUILD_FOLDER
    build_folder.mkdir(parents=True, exist_ok=True)
    with _locked(build_folder / "lock") as lock:
        site = build_folder / "site"
        shutil.rmtree(site, ignore_errors=True)
        _build(root, site, day, lock)
        yield site
        shutil.rmtree(site, ignore_errors=True)


def _build(root: Path, site: Path, day: date, lock: int) -> None:
    """Build the site. The generator holds the lock too: it may outlive us, and goes on writing."""
    done = subprocess.run(  # noqa: S603  # a list, no shell
        [*_GENERATOR, str(site)],
        cwd=root,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1", DAY_VARIABLE: day.isoformat()},
        stdin=subprocess.DEVNULL,
        pass_fds=[lock],
        check=False,
    )
    if done.returncode != 0:
        raise NotPublished("not-built")


@contextmanager
def _locked(path: Path) -> Iterator[int]:
    """Hold the lock of a publish: two builds into one folder would mix."""
    with ExitStack() as stack:
        try:
            lock = stack.enter_context(hold_lock(path))
        except LockedElsewhere as error:
            raise NotPublished("building-already") from error
        yield lock
