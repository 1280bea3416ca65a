"""Define one page as a document of the search index."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from annual_reports.domain.catalog import Government
from annual_reports.rendering.document import PageKind, SearchPiece, SearchSection

SynonymGroup = Sequence[str]
"""Names with the same meaning; the one that pages use most comes first."""
StoredPage = Sequence[Any]
"""Text of a page as a text shard stores it: address, and sections. A section is its heading and its lines; a
line is the anchors and texts of its pieces in turn."""


class Record(NamedTuple):
    """Document of the index: a page, and a function that returns its text."""

    address: str
    """Address of the page, relative to the site's root."""
    title: str
    kind: PageKind
    year: int | None
    government: Government | None
    sections: Callable[[], Iterable[SearchSection]]

    def stored_page(self) -> StoredPage:
        """Return the text of the page as it is stored; the first section is the title."""
        sections = (SearchSection("", [[SearchPiece("", self.title)]]), *self.sections())
        return self.address, [
            (section.heading, [[part for piece in line for part in piece] for line in section.lines])
            for section in sections
        ]


def line_texts(page: StoredPage) -> Iterator[str]:
    """Yield the text of each line of a stored page."""
    return ("".join(line[1::2]) for _, lines in page[1] for line in lines)


def compact_json(content: Any) -> str:
    """Serialize to JSON without white space."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
