"""MkDocs' list of files: generated pages and downloads added, refused and unused files removed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.utils import write_file

from annual_reports.rendering.document import Document, Download
from annual_reports.rendering.site import Site
from annual_reports_mkdocs.links import Links

_THEME_SHELL = ("assets/javascripts/", "assets/stylesheets/palette.", "assets/images/")
"""Files for Material's shell of a page; the site has a shell of its own."""


class GeneratedFile(File):
    """A file that is not a page. Its bytes are made when it is written, so that none are held."""

    make: Callable[[], bytes]

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT002  # MkDocs' own default
        """Write the file, unless this is a dirty build and the file is current."""
        if not dirty or self.is_modified():
            write_file(self.make(), self.abs_dest_path)


def theme_files(files: Files, config: MkDocsConfig) -> list[File]:
    """Return the files that come from the theme, sorted by source path."""
    return sorted((file for file in files if file.src_dir != config.docs_dir), key=lambda file: file.src_uri)


def remove_unpublished(files: Files, site: Site, config: MkDocsConfig) -> None:
    """Remove the files that must not be published, and those of the theme that nothing uses."""
    refused = [file for file in files if site.withholds(file.src_uri)]
    unused = [
        file
        for file in theme_files(files, config)
        if file.src_uri.startswith(_THEME_SHELL) or file.src_uri.endswith(".css.map")
    ]
    for file in (*refused, *unused):
        files.remove(file)


def add_generated(files: Files, site: Site, links: Links, config: MkDocsConfig) -> None:
    """Add generated pages and downloads to MkDocs' file list."""
    for document in site.documents:
        written = files.get_file_from_path(document.path)
        if written and document.replaces_source:
            files.remove(written)
        if written is None or document.replaces_source:
            files.append(_document_file(document, partial(_html, document, site, files, links), config))
    for download in site.downloads:
        files.append(_download_file(download, links, config))


def page_of(path: str | None, files: Files) -> Page | None:
    """Return MkDocs' page of a source path, or None."""
    file = files.get_file_from_path(path) if path else None
    return file.page if file else None


def _document_file(document: Document, make: Callable[[], bytes], config: MkDocsConfig) -> File:
    """Return the file of a page for the theme to wrap, or of a whole HTML file."""
    if document.path.endswith(".html"):
        return _generated_file(document.path, make, config)
    return File.generated(config, document.path, content="", inclusion=InclusionLevel.NOT_IN_NAV)


def _download_file(download: Download, links: Links, config: MkDocsConfig) -> File:
    """Return the file of a download; MkDocs copies one that is on the disk already."""
    if download.source:
        return File.generated(config, download.path, abs_src_path=str(download.source.resolve()))
    return _generated_file(download.path, lambda: download.content(links.for_downloads), config)


def _generated_file(path: str, make: Callable[[], bytes], config: MkDocsConfig) -> GeneratedFile:
    file = GeneratedFile.generated(config, path, content=b"", inclusion=InclusionLevel.NOT_IN_NAV)
    assert isinstance(file, GeneratedFile)  # noqa: S101  # MkDocs' types do not say that it is of this class
    file.make = make
    return file


def _html(document: Document, site: Site, files: Files, links: Links) -> bytes:
    """Return an HTML file outside the theme; its address is that of the page to which it belongs."""
    page = page_of(document.content_of, files)
    link = links.from_page(files.src_uris[document.path].url)
    return site.html(document.path, "", link, page.canonical_url if page else None).encode()
