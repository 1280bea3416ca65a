"""Personal data, which must not be published (《个人信息保护法》第二十八条、《政府信息公开条例》第十五条)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from annual_reports.model import Span
from annual_reports.proofreading.rules import RULES, Manuscript, Remark

_PATTERNS = {code: re.compile(pattern) for code, pattern in RULES["personal_data"].items()}
_LONG_NUMBER = re.compile("[0-9][0-9]{2}[ -]?[0-9]{4}")
_HOUSE_NUMBER = re.compile(r"[0-9]\s?[号栋幢单]")
"""One of them stands in all that the patterns find, and is found many times faster; most texts have none."""
_OFFICE_PHONE = re.compile(RULES["office_phone"])
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SHOWN = 3
"""Characters at either end that a finding repeats; the rest would only spread the number."""


def personal_data(manuscript: Manuscript) -> Iterator[Remark]:
    """Identity, card and phone numbers, and addresses with house numbers; each place is told once."""
    text, taken = manuscript.folded, list[Span]()
    long, house = _LONG_NUMBER.search(text), _HOUSE_NUMBER.search(text)
    for code, pattern in _PATTERNS.items():
        for match in pattern.finditer(text) if (house if code == "home-address" else long) else ():
            start, end = match.span()
            if not _is_meant(code, match) or any(start < b and a < end for a, b in taken):
                continue
            taken.append((start, end))
            yield Remark(code, (start, end), {"found": _masked(match[0])})


def is_identity_number(digits: str) -> bool:
    """The check character of GB 11643-1999 (ISO 7064, MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:17], strict=True))
    return "10X98765432"[total % 11] == digits[17].upper()


def is_card_number(digits: str) -> bool:
    """The check digit of bank cards (ISO/IEC 7812-1, annex B)."""
    doubled = (2 * int(d) if place % 2 else int(d) for place, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0  # noqa: PLR2004  # the sum of two digits


_PROOFS: dict[str, Callable[[str], bool]] = {
    "identity-number": is_identity_number,
    "bank-card": is_card_number,
}


def _is_meant(code: str, match: re.Match[str]) -> bool:
    if code == "phone-number":
        line = match.string.rfind("\n", 0, match.start()) + 1
        return not _OFFICE_PHONE.search(match.string, line, match.start())
    proof = _PROOFS.get(code)
    return proof is None or proof(re.sub("[ -]", "", match[0]))


def _masked(text: str) -> str:
    """138*****678: enough to find it, too little to use it."""
    hidden = len(text) - 2 * _SHOWN
    return text[:_SHOWN] + "*" * hidden + text[-_SHOWN:] if hidden > 0 else text
