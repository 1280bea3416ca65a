"""A page as a parser sees it."""

from __future__ import annotations

import os
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path


@dataclass
class Html(HTMLParser):
    """A page as a parser sees it: its ids, its links, and the text of one element."""

    text_of: str = "body"
    """Class of the element whose text is wanted; `body` for the whole page."""
    ids: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)
    tags: list[tuple[str, dict[str, str | None]]] = field(default_factory=list)
    text: str = ""
    _depth: int = 0

    def __post_init__(self) -> None:
        super().__init__()

    @classmethod
    def of(cls, page: str, text_of: str = "body") -> Html:
        """Parse a page."""
        parser = cls(text_of)
        parser.feed(page)
        return parser

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        self.tags.append((tag, found))
        if found.get("id"):
            self.ids.append(str(found["id"]))
        self.links += [str(found[key]) for key in ("href", "src", "action") if found.get(key)]
        wanted = tag == self.text_of or self.text_of in (found.get("class") or "").split()
        if (self._depth or wanted) and tag not in ("br", "img", "input", "meta", "link", "hr", "wbr"):
            self._depth += 1

    def handle_endtag(self, tag: str) -> None:
        self._depth = max(0, self._depth - 1)

    def handle_data(self, data: str) -> None:
        if self._depth:
            self.text += data


@cache
def named_by(page: str, content: bytes) -> tuple[str, ...]:
    """Return the paths of all files that a page needs to be shown."""
    tags = [
        (tag, at.get("href") if tag == "link" else at.get("src"))
        for tag, at in Html.of(content.decode()).tags
    ]
    links = (link for tag, link in tags if tag in ("link", "script", "img") and link and ":" not in link)
    return tuple(os.path.normpath(Path("/", page).parent / link).lstrip("/") for link in links)
