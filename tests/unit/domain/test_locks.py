"""A lock is held by one program at a time, and by the children that were given it."""

from __future__ import annotations

import subprocess
import threading
from pathlib import Path

import pytest

from annual_reports.domain.locks import LockedElsewhere, hold_lock


def test_a_lock_that_is_held_is_told_or_waited_for(tmp_path: Path):
    path, waits = tmp_path / "new/lock", []
    taken, over = threading.Event(), threading.Event()

    def hold() -> None:
        with hold_lock(path):
            taken.set()
            over.wait()

    other = threading.Thread(target=hold)
    other.start()
    taken.wait()
    with pytest.raises(LockedElsewhere), hold_lock(path):
        pass
    with hold_lock(path, lambda: (waits.append(1), over.set())):
        assert waits == [1]
    other.join()
    with hold_lock(path, lambda: waits.append(2)):
        assert waits == [1]


def test_two_files_are_two_locks(tmp_path: Path):
    with hold_lock(tmp_path / "a"), hold_lock(tmp_path / "b"):
        pass


def test_a_child_that_outlives_the_holder_holds_the_lock(tmp_path: Path):
    path = tmp_path / "lock"
    with hold_lock(path) as lock:
        child = subprocess.Popen(["sleep", "60"], pass_fds=[lock])
    with pytest.raises(LockedElsewhere), hold_lock(path):
        pass
    child.kill()
    child.wait()
    with hold_lock(path):
        pass
