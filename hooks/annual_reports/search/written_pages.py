"""Split written pages into searchable sections, by headings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from annual_reports.rendering.document import SearchSection
from annual_reports.search.passages import CELL_SEPARATOR, section
from annual_reports.sources.written_pages import markdown_to_html

_HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
_BLOCKS = _HEADINGS | {"p", "li", "tr", "pre", "div", "blockquote"}
_CELLS = frozenset(("td", "th"))
_BLANK = re.compile("[ \t\n]+")


def markdown_sections(markdown: str) -> Iterator[SearchSection]:
    """Yield the sections of a Markdown page, with the anchors that the generator gives to headings."""
    parser = _SectionParser()
    parser.feed(markdown_to_html(markdown))
    parser.close()
    for anchor, lines in parser.sections:
        if lines:
            yield section(*lines, heading=lines[0] if anchor else "", anchor=anchor)


class _SectionParser(HTMLParser):
    """Parser that collects the lines below each heading; a paragraph or a row of a table is one line."""

    def __init__(self) -> None:
        super().__init__()
        self.sections: list[tuple[str, list[str]]] = [("", [])]
        self._line = ""
        self._is_preformatted = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Start a line or a section."""
        if tag in _BLOCKS:
            self._end()
        if tag in _HEADINGS:
            self.sections.append((dict(attrs).get("id") or "", []))
        if tag in _CELLS and self._line.strip():
            self._line = self._line.rstrip() + CELL_SEPARATOR
        self._is_preformatted |= tag == "pre"

    def handle_endtag(self, tag: str) -> None:
        """End a line."""
        if tag in _BLOCKS:
            self._end()
        self._is_preformatted &= tag != "pre"

    def handle_data(self, data: str) -> None:
        """Append text to the line; preformatted text keeps its lines, style sheets are skipped."""
        if self.cdata_elem:
            return
        first, *following = data.split("\n") if self._is_preformatted else [_BLANK.sub(" ", data)]
        self._line += first
        for line in following:
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
