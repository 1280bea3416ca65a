"""The assembled site: pages, downloads and findings, for a generator to publish."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from annual_reports.analysis.collection import Collection
from annual_reports.domain.findings import Finding
from annual_reports.rendering import annotate, templates
from annual_reports.rendering.document import Document, Download, Link
from annual_reports.rendering.metadata import SiteContext
from annual_reports.rendering.urls import ONLY_IF_FILLED
from annual_reports.sanitize import html


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

    def html(self, path: str, content: str, link: Link, address: str | None = None) -> str:
        """Return the content of a page.

        Args:
            path: its source path.
            content: the HTML of its Markdown.
            link: gives addresses as seen from the page.
            address: the page's own whole address; None if the site's is not known.

        """
        document = self.by_path.get(path)
        if document and document.report:
            content = annotate.replace_placeholders(content, document.report)
        classed = html.with_alignment_classes(content)
        return templates.render_page(document, classed, link, address) if document else classed

    def head(self, path: str, site_name: str, absolute: Link | None) -> str:
        """Return a page's metadata for machines; `absolute` gives whole addresses if they are known."""
        document = self.by_path.get(path)
        context = SiteContext(site_name, self.collection.catalog.publisher, absolute)
        return templates.render_head(document, context) if document else ""

    def withholds(self, path: str) -> bool:
        """Return True if a file below `docs/` must not be published, not even in a preview."""
        unread = self.collection.docs.unread
        below = tuple(f"{source}/" for source in unread)
        return path not in self.by_path and (path in unread or path.startswith(below))

    def panel(self, path: str, link: Link) -> str:
        """Return the findings of a source file as HTML for its preview; empty if there are none."""
        findings = [finding for finding in self.findings if finding.path == f"docs/{path}"]
        return templates.render_findings(findings, link) if findings else ""

    def has_menu_page(self, path: str) -> bool:
        """Return False for a page that a menu must leave out because it would be empty and is not made."""
        return path not in ONLY_IF_FILLED or path in self.by_path
