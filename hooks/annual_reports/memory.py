"""What a build may remember of the one before: what was read of the same bytes, and what follows from it.

Here is the memory that remembers nothing; `incremental.readings` has one that does.
"""

from __future__ import annotations

from collections.abc import Callable, Container
from typing import Any, Protocol, TypeVar

from annual_reports import reports
from annual_reports.findings import Finding
from annual_reports.model import Catalog, Report

T = TypeVar("T")
Reading = tuple[Report | None, list[Finding]]


class Memory(Protocol):
    """Reads reports, and works out what follows from one of them alone."""

    def read(
        self, data: bytes, path: str, shown_as: str, catalog: Catalog, others: Container[str]
    ) -> Reading:
        """Read a report as `reports.read` does."""

    def recall(self, name: str, report: Report, work_out: Callable[[Report], Any]) -> Any:
        """What `work_out` makes of a report; its result is known by that name."""


class Forgetful:
    """Reads everything anew."""

    def read(
        self, data: bytes, path: str, shown_as: str, catalog: Catalog, others: Container[str]
    ) -> Reading:
        """Read a report."""
        return reports.read(data, path, shown_as, catalog, others)

    def recall(self, name: str, report: Report, work_out: Callable[[Report], T]) -> T:  # noqa: ARG002  # it keeps none
        """Work it out."""
        return work_out(report)


FORGETFUL = Forgetful()
