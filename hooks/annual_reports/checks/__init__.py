"""What is checked when all reports are known. One module per family; each check yields findings.

What a text shows by itself is checked in `proofreading`, what a header says in `reports`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annual_reports.checks import answers, citations, figures, names, particulars, published
from annual_reports.collection import Collection
from annual_reports.findings import Finding

CHECKS: tuple[Callable[[Collection], Iterator[Finding]], ...] = (
    particulars.titles,
    particulars.document_numbers,
    particulars.dates,
    figures.from_year_to_year,
    names.other_governments,
    citations.cited_laws,
    answers.unknown_commitments,
    answers.unanswered_commitments,
    published.altered,
    published.missing,
    published.texts,
    published.unknown_texts,
)
"""Those that every build makes. `similarity` is for the county office, on request."""
