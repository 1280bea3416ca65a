"""Build one site: read, check, assemble; the generator then writes it. Read `build` from top to bottom.

data/*.yml ───── read_catalog ──┐
docs/** ──────── read_docs ─────┼─► Collection ─► checks, page types ─► Site
data/ledger.jsonl, .cache/pdf ──┘
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from itertools import chain
from pathlib import Path

from annual_reports import search
from annual_reports.analysis.collection import Collection
from annual_reports.checks import CHECKS
from annual_reports.checks.acknowledgements import apply_acknowledgements
from annual_reports.checks.consequences import without_consequences
from annual_reports.checks.links import dead_links
from annual_reports.domain.findings import Finding, Place, finding, sort_findings
from annual_reports.ledger.chain import read_ledger
from annual_reports.ledger.texts import PublishedTexts
from annual_reports.ledger.witnessing import read_witnessing
from annual_reports.pages import FIRST_PAGES, PAGE_TYPES, error_pages
from annual_reports.pdf import store
from annual_reports.rendering.document import Document, Download, Link
from annual_reports.rendering.site import Site
from annual_reports.search.names import synonyms
from annual_reports.search.record import Record
from annual_reports.sources.catalog import read_catalog
from annual_reports.sources.docs_folder import ProgressBar, read_docs
from annual_reports.sources.own_words import read_file_digests, read_printed_settings
from annual_reports.sources.private_sources import private_words_of_sources
from annual_reports.sources.report_cache import NO_CACHE, ReportCache
from annual_reports.sources.scans import read_scan_digests

_PAGE = re.compile(r"(?:/(?:index|README))?\.md$")


def build(
    root: Path | str,
    progress_bar: ProgressBar = list,
    cache: ReportCache = NO_CACHE,
    day: date | None = None,
) -> Site:
    """Read `root/data` and `root/docs`, check them, and make the site of the files without errors.

    Bad input never raises: it becomes a finding in `Site.findings`, and its file is left out.

    Args:
        root: the project's folder.
        progress_bar: is given the source paths that are read, and may show progress.
        cache: holds reports that were parsed by an earlier build.
        day: the day on which the site is published, for new lines of the ledger; None if it is not known.

    """
    collection, findings = read(Path(root), progress_bar, cache, day)
    documents, downloads = _assemble(collection)
    findings += _taken_addresses(documents, downloads, collection)
    documents += tuple(error_pages.documents(collection))
    site = Site(collection, documents, downloads, ())
    findings += dead_links(collection.written, site.published, site.anchors)
    return replace(site, findings=sort_findings(findings))


def read(
    root: Path,
    progress_bar: ProgressBar = list,
    cache: ReportCache = NO_CACHE,
    day: date | None = None,
) -> tuple[Collection, list[Finding]]:
    """Read and check everything; make no pages."""
    catalog, catalog_findings = read_catalog(root / "data")
    docs, docs_findings = read_docs(root / "docs", catalog, progress_bar=progress_bar, cache=cache)
    ledger, ledger_findings = read_ledger(root / "data")
    witnessing, witnessing_findings = read_witnessing(root / "data")
    printed = store.up_to_date_pdfs(root, docs.reports, catalog)
    scans, scan_findings = read_scan_digests(root, docs, cache)
    files, file_findings = read_file_digests(root, docs)
    texts, settings = PublishedTexts(root / "data"), read_printed_settings(root)
    collection = Collection(
        catalog, docs, printed, ledger, texts, witnessing, cache, scans, files, settings, day
    )
    checked = chain.from_iterable(check(collection) for check in CHECKS)
    private = private_words_of_sources(root, docs, catalog)
    read_findings = [
        *catalog_findings,
        *docs_findings,
        *scan_findings,
        *file_findings,
        *ledger_findings,
        *witnessing_findings,
    ]
    findings = [*read_findings, *private, *checked]
    return collection, apply_acknowledgements(without_consequences(findings, root), collection)


def write_search_index(
    site: Site, folder: Path, link: Link, previous: search.PreviousIndex | None = None
) -> list[str]:
    """Write the search index below a finished site, and return the paths of its files.

    Args:
        site: what the pages were made of.
        folder: the finished site.
        link: gives addresses from the site's root.
        previous: the search index of an earlier build, from which unchanged parts are taken.

    """
    records = (_search_record(document, link) for document in site.documents if document.searchable)
    return search.write_index(records, folder, synonyms(site.collection.catalog), previous)


def _assemble(collection: Collection) -> tuple[tuple[Document, ...], tuple[Download, ...]]:
    """Make the pages and downloads of every page type, but none in place of a file with errors."""
    page_types = (*PAGE_TYPES, *FIRST_PAGES) if collection.reports else FIRST_PAGES
    made = [page for page_type in page_types for page in page_type(collection)]
    refused = {document.path for document in error_pages.documents(collection)}
    documents = (page for page in made if isinstance(page, Document) and page.path not in refused)
    return tuple(documents), tuple(page for page in made if isinstance(page, Download))


def _taken_addresses(
    documents: Iterable[Document], downloads: Iterable[Download], collection: Collection
) -> Iterator[Finding]:
    """Yield a finding for each written page or file at an address where a generated one is published."""
    generated = {_address(document.path) for document in documents if document.markdown is not None}
    generated |= {_address(download.path) for download in downloads}
    for path in (*(page.path for page in collection.written), *collection.docs.beside):
        if _address(path) in generated:
            yield finding("address-taken", Place(f"docs/{path}"))


def _address(path: str) -> str:
    """Return the address of a source path: `years/2024.md` and `years/2024/index.md` are the same page."""
    return _PAGE.sub("/index.html", f"/{path}")


def _search_record(document: Document, link: Link) -> Record:
    about = (document.kind, document.year, document.government)
    return Record(link(document.path), document.title, *about, document.sections)
