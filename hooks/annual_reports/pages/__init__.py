"""One module per page type. Each turns the collection into documents; templates do the wording."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annual_reports.collection import Collection
from annual_reports.document import Document, Download
from annual_reports.pages import (
    citations,
    commitments,
    compare,
    data,
    desk,
    governments,
    guide,
    home,
    indicators,
    latest,
    pairs,
    report,
    report_error,
    reports,
    search,
    towns,
    updates,
    verify,
    versions,
    written,
    years,
)

PAGE_TYPES: tuple[Callable[[Collection], Iterator[Document | Download]], ...] = (
    home.documents,
    reports.documents,
    report.documents,
    latest.documents,
    governments.documents,
    years.documents,
    indicators.documents,
    compare.documents,
    pairs.documents,
    towns.documents,
    commitments.documents,
    citations.documents,
    updates.documents,
    versions.documents,
    verify.documents,
    data.documents,
    search.documents,
    written.documents,
)
"""In site order."""

FIRST_PAGES = (report_error.documents, desk.documents, guide.documents)
"""They are there before the first report is."""
