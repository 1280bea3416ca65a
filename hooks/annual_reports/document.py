"""What the core makes: pages, and files to download."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple

Link = Callable[[str], str]
"""Source path below `docs/` -> address, as the page or file that is being made must write it."""


class Heading(NamedTuple):
    """A heading of a template, for the page's list of contents."""

    id: str
    title: str


@dataclass(frozen=True, slots=True)
class Document:
    """A page of the site: written by nobody, or written in Markdown and completed by the core."""

    path: str
    """Source path below `docs/`; it decides the address: `years/2024.md` is `/years/2024/`."""
    title: str
    description: str
    """One sentence for search engines."""
    template: str
    context: Mapping[str, Any]
    parent: str | None = None
    """Source path of the page above it."""
    headings: tuple[Heading, ...] = ()
    content_under: str | None = None
    """Id of the heading under which the Markdown's own headings stand."""
    markdown: str | None = ""
    """The page's Markdown. None: what stands in `docs/` is published as it is."""
    text: str = ""
    """The words by which search finds the page."""
    hide: tuple[str, ...] = ("navigation",)
    """Parts of the theme that this page does without: navigation, toc."""
    searchable: bool = True
    replaces_source: bool = False
    """Whether what stands in `docs/` under this path is not even to be opened."""
    indexed: bool = True
    """Whether search engines may list it."""
    kind: str = "page"
    """`report`, or `page` for what is derived from reports."""


@dataclass(frozen=True, slots=True)
class Download:
    """A file of the site that is no page: a table, a data set."""

    path: str
    content: Callable[[Link], bytes]
    """Its bytes; addresses in it are counted from the site's root, since it is read elsewhere."""
