"""Run ssh, rsync and rclone, and turn their error output into failures."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from typing import IO

from annual_reports.publish.failures import NotPublished, recognise

Progress = Callable[[str], None]
"""Shows a person, in a line of Chinese, how far the publish is."""
_PACKAGES = {"ssh": "openssh-client"}
"""Program -> Debian's package, where the names differ."""
_REPORT_EVERY = 100
"""Files and folders."""
_CONNECTION_LOST = {10, 12, 20, 30, 35, 255}
"""Exit statuses of rsync when the other side went away."""


def run(command: Sequence[str]) -> subprocess.CompletedProcess[bytes]:
    """Run a program to its end. Raises NotPublished if it is not installed."""
    try:
        return subprocess.run(  # noqa: S603  # a list, no shell
            command, stdin=subprocess.DEVNULL, capture_output=True, check=False, env=_environment()
        )
    except OSError as error:
        raise _not_installed(command[0]) from error


def start(command: Sequence[str], stderr: IO[bytes]) -> subprocess.Popen[str]:
    """Start a program with pipes to its input and output. Raises NotPublished if it is not installed."""
    try:
        return subprocess.Popen(  # noqa: S603  # a list, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=stderr,
            encoding="utf-8",
            errors="replace",
            env=_environment(),
        )
    except OSError as error:
        raise _not_installed(command[0]) from error


def _environment() -> dict[str, str]:
    """Return our environment with English messages, since failures are recognised by their words."""
    return {**os.environ, "LC_ALL": "C.UTF-8"}


def _not_installed(program: str) -> NotPublished:
    return NotPublished("no-program", program=program, package=_PACKAGES.get(program, program))


def rsync_progress() -> list[str]:
    """Return rsync's options for progress: a moving line on a terminal, else file names, which we count."""
    return ["--info=progress2"] if _is_terminal() else ["--out-format=%n"]


def rclone_progress() -> list[str]:
    """Return rclone's options for progress; without a terminal it shows none."""
    return ["--progress"] if _is_terminal() else []


def _is_terminal() -> bool:
    return sys.stderr.isatty()


def rsync_failure(status: int) -> str:
    """Return the code of the failure for an exit status of rsync, if its output was not recognised."""
    return "lost" if status in _CONNECTION_LOST else "refused"


def transfer(
    command: Sequence[str], progress: Progress, fallback: Callable[[int], str] = rsync_failure
) -> None:
    """Run a program that transfers files, and show its progress.

    Args:
        command: the program and its arguments.
        progress: shows how many files were transferred, if the program does not show it on the terminal.
        fallback: gives the failure's code for an exit status, if the program's output is not recognised.

    Raises:
        NotPublished: not everything arrived.

    """
    with tempfile.TemporaryFile() as stderr, _start_transfer(command, stderr) as process:
        for count, _ in enumerate(process.stdout or (), 1):
            if count % _REPORT_EVERY == 0:
                progress(f"  已传 {count} 个文件和文件夹")
        if status := process.wait():
            stderr.seek(0)
            raise recognise(stderr.read().decode(errors="replace"), fallback(status))


def _start_transfer(command: Sequence[str], stderr: IO[bytes]) -> subprocess.Popen[bytes]:
    stdout = sys.stderr.fileno() if _is_terminal() else subprocess.PIPE
    try:
        return subprocess.Popen(  # noqa: S603  # a list, no shell
            command, stdin=subprocess.DEVNULL, stdout=stdout, stderr=stderr, env=_environment()
        )
    except OSError as error:
        raise _not_installed(command[0]) from error
