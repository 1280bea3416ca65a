"""A report's file: bytes in, header with places and body out. Strict, and never a traceback.

MkDocs reads front matter too, but forgives everything: a date that does not exist, a malformed line
or a duplicate key make it print the header as text or drop values, with exit status 0.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from hashlib import sha256

from annual_reports import characters
from annual_reports.characters import place_after
from annual_reports.findings import Finding, Place, finding
from annual_reports.strict_yaml import Marked
from annual_reports.strict_yaml import read as read_yaml

LARGEST_FILE = 1_000_000
"""Bytes. The longest real report seen has about 60,000."""

_FENCE = re.compile(r"^---[ \t]*$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Source:
    """A file as read: its header, and the body with the line it begins on."""

    path: str
    header: Marked
    text: str
    """The whole file with plain line ends."""
    body_start: int

    @property
    def body(self) -> str:
        """What stands below the header."""
        return self.text[self.body_start :]

    @property
    def digest(self) -> str:
        """SHA-256 of its text."""
        return sha256(self.text.encode()).hexdigest()

    def place(self, offset: int) -> Place:
        """The place of a character of the file."""
        return place_after(self.text[:offset], self.path)


def decode(data: bytes, path: str) -> str | list[Finding]:
    """Turn a file's bytes into text with plain line ends, or say why not."""
    if len(data) > LARGEST_FILE:
        return [finding("file-too-large", Place(path), size=len(data), limit=LARGEST_FILE)]
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = data[: error.start].decode("utf-8", "replace")
        return [finding("not-utf8", place_after(before, path))]
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return characters.findings(text, path) or text


def read(data: bytes, path: str) -> tuple[Source | None, list[Finding]]:
    """Split a report's file and read its header."""
    text = decode(data, path)
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
    return Source(path, header, text, min(body_start + 1, len(text))), header.findings
