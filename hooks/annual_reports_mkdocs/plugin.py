"""MkDocs plugin: each event hands over to the core or to a module beside this one."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config.base import Config
from mkdocs.config.config_options import Type
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from annual_reports.cache.rebuild import FullBuild, Target
from annual_reports.ledger.lines import DAY_VARIABLE
from annual_reports.rendering.site import Site
from annual_reports_mkdocs import messages, preview, rebuild, settings, shell
from annual_reports_mkdocs.files import add_generated, remove_unpublished
from annual_reports_mkdocs.links import Links, add_anchors


class Options(Config):  # type: ignore[no-untyped-call]  # MkDocs has no types there
    """Options of the plugin. The hook reads them from `extra: {annual_reports: …}` in mkdocs.yml."""

    search_index = Type(bool, default=True)
    """False to build without search index."""


class AnnualReports(BasePlugin[Options]):  # type: ignore[no-untyped-call]
    """The plugin. Holds the build from `on_pre_build` to `on_post_build`."""

    _preview = False
    """True under `mkdocs serve`, which goes on in spite of errors."""
    _is_port_checked = False
    """True when the preview's server is known to be able to listen."""
    _dirty = False
    """True if only changed files are to be made."""
    _options: Options
    """Options of this build; a preview reads them anew for each."""
    _rebuild: FullBuild
    _site: Site
    _files: Files
    _links: Links

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note the kind of build, and set up the process for it."""
        self._preview, self._dirty = command == "serve", dirty
        gc.set_threshold(50_000, 20, 50)  # what is read is held to the end, so collecting rarely saves time
        os.environ["SOURCE_DATE_EPOCH"] = "0"  # any date would change the sitemap with the day or the machine
        messages.prepare_log()

    def on_config(self, config: MkDocsConfig) -> None:
        """Check the site's address, and read the options of the hook."""
        messages.check_site_url(config.site_url)
        self._check_port(config)
        given, self._options = config.extra.get("annual_reports"), Options()
        messages.load_options(dict(self.config) if given is None else given, self._options)

    def _check_port(self, config: MkDocsConfig) -> None:
        """Check before the first build of a preview that its server can listen; later it does so itself."""
        if self._preview and not self._is_port_checked:
            preview.check_port(*config.dev_addr)
            self._is_port_checked = True

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Let the preview answer only those who ask for it by its own address."""
        return preview.guard(server, *config.dev_addr)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Read and check everything while the previous site still stands."""
        root = Path(config.config_file_path).parent
        self._rebuild = rebuild.start(root, dirty=self._dirty, preview=self._preview)
        self._site = self._rebuild.make_site(root, messages.check_day(os.environ.get(DAY_VARIABLE, "")))
        messages.report(settings.all_findings(self._site, config), preview=self._preview)

    def on_files(self, files: Files, *, config: MkDocsConfig) -> None:
        """Add generated pages and downloads to MkDocs' file list."""
        self._files, self._links = files, Links(files, config.site_url)
        remove_unpublished(files, self._site, config)
        shell.prepare_shell(files, self._site, config)
        add_generated(files, self._site, self._links, config)

    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> None:
        """Give pages their titles, and find out which files must be made."""
        messages.report(settings.check_front_page(files, config), preview=self._preview)
        shell.set_titles(files, self._site)
        rebuild.plan(self._rebuild, self._site, files, config, preview=self._preview)

    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> None:
        """Read each template once per build, and complete the anchors to which pages link."""
        env.auto_reload = False
        add_anchors(files, self._site)

    def on_page_read_source(self, *, page: Page, config: MkDocsConfig) -> str | None:
        """Spare MkDocs from reading the file of a page whose Markdown the core makes."""
        document = self._site.by_path.get(page.file.src_uri)
        return "" if document and document.markdown is not None else None

    def on_page_markdown(self, markdown: str, *, page: Page, config: MkDocsConfig, files: Files) -> str:
        """Return the page's Markdown as the core makes it, and set what the theme prints of the page."""
        document = self._site.by_path.get(page.file.src_uri)
        page.meta.update(shell.page_meta(document) if document else {})
        made = self._site.markdown(page.file.src_uri)
        return markdown if made is None else made

    def on_page_content(self, html: str, *, page: Page, config: MkDocsConfig, files: Files) -> None:
        """Complete the table of contents, and free the Markdown, which has become HTML."""
        if document := self._site.by_path.get(page.file.src_uri):
            shell.complete_contents(page, document)
        page.markdown = ""

    def on_page_context(
        self, context: TemplateContext, *, page: Page, config: MkDocsConfig, nav: Navigation
    ) -> None:
        """Render the page's content and metadata, only now: MkDocs holds the content of every page."""
        path, link = page.file.src_uri, self._links.from_page(page.url)
        content, address = page.content or "", page.canonical_url
        page.content = self._site.html(path, content, link, address, preview=self._preview)
        page.meta["head"] = self._site.head(path, config.site_name, self._links.absolute)

    def on_post_page(self, output: str, *, page: Page, config: MkDocsConfig) -> None:
        """Free what the finished page held."""
        page.content = page.meta["head"] = None

    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Write the search index and the hosting headers, and free the build."""
        folder, always = Path(config.site_dir), rebuild.unchanging_files(config)
        target = Target(folder, self._links.from_root, config.site_url, always)
        self._rebuild.finish(self._site, target, indexed=self._options.search_index)
        del self._site, self._files, self._links, self._rebuild

    def on_build_error(self, *, error: Exception) -> None:
        """Explain a disk that is full or read-only."""
        messages.explain_disk_error(error)

    def on_shutdown(self) -> None:
        """Skip the final garbage collection: the process ends anyway."""
        gc.freeze()
