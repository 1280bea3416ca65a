"""Extract the words of HTML and SVG that people or machines read: text, comments, data, values of attributes.

More is taken rather than less: the result is searched for words that must not be published, never shown.
"""

from __future__ import annotations

import re
from functools import lru_cache
from html import unescape
from urllib.parse import unquote

from annual_reports.sanitize.allowlist import listed_words

_TAG = re.compile(r"</?([^\s<>/]*)[^<>]*>")
_INLINE = listed_words("inline_elements")
"""Elements that break no line: 138<b>1234</b>5678 is read as one number."""
_NEXT_CELL = re.compile(r"</(?:t[dh]|dt)>\s*<(?:t[dh]|dd)\b[^<>]*>", re.IGNORECASE)
_JOINT = "\x00"
_SPLIT_NUMBER = re.compile(rf"(?<=[0-9０-９]){_JOINT}+(?=[0-9０-９])")
_COMMENT = re.compile(r"<!--(.*?)-->", re.DOTALL)
_ATTRIBUTE = re.compile(
    r"\s(?!(?:class|d|points|viewBox|transform|gradientTransform|patternTransform|values|style|width|height"
    r"|[xy][12]?|[cdr][xy]|r|stroke-[a-z]+|font-[a-z]+|sizes|integrity)=)[a-zA-Z][\w:.-]*=(?:\"([^\"]*)\"|'([^']*)')"
)
"""Attribute with words or an address; not those that hold coordinates and names of styles."""
_PERCENT = re.compile("(?:%[0-9a-fA-F]{2})+")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})")


def words_of_markup(markup: str) -> str:
    """Return the words of HTML or SVG, one element, row of a table or value a line.

    A number with tags between its digits is given as one number, and on another line as several.
    """
    rows = _NEXT_CELL.sub(" | ", markup)
    text = _TAG.sub(lambda tag: _JOINT if tag[1].lower() in _INLINE else "\n", rows)
    is_split = _SPLIT_NUMBER.search(text) is not None
    split = [line.replace(_JOINT, " ") for line in text.split("\n") if _JOINT in line] if is_split else ()
    values = dict.fromkeys(value or other for value, other in _ATTRIBUTE.findall(markup))
    parts = [text.replace(_JOINT, ""), *split, *values, *_COMMENT.findall(markup)]
    return decode_escapes(unescape("\n".join(parts)))


def decode_escapes(text: str) -> str:
    r"""Decode what addresses and JSON write otherwise: %31 and \u0031 are 1."""
    if "\\u" in text:
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)
    return _PERCENT.sub(lambda match: _unquoted(match[0]), text) if "%" in text else text


@lru_cache(maxsize=1 << 12)
def _unquoted(escaped: str) -> str:
    """Return the characters of a run of escapes; cached, since the addresses of a site repeat."""
    return unquote(escaped)
