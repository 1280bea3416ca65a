"""Pages that people write: links that lead nowhere."""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator
from posixpath import dirname, join, normpath
from urllib.parse import unquote

from annual_reports.findings import Finding, Place, finding
from annual_reports.model import WrittenPage

_LINK = re.compile(r"\]\(\s*<?([^)>\s]+)")
_ELSEWHERE = re.compile(r"[a-z][a-z0-9+.-]*:|//|#", re.IGNORECASE)


def dead_links(pages: Iterable[WrittenPage], published: Container[str]) -> Iterator[Finding]:
    """Links to files that nobody wrote and the program does not make.

    Args:
        pages: the pages that people wrote.
        published: source path of everything that will be published.

    """
    for page in pages:
        for match in _LINK.finditer(page.text):
            target = unquote(match[1].partition("#")[0])
            if not _ELSEWHERE.match(match[1]) and _source(page.path, target) not in published:
                yield finding("dead-link", _place(page, match.start(1)), found=match[1])


def _source(path: str, target: str) -> str:
    return normpath(join(dirname(path), target)) if not target.startswith("/") else target.lstrip("/")


def _place(page: WrittenPage, offset: int) -> Place:
    line = page.text.count("\n", 0, offset) + 1
    return Place(f"docs/{page.path}", line, offset - page.text.rfind("\n", 0, offset))
