"""Whether a folder can be published at all: it is a finished site, and each name can travel."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from annual_reports.findings import Finding, Place, finding
from annual_reports.publishing import manifest

Inspection = Callable[[Path], Iterable[Finding]]
"""Looks at the folder of a finished site; an error stops the publish."""
_CANNOT_TRAVEL = re.compile(r"[\x00-\x1f\x7f\\\ud800-\udfff]")
"""What `sha256sum` and lists of files would have to escape, and what is no UTF-8."""


def can_travel(folder: Path) -> Iterator[Finding]:
    """A front page, and plain names; the audit sees to the kinds of files."""
    if not (folder / "index.html").is_file():
        yield finding("no-front-page", Place("index.html"))
    for path in manifest.paths(folder):
        if _CANNOT_TRAVEL.search(path):
            yield finding("file-name-cannot-travel", Place(_shown(path)))


def _shown(path: str) -> str:
    return _CANNOT_TRAVEL.sub("·", path)
