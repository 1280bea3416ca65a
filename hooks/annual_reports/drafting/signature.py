"""Find the signature of a document: issuers, seal and date, as in GB/T 9704-2012, 7.3.5."""

from __future__ import annotations

from datetime import date
from typing import NamedTuple

from annual_reports.documents.paragraphs import Paragraph
from annual_reports.domain.text import match_date, squeeze
from annual_reports.drafting.headings import marker
from annual_reports.drafting.offices import split_offices, without_spaces
from annual_reports.drafting.rules import RULES, pattern, search

_DIGITS = str.maketrans("〇○◯零Oo\u041e\u043e\u039f\u03bf一二三四五六七八九元正", "000000000012345678911")
"""Digits as they are typed in dates: 二O二六年元月; Cyrillic and Greek letters come from scans."""


class SignatureLine(NamedTuple):
    """Line of a signature, or of the lines below a title."""

    names: list[str]
    """Offices, in order."""
    day: date | None = None
    is_date: bool = False
    """True if the line ends as a date, also one that is incomplete or does not exist."""


class Signature(NamedTuple):
    """Signature of a document, with the places of its lines."""

    start: int
    end: int
    lines: list[SignatureLine]


def parse_date(text: str) -> date | None:
    """Parse 二〇二五年元月十日, 2025年1月10日 or 2025-1-10; None for others and days that do not exist."""
    match = match_date(without_spaces(text))
    try:
        return date(*map(_number, match.groups())) if match else None
    except ValueError:
        return None


def _number(text: str) -> int:
    """Convert 2025, 二〇二五 or 二十一; raises ValueError if the characters make no number."""
    text = text.replace("廿", "二十").replace("卅", "三十")
    tens, ten, ones = text.translate(_DIGITS).rpartition("十")
    return int(tens or 1) * 10 + int(ones or 0) if ten else int(ones)


def parse_signature_line(line: Paragraph) -> SignatureLine | None:
    """Parse 甲镇人民政府（盖章）, 2025年1月10日, or both on one line; None for any other line."""
    written = squeeze(line.text)
    if line.is_table or marker(line.text):
        return None
    folded = pattern(RULES["seal"]).sub("", written)
    if match_date(folded) or search("unsure_date", folded):
        return SignatureLine([], parse_date(folded), is_date=True)
    names = split_offices(line.text)
    if names or pattern(RULES["seal"]).fullmatch(written):
        return SignatureLine(names)
    both = search("office_and_date", folded)
    names = split_offices(folded[: both.start(1)].rstrip("(")) if both else []
    return SignatureLine(names, parse_date(both[1]), is_date=True) if both and names else None


def find_signature(lines: list[Paragraph]) -> Signature | None:
    """Find the last lines that are a signature.

    Before the document's last line, a signature has an office and a date; see `_closes` for the last.
    """
    parsed = [parse_signature_line(line) for line in lines]
    end = len(parsed)
    while end:
        start = end
        while start and parsed[start - 1]:
            start -= 1
        block = [line for line in parsed[start:end] if line]
        complete = any(line.names for line in block) and any(line.is_date for line in block)
        if complete or (block and end == len(parsed) and _closes(block)):
            return _with_place(lines, Signature(start, end, block))
        end = min(start, end - 1)
    return None


def _closes(block: list[SignatureLine]) -> bool:
    """Return True if the last lines of a document are a signature: a date, or offices of a named place."""
    names = [name for line in block for name in line.names]
    return any(line.is_date for line in block) or all(search("office_of_place", name) for name in names)


def _with_place(lines: list[Paragraph], found: Signature) -> Signature:
    """Add the line above a lonely date if it is the name of a place: 甲镇."""
    above = without_spaces(lines[found.start - 1].text) if found.start else ""
    if any(line.names for line in found.lines) or not search("place_alone", above):
        return found
    return Signature(found.start - 1, found.end, [SignatureLine([above]), *found.lines])
