"""Addresses of pages and files, as seen from a page, from the site's root, or whole."""

from __future__ import annotations

from functools import cache, cached_property

from mkdocs.exceptions import PluginError
from mkdocs.structure.files import Files
from mkdocs.utils import get_relative_url

from annual_reports.rendering.document import Link
from annual_reports.rendering.site import Site


class Links:
    """Addresses of all files of one build."""

    def __init__(self, files: Files, site_url: str | None) -> None:
        """Take the files of the site, and the site's own address if it is known."""
        self._files = files
        self._site_url = site_url

    @cached_property
    def _addresses(self) -> dict[str, str]:
        """Source path -> address below the site; asked for when all files have been added."""
        return {file.src_uri: file.url for file in self._files}

    def from_page(self, url: str) -> Link:
        """Return the link function of a page; asking it for a page that does not exist is a bug of ours."""

        @cache
        def link(path: str) -> str:
            target = self._addresses.get(path)
            if target is None:
                raise PluginError(f"{url or '/'}: no such page: {path}")
            return get_relative_url(target, url)

        return link

    @property
    def from_root(self) -> Link:
        """Link function that counts addresses from the site's root."""
        return self.from_page("")

    @property
    def absolute(self) -> Link | None:
        """Link function that gives whole addresses; None if the site's own is not known."""
        link = self.from_root
        return (lambda path: f"{self._site_url}{link(path).removeprefix('./')}") if self._site_url else None

    @property
    def for_downloads(self) -> Link:
        """Link function for files that are read elsewhere: whole addresses, or else from the site's root."""
        return self.absolute or self.from_root


def add_anchors(files: Files, site: Site) -> None:
    """Tell MkDocs the anchors that templates add, on the pages to whose anchors others link."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    linked = {target for page in pages for target in page.links_to_anchors or ()}
    for file in linked:
        document = site.by_path.get(file.src_uri)
        if document and file.page and file.page.present_anchor_ids is not None:
            file.page.present_anchor_ids.update(document.anchors())
