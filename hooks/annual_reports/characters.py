"""Characters that no document here has a use for: they hide, reorder or forge what is read.

Unseen ones make two texts look alike that are not, or one read otherwise than it is stored (“Trojan
Source”, CVE-2021-42574). Digits of other scripts look like numbers; what reads amounts or looks for
telephone numbers would misread them or pass them over.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from annual_reports.findings import Finding, Place, finding
from annual_reports.harmless import words

_UNSEEN = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, line ends that no editor shows
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\ufffe\uffff"
)
_UNSEEN_BEYOND = "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
ZEROS = sorted(int(zero, 16) for zero in words("zeros_of_other_scripts"))
_BEYOND = 0x10000
"""From here on few characters are of any use; `re` is slow with classes that name them one by one."""
_DIGITS, _DIGITS_BEYOND = (
    "".join(f"{chr(zero)}-{chr(zero + 9)}" for zero in ZEROS if (zero >= _BEYOND) == beyond)
    for beyond in (False, True)
)
_MAY_BE_ODD = re.compile(f"[{_UNSEEN}{_DIGITS}\U00010000-\U0010ffff]")
_ODD = re.compile(f"[{_UNSEEN}{_UNSEEN_BEYOND}]|([{_DIGITS}{_DIGITS_BEYOND}])")
_MOST = 20
"""Places of one file that are told."""


def odd(text: str) -> Iterator[tuple[int, str, str]]:
    """Each odd character: where it stands, the code of its finding, and its number."""
    for place in (match.start() for match in _MAY_BE_ODD.finditer(text)):
        if match := _ODD.match(text, place):
            code = "odd-digit" if match[1] else "control-character"
            yield place, code, f"U+{ord(match[0]):04X}"


def first_odd(text: str) -> tuple[int, str, str] | None:
    """The first odd character, as `odd` tells it; nearly all texts have none."""
    return next(odd(text), None) if _MAY_BE_ODD.search(text) else None


def findings(text: str, path: str) -> list[Finding]:
    """What is to be told of a file's text."""
    return [
        finding(code, place_after(text[:offset], path), found=number)
        for offset, code, number in islice(odd(text), _MOST)
    ]


def place_after(text: str, path: str) -> Place:
    """The place behind a text with which a file begins."""
    return Place(path, text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1)


def shown(text: str) -> str:
    """A text on one line, with a dot for each character that cannot be printed."""
    return "".join(c if c.isprintable() else "·" for c in text)
