"""One module per page type. Each turns the collection into documents; templates do the wording."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annual_reports.collection import Collection
from annual_reports.document import Document
from annual_reports.pages import (
    governments,
    home,
    indicators,
    latest,
    report,
    reports,
    search,
    written,
    years,
)

PAGE_TYPES: tuple[Callable[[Collection], Iterator[Document]], ...] = (
    home.documents,
    reports.documents,
    report.documents,
    latest.documents,
    governments.documents,
    years.documents,
    indicators.documents,
    search.documents,
    written.documents,
)
"""In site order."""
