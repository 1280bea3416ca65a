"""What the core makes: pages, and files to download."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from annual_reports.model import Government, Report

Link = Callable[[str], str]
"""Source path below `docs/` -> address, as the page or file that is being made must write it."""


class Heading(NamedTuple):
    """A heading of a template, for the page's list of contents."""

    id: str
    title: str


class Piece(NamedTuple):
    """A stretch of a line that has an address of its own."""

    anchor: str
    """Empty if it has none."""
    text: str


class Section(NamedTuple):
    """A section of a page as search knows it."""

    heading: str
    """Empty if it has none."""
    lines: Sequence[Sequence[Piece]]
    """What is found stands within one line, but may reach over several pieces."""


class Kind(StrEnum):
    """What a page is about, in the order in which search lists equals."""

    REPORT = "report"
    GOVERNMENT = "government"
    INDICATOR = "indicator"
    CITATION = "citation"
    COMPARISON = "comparison"
    OTHER = "other"


KIND_NAMES = {
    Kind.REPORT: "报告",
    Kind.GOVERNMENT: "地方",
    Kind.INDICATOR: "指标",
    Kind.CITATION: "引用的文件",
    Kind.COMPARISON: "对比",
    Kind.OTHER: "其他页面",
}


def nothing() -> tuple[()]:
    """What a page says that has nothing to say."""
    return ()


Inputs = tuple[Report | str, ...] | None
"""What a file's bytes depend on beside the program and the catalog: reports, and whatever else in words.
None: on everything there is."""


@dataclass(frozen=True, slots=True)
class Document:
    """A page of the site: written by nobody, or written in Markdown and completed by the core."""

    path: str
    """Source path below `docs/`; it decides the address: `years/2024.md` is `/years/2024/`."""
    title: str
    description: str
    """One sentence for search engines."""
    template: str
    context: Mapping[str, Any] | Callable[[], Mapping[str, Any]]
    """What the template is told; made when the page is, where it is large or costly."""
    parent: str | None = None
    """Source path of the page above it."""
    headings: tuple[Heading, ...] = ()
    content_under: str | None = None
    """Id of the heading under which the Markdown's own headings stand."""
    markdown: str | Callable[[], str] | None = ""
    """The page's Markdown, or how it is made. None: what stands in `docs/` is published as it is."""
    sections: Callable[[], Iterable[Section]] = nothing
    """The words by which search finds the page, beside its title; made when they are asked for."""
    hide: tuple[str, ...] = ("navigation",)
    """Parts of the theme that this page does without: navigation, toc."""
    searchable: bool = True
    replaces_source: bool = False
    """Whether what stands in `docs/` under this path is not even to be opened."""
    indexed: bool = True
    """Whether search engines may list it."""
    kind: Kind = Kind.OTHER
    year: int | None = None
    """The year that it is about, if it is about one."""
    government: Government | None = None
    """The government that it is about, if it is about one."""
    report: Report | None = None
    """The report that it prints in full."""
    tables: tuple[str, ...] = ()
    """Source paths of the tables that hold its figures."""
    anchors: Callable[[], Iterable[str]] = nothing
    """Addresses within the page that neither its Markdown nor its headings give."""
    inputs: Inputs = None
    content_of: str | None = None
    """Source path of the page whose Markdown it prints, for a file beside that page."""

    def told(self) -> Mapping[str, Any]:
        """What the template is told."""
        return self.context() if callable(self.context) else self.context

    def text(self) -> str | None:
        """The page's Markdown; None if what stands in `docs/` is published as it is."""
        return self.markdown() if callable(self.markdown) else self.markdown


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the site that is no page: a table, a data set."""

    path: str
    content: Callable[[Link], bytes]
    """Its bytes; addresses in it are counted from the site's root, since it is read elsewhere."""
    inputs: Inputs = None
    source: Path | None = None
    """The file that has the same bytes already, if there is one: a generator can copy it and hold nothing."""
