"""The real commands, run as a user runs them."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from support import small_pages

ENVIRONMENT = {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONIOENCODING": "utf-8"}


def run_mkdocs(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs` as a user does."""
    return _run(folder, "-m", "mkdocs", *arguments)


def run_mkdocs_as_if_large(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `mkdocs` with so few entries on a page that every list is divided."""
    return _run(folder, small_pages.__file__, *arguments)


def run_command(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run `annual-reports` as a user does; it never shows a traceback."""
    done = _run(folder, "-m", "annual_reports", *arguments)
    assert "Traceback" not in done.stderr, done.stderr
    return done


def _run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        timeout=120,
    )
