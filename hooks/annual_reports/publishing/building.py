"""The finished site that is to be carried over, made afresh by the generator."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from annual_reports.publishing.failures import NotPublished

_GENERATOR = (sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir")
"""What makes the site, followed by the folder that it makes."""
_WORKPLACE = Path(".cache/publish")


@contextmanager
def site_of(root: Path) -> Iterator[Path]:
    """Make the site into a fresh folder, which is there until the end of the block.

    Raises NotPublished where there are errors; the generator has told them by then.
    """
    workplace = root.resolve() / _WORKPLACE
    workplace.mkdir(parents=True, exist_ok=True)
    with _alone(workplace / "lock"):
        folder = workplace / "site"
        shutil.rmtree(folder, ignore_errors=True)
        _build(root, folder)
        yield folder
        shutil.rmtree(folder, ignore_errors=True)


def _build(root: Path, folder: Path) -> None:
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(  # noqa: S603  # a list, no shell
        [*_GENERATOR, str(folder)], cwd=root, env=environment, stdin=subprocess.DEVNULL, check=False
    )
    if done.returncode != 0:
        raise NotPublished("not-built")


@contextmanager
def _alone(lock: Path) -> Iterator[None]:
    """Two builds into one folder would mix. The kernel frees the lock, also of what was killed."""
    import fcntl  # noqa: PLC0415  # not on Windows, where the other commands do run

    with lock.open("w") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            raise NotPublished("building-already") from error
        yield
