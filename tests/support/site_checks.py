"""Checks that every built site must pass, whatever it shows; each returns what is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urljoin, urlparse

from support.html_page import Html
from support.sites import contents

NOT_LINKS = ("data:", "mailto:", "https://example.com/")
"""Beginnings of addresses that lead out of a site; the last one is the made-up county's."""


@cache
def html_pages(site: Path) -> dict[str, Html]:
    """Parse every page of a built site."""
    return {name: Html.of(data.decode()) for name, data in contents(site).items() if name.endswith(".html")}


def broken_links(site: Path) -> list[tuple[str, str]]:
    """Return page and link of each link to a page, a file or a place on a page that is not there.

    404.html is left out: it is shown at any address, so its links begin at the root of the host.
    """
    files = set(contents(site))
    return [
        (name, link)
        for name, page in html_pages(site).items()
        if name != "404.html"
        for link in page.links
        if not link.startswith(NOT_LINKS) and not _leads_somewhere(site, files, name, link)
    ]


def _leads_somewhere(site: Path, files: set[str], name: str, link: str) -> bool:
    target = urlparse(urljoin(f"http://site/{name}", link))
    path = unquote(target.path).lstrip("/")
    path += "index.html" if not path or path.endswith("/") else ""
    if target.netloc != "site" or path not in files:
        return False
    anchor = unquote(target.fragment)
    return not anchor or anchor.startswith("__") or anchor in html_pages(site)[path].ids


def loaded_from_elsewhere(site: Path) -> list[tuple[str, str]]:
    """Return page and address of everything that a page loads from another host."""
    return [
        (name, str(attrs[key]))
        for name, page in html_pages(site).items()
        for tag, attrs in page.tags
        if tag != "a" and attrs.get("rel") != "canonical"
        for key in ("href", "src", "action")
        if re.match(r"(https?:)?//", attrs.get(key) or "")
    ]


def repeated_ids(site: Path) -> list[str]:
    """Return the pages with an id that stands twice."""
    return [name for name, page in html_pages(site).items() if len(page.ids) != len(set(page.ids))]


def blank_cells(site: Path) -> Iterator[str]:
    """Yield the pages with a cell or an entry of a list that shows nothing."""
    for name in html_pages(site):
        if re.search(r"<(td|th|dd|li)[^>]*>\s*</\1>", (site / name).read_text(encoding="utf-8")):
            yield name
