"""Page types: one module for each kind of page, and the division of its list into pages.

`documents(collection)` of a module yields the pages and downloads of its type. A module chooses what a page
shows, where it stands and what it depends on; the words for readers are in its template, every calculation is
in `analysis`. It may import every room above it, and must not read files, write files or know the generator.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.pages import (
    citations,
    commitments,
    compare,
    corrections,
    data,
    desk,
    governments,
    guide,
    home,
    indicators,
    latest,
    numbers,
    pairs,
    public_record,
    report,
    report_error,
    reports,
    search,
    towns,
    updates,
    verify,
    versions,
    withdrawals,
    witness_files,
    written_pages,
    years,
)
from annual_reports.rendering.document import Document, Download

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
    corrections.documents,
    withdrawals.documents,
    versions.documents,
    verify.documents,
    witness_files.documents,
    data.documents,
    search.documents,
    written_pages.documents,
)
"""Page types of a site with reports, in site order."""

FIRST_PAGES: tuple[Callable[[Collection], Iterator[Document | Download]], ...] = (
    report_error.documents,
    desk.documents,
    guide.documents,
    numbers.documents,
    public_record.documents,
)
"""Page types that need no report."""
