"""Output of the core: pages, and files to download."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from annual_reports.domain.catalog import Government
from annual_reports.domain.model import Report

Link = Callable[[str], str]
"""Source path below `docs/` -> address, as it must be written in the page or file that contains the link."""


class Heading(NamedTuple):
    """Heading of a template, for the page's table of contents."""

    id: str
    title: str


class SearchPiece(NamedTuple):
    """Part of a line, with its own anchor."""

    anchor: str
    """Empty if the page has no anchor there."""
    text: str


class SearchSection(NamedTuple):
    """Searchable section of a page."""

    heading: str
    """Empty for text above the first heading."""
    lines: Sequence[Sequence[SearchPiece]]
    """A match lies within one line, but may span several pieces."""


class PageKind(StrEnum):
    """Kind of page. Search lists equally good results in this order."""

    REPORT = "report"
    GOVERNMENT = "government"
    INDICATOR = "indicator"
    CITATION = "citation"
    COMPARISON = "comparison"
    OTHER = "other"


KIND_NAMES = {
    PageKind.REPORT: "报告",
    PageKind.GOVERNMENT: "地方",
    PageKind.INDICATOR: "指标",
    PageKind.CITATION: "引用的文件",
    PageKind.COMPARISON: "对比",
    PageKind.OTHER: "其他页面",
}


def nothing() -> tuple[()]:
    """Default for optional generators: yields nothing."""
    return ()


Inputs = tuple[Report | str, ...] | None
"""Inputs of a file beside the program and the catalog: reports, and other values as text. The file is made
again when one of them changes. None if the file depends on all reports and pages."""


@dataclass(frozen=True, slots=True)
class Document:
    """Page of the site: generated, or written in Markdown and completed by the core."""

    path: str
    """Source path below `docs/`, from which the address follows: `years/2024.md` becomes `/years/2024/`."""
    title: str
    description: str
    """One sentence for search engines."""
    template: str
    context: Mapping[str, Any] | Callable[[], Mapping[str, Any]]
    """Values for the template; a function if they are large or slow to compute, called for rendering."""
    parent: str | None = None
    """Source path of its parent page."""
    headings: tuple[Heading, ...] = ()
    content_under: str | None = None
    """Id of the template's heading under which the Markdown's headings are listed."""
    markdown: str | None = ""
    """The page's Markdown; empty for a report. None if the page is published as it is in `docs/`."""
    sections: Callable[[], Iterable[SearchSection]] = nothing
    """Yields the text in which search finds the page, beside its title."""
    hide: tuple[str, ...] = ("navigation",)
    """Parts of the theme that are left out on this page: navigation, toc."""
    searchable: bool = True
    replaces_source: bool = False
    """True if the file in `docs/` under this path must not be read."""
    indexed: bool = True
    """False if search engines must not list it."""
    kind: PageKind = PageKind.OTHER
    year: int | None = None
    """Year that the page is about."""
    government: Government | None = None
    """Government that the page is about."""
    report: Report | None = None
    """Report whose signed text is the page's content."""
    tables: tuple[str, ...] = ()
    """Source paths of the tables with the figures of the page."""
    anchors: Callable[[], Iterable[str]] = nothing
    """Yields the anchors of the page that are neither in its Markdown nor in `headings`."""
    inputs: Inputs = None
    content_of: str | None = None
    """Source path of the page whose text this file shows alone; its address is that page's."""

    def template_context(self) -> Mapping[str, Any]:
        """Return the values for the template."""
        return self.context() if callable(self.context) else self.context


@dataclass(frozen=True, slots=True)
class Download:
    """File of the site that is not a page: a table, a data set."""

    path: str
    content: Callable[[Link], bytes]
    """Makes the bytes. The `Link` must give addresses that are valid anywhere: whole, or from the root."""
    inputs: Inputs = None
    source: Path | None = None
    """File that has these bytes already; a generator can copy it, which takes no memory."""
