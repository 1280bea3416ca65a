"""MkDocs adapter: the only file that imports MkDocs. Each event hands over to `annual_reports`.

MkDocs puts this folder on `sys.path` only while it loads this file, so all imports stand at the top;
and it takes every function named `on_…` for an event.
"""

from __future__ import annotations

import gc
import html
import logging
import os
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any, Literal

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import get_plugin_logger
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, get_toc
from mkdocs.utils import get_relative_url, write_file
from mkdocs.utils.templates import TemplateContext

from annual_reports import assets, search
from annual_reports.addresses import ONLY_IF_FILLED, is_site_address
from annual_reports.annotate import without_tags
from annual_reports.document import Document, Download, Link
from annual_reports.findings import Finding, Severity, errors, from_here
from annual_reports.incremental.rebuild import FromNothing, Rebuild
from annual_reports.inline_signs import InlineSigns
from annual_reports.publishing import headers
from annual_reports.site import Site, build

_THEME_STYLES = "assets/stylesheets/main."
_THEME_SHELL = ("assets/javascripts/", "assets/stylesheets/palette.", "assets/images/")

_INDEX = os.environ.get("SEARCH_INDEX") != "no"
"""Whether search gets an index; to measure what it costs."""

_log = get_plugin_logger("annual_reports")
_serving = False
_dirty = False
_site: Site
_files: Files
_addresses: dict[str, str]
"""Source path -> address below the site."""
_rebuild: FromNothing


def on_startup(command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
    """Remember whether this is a preview, which goes on in spite of errors; and stop MkDocs' clock."""
    global _serving, _dirty
    gc.set_threshold(50_000, 20, 50)  # what is read stays to the end, so it is seldom asked what could go
    _serving, _dirty = command == "serve", dirty
    logging.getLogger("mkdocs.commands.build").addFilter(_is_true)
    os.environ["SOURCE_DATE_EPOCH"] = "0"  # any date would change the sitemap with the day or the machine


def on_config(config: MkDocsConfig) -> None:
    """Refuse an address below which no page can lie; and let Markdown look for what is there."""
    if config.site_url and not is_site_address(config.site_url):
        raise PluginError(
            f"网站的网址写得不对：{config.site_url}。写到目录为止，不带 ? 和 #，例如 https://example.gov.cn/zwgk/nianbao/"
        )
    config.markdown_extensions.append(InlineSigns())  # type: ignore[arg-type]  # Markdown takes names and objects


def on_pre_build(config: MkDocsConfig) -> None:
    """Read and check everything while the previous site still stands."""
    global _site, _rebuild
    if _serving:
        gc.collect()  # what the last build read is a ring of references, and would stay beside this one's
    root = Path(config.config_file_path).parent
    _rebuild = Rebuild(root) if _dirty else FromNothing()
    _site = build(root, memory=_rebuild.memory)
    _rebuild.have_read()
    _report(from_here(_site.findings, root))


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages that nobody wrote."""
    global _files, _addresses
    _files = files
    _leave_out(files, config)
    _prepare_shell(files, config)
    config.nav = _menu(config)
    for document in _site.documents:
        _place(document, files, config)
    for download in _site.downloads:
        files.append(_file(download, config))
    _addresses = {file.src_uri: file.url for file in files}
    return files


def on_env(env: Any, config: MkDocsConfig, files: Files) -> Any:
    """Read each template once: each build has an environment of its own."""
    env.auto_reload = False
    _add_anchors(files)
    return env


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Give each page its title and the page above it, made or not; and find out which are."""
    for file in files.documentation_pages():
        document, page = _site.by_path.get(file.src_uri), file.page
        if document and page:
            page.title = vars(page).get("title") or html.escape(document.title)  # the menu's comes first
            page.meta = _meta(document)
            page.parent = _page(document.parent)  # type: ignore[assignment]  # MkDocs knows sections only
    _ask_what_changed(files, config)
    return nav


def on_page_read_source(page: Page, config: MkDocsConfig) -> str | None:
    """Spare MkDocs the file of a page whose Markdown the core makes: it would read the header again."""
    document = _site.by_path.get(page.file.src_uri)
    return "" if document and document.markdown is not None else None


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Hand over the Markdown of the pages that the core makes, and what the theme prints of them."""
    document = _site.by_path.get(page.file.src_uri)
    if document is None:
        return markdown
    page.meta.update(_meta(document))
    made = document.text()
    return markdown if made is None else made


def on_page_content(html: str, page: Page, config: MkDocsConfig, files: Files) -> str:
    """Complete a page's list of contents."""
    if document := _site.by_path.get(page.file.src_uri):
        page.toc.items[:] = _contents(document, list(page.toc.items))
    page.markdown = ""  # it has become HTML; of thousands of pages it would be a burden
    return html


def on_page_context(
    context: TemplateContext, page: Page, config: MkDocsConfig, nav: Navigation
) -> TemplateContext:
    """Complete a page's content when its turn comes: MkDocs keeps all pages, and they are large."""
    link = _link_from(page.url)
    panel = _site.panel(page.file.src_uri, link) if _serving else ""
    page.content = panel + _site.html(page.file.src_uri, page.content or "", link, page.canonical_url)
    page.meta["head"] = _site.head(page.file.src_uri, config.site_name, _absolute(config))
    return context


def on_post_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """Let go of what a finished page held."""
    page.content = page.meta["head"] = None
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """Write the search index below the finished pages, and what a web host is to say with each file."""
    global _site, _files, _addresses, _rebuild
    site = Path(config.site_dir)
    if _INDEX and not _rebuild.leaves_folder(search.FOLDER):
        records, names = _site.records(_link_from("")), _site.other_names()
        _rebuild.has_made(search.write_index(records, site, names, _index_before()))
    _rebuild.settle(site, [*config.theme.static_templates, "sitemap.xml.gz"])
    headers.write(site, _site.documents, config.site_url)
    del (
        _site,
        _files,
        _addresses,
        _rebuild,
    )  # a preview loads this file anew; what the last one held would stay


def on_shutdown() -> None:
    """Let the process end without looking through everything for what could go first."""
    gc.freeze()


def on_build_error(error: Exception) -> None:
    """Tell plainly of a disk that is full or closed to us; MkDocs would print a traceback."""
    if isinstance(error, OSError):
        place = f"（{error.filename}）" if error.filename else ""
        raise PluginError(
            f"网站没有写完：{error.strerror}{place}。请看磁盘是否满了、有没有写的权限，然后重新生成；没写完的网站不要发布。"
        ) from error


def _index_before() -> search.Before | None:
    """The last build's search index, and which of its pages are left alone."""
    folder = _rebuild.made_before(search.FOLDER)
    left = {file.url for file in _files.documentation_pages() if _rebuild.leaves(file.dest_uri)}
    return search.Before(folder, left.__contains__) if folder else None


def _report(findings: list[Finding]) -> None:
    """Log the findings; with an error among them, stop the build or warn the preview."""
    for found in findings:
        if found.severity is Severity.WARNING:
            _log.warning(str(found))
        elif found.severity is Severity.INFO:
            _log.debug(str(found))
    if stopping := errors(findings):
        what_follows = "有错误的报告暂不显示" if _serving else "网站没有更新"
        message = "\n".join([f"检查出 {len(stopping)} 处错误，{what_follows}：", *map(str, stopping)])
        if not _serving:
            raise PluginError(message)
        _log.error(message)


def _add_anchors(files: Files) -> None:
    """Tell MkDocs the addresses within pages that it cannot know, where a page links to some."""
    pages = [file.page for file in files.documentation_pages() if file.page]
    linked = {target for page in pages for target in page.links_to_anchors or ()}
    for file in linked:
        document = _site.by_path.get(file.src_uri)
        if document and file.page and file.page.present_anchor_ids is not None:
            file.page.present_anchor_ids.update(document.anchors())


def _meta(document: Document) -> dict[str, Any]:
    """What the theme prints of a page; it does not escape."""
    return {
        "title": html.escape(document.title),
        "description": html.escape(document.description),
        "hide": list(document.hide),
        "indexed": document.indexed,
    }


def _is_true(record: logging.LogRecord) -> bool:
    """Whether a message of MkDocs is true here: with our answers, no page is out of date."""
    return "'dirty' build" not in str(record.msg)


def _ask_what_changed(files: Files, config: MkDocsConfig) -> None:
    """Let each file answer whether it is to be made anew: MkDocs asks that in a 'dirty' build."""
    kind = f"{Path(config.config_file_path).name} {config.site_url} {_serving}"
    drafts = () if _serving else (InclusionLevel.DRAFT,)
    published = [file for file in files if file.inclusion not in (InclusionLevel.EXCLUDED, *drafts)]
    _rebuild.plan(_site, kind, _settings(config), {file.dest_uri: _source(file) for file in published})
    for file in published:
        left = _rebuild.leaves(file.dest_uri)
        file.is_modified = partial(bool, not left)  # type: ignore[method-assign]


def _source(file: File) -> str | Path:
    """The source path of what the core makes; else the file that is copied."""
    made = file.src_uri in _site.by_path or isinstance(file, _MadeFile)
    return file.src_uri if made else Path(str(file.abs_src_path))


def _settings(config: MkDocsConfig) -> list[Any]:
    """Everything that MkDocs was told, but where to write; and what became of it here."""
    told = [{key: one[key] for key in one if key != "site_dir"} for one in config.user_configs]
    return [told, config.site_url, config.nav, config.extra, config.theme.dirs]


class _MadePage(Page):
    """A page that nobody wrote; most have no Markdown, and making a reader of it takes longer than that."""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        if self.markdown:
            super().render(config, files)
        else:
            self.content, self.toc, self.present_anchor_ids = "", get_toc([]), set()


class _MadeFile(File):
    """A file that is no page, made when it is written: then Markdown has become HTML, and memory is free."""

    make: Callable[[], bytes]

    def copy_file(self, dirty: bool = False) -> None:  # noqa: FBT002  # MkDocs' own signature
        if not dirty or self.is_modified():
            write_file(self.make(), self.abs_dest_path)


def _made(path: str, make: Callable[[], bytes], config: MkDocsConfig) -> File:
    file = _MadeFile.generated(config, path, content=b"", inclusion=InclusionLevel.NOT_IN_NAV)
    assert isinstance(file, _MadeFile)  # noqa: S101  # MkDocs' types do not say that it is of this class
    file.make = make
    return file


def _whole(document: Document) -> bytes:
    """An HTML file outside the theme, with the content of the page beside which it stands."""
    page = _page(document.content_of)
    content, address = (page.content, page.canonical_url) if page else (None, None)
    link = _link_from(_files.get_file_from_path(document.path).url)  # type: ignore[union-attr]  # it was added
    return _site.html(document.path, content or "", link, address).encode()


def _page(path: str | None) -> Page | None:
    file = _files.get_file_from_path(path) if path else None
    return file.page if file else None


def _place(document: Document, files: Files, config: MkDocsConfig) -> None:
    """Add a page that nobody wrote, or that takes the place of what was written."""
    written = files.get_file_from_path(document.path)
    if written and document.replaces_source:
        files.remove(written)
    if written is None or document.replaces_source:
        files.append(_generated(document, config))


def _generated(document: Document, config: MkDocsConfig) -> File:
    """The file of a document: a page for the theme to wrap, or a whole HTML file."""
    if document.path.endswith(".html"):
        return _made(document.path, partial(_whole, document), config)
    file = File.generated(config, document.path, content="", inclusion=InclusionLevel.NOT_IN_NAV)
    if not any(document.path in entry.values() for entry in config.nav or ()):  # there MkDocs gives the title
        _MadePage(None, file, config)  # it becomes the file's
    return file


def _leave_out(files: Files, config: MkDocsConfig) -> None:
    """Take out what is not allowed, and what the theme has for a shell of its own."""
    refused = [file for file in files if _site.withholds(file.src_uri)]
    brought = _brought(files, config)
    unused = [f for f in brought if f.src_uri.startswith(_THEME_SHELL) or f.src_uri.endswith(".css.map")]
    for file in (*refused, *unused):
        files.remove(file)


def _prepare_shell(files: Files, config: MkDocsConfig) -> None:
    """Hand the shell of the pages what is the same on all, and where its files are published."""
    brought = _brought(files, config)
    version = assets.version(file.content_bytes for file in brought)
    for file in brought:
        file.dest_uri = assets.address_of(file.src_uri, version)
    styles = [file.src_uri for file in brought if file.src_uri.startswith(_THEME_STYLES)]
    config.extra["styles"] = [*styles, *config.extra_css]
    config.extra["published_at"] = {file.src_uri: file.url for file in brought}
    config.extra["publisher"] = _site.collection.catalog.publisher


def _brought(files: Files, config: MkDocsConfig) -> list[File]:
    """What comes from the theme and not from people, in a fixed order."""
    return sorted((file for file in files if file.src_dir != config.docs_dir), key=lambda file: file.src_uri)


def _file(download: Download, config: MkDocsConfig) -> File:
    """The file of a download; one that lies on the disk already is copied at the end."""
    if download.source:
        return File.generated(config, download.path, abs_src_path=str(download.source.resolve()))
    return _made(download.path, lambda: download.content(_from_the_root(config)), config)


def _link_from(url: str) -> Link:
    """Addresses as seen from a page. Asking for a page that does not exist is a mistake of ours."""

    @cache
    def link(path: str) -> str:
        target = _addresses.get(path)
        if target is None:
            raise PluginError(f"{url or '/'}: no such page: {path}")
        return get_relative_url(target, url)

    return link


def _absolute(config: MkDocsConfig) -> Link | None:
    """Whole addresses, where the site's own is known."""
    link = _link_from("")
    return (lambda path: f"{config.site_url}{link(path).removeprefix('./')}") if config.site_url else None


def _from_the_root(config: MkDocsConfig) -> Link:
    """Addresses in files that are read elsewhere: whole where the site's own is known, else from its root."""
    return _absolute(config) or _link_from("")


def _menu(config: MkDocsConfig) -> list[dict[str, str]]:
    """The menu without the pages that are not made because they would be empty."""
    entries: list[dict[str, str]] = config.nav or []
    made = _site.by_path
    return [e for e in entries if not ONLY_IF_FILLED.intersection(e.values()).difference(made)]


def _contents(document: Document, written: list[AnchorLink]) -> list[AnchorLink]:
    """The template's headings, with those of the Markdown under the one that holds it."""
    items = [AnchorLink(html.escape(heading.title), heading.id, level=2) for heading in document.headings]
    _clean(written)
    for item in items:
        if item.id == document.content_under:
            item.children = written
    return items if document.content_under else [*written, *items]


def _clean(links: list[AnchorLink]) -> None:
    """Take out of headings what stands for tags while Markdown works."""
    for link in links:
        link.title = without_tags(link.title)
        _clean(link.children)
