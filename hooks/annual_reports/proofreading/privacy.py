"""Find personal data, which must not be published.

Rules: 《个人信息保护法》第二十八条、《政府信息公开条例》第十五条.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from annual_reports.domain.model import Span
from annual_reports.proofreading.rules import RULES, ProofText, TextFinding

_PATTERNS = {code: re.compile(pattern) for code, pattern in RULES["personal_data"].items()}
_LONG_NUMBER = re.compile("[0-9][0-9]{2}[ -]?[0-9]{4}")
_HOUSE_NUMBER = re.compile(r"[0-9]\s?[号栋幢单]")
"""Each match of `_PATTERNS` contains a match of one of these two; they are faster, and rarely match."""
_OFFICE_PHONE = re.compile(RULES["office_phone"])
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_SHOWN = 3
"""Characters at each end that a finding shows; it must not repeat the personal data."""


def personal_data(text: ProofText) -> Iterator[TextFinding]:
    """Find identity, card and phone numbers, and addresses with house numbers; each span is reported once."""
    folded, reported = text.folded, list[Span]()
    long, house = _LONG_NUMBER.search(folded), _HOUSE_NUMBER.search(folded)
    for code, pattern in _PATTERNS.items():
        for match in pattern.finditer(folded) if (house if code == "home-address" else long) else ():
            start, end = match.span()
            if not _is_personal(code, match) or any(start < b and a < end for a, b in reported):
                continue
            reported.append((start, end))
            yield TextFinding(code, (start, end), {"found": _masked(match[0])})


def is_identity_number(digits: str) -> bool:
    """Return True if the check character of 18 digits is right: GB 11643-1999 (ISO 7064, MOD 11-2)."""
    total = sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, digits[:17], strict=True))
    return "10X98765432"[total % 11] == digits[17].upper()


def is_card_number(digits: str) -> bool:
    """Return True if the check digit of a bank card's number is right: ISO/IEC 7812-1, annex B."""
    doubled = (2 * int(d) if index % 2 else int(d) for index, d in enumerate(reversed(digits)))
    return sum(d - 9 if d > 9 else d for d in doubled) % 10 == 0  # noqa: PLR2004  # the sum of two digits


_CHECKSUMS: dict[str, Callable[[str], bool]] = {
    "identity-number": is_identity_number,
    "bank-card": is_card_number,
}


def _is_personal(code: str, match: re.Match[str]) -> bool:
    """Return False for telephone numbers of offices, and for numbers whose checksum is wrong."""
    if code == "phone-number":
        line = match.string.rfind("\n", 0, match.start()) + 1
        return not _OFFICE_PHONE.search(match.string, line, match.start())
    is_valid = _CHECKSUMS.get(code)
    return is_valid is None or is_valid(re.sub("[ -]", "", match[0]))


def _masked(text: str) -> str:
    """Mask the middle of a text: 138*****678."""
    hidden = len(text) - 2 * _SHOWN
    return text[:_SHOWN] + "*" * hidden + text[-_SHOWN:] if hidden > 0 else text
