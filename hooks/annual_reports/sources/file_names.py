"""Check names, types and contents of the files below `docs/`.

Files other than Markdown are published unchanged, so that only types that are safe to open are allowed.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from fnmatch import fnmatchcase
from pathlib import Path, PurePosixPath

from annual_reports.domain.findings import Finding, Place, finding
from annual_reports.domain.text import is_spreadsheet_formula
from annual_reports.sanitize import svg
from annual_reports.sanitize.allowlist import listed_words
from annual_reports.sanitize.characters import replace_unprintable, suspicious_characters
from annual_reports.sources.front_matter import decode_text

ALLOWED_SUFFIXES = listed_words("file_suffixes")
"""Suffixes of files beside pages, in lower case with the dot."""
_LEFT_BEHIND = sorted(listed_words("left_behind"))
_NAME = re.compile(r"[\w（《〔“](?:[\w .,()+（）《》〔〕“”，、·—–-]*[\w)）》〕”])?")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST_NAME = 200
"""Bytes in UTF-8; most file systems allow 255."""
_PAGE = re.compile(r"(?:/(?:index|readme))?\.md$")
_DELIMITERS = (",", ";", "\t")
"""Delimiters of CSV files; which of them a spreadsheet uses depends on the computer's locale."""


def read_file(path: Path, place: Place) -> bytes | Finding:
    """Return a file's bytes, or a finding if it cannot be read or is a symbolic link."""
    if path.is_symlink():
        return finding("link-of-files", place, found=path.name)
    if path.exists() and not path.is_file():
        return finding("unreadable-file", place, reason="不是普通文件")
    try:
        return path.read_bytes()
    except PermissionError:
        return finding("unreadable-file", place, reason="没有读的权限")
    except OSError as error:
        return finding("unreadable-file", place, reason=error.strerror)


def find_misnamed(sources: Iterable[str], shown_as: str) -> dict[str, Finding]:
    """Return source path -> finding for each path that is unsafe in an address, a command or a list.

    `sources` are paths below the folder that findings call `shown_as`.
    """
    bad_parts = (
        (source, next((part for part in source.split("/") if not _is_valid_name(part)), None))
        for source in sources
    )
    return {
        source: finding("file-name", _place(source, shown_as), found=part)
        for source, part in bad_parts
        if part
    }


def find_left_behind(sources: Iterable[str], shown_as: str) -> dict[str, Finding]:
    """Return source path -> finding for each path that a program made by itself, such as Thumbs.db."""
    return {
        source: finding("left-behind", _place(source, shown_as), found=source.rpartition("/")[2])
        for source in sources
        if any(fnmatchcase(part.lower(), name) for part in source.split("/") for name in _LEFT_BEHIND)
    }


def find_name_clashes(sources: Iterable[str], shown_as: str) -> Iterator[Finding]:
    """Yield a finding for each page or file whose address equals another's, but for upper and lower case."""
    by_address: dict[str, list[str]] = {}
    for source in sources:
        by_address.setdefault(_PAGE.sub("/", f"/{source.casefold()}"), []).append(source)
    for clashing in by_address.values():
        for source in clashing if len(clashing) > 1 else ():
            other = next(other for other in clashing if other != source)
            yield finding("name-clash", _place(source, shown_as), other=f"{shown_as}/{other}")


def find_folders_named_as_files(sources: Iterable[str], shown_as: str) -> Iterator[Finding]:
    """Yield a finding for each folder 2025.md: a report is looked for there, and nothing is read."""
    folders = {parent for source in sources for parent in PurePosixPath(source).parents}
    for folder in sorted(folder for folder in folders if folder.suffix == ".md"):
        yield finding("folder-named-as-file", _place(str(folder), shown_as), found=folder.name)


def is_valid_path(source: str) -> bool:
    """Return True if every part of a source path is an allowed name."""
    return all(map(_is_valid_name, source.split("/")))


def _is_valid_name(name: str) -> bool:
    is_too_long = len(name.encode("utf-8", "replace")) > _LONGEST_NAME
    return (
        not (is_too_long or _DEVICES.fullmatch(name) or any(suspicious_characters(name)))
        and _NAME.fullmatch(name) is not None
    )


def check_attachment(path: Path, place: Place) -> list[Finding]:
    """Check type and content of a file that is published unchanged beside pages."""
    suffix = path.suffix.lower()
    if not path.is_file():
        return [finding("unreadable-file", place, reason="不是普通文件")]
    if suffix not in ALLOWED_SUFFIXES:
        return [finding("file-kind", place, found=path.name)]
    return list(_CONTENT_CHECKS[suffix](path, place)) if suffix in _CONTENT_CHECKS else []


def _check_svg(path: Path, place: Place) -> Iterator[Finding]:
    data = read_file(path, place)
    if isinstance(data, Finding):
        yield data
        return
    for line, found in svg.find_active_content(data):
        yield finding("active-drawing", place._replace(line=line), found=found)


def _check_csv(path: Path, place: Place) -> Iterator[Finding]:
    data = read_file(path, place)
    text = [data] if isinstance(data, Finding) else decode_text(data, place.path)
    if isinstance(text, list):
        yield from text
        return
    for line, cell in _find_formulas(text):
        yield finding("formula-in-table", place._replace(line=line), found=cell)


def _find_formulas(text: str) -> Iterator[tuple[int, str]]:
    """Yield line and text of cells that a spreadsheet would run as formulas, one per line.

    The text is split at each of the usual delimiters, because nobody knows which one a reader's program uses.
    """
    if text.startswith("sep="):
        yield 1, text.partition("\n")[0]
    for number, line in enumerate(text.split("\n"), 1):
        pieces = {piece for delimiter in _DELIMITERS for piece in line.split(delimiter)}
        cells = {cell for delimiter in _DELIMITERS for cell in _cells(line, delimiter)}
        if bad := sorted(filter(is_spreadsheet_formula, pieces | cells)):
            yield number, bad[0]


def _cells(line: str, delimiter: str) -> list[str]:
    """Return the cells of a row; none if `csv` refuses it, since the caller splits it at delimiters too."""
    try:
        return [cell for row in csv.reader([line], delimiter=delimiter) for cell in row]
    except csv.Error:
        return []


_CONTENT_CHECKS = {".svg": _check_svg, ".csv": _check_csv}


def _place(source: str, shown_as: str) -> Place:
    return Place(f"{shown_as}/{replace_unprintable(source)}")
