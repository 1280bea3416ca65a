"""Interface of a cache of parsed reports and of values derived from a single report.

`NoCache` parses and computes every time. `cache.report_cache` has the one that keeps results between builds.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any, Protocol, TypeVar

from annual_reports.domain.catalog import Catalog
from annual_reports.domain.findings import Finding
from annual_reports.domain.model import Report
from annual_reports.sources import report_reader

T = TypeVar("T")
ParsedReport = tuple[Report | None, list[Finding]]
"""A report, or None if it has errors; and its findings."""


class ReportCache(Protocol):
    """Parses reports and derives values from them, or returns what is cached."""

    def read_report(
        self, data: bytes, path: str, shown_as: str, catalog: Catalog, others: Container[str]
    ) -> ParsedReport:
        """Parse a report as `report_reader.read_report` does."""

    def get_or_compute(self, name: str, report: Report, compute: Callable[[Report], Any]) -> Any:
        """Return `compute(report)`, cached under `name` and the report's digest."""


class NoCache:
    """Parses and computes every time."""

    def read_report(
        self, data: bytes, path: str, shown_as: str, catalog: Catalog, others: Container[str]
    ) -> ParsedReport:
        """Parse a report."""
        return report_reader.read_report(data, path, shown_as, catalog, others)

    def get_or_compute(self, name: str, report: Report, compute: Callable[[Report], T]) -> T:  # noqa: ARG002  # nothing is kept
        """Compute the value."""
        return compute(report)


NO_CACHE = NoCache()
