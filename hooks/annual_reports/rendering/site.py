"""The assembled site: pages, downloads and findings, for a generator to publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from annual_reports.analysis.collection import Collection
from annual_reports.domain.findings import Finding
from annual_reports.rendering import signed_text, templates
from annual_reports.rendering.document import Document, Download, Link
from annual_reports.rendering.metadata import SiteContext
from annual_reports.rendering.urls import ONLY_IF_FILLED
from annual_reports.sanitize import html
from annual_reports.sources.written_pages import markdown_to_html


@dataclass(frozen=True)
class Site:
    """Everything that a generator needs to publish the site, and everything that is wrong with it."""

    collection: Collection
    documents: tuple[Document, ...]
    downloads: tuple[Download, ...]
    findings: tuple[Finding, ...]
    """Sorted by position."""

    @cached_property
    def by_path(self) -> Mapping[str, Document]:
        """Source path -> document."""
        return {document.path: document for document in self.documents}

    @cached_property
    def published(self) -> frozenset[str]:
        """Source paths of everything that the site has."""
        docs = self.collection.docs
        downloads = (download.path for download in self.downloads)
        written = (page.path for page in docs.written)
        return frozenset((*self.by_path, *downloads, *written, *docs.beside, *docs.scans))

    @property
    def menu_paths(self) -> frozenset[str]:
        """Source paths to which the menu may lead; those of pages that would be empty are left out of it."""
        return self.published | ONLY_IF_FILLED

    def anchors(self, path: str) -> frozenset[str]:
        """Return the ids of a finished page, with those that every page has."""
        written = {page.path: page.text for page in self.collection.written}
        content = markdown_to_html(self.markdown(path) or written.get(path, ""))
        page = self.html(path, content, lambda target: target)
        return templates.ids_of(page) | templates.ids_of_shell()

    def markdown(self, path: str) -> str | None:
        """Return the Markdown that the core makes of a page; None if it is published as written."""
        document = self.by_path.get(path)
        return document.markdown if document else None

    def html(
        self, path: str, content: str, link: Link, address: str | None = None, *, preview: bool = False
    ) -> str:
        """Return the content of a page.

        Args:
            path: its source path.
            content: the HTML of its Markdown; empty for a report.
            link: gives addresses as seen from the page.
            address: the page's own whole address; None if the site's is not known.
            preview: True to show the page's findings above it, and to mark in the text of a report what a
                person who proofreads looks for.

        """
        document = self.by_path.get(path)
        shown = html.with_alignment_classes(content)
        if document and document.report:
            old_anchors = self.collection.old_names(document.report).standing
            shown = signed_text.annotated_html(document.report, old_anchors, review=preview)
        if document:
            shown = templates.render_page(document, shown, link, address)
        return self._panel(path, link) + shown if preview else shown

    def head(self, path: str, site_name: str, absolute: Link | None) -> str:
        """Return a page's metadata for machines; `absolute` gives whole addresses if they are known."""
        document = self.by_path.get(path)
        context = SiteContext(site_name, self.collection.catalog.publisher, absolute)
        return templates.render_head(document, context) if document else ""

    def withholds(self, path: str) -> bool:
        """Return True if a file below `docs/` must not be published, not even in a preview."""
        unread = (*self.collection.docs.unread, *self.collection.docs.left_behind)
        below = tuple(f"{source}/" for source in unread)
        return path not in self.by_path and (path in unread or path.startswith(below))

    def _panel(self, path: str, link: Link) -> str:
        """Return what a preview shows above a page: its findings, and a switch for the marks of a report.

        It is empty if there is nothing to show.
        """
        findings = [finding for finding in self.findings if finding.path == f"docs/{path}"]
        document = self.by_path.get(path)
        is_report = document is not None and document.report is not None
        return templates.render_panel(findings, link, review=is_report) if findings or is_report else ""

    def has_menu_page(self, path: str) -> bool:
        """Return False for a page that a menu must leave out because it would be empty and is not made."""
        return path not in ONLY_IF_FILLED or path in self.by_path
