"""Find CSS that loads from another host, or that cannot be judged.

CSS has many spellings of an address: escapes, comments, `@import`, `image-set()` and other functions that
take a string. Therefore the text is tokenized as CSS Syntax Level 3 says, and only listed functions and
at-rules may stand in it, whatever they hold; addresses stand in `url()` alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from annual_reports.sanitize.allowlist import listed_words
from annual_reports.sanitize.html import is_safe_to_load

_FUNCTIONS = listed_words("css_functions")
_AT_RULES = listed_words("css_at_rules")
_DRAWING_FUNCTIONS = listed_words("svg_functions")
_DATA = re.compile(r"data:(?:image|font)/[\w.+-]+[;,].*", re.IGNORECASE | re.DOTALL)
_FRAGMENT = re.compile(r"#[\w.-]+")


def find_loading_css(css: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of everything in a style sheet that loads from elsewhere or is not listed."""
    for node in _nodes(css):
        if node.type == "at-keyword" and node.lower_value not in _AT_RULES:
            yield node.source_line, f"@{node.value}"
        elif node.type == "error":
            yield node.source_line, node.kind
        elif node.type == "function" and node.lower_name not in _FUNCTIONS:
            yield node.source_line, f"{node.name}("
        elif (address := _address(node)) is not None and not _is_own(address):
            yield node.source_line, address


def find_loading_value(value: str) -> str | None:
    """Return what an attribute of a drawing must not hold: an unlisted function, an address outside of it."""
    for node in _nodes(value) if "(" in value or "@" in value else ():
        if node.type == "at-keyword":
            return f"@{node.value}"
        if node.type == "error":
            return str(node.kind)
        if node.type == "function" and node.lower_name not in _DRAWING_FUNCTIONS:
            return f"{node.name}("
        if (address := _address(node)) is not None and not _FRAGMENT.fullmatch(address):
            return address
    return None


def _is_own(address: str) -> bool:
    return _DATA.fullmatch(address) is not None or is_safe_to_load(address)


def _nodes(css: str) -> Iterator[Any]:
    """Yield every token and block, the contents of blocks and functions included, in order."""
    from tinycss2 import parse_component_value_list  # noqa: PLC0415  # slow to import, and few sites need it

    waiting = list(reversed(parse_component_value_list(css)))
    while waiting:
        node = waiting.pop()
        yield node
        inside = getattr(node, "arguments", None) or getattr(node, "content", None) or ()
        waiting += reversed(inside)


def _address(node: Any) -> str | None:
    """Return the address of a `url()`, quoted or not; None for other nodes."""
    if node.type == "url":
        return str(node.value)
    if node.type == "function" and node.lower_name == "url":
        strings = [each.value for each in node.arguments if each.type == "string"]
        return strings[0].strip() if len(strings) == 1 else "url("
    return None
