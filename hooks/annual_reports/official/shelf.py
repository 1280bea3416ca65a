"""The printed reports in `.cache/pdf`: what each is called, and which of them are still up to date.

A PDF's name ends with a digest of the HTML that it was printed from, and of the conditions under which;
whatever changes, the name is another, and the old file is nobody's. Nothing here prints.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path

from annual_reports.collection import Collection
from annual_reports.model import Report
from annual_reports.official import fonts, form

_DIGITS = 16
_CONDITIONS = "conditions.json"


@dataclass(frozen=True, slots=True)
class Conditions:
    """What a PDF depends on beside its report and the site's data."""

    address: str
    """The site's own address, or empty."""
    lacking: tuple[str, ...]
    """Levels whose fonts the machine does not have."""
    engine: str
    """The version of the program that printed."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A report that is to be printed."""

    report: Report
    html: str
    name: str
    """Of its PDF on the shelf."""


def folder_of(root: Path) -> Path:
    """Where a site's printed reports are kept."""
    return root / ".cache" / "pdf"


def current(root: Path, collection: Collection) -> Mapping[str, Path]:
    """Source path of a report -> its PDF, of those that are up to date; where none was printed, no cost."""
    folder = folder_of(root)
    conditions = _conditions(folder)
    if conditions is None:
        return {}
    there = {path.name for path in folder.glob("*.pdf")}
    begun = {name.rpartition("-")[0] for name in there}
    printed = (report for report in collection.reports if _stem(report) in begun)
    sheets = (sheet(report, collection, conditions) for report in printed)
    return {made.report.path: folder / made.name for made in sheets if is_whole(folder / made.name)}


def is_whole(path: Path) -> bool:
    """Whether a PDF is there, from its first line to its last: a full disk or a bad copy may have cut it."""
    try:
        content = path.read_bytes()
    except OSError:
        return False
    return content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")


def sheet(report: Report, collection: Collection, conditions: Conditions) -> Sheet:
    """What is printed of a report under some conditions."""
    faces = fonts.faces(collection.catalog.fonts, conditions.lacking)
    html = form.html(report, faces, conditions.address, collection.catalog.publisher.notice)
    digest = sha256(f"{_text(conditions)}\n{html}".encode()).hexdigest()[:_DIGITS]
    return Sheet(report, html, f"{_stem(report)}-{digest}.pdf")


def remember(root: Path, conditions: Conditions) -> None:
    """Note the conditions, so that a build knows what is up to date. Raises OSError."""
    folder = folder_of(root)
    folder.mkdir(parents=True, exist_ok=True)
    put(folder / _CONDITIONS, _text(conditions).encode())


def put(path: Path, content: bytes) -> None:
    """Write a file that is there whole or not at all. Raises OSError."""
    part = path.with_suffix(".part")
    part.write_bytes(content)
    part.replace(path)


def clear(root: Path, wanted: set[str]) -> int:
    """Remove what no report has any more; tell how many."""
    left = [path for path in folder_of(root).glob("*.pdf") if path.name not in wanted]
    for path in (*left, *folder_of(root).glob("*.part")):
        path.unlink()
    return len(left)


def _conditions(folder: Path) -> Conditions | None:
    """What was noted last; None if nothing was, or nothing that makes sense."""
    try:
        noted = json.loads((folder / _CONDITIONS).read_bytes())
        return Conditions(str(noted["address"]), tuple(map(str, noted["lacking"])), str(noted["engine"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _text(conditions: Conditions) -> str:
    return json.dumps(asdict(conditions), ensure_ascii=False, sort_keys=True)


def _stem(report: Report) -> str:
    return f"{report.government.id}-{report.year}"
