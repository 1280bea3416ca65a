"""Detect suspicious characters: invisible ones, and digits of other scripts.

Invisible characters make different texts look alike, or display a text in another order than it is stored
(“Trojan Source”, CVE-2021-42574). Digits of other scripts look like numbers, but the parser of amounts and
the check for telephone numbers would misread or miss them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.sanitize.allowlist import listed_words

_INVISIBLE = (
    "\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"  # control characters, and line breaks that editors do not show
    "\u00ad\u034f\u061c\u115f\u1160\u1680\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffc\ufffe\uffff"
)
_INVISIBLE_BEYOND = "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
ZEROS = sorted(int(zero, 16) for zero in listed_words("zeros_of_other_scripts"))
"""Code points of the zeros of all other scripts, in order."""
_BEYOND = 0x10000
"""First code point beyond the basic plane. `re` is slow with classes that list characters beyond it."""
_DIGITS, _DIGITS_BEYOND = (
    "".join(f"{chr(zero)}-{chr(zero + 9)}" for zero in ZEROS if (zero >= _BEYOND) == beyond)
    for beyond in (False, True)
)
_CANDIDATE = re.compile(f"[{_INVISIBLE}{_DIGITS}\U00010000-\U0010ffff]")
"""Matches every suspicious character and all characters beyond the basic plane; fast."""
_SUSPICIOUS = re.compile(f"[{_INVISIBLE}{_INVISIBLE_BEYOND}]|([{_DIGITS}{_DIGITS_BEYOND}])")
_MAX_FINDINGS = 20
"""Maximum number of findings for one file."""


def suspicious_characters(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield offset, finding code and code point (`U+200B`) of each suspicious character."""
    for offset in (match.start() for match in _CANDIDATE.finditer(text)):
        if match := _SUSPICIOUS.match(text, offset):
            code = "odd-digit" if match[1] else "control-character"
            yield offset, code, f"U+{ord(match[0]):04X}"


def first_suspicious_character(text: str) -> tuple[int, str, str] | None:
    """Return the first item of `suspicious_characters`, or None; fast for the usual text without any."""
    return next(suspicious_characters(text), None) if _CANDIDATE.search(text) else None


def check_characters(text: str, path: str) -> list[Finding]:
    """Return findings for the suspicious characters of a file's text, at most 20."""
    return [
        finding(code, place_after(text[:offset], path), found=code_point)
        for offset, code, code_point in islice(suspicious_characters(text), _MAX_FINDINGS)
    ]


def place_after(text: str, path: str) -> Place:
    """Return the position right behind `text`, with which the file begins."""
    return Place(path, text.count("\n") + 1, len(text) - (text.rfind("\n") + 1) + 1)


def replace_unprintable(text: str) -> str:
    """Replace each unprintable character, line breaks included, by a dot."""
    return "".join(c if c.isprintable() else "·" for c in text)
