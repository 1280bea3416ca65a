"""The story of one build: read, check, assemble. Nothing is written here.

data/*.yml ── catalog ──┐
docs/reports/**.md ── reports ── collection ── checks, pages ── Site
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path

from annual_reports import annotate, catalog, collection, markup, render
from annual_reports.checks import CHECKS, links
from annual_reports.checks.acknowledgements import settle
from annual_reports.collection import Collection, Progress
from annual_reports.document import Document, Download, Link
from annual_reports.findings import Finding, Place, finding, in_order
from annual_reports.ledger import chain
from annual_reports.ledger.texts import Texts
from annual_reports.memory import FORGETFUL, Memory
from annual_reports.metadata import Around
from annual_reports.official import shelf
from annual_reports.pages import FIRST_PAGES, PAGE_TYPES, unsound
from annual_reports.search.names import other_names
from annual_reports.search.record import Names, Record

_PAGE = re.compile(r"(?:/(?:index|README))?\.md$")


@dataclass(frozen=True)
class Site:
    """Everything that a generator needs to publish the site, and everything that is wrong with it."""

    collection: Collection
    documents: tuple[Document, ...]
    downloads: tuple[Download, ...]
    findings: tuple[Finding, ...]

    @cached_property
    def by_path(self) -> Mapping[str, Document]:
        """Source path -> document."""
        return {document.path: document for document in self.documents}

    def html(self, path: str, content: str, link: Link, address: str | None = None) -> str:
        """The content of a page; `content` is the HTML of its Markdown, `address` its own whole address."""
        document = self.by_path.get(path)
        if document and document.report:
            content = annotate.with_tags(content, document.report)
        classed = markup.classed(content)
        return render.page(document, classed, link, address) if document else classed

    def head(self, path: str, site_name: str, absolute: Link | None) -> str:
        """What a page tells machines of itself; `absolute` gives whole addresses where they are known."""
        document = self.by_path.get(path)
        around = Around(site_name, self.collection.catalog.publisher, absolute)
        return render.head(document, around) if document else ""

    def withholds(self, path: str) -> bool:
        """Whether a file below `docs/` must not be published, not even in a preview."""
        beyond = (f"{source}/" for source in self.collection.unread)
        return path not in self.by_path and (path in self.collection.unread or path.startswith(tuple(beyond)))

    def panel(self, path: str, link: Link) -> str:
        """What is to be said of a source file, for the preview of its page; empty if there is nothing."""
        found = [finding for finding in self.findings if finding.path == f"docs/{path}"]
        return render.findings(found, link) if found else ""

    def other_names(self) -> Iterator[Names]:
        """Under which names search is to know the same thing."""
        return other_names(self.collection.catalog)

    def records(self, link: Link) -> Iterator[Record]:
        """What search is to know; `link` gives addresses from the site's root."""
        for document in self.documents:
            if document.searchable:
                yield _record(document, link(document.path))


def build(root: Path | str, each: Progress = list, memory: Memory = FORGETFUL) -> Site:
    """Read `root/data` and `root/docs` and make the site of what is sound in them.

    Bad input never raises: it is told in `Site.findings`, and left out. `each` is handed the files that
    are read, and may show how far they are; `memory` knows what was read before.
    """
    library, findings = read(Path(root), each, memory)
    library = replace(library, printed=shelf.current(Path(root), library))
    page_types = (*PAGE_TYPES, *FIRST_PAGES) if library.reports else FIRST_PAGES
    made = [made for page_type in page_types for made in page_type(library)]
    unread = {document.path: document for document in unsound.documents(library)}
    documents = tuple(one for one in made if isinstance(one, Document) and one.path not in unread)
    downloads = tuple(one for one in made if isinstance(one, Download))
    findings += _taken(documents, downloads, library)
    documents += tuple(unread.values())
    findings += links.dead_links(library.written, _published(documents, downloads, library))
    return Site(library, documents, downloads, in_order(findings))


def read(root: Path, each: Progress = list, memory: Memory = FORGETFUL) -> tuple[Collection, list[Finding]]:
    """Read and check everything; make nothing of it."""
    known, findings = catalog.read(root / "data")
    library, more = collection.read(root / "docs", known, each=each, memory=memory)
    ledger, broken = chain.read(root / "data")
    library = replace(library, ledger=ledger, texts=Texts(root / "data"))
    checked = (found for check in CHECKS for found in check(library))
    return library, settle([*findings, *more, *broken, *checked], library)


def _record(document: Document, address: str) -> Record:
    about = (document.kind, document.year, document.government)
    return Record(address, document.title, *about, document.sections)


def _published(documents: Iterable[Document], downloads: Iterable[Download], library: Collection) -> set[str]:
    """Source path of everything that the site will have."""
    made = {document.path for document in documents} | {download.path for download in downloads}
    return made | {page.path for page in library.written} | {*library.beside, *library.scans}


def _taken(
    documents: Iterable[Document], downloads: Iterable[Download], library: Collection
) -> Iterator[Finding]:
    """Pages and files that people put where the program makes one."""
    made = {_address(document.path) for document in documents if document.markdown is not None}
    made |= {_address(download.path) for download in downloads}
    for path in (*(page.path for page in library.written), *library.beside):
        if _address(path) in made:
            yield finding("address-taken", Place(f"docs/{path}"))


def _address(path: str) -> str:
    """Where a source path is published: `years/2024.md`, `years/2024/index.md` are the same page."""
    return _PAGE.sub("/index.html", f"/{path}")
