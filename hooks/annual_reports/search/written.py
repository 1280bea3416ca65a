"""What search is told of a page that people wrote in Markdown: its text by headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from annual_reports.document import Section
from annual_reports.search.passages import CELL, section
from annual_reports.written_pages import html_of

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | {"p", "li", "tr", "pre", "div", "blockquote"}
_CELLS = frozenset(("td", "th"))
_BLANK = re.compile("[ \t\n]+")


def of_markdown(markdown: str) -> Iterator[Section]:
    """A written page by its headings, under the addresses that the generator gives them."""
    reader = _Reader()
    reader.feed(html_of(markdown))
    reader.close()
    for anchor, lines in reader.sections:
        if lines:
            yield section(*lines, heading=lines[0] if anchor else "", anchor=anchor)


class _Reader(HTMLParser):
    """HTML -> the lines below each heading; a paragraph is a line, a row of a table too."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[tuple[str, list[str]]] = [("", [])]
        self._line = ""
        self._as_it_stands = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a line or a section."""
        if tag in _BLOCKS:
            self._end()
        if tag in _HEADINGS:
            self.sections.append((dict(attrs).get("id") or "", []))
        if tag in _CELLS and self._line.strip():
            self._line = self._line.rstrip() + CELL
        self._as_it_stands |= tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        """End a line."""
        if tag in _BLOCKS:
            self._end()
        self._as_it_stands &= tag != "pre"

    def handle_data(self, data: str) -> None:
        """Go on with a line; code has lines of its own, and a style sheet is no text."""
        if self.cdata_elem:
            return
        first, *others = data.split("\n") if self._as_it_stands else [_BLANK.sub(" ", data)]
        self._line += first
        for line in others:
            self._end()
            self._line = line

    def close(self) -> None:
        """End the last line."""
        super().close()
        self._end()

    def _end(self) -> None:
        if line := self._line.strip():
            self.sections[-1][1].append(line)
        self._line = ""
