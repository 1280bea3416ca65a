"""Locks between programs: files that the kernel unlocks when the last process that holds them ends."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path


class LockedElsewhere(Exception):  # noqa: N818  # it is no error: somebody else is at work
    """Another program holds the lock."""


@contextmanager
def hold_lock(path: Path, on_wait: Callable[[], None] | None = None) -> Iterator[int]:
    """Hold the lock of a file, which is created when needed, until the end of the block.

    Yields its descriptor. A child process that is given it holds the lock too, until it has ended itself.

    Args:
        path: the file.
        on_wait: called once before waiting for another program; None not to wait.

    Raises:
        LockedElsewhere: another program holds the lock, and `on_wait` is None.

    """
    import fcntl  # noqa: PLC0415  # not on Windows, where the other commands do run

    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("ab") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            if on_wait is None:
                raise LockedElsewhere from error
            on_wait()
            fcntl.flock(file, fcntl.LOCK_EX)
        yield file.fileno()
