"""Check the links of written pages."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.domain.model import WrittenPage

_LINK = re.compile(r"\]\(\s*<?([^)>\s]+)")
_EXTERNAL = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


def dead_links(pages: Iterable[WrittenPage], published: Container[str]) -> Iterator[Finding]:
    """Find links to files that are not part of the site.

    Args:
        pages: pages that people write, in Markdown.
        published: source paths of all files of the site.

    """
    for page in pages:
        for match in _LINK.finditer(page.text):
            target = unquote(match[1].partition("#")[0])
            if not _EXTERNAL.match(match[1]) and _source_path(page.path, target) not in published:
                yield finding("dead-link", _place_of_link(page, match.start(1)), found=match[1])


def _source_path(path: str, target: str) -> str:
    return normpath(join(dirname(path), target)) if not target.startswith("/") else target.lstrip("/")


def _place_of_link(page: WrittenPage, offset: int) -> Place:
    line = page.text.count("\n", 0, offset) + 1
    return Place(f"docs/{page.path}", line, offset - page.text.rfind("\n", 0, offset))
