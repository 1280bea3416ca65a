"""Settings in `mkdocs.yml`: what the site cannot have, and what MkDocs refuses, as findings."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files, InclusionLevel

from annual_reports.checks.menu import check_menu
from annual_reports.domain.findings import Finding, errors, relative_to_cwd, sort_findings
from annual_reports.rendering.site import Site
from annual_reports.sources.settings_file import Settings

_KNOWN = frozenset(MkDocsConfig().keys())
_PROBLEM, _REASON = "Config value '", "': "
"""Beginning of MkDocs' message for a setting that it refuses, and what stands before its reason."""


def check_alone(path: Path) -> list[Finding]:
    """Return what is wrong with the settings by themselves."""
    return Settings(path).check(_KNOWN)


def all_findings(site: Site, config: MkDocsConfig) -> list[Finding]:
    """Return what is wrong with a site and its settings; paths are relative to the working folder."""
    path = Path(config.config_file_path)
    return relative_to_cwd([*site.findings, *_check(Settings(path), site, config)], path.parent)


def _check(settings: Settings, site: Site, config: MkDocsConfig) -> list[Finding]:
    if wrong := settings.check(_KNOWN):
        return wrong
    is_there = partial(_is_theme_file, config)
    menu = check_menu(settings, site.menu_paths, partial(_may_be_left_out, site))
    return [*menu, *settings.missing_styles(is_there)]


def _may_be_left_out(site: Site, path: str) -> bool:
    """Return True if a page may be missing because of an error that is told: one may take many."""
    return site.withholds(path) or bool(errors(site.findings))


def check_front_page(files: Files, config: MkDocsConfig) -> Iterator[Finding]:
    """Yield a finding if the settings leave out the front page."""
    page = files.get_file_from_path("index.md")
    if page and page.inclusion in (InclusionLevel.EXCLUDED, InclusionLevel.DRAFT):
        yield Settings(Path(config.config_file_path)).excluded_front_page()


def problem(path: Path, key: str, reason: str) -> Finding:
    """Return the finding for a setting that MkDocs refuses."""
    return Settings(path).problem(key, reason)


def tell(findings: Iterable[Finding]) -> None:
    """Print findings, one a line."""
    for each in sort_findings(findings):
        click.echo(str(each), err=True)


class TellProblems(logging.Filter):
    """Print what MkDocs says of a setting as a finding, in place of its own message."""

    def __init__(self, path: Path) -> None:
        """Take the path of the settings."""
        super().__init__()
        self._path = path

    def filter(self, record: logging.LogRecord) -> bool:
        """Return False for a message that was printed as a finding."""
        key, divided, reason = str(record.msg).removeprefix(_PROBLEM).partition(_REASON)
        if record.levelno < logging.ERROR or not divided or not str(record.msg).startswith(_PROBLEM):
            return True
        tell([problem(self._path, key, reason)])
        return False


def _is_theme_file(config: MkDocsConfig, path: str) -> bool:
    return any((Path(folder) / path).is_file() for folder in config.theme.dirs)
