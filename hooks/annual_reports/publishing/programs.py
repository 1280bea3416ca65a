"""Running ssh, rsync and rclone, and hearing what they say."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from typing import IO

from annual_reports.publishing.failures import NotPublished, from_words

Tell = Callable[[str], None]
"""Says how far it is, to a person."""
_PACKAGES = {"ssh": "openssh-client"}
_TOLD_EVERY = 100
_LINE_IS_CUT = {10, 12, 20, 30, 35, 255}
"""With what rsync ends where the other side went away."""


def run(command: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end. Raises NotPublished where it is not installed."""
    try:
        return subprocess.run(  # noqa: S603  # a list, no shell
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False, env=_english()
        )
    except OSError as error:
        raise _missing(command[0]) from error


def started(command: Sequence[str], complaints: IO[bytes]) -> subprocess.Popen[str]:
    """Start a program that is spoken with. Raises NotPublished where it is not installed."""
    try:
        return subprocess.Popen(  # noqa: S603  # a list, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=complaints,
            encoding="utf-8",
            errors="replace",
            env=_english(),
        )
    except OSError as error:
        raise _missing(command[0]) from error


def _english() -> dict[str, str]:
    """What other programs say is recognised by its words."""
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def _missing(program: str) -> NotPublished:
    return NotPublished("no-program", program=program, package=_PACKAGES.get(program, program))


def progress_of_rsync() -> list[str]:
    """How far it is: in a line that moves where a person looks on, else by names, for us to count."""
    return ["--info=progress2"] if _person_looks_on() else ["--out-format=%n"]


def _person_looks_on() -> bool:
    return sys.stderr.isatty()


def progress_of_rclone() -> list[str]:
    """The same of rclone, which names no files."""
    return ["--progress"] if _person_looks_on() else []


def after_rsync(status: int) -> str:
    """What to tell where rsync said nothing that is recognised."""
    return "lost" if status in _LINE_IS_CUT else "refused"


def carry(command: Sequence[str], tell: Tell, otherwise: Callable[[int], str] = after_rsync) -> None:
    """Run what carries files. Raises NotPublished where not everything arrived."""
    with tempfile.TemporaryFile() as complaints, _carrying(command, complaints) as process:
        for count, _ in enumerate(process.stdout or (), 1):
            if count % _TOLD_EVERY == 0:
                tell(f"  已传 {count} 个文件和文件夹")
        if status := process.wait():
            complaints.seek(0)
            said = complaints.read().decode(errors="replace")
            raise from_words(said, otherwise(status))


def _carrying(command: Sequence[str], complaints: IO[bytes]) -> subprocess.Popen[bytes]:
    shown = sys.stderr.fileno() if _person_looks_on() else subprocess.PIPE
    try:
        return subprocess.Popen(  # noqa: S603  # a list, no shell
            command, stdin=subprocess.DEVNULL, stdout=shown, stderr=complaints, env=_english()
        )
    except OSError as error:
        raise _missing(command[0]) from error
