"""Find the position in a page's Markdown of what was found in its HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape

from annual_reports.domain.findings import Place
from annual_reports.sanitize.characters import place_after

_NOT_INSIDE = "(?<![a-zA-Z0-9:/.])"
_NOT_LONGER = "(?![a-zA-Z0-9/#?&=%.-])"
_NAMED = {"&": "|&amp;", "<": "|&lt;", ">": "|&gt;", '"': "|&quot;"}


class Positions:
    """Positions in the Markdown of pieces of its HTML; a repeated call returns the next occurrence."""

    def __init__(self, text: str, path: str) -> None:
        """Take a page's Markdown and its path as findings show it."""
        self._text, self._path = text, path
        self._search_from: dict[str, int] = {}

    def of(self, html: str) -> Place:
        """Return the position of a tag or an address, or of the longest prefix that is in the Markdown."""
        for pattern in _patterns(html):
            if match := pattern.search(self._text, self._search_from.get(pattern.pattern, 0)):
                self._search_from[pattern.pattern] = match.end()
                return place_after(self._text[: match.start()], self._path)
        return Place(self._path)

    def of_character(self, code_point: str) -> Place:
        """Return the position of the character reference for a code point such as `U+200B`."""
        character = chr(int(code_point.removeprefix("U+"), 16))
        for match in re.finditer(r"&#?\w+;?", self._text):
            if character in unescape(match[0]):
                return place_after(self._text[: match.start()], self._path)
        return Place(self._path)


def _patterns(html: str) -> Iterator[re.Pattern[str]]:
    """Yield patterns for a tag, an address or other words: the whole, then ever shorter beginnings."""
    is_address = not html.startswith(("<", "[", "]"))
    before = _NOT_INSIDE if is_address else ""
    for length in (len(html), 40, 20, 10, 5):
        after = _NOT_LONGER if is_address and length >= len(html) else ""
        yield re.compile(before + "".join(map(_ways_to_write, html[:length])) + after)


def _ways_to_write(sign: str) -> str:
    """Return a pattern for a sign as it may stand in Markdown: itself, behind a backslash, as a reference."""
    escaped, code = re.escape(sign), ord(sign)
    backslash = "" if sign.isalnum() else r"\\?"
    return rf"(?:{backslash}{escaped}|&#0*{code};|&#[xX]0*(?i:{code:x});{_NAMED.get(sign, '')})"
