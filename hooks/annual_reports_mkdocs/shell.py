"""Shell around a page's content: menu, title, table of contents, addresses of styles and scripts."""

from __future__ import annotations

import html
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import urlsplit

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink

from annual_reports.rendering import assets
from annual_reports.rendering.contents import ContentsEntry, contents
from annual_reports.rendering.document import Document
from annual_reports.rendering.site import Site
from annual_reports.rendering.urls import UPDATES
from annual_reports_mkdocs import messages
from annual_reports_mkdocs.files import page_of, theme_files

_THEME_STYLES = "assets/stylesheets/main."


def prepare_shell(files: Files, site: Site, config: MkDocsConfig) -> None:
    """Set the addresses of the theme's files, and hand the theme what is the same on all pages."""
    from_theme = theme_files(files, config)
    version = assets.version(file.content_bytes for file in from_theme)
    for file in from_theme:
        file.dest_uri = assets.address_of(file.src_uri, version)
    styles = [file.src_uri for file in from_theme if file.src_uri.startswith(_THEME_STYLES)]
    config.extra["styles"] = [*styles, *config.extra_css]
    config.extra["published_at"] = {file.src_uri: file.url for file in from_theme}
    config.extra["publisher"] = site.collection.catalog.publisher
    config.nav = _with_updates(list(_menu(config.nav or _written_pages(files, site), site)), site)


def _with_updates(menu: list[str | dict[str, str]], site: Site) -> list[str | dict[str, str]]:
    """Return the menu with the list of updates: no setting hides what was changed after publication."""
    targets = {target for entry in menu for target in ([entry] if isinstance(entry, str) else entry.values())}
    is_there = UPDATES in targets or not site.has_menu_page(UPDATES)
    return menu if is_there else [*menu, {site.by_path[UPDATES].title: UPDATES}]


def _menu(entries: Iterable[Any], site: Site) -> Iterator[str | dict[str, str]]:
    """Yield the entries of the menu, which has one level: those below a section in its place.

    An entry is the path of a page, or its title with the path, an address, or a list of entries.
    """
    for entry in entries:
        for title, target in entry.items() if isinstance(entry, dict) else [("", entry)]:
            if not isinstance(target, str):
                messages.tell_section_of_menu(title)
                yield from _menu([target] if isinstance(target, dict) else target, site)
            elif site.has_menu_page(target):
                yield {str(title or target): target} if title or urlsplit(target).scheme else target


def _written_pages(files: Files, site: Site) -> list[str]:
    """Return the paths of the home page and of the pages that people wrote, for settings without a menu."""
    written = {page.path for page in site.collection.written}
    pages = [
        file.src_uri for file in files.documentation_pages() if file.inclusion is InclusionLevel.INCLUDED
    ]
    return ["index.md", *sorted(path for path in pages if path in written and path != "index.md")]


def set_titles(files: Files, site: Site) -> None:
    """Give each page its title and the page above it."""
    for file in files.documentation_pages():
        document, page = site.by_path.get(file.src_uri), file.page
        if document and page:
            page.title = vars(page).get("title") or html.escape(document.title)  # the menu's comes first
            page.meta = page_meta(document)
            page.parent = page_of(document.parent, files)  # type: ignore[assignment]  # MkDocs knows sections only


def page_meta(document: Document) -> dict[str, Any]:
    """Return what the theme prints of a page; it does not escape."""
    return {
        "title": html.escape(document.title),
        "description": html.escape(document.description),
        "hide": list(document.hide),
        "indexed": document.indexed,
    }


def complete_contents(page: Page, document: Document) -> None:
    """Add the template's headings to MkDocs' table of contents of a page."""
    page.toc.items[:] = _to_mkdocs(contents(document, _from_mkdocs(page.toc.items)))


def _from_mkdocs(links: Iterable[AnchorLink]) -> tuple[ContentsEntry, ...]:
    return tuple(
        ContentsEntry(link.title, link.id, link.level, _from_mkdocs(link.children)) for link in links
    )


def _to_mkdocs(entries: Iterable[ContentsEntry]) -> list[AnchorLink]:
    links = []
    for entry in entries:
        link = AnchorLink(entry.title, entry.id, entry.level)
        link.children = _to_mkdocs(entry.children)
        links.append(link)
    return links
