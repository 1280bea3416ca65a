"""HTML within the subset in which all parsers agree, so that judging it once judges it for every browser.

Outside of tags there is no `<`, a tag is written as below, an attribute's value stands in quotation marks
and holds neither `<` nor `>`. Of such a text every tokenizer makes the same elements; what tricks filters
is a tag that one parser sees and another does not. Elements whose content is no markup (`script`, `style`,
`textarea` …) hold no `<` either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from html import unescape
from typing import NamedTuple

_ATTRIBUTE = r'\s+([a-zA-Z][a-zA-Z0-9:_-]*)(?:="([^"<>]*)")?'
_TOKEN = re.compile(
    rf"<(?P<end>/?)(?P<name>[a-zA-Z][a-zA-Z0-9-]*)(?P<attributes>(?:{_ATTRIBUTE})*)\s*/?>"
    r"|<!--(?P<comment>[^<>]*)-->|<(?P<other>[^<>]{0,60}>?)"
)
_ATTRIBUTES = re.compile(_ATTRIBUTE)
_UNSEEN_IN_ADDRESS = re.compile(r"[\x00-\x1f\x7f\\]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_HOST = r"(?:[a-z0-9-]+|[\u4e00-\u9fff0-9-]+)"
WEB = re.compile(rf"https?://{_HOST}(?:\.{_HOST})*(?::\d+)?(?:[/?#][^\s\\\"'<>]*)?", re.IGNORECASE)
"""An address of the web: a host in one script, and no name in front of it that could pass for the host."""
_LETTER = r"(?:\?(?:subject|body)=[^\s&?]*(?:&(?:subject|body)=[^\s&?]*)*)?"
_TO_PEOPLE = re.compile(
    rf"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+{_LETTER}|tel:\+?[\d-]+", re.ASCII | re.IGNORECASE
)
_SIDES = re.compile(r'<(t[hd]) style="text-align: (left|center|right);">')


class Token(NamedTuple):
    """A tag, a comment, or a `<` that is neither."""

    start: int
    text: str
    """As it is written."""
    name: str | None
    """In lower case. None for a comment, empty for what parsers could take for different things."""
    is_end: bool
    attributes: tuple[tuple[str, str], ...]
    """Names in lower case, values as browsers read them."""


def tokens(html: str) -> Iterator[Token]:
    """Everything in a text that begins with `<`."""
    for match in _TOKEN.finditer(html):
        yield Token(match.start(), match[0], *_read(match[0]))


@lru_cache(maxsize=1 << 16)
def _read(written: str) -> tuple[str | None, bool, tuple[tuple[str, str], ...]]:
    """Name, end and attributes of one tag; most tags of a site are alike."""
    match = _TOKEN.fullmatch(written)
    if match is None:  # what is cut off in the middle is no tag
        return "", False, ()
    if match["comment"] is not None:
        return None, False, ()
    attributes = _ATTRIBUTES.findall(match["attributes"] or "")
    pairs = tuple((key.lower(), unescape(value)) for key, value in attributes)
    return (match["name"] or "").lower(), bool(match["end"]), pairs


def leads_out(address: str) -> bool:
    """Whether an address, as a browser reads it, has a scheme or a host of its own."""
    return _SCHEME.match(address) is not None


def is_safe_to_follow(address: str) -> bool:
    """Whether a link may lead there: within the site, on the web, to a mailbox or a telephone."""
    if _UNSEEN_IN_ADDRESS.search(address) or address != address.strip():
        return False  # browsers drop or turn such characters before they look for the scheme
    if leads_out("".join(address.split())) and not leads_out(address):
        return False
    return not leads_out(address) or bool(WEB.fullmatch(address) or _TO_PEOPLE.fullmatch(address))


def is_safe_to_load(address: str) -> bool:
    """Whether a page may load it: from the site itself only."""
    return is_safe_to_follow(address) and not leads_out(address)


def classed(html: str) -> str:
    """Give cells of Markdown's tables classes for their sides: strict policies take no style attributes."""
    return _SIDES.sub(r'<\1 class="ar-\2">', html)
