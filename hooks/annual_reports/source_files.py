"""Files as people bring them: which names and kinds are taken, and what must not be in them.

Whatever lies below `docs/` is published as it is, so that only what readers can safely open may lie there.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from annual_reports import drawings
from annual_reports.characters import odd, shown
from annual_reports.findings import Finding, Place, finding
from annual_reports.front_matter import decode
from annual_reports.harmless import words
from annual_reports.text import runs_in_a_spreadsheet

KINDS = words("kinds")
_NAME = re.compile(r"[\w（《〔“](?:[\w .,()+（）《》〔〕“”，、·—–-]*[\w)）》〕”])?")
_DEVICES = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
_LONGEST_NAME = 200
"""Bytes; most file systems have room for 255."""
_PAGE = re.compile(r"(?:/(?:index|readme))?\.md$")
_DELIMITERS = (",", ";", "\t")
"""By which spreadsheets part cells, after the machine's country."""


def read_file(path: Path, place: Place) -> bytes | Finding:
    """A file's bytes, or why they cannot be had; what a link leads to is not read."""
    if path.is_symlink():
        return finding("link-of-files", place, found=path.name)
    if path.exists() and not path.is_file():
        return finding("unreadable-file", place, reason="不是普通文件")
    try:
        return path.read_bytes()
    except OSError as error:
        return finding("unreadable-file", place, reason=error.strerror)


def misnamed(sources: Iterable[str], shown_as: str) -> dict[str, Finding]:
    """Source paths that an address, a command or a reader would take for something else."""
    bad = (
        (source, next((part for part in source.split("/") if not _is_sound(part)), None))
        for source in sources
    )
    return {
        source: finding("file-name", _place(source, shown_as), found=part) for source, part in bad if part
    }


def clashes(sources: Iterable[str], shown_as: str) -> Iterator[Finding]:
    """Pages and files whose addresses differ in case only, or not at all."""
    taken: dict[str, list[str]] = {}
    for source in sources:
        taken.setdefault(_PAGE.sub("/", f"/{source.casefold()}"), []).append(source)
    for same in taken.values():
        for source in same if len(same) > 1 else ():
            other = next(other for other in same if other != source)
            yield finding("name-clash", _place(source, shown_as), other=f"{shown_as}/{other}")


def is_sound(source: str) -> bool:
    """Whether every part of a source path is a name that is taken."""
    return all(map(_is_sound, source.split("/")))


def _is_sound(name: str) -> bool:
    long = len(name.encode("utf-8", "replace")) > _LONGEST_NAME
    return not (long or _DEVICES.fullmatch(name) or any(odd(name))) and _NAME.fullmatch(name) is not None


def beside(path: Path, place: Place) -> list[Finding]:
    """What is wrong with a file beside pages."""
    kind = path.suffix.lower()
    if not path.is_file():
        return [finding("unreadable-file", place, reason="不是普通文件")]
    if kind not in KINDS:
        return [finding("file-kind", place, found=path.name)]
    return list(_CONTENTS[kind](path, place)) if kind in _CONTENTS else []


def _drawing(path: Path, place: Place) -> Iterator[Finding]:
    data = read_file(path, place)
    if isinstance(data, Finding):
        yield data
        return
    for line, found in drawings.active(data):
        yield finding("active-drawing", place._replace(line=line), found=found)


def _table(path: Path, place: Place) -> Iterator[Finding]:
    data = read_file(path, place)
    text = [data] if isinstance(data, Finding) else decode(data, place.path)
    if isinstance(text, list):
        yield from text
        return
    for line, cell in formulas(text):
        yield finding("formula-in-table", place._replace(line=line), found=cell)


def formulas(text: str) -> Iterator[tuple[int, str]]:
    """Cells that a spreadsheet would run, with their lines, by whatever sign it parts them."""
    if text.startswith("sep="):
        yield 1, text.partition("\n")[0]
    for number, line in enumerate(text.split("\n"), 1):
        pieces = {piece for sign in _DELIMITERS for piece in line.split(sign)}
        cells = {cell for sign in _DELIMITERS for cell in _cells(line, sign)}
        if bad := sorted(filter(runs_in_a_spreadsheet, pieces | cells)):
            yield number, bad[0]


def _cells(line: str, sign: str) -> list[str]:
    """The cells of a row; one that is longer than the module reads has been cut by its signs already."""
    try:
        return [cell for row in csv.reader([line], delimiter=sign) for cell in row]
    except csv.Error:
        return []


_CONTENTS = {".svg": _drawing, ".csv": _table}


def _place(source: str, shown_as: str) -> Place:
    return Place(f"{shown_as}/{shown(source)}")
