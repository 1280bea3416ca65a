"""What a command costs, and what the site weighs that it made."""

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
"""Where everybody writes the page of a report."""
_LINES_TOLD = 15
_CPU_SECONDS = 1200
_MEMORY_SHARE = 0.7
"""What a build may take, the second of the machine's memory: the machine must outlive it."""


class Failed(Exception):  # noqa: N818  # it is what happened
    """A build that did not do its work: nothing is measured then."""


class Cost(NamedTuple):
    """What one build took."""

    cpu: float
    """Seconds of all threads and of all processes that were waited for."""
    wall: float
    memory: int
    """Peak of the largest process, bytes."""


class Weight(NamedTuple):
    """What a build wrote; all but the counts in bytes."""

    pages: int
    reports: int
    report: float
    """A report's page, on average."""
    largest_report: int
    largest_other: int
    """Of the pages that are no report's: lists, comparisons."""
    largest_other_at: str
    """Which one it is, seen from the site's root."""
    html: int
    search: int
    site: int


def cost(command: Sequence[str], folder: Path, environment: Mapping[str, str]) -> Cost:
    """Run a command in a folder. What it prints is told only if it fails."""
    with tempfile.TemporaryFile() as printed:
        begun = time.perf_counter()
        process = _started(command, folder, environment, printed)
        _limit(process.pid)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise Failed(f"{' '.join(command)}: exit status {process.returncode}\n{_end(printed)}")
    return Cost(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * 1024)


def weight(site: Path, search: Iterable[str]) -> Weight:
    """Weigh a site; `search` are the patterns of the files of its search index."""
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


def _started(
    command: Sequence[str], folder: Path, environment: Mapping[str, str], printed: IO[bytes]
) -> subprocess.Popen[bytes]:
    everything = os.environ | environment
    try:
        return subprocess.Popen(command, cwd=folder, env=everything, stdout=printed, stderr=subprocess.STDOUT)
    except OSError as error:
        raise Failed(f"{command[0]}: {error.strerror}") from error


def _limit(process: int) -> None:
    """Let the system end what takes too much."""
    memory = int(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") * _MEMORY_SHARE)
    try:
        resource.prlimit(process, resource.RLIMIT_CPU, (_CPU_SECONDS, _CPU_SECONDS))
        resource.prlimit(process, resource.RLIMIT_AS, (memory, memory))
    except ProcessLookupError:
        return  # it has ended already


def _end(printed: IO[bytes]) -> str:
    printed.seek(0)
    return "\n".join(printed.read().decode(errors="replace").splitlines()[-_LINES_TOLD:])
