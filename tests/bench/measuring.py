"""Measure the CPU time and memory of a command, and the size of the site it builds."""

from __future__ import annotations

import os
import re
import resource
import subprocess
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import IO, NamedTuple

_REPORT = re.compile(r"reports/[^/]+/\d{4}/index\.html")
"""Path of a report's page, the same for all contenders."""
_LINES_SHOWN = 15
_CPU_SECONDS = 1200
_MEMORY_SHARE = 0.7
"""A build's limits of CPU time and of its share of the machine's memory, so that the machine survives it."""


class BuildError(Exception):
    """A build failed, so it is not measured."""


class Cost(NamedTuple):
    """Cost of one build."""

    cpu: float
    """Seconds of CPU time of all threads and all child processes."""
    wall: float
    memory: int
    """Peak resident memory of the largest process, in bytes."""


class Weight(NamedTuple):
    """Size of a built site; all but `pages` and `reports` in bytes."""

    pages: int
    reports: int
    report: float
    """Average page of a report."""
    largest_report: int
    largest_other: int
    """Largest of the other pages: lists, comparisons."""
    largest_other_at: str
    """Its path below the site's root."""
    html: int
    search: int
    site: int


def measure_command(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command in a folder and measure it; raise BuildError with the end of its output if it fails."""
    with tempfile.TemporaryFile() as printed:
        begun = time.perf_counter()
        process = _start(command, folder, environment, printed)
        _limit(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise BuildError(f"{' '.join(command)}: exit status {process.returncode}\n{_last_lines(printed)}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * 1024)


def weigh_site(site: Path, search: Iterable[str]) -> Weight:
    """Measure the size of a site; `search` are patterns of the files of its search index."""
    sizes = {p.relative_to(site).as_posix(): p.stat().st_size for p in site.rglob("*") if p.is_file()}
    pages = {path: size for path, size in sizes.items() if path.endswith(".html")}
    reports = [size for path, size in pages.items() if _REPORT.fullmatch(path)]
    others = [(size, path) for path, size in pages.items() if not _REPORT.fullmatch(path)]
    largest_other, largest_other_at = max(others, default=(0, ""))
    found = {path for pattern in search for path in site.glob(pattern) if path.is_file()}
    return Weight(
        pages=len(pages),
        reports=len(reports),
        report=sum(reports) / max(len(reports), 1),
        largest_report=max(reports, default=0),
        largest_other=largest_other,
        largest_other_at=largest_other_at,
        html=sum(pages.values()),
        search=sum(path.stat().st_size for path in found),
        site=sum(sizes.values()),
    )


def _start(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], printed: IO[bytes]
) -> subprocess.Popen[bytes]:
    everything = os.environ | environment
    try:
        return subprocess.Popen(command, cwd=folder, env=everything, stdout=printed, stderr=subprocess.STDOUT)
    except OSError as error:
        raise BuildError(f"{command[0]}: {error.strerror}") from error


def _limit(process: int) -> None:
    """Set limits of CPU time and memory, at which the system ends the process."""
    memory = int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * _MEMORY_SHARE)
    try:
        resource.prlimit(process, resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
        resource.prlimit(process, resource.RLIMIT_AS, (memory, memory))
    except ProcessLookupError:
        return  # it has ended already


def _last_lines(printed: IO[bytes]) -> str:
    printed.seek(0)
    return "\n".join(printed.read().decode(errors="replace").splitlines()[-_LINES_SHOWN:])
