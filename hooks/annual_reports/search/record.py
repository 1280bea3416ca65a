"""One page as search knows it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

from annual_reports.document import Kind, Piece, Section
from annual_reports.model import Government

Names = Sequence[str]
"""The names of one thing, the one that pages mostly print first."""
Said = Sequence[Any]
"""What a page says, as its file has it: its address, and its sections, each with its heading and its lines. A
line is its pieces, address and text in turn."""


class Record(NamedTuple):
    """A page, and how to learn what it says."""

    address: str
    """Seen from the site's root."""
    title: str
    kind: Kind
    year: int | None
    government: Government | None
    sections: Callable[[], Iterable[Section]]

    def said(self) -> Said:
        """What it says, its title first."""
        sections = (Section("", [[Piece("", self.title)]]), *self.sections())
        return self.address, [
            (told.heading, [[part for piece in line for part in piece] for line in told.lines])
            for told in sections
        ]


def lines_of(said: Said) -> Iterator[str]:
    """The text of each line of a page."""
    return ("".join(line[1::2]) for _, lines in said[1] for line in lines)


def as_json(content: Any) -> str:
    """In as few characters as it takes."""
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))
