"""Digest of each scan that lies beside a report."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from annual_reports.domain.findings import Finding, Place
from annual_reports.domain.model import Report
from annual_reports.sources.docs_folder import DocsFolder
from annual_reports.sources.file_names import read_file
from annual_reports.sources.report_cache import ReportCache


def read_scan_digests(
    root: Path, docs: DocsFolder, cache: ReportCache
) -> tuple[dict[str, str], list[Finding]]:
    """Return source path of a report -> SHA-256 of its scan; and findings about scans that cannot be read.

    A scan is large, so its digest is cached as long as the file keeps its size, its times and its inode.
    """
    read = {
        report.path: _digest(root, scan, report, cache)
        for report in docs.reports
        if (scan := Path(report.path).with_suffix(".pdf").as_posix()) in docs.scans
    }
    digests = {path: digest for path, digest in read.items() if isinstance(digest, str)}
    return digests, [found for found in read.values() if isinstance(found, Finding)]


def _digest(root: Path, scan: str, report: Report, cache: ReportCache) -> str | Finding:
    path = root / "docs" / scan
    status = path.stat()
    state = f"{status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"
    digest: str | Finding = cache.get_or_compute(f"scan {state}", report, lambda _: _read(path, scan))
    return digest


def _read(path: Path, scan: str) -> str | Finding:
    content = read_file(path, Place(f"docs/{scan}"))
    return content if isinstance(content, Finding) else sha256(content).hexdigest()
