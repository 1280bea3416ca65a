"""Split a report's file into header and body, with positions; bad input becomes findings, never an exception.

MkDocs has a parser of its own for front matter, but it hides errors: at an impossible date, a malformed line
or a duplicate key it prints the header as text or drops values, with exit status 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.proofreading.leftovers import leftovers_beside_reports
from annual_reports.sanitize import characters
from annual_reports.sanitize.characters import place_after
from annual_reports.sources.yaml_reader import Marked, read_yaml

LARGEST_FILE = 1_000_000
"""Bytes. The longest real report seen has about 60,000."""

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """Parsed file of a report."""

    path: str
    """Path of the file as findings show it."""
    header: Marked
    text: str
    """Text of the whole file, with line feeds as line ends."""
    body_start: int
    """Offset of the body in `text`."""

    @property
    def body(self) -> str:
        """Text below the header."""
        return self.text[self.body_start :]

    @property
    def digest(self) -> str:
        """SHA-256 of `text`, in hexadecimal digits."""
        return sha256(self.text.encode()).hexdigest()

    def place(self, offset: int) -> Place:
        """Return the position of a character of `text`."""
        return place_after(self.text[:offset], self.path)


def decode_text(data: bytes, path: str) -> str | list[Finding]:
    """Decode a file's bytes to text with line feeds as line ends, or return findings.

    Findings: the file is larger than 1,000,000 bytes, is not UTF-8, or has suspicious characters.
    """
    if len(data) > LARGEST_FILE:
        return [finding("file-too-large", Place(path), size=len(data), limit=LARGEST_FILE)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        return [finding("not-utf8", place_after(before, path))]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return characters.check_characters(text, path) or text


def read_source(data: bytes, path: str) -> tuple[Source | None, list[Finding]]:
    """Split a report's file and parse its header.

    Returns:
        The parsed file, or None if its parts cannot be told apart; and all findings.

    """
    text = decode_text(data, path)
    if isinstance(text, list):
        return None, text
    fences = [match.span() for match in _FENCE.finditer(text)][:2]
    if not fences or fences[0][0] != 0:
        return None, [finding("header-missing", Place(path))]
    if len(fences) == 1:
        return None, [finding("header-unclosed", Place(path))]
    (_, start), (end, body_start) = fences
    header = read_yaml(text[start + 1 : end], path, first_line=2)
    if not header.findings and not isinstance(header.values, dict):
        header.add("header-not-mapping", (), found=text[start + 1 : end].strip())
    header.findings[:] = _marks_of_merge(text[:end], path) or header.findings
    return Source(path, header, text, min(body_start + 1, len(text))), header.findings


def _marks_of_merge(header: str, path: str) -> list[Finding]:
    """Return the conflict markers of a header: what else is wrong there follows from them."""
    return [
        finding(left.code, place_after(header[: left.span[0]], path), **left.facts)
        for left in leftovers_beside_reports(header)
        if left.code == "conflict-marker"
    ]
