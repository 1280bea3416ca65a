"""Tokenize the subset of HTML that all parsers read alike, and check addresses of links and pictures.

In this subset there is no `<` outside of tags, tags have the form below, and values of attributes are quoted
and contain neither `<` nor `>`; elements whose content is not markup (`script`, `style`, `textarea` …) have
no `<` inside. All tokenizers split such a text into the same elements; tricks against HTML filters need a tag
that one parser sees and another does not.
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
_UNSAFE_IN_ADDRESS = re.compile(r"[\x00-\x1f\x7f\\]")
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
_HOST = r"(?:[A-Za-z0-9-]+|[\u4e00-\u9fff0-9-]+)"
WEB_ADDRESS = re.compile(rf"(?i:https?)://{_HOST}(?:\.{_HOST})*(?::\d+)?(?:[/?#][^\s\\\"'<>]*)?")
"""Web address; each label of its host is Latin or Chinese, not both, and no user name is before the host."""
_MAIL_FIELDS = r"(?:\?(?:subject|body)=[^\s&?]*(?:&(?:subject|body)=[^\s&?]*)*)?"
_MAIL_OR_PHONE = re.compile(
    rf"mailto:[\w.+-]+@[\w-]+(?:\.[\w-]+)+{_MAIL_FIELDS}|tel:\+?[\d-]+", re.ASCII | re.IGNORECASE
)
_ALIGNED_CELL = re.compile(r'<(t[hd]) style="text-align: (left|center|right);">')


class Token(NamedTuple):
    """Tag, comment, or a `<` that is neither."""

    start: int
    text: str
    """Source text of the token."""
    name: str | None
    """Element in lower case; None for a comment, empty for text that parsers may read differently."""
    is_end: bool
    attributes: tuple[tuple[str, str], ...]
    """Names in lower case, values with character references decoded."""


def tokens(html: str) -> Iterator[Token]:
    """Yield a token for everything that begins with `<`."""
    for match in _TOKEN.finditer(html):
        yield Token(match.start(), match[0], *_parse_token(match[0]))


@lru_cache(maxsize=1 << 16)
def _parse_token(text: str) -> tuple[str | None, bool, tuple[tuple[str, str], ...]]:
    """Return `name`, `is_end` and `attributes` of a token; cached, because a site repeats most tags."""
    match = _TOKEN.fullmatch(text)
    if match is None:  # a token cut off in the middle is not a tag
        return "", False, ()
    if match["comment"] is not None:
        return None, False, ()
    attributes = _ATTRIBUTES.findall(match["attributes"] or "")
    pairs = tuple((key.lower(), unescape(value)) for key, value in attributes)
    return (match["name"] or "").lower(), bool(match["end"]), pairs


def is_external(address: str) -> bool:
    """Return True if an address has a scheme or a host of its own: `https:`, `mailto:`, `//host`."""
    return _SCHEME.match(address) is not None


def is_safe_to_follow(address: str) -> bool:
    """Return True if a link may have this address: a page of the site, the web, a mailbox or a telephone."""
    if _UNSAFE_IN_ADDRESS.search(address) or address != address.strip():
        return False  # browsers remove or convert such characters before they parse the scheme
    if is_external("".join(address.split())) and not is_external(address):
        return False
    return not is_external(address) or bool(
        WEB_ADDRESS.fullmatch(address) or _MAIL_OR_PHONE.fullmatch(address)
    )


def is_safe_to_load(address: str) -> bool:
    """Return True if a page may load a file from this address: only from the site itself."""
    return is_safe_to_follow(address) and not is_external(address)


def with_alignment_classes(html: str) -> str:
    """Replace the style attributes of Markdown's table cells by classes; a strict CSP forbids them."""
    return _ALIGNED_CELL.sub(r'<\1 class="ar-\2">', html)
