"""What is checked when all reports are known. One module per family; each check yields findings."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annual_reports.checks import answers
from annual_reports.collection import Collection
from annual_reports.findings import Finding

CHECKS: tuple[Callable[[Collection], Iterator[Finding]], ...] = (
    answers.unknown_commitments,
    answers.unanswered_commitments,
)
"""Those that every build makes. `similarity` is for the county office, on request."""
