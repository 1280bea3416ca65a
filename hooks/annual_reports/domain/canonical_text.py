"""Canonical form of a text: what stays the same when only its layout changes.

The canonical form has no white space, no vertical bar (it draws tables) and no full-width form that has a
half-width twin; so it is the same on paper, in Word, on the page and in Markdown. Only where one of these
stands between two numbers a space is left: 12 | 3 is not 1 | 23, and 3，200 is not 3,200.
"""

from __future__ import annotations

import re

from annual_reports.domain.text import fold_width

# These patterns look back behind their first character, because `re` tries a leading look-behind at every
# position of the text.
_BETWEEN_NUMBERS = re.compile(r"[\s|](?<=[0-9.][\s|])[\s|]*(?=[0-9.])")
_WIDE_IN_NUMBERS = re.compile(r"[，：；！？](?<=[0-9０-９].)(?=[0-9０-９])")
_LINE_MARKS = re.compile(r"^(?:[ \t]*(?:#{1,6}|[-+>](?![ \t]+[0-9０-９]))[ \t]+)+", re.MULTILINE)
"""Marks of a heading, and of an item or a quotation, which were once printed as such; + 5 is no item."""
_KEPT_SPACE = "\x00"
"""Placeholder for a space that stays while all other white space goes; no text contains it."""


def canonicalize(text: str) -> str:
    """Return the canonical form of a text, as the module's docstring defines it."""
    folded = fold_width(_WIDE_IN_NUMBERS.sub(rf"\g<0>{_KEPT_SPACE}", text))
    squeezed = "".join(_BETWEEN_NUMBERS.sub(_KEPT_SPACE, folded).split())
    return squeezed.replace("|", "").replace(_KEPT_SPACE, " ")


def without_line_marks(text: str) -> str:
    """Remove the marks of headings, items and quotations from the beginnings of lines."""
    return _LINE_MARKS.sub("", text)
