"""Faults drawn from one number, and the commands that they strike."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from support.commands import ENVIRONMENT

PATIENCE = 120
"""Seconds."""
FAULTS = (
    "a kill",
    "a full disk",
    "a short write",
    "a lost connection",
    "two at once",
    "a step of the clock",
    "a damaged cache",
)
LONGEST = 6.0
"""Seconds after which a command is killed or its connection lost, at most; most runs end sooner."""
MOST_BYTES = 400_000
"""Bytes that may still be written to a full disk, or into one file."""
STEPS_OF_THE_CLOCK = (-400, -1, 1, 400)
"""Days."""


@dataclass
class Run:
    """Commands on one project, each struck by a fault; all choices follow from the seed."""

    project: Path
    seed: int
    log: list[str] = field(default_factory=list)
    """What was drawn, for the message of a failing test."""

    def __post_init__(self) -> None:
        """Begin to draw."""
        self.draw = random.Random(self.seed)

    def strike(self, command: Sequence[str], fault: str) -> None:
        """Run a command once under a fault; it may fail, but never with a traceback."""
        self.log.append(f"{fault}: {' '.join(command[-3:])}")
        strikes: dict[str, Callable[[Sequence[str]], None]] = {
            "a kill": self._kill,
            "a full disk": self._fill_disk,
            "a short write": self._cut_writes,
            "a lost connection": self._lose_connection,
            "two at once": self._run_twice,
            "a step of the clock": self._step_clock,
            "a damaged cache": self._damage_cache,
        }
        strikes[fault](command)

    def finish(self, command: Sequence[str]) -> str:
        """Run a command without a fault; it succeeds."""
        process = self._start(command)
        said = self._wait(process)
        assert process.returncode == 0, (self.seed, self.log, said)
        return said

    def _start(self, command: Sequence[str]) -> subprocess.Popen[str]:
        return subprocess.Popen(
            command,
            cwd=self.project,
            env=ENVIRONMENT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
            start_new_session=True,
        )

    def _wait(self, process: subprocess.Popen[str]) -> str:
        said, _ = process.communicate(timeout=PATIENCE)
        self.log.append(f"  {process.returncode}: {said.strip()[-200:]}")
        assert "Traceback" not in said, (self.seed, self.log, said)
        return said

    def _kill(self, command: Sequence[str]) -> None:
        process = self._start(command)
        time.sleep(self.draw.uniform(0, LONGEST))
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.communicate()

    def _fill_disk(self, command: Sequence[str]) -> None:
        ballast = self.project.parent / "ballast"
        free = os.statvfs(self.project).f_bavail * os.statvfs(self.project).f_frsize
        with ballast.open("wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(1, free - self.draw.randrange(MOST_BYTES)))
        try:
            self._wait(self._start(command))
        finally:
            ballast.unlink()

    def _cut_writes(self, command: Sequence[str]) -> None:
        self._wait(self._start(["prlimit", f"--fsize={self.draw.randrange(MOST_BYTES)}", "--", *command]))

    def _lose_connection(self, command: Sequence[str]) -> None:
        seconds = self.draw.uniform(0.05, LONGEST / 4)
        lost = [
            f"timeout -s KILL {seconds:.3f} {word}" if word.startswith("ssh ") else word for word in command
        ]
        self._wait(self._start(lost))

    def _run_twice(self, command: Sequence[str]) -> None:
        first = self._start(command)
        time.sleep(self.draw.uniform(0, LONGEST / 4))
        second = self._start(command)
        for process in (first, second):
            self._wait(process)

    def _step_clock(self, command: Sequence[str]) -> None:
        """Give files the times that a clock that was set wrong would have left, then run the command."""
        days = self.draw.choice(STEPS_OF_THE_CLOCK)
        for path in self._some_files(self.project, 40):
            then = path.stat().st_mtime + days * 86_400
            os.utime(path, (then, then))
        self._wait(self._start(command))

    def _damage_cache(self, command: Sequence[str]) -> None:
        for path in self._some_files(self.project / ".cache", 12):
            content = path.read_bytes()
            middle = self.draw.randrange(len(content) + 1)
            flipped = bytes([self.draw.randrange(256)])
            damaged = (
                b"",
                content[:middle],
                bytes(len(content)),
                content[:middle] + flipped + content[middle + 1 :],
            )
            if chosen := self.draw.choice((*damaged, None)):
                path.unlink()  # the file may be linked to from the finished site
                path.write_bytes(chosen)
            else:
                path.unlink()
        self._wait(self._start(command))

    def _some_files(self, folder: Path, most: int) -> list[Path]:
        files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
        return self.draw.sample(files, min(len(files), most))


def make_site() -> list[str]:
    """Return the command of `make site`."""
    return [sys.executable, "-m", "annual_reports.cli.site"]


def publish(dest: str, ssh: str) -> list[str]:
    """Return the command of `make publish`."""
    return [sys.executable, "-m", "annual_reports", "publish", "--ssh", ssh, "--", dest]
