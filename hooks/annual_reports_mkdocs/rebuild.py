"""Incremental builds: MkDocs asks of each file whether it must be made again."""

from __future__ import annotations

import gc
from functools import partial
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

from annual_reports.cache.rebuild import FullBuild, IncrementalBuild
from annual_reports.domain.files import is_ours
from annual_reports.publish import site_folder
from annual_reports.rendering.site import Site
from annual_reports_mkdocs.files import GeneratedFile


def start(root: Path, *, dirty: bool, preview: bool) -> FullBuild:
    """Return a full build, or an incremental one of the project's folder `root` if it is `dirty`.

    A cache that other users of the computer can write is not used.
    """
    if preview:
        gc.collect()  # the reports of the last build refer to each other and would stay beside the new ones
        site_folder.put_back(root)
    return IncrementalBuild(root) if dirty and is_ours(root / ".cache") else FullBuild()


def plan(build: FullBuild, site: Site, files: Files, config: MkDocsConfig, *, preview: bool) -> None:
    """Plan the build, and let each file answer whether it must be made: MkDocs asks that in a dirty build."""
    kind = f"{Path(config.config_file_path).name} {config.site_url} {preview}"
    drafts = () if preview else (InclusionLevel.DRAFT,)
    published = [file for file in files if file.inclusion not in (InclusionLevel.EXCLUDED, *drafts)]
    build.plan(site, kind, _settings(config), {file.dest_uri: _source(file, site) for file in published})
    for file in published:
        current = build.is_current(file.dest_uri)
        file.is_modified = partial(bool, not current)  # type: ignore[method-assign]


def unchanging_files(config: MkDocsConfig) -> list[str]:
    """Return the paths of the files that MkDocs writes in every build, without asking."""
    return [*config.theme.static_templates, "sitemap.xml.gz"]


def _source(file: File, site: Site) -> str | Path:
    """Return the source path of a generated file, or the path of a file that is copied."""
    generated = file.src_uri in site.by_path or isinstance(file, GeneratedFile)
    return file.src_uri if generated else Path(str(file.abs_src_path))


def _settings(config: MkDocsConfig) -> list[Any]:
    """Return all settings but the output folder, with the options of plugins in place of their objects."""
    settings = {name: value for name, value in config.items() if name not in ("site_dir", "plugins")}
    options = {name: getattr(plugin, "config", None) for name, plugin in config.plugins.items()}
    return [settings, options, config.theme.name, config.theme.dirs, config.theme.static_templates]
