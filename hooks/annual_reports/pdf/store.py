"""Keep the printed reports in `.cache/pdf`, and tell which of them are up to date.

The name of a PDF ends with a digest of the HTML that was printed and of the conditions of printing. If one of
them changes, so does the name, and the old file is outdated. Nothing is printed here.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.files import write_whole
from annual_reports.domain.model import Report
from annual_reports.pdf import fonts, layout

_DIGITS = 16
_CONDITIONS = "conditions.json"


@dataclass(frozen=True, slots=True)
class PrintConditions:
    """Conditions that change a PDF, besides its report and the site's data."""

    address: str
    """Address of the site, or empty."""
    missing_levels: tuple[str, ...]
    """Keys of the levels whose fonts are not installed."""
    engine: str
    """Version of the program that prints."""


@dataclass(frozen=True, slots=True)
class PrintJob:
    """Report to be printed."""

    report: Report
    html: str
    name: str
    """File name of its PDF."""


def pdf_folder(root: Path) -> Path:
    """Return the folder of a site's printed reports."""
    return root / ".cache" / "pdf"


def up_to_date_pdfs(root: Path, reports: Iterable[Report], catalog: Catalog) -> Mapping[str, Path]:
    """Return source path of a report -> its PDF, for the PDFs that are up to date.

    Only reports with a printed file are laid out, so this costs nothing where nothing was printed.
    """
    folder = pdf_folder(root)
    conditions = _read_conditions(folder)
    if conditions is None:
        return {}
    printed = {path.name.rpartition("-")[0] for path in folder.glob("*.pdf")}
    jobs = (print_job(report, catalog, conditions) for report in reports if _stem(report) in printed)
    return {job.report.path: folder / job.name for job in jobs if is_complete_pdf(folder / job.name)}


def is_complete_pdf(path: Path) -> bool:
    """Return True if a PDF has its first and its last line: a full disk or a bad copy may have cut it off."""
    try:
        content = path.read_bytes()
    except OSError:
        return False
    return content.startswith(b"%PDF-") and content.rstrip().endswith(b"%%EOF")


def print_job(report: Report, catalog: Catalog, conditions: PrintConditions) -> PrintJob:
    """Lay out a report, and name its PDF."""
    faces = fonts.faces(catalog.fonts, conditions.missing_levels)
    html = layout.html(report, faces, conditions.address, catalog.publisher.notice)
    digest = sha256(f"{_json(conditions)}\n{html}".encode()).hexdigest()[:_DIGITS]
    return PrintJob(report, html, f"{_stem(report)}-{digest}.pdf")


def write_conditions(root: Path, conditions: PrintConditions) -> None:
    """Write the conditions of printing, from which a build computes the names of the PDFs. Raises OSError."""
    folder = pdf_folder(root)
    folder.mkdir(parents=True, exist_ok=True)
    write_whole(folder / _CONDITIONS, _json(conditions).encode())


def delete_outdated(root: Path, wanted: set[str]) -> int:
    """Delete the PDFs whose names are not in `wanted`, and incomplete files; return the number of PDFs."""
    outdated = [path for path in pdf_folder(root).glob("*.pdf") if path.name not in wanted]
    for path in (*outdated, *pdf_folder(root).glob(".*.new")):
        path.unlink()
    return len(outdated)


def _read_conditions(folder: Path) -> PrintConditions | None:
    """Return the conditions of the last printing; None without a valid file."""
    try:
        values = json.loads((folder / _CONDITIONS).read_bytes())
        missing = tuple(map(str, values["lacking"]))
        return PrintConditions(str(values["address"]), missing, str(values["engine"]))
    except (OSError, ValueError, LookupError, TypeError):
        return None


def _json(conditions: PrintConditions) -> str:
    values = {
        "address": conditions.address,
        "engine": conditions.engine,
        "lacking": conditions.missing_levels,
    }
    return json.dumps(values, ensure_ascii=False, sort_keys=True)


def _stem(report: Report) -> str:
    return f"{report.government.id}-{report.year}"
