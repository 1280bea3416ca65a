"""What stands in the files of the index but the list of pages, made of all pages."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from annual_reports.search.postings import Postings, by_file, characters, files_for, steps
from annual_reports.search.record import Record, as_json, lines_of

_PAGES_IN_A_FILE = 8
_LONG = 3000
"""Characters of a page that begins a file of its own."""
_COMPRESSION = 4


class Contents(NamedTuple):
    """The files, and what the list of pages says of them."""

    keys: Sequence[bytes]
    texts: Sequence[bytes]
    starts: Sequence[int]
    """The first page of each file of texts."""
    entries: int
    characters: set[str]
    """Those that stand somewhere, among them all that have other forms."""


def of_all(pages: Iterable[Record]) -> Contents:
    """Read all pages and write all files."""
    postings, texts = Postings(), list[str]()
    for number, page in enumerate(pages):
        said = page.said()
        postings.add(number, lines_of(said))
        texts.append(as_json(said))
    starts = [number for number, text in enumerate(texts) if begins_file(number, text)]
    bundles = pairwise([*starts, len(texts)])
    return Contents(
        _key_files(postings),
        [text_file(texts[start:end]) for start, end in bundles],
        starts,
        postings.entries,
        characters(postings.of),
    )


def begins_file(page: int, text: str) -> bool:
    """Whether a file of texts begins with a page. It depends on no other page, so no file moves another."""
    return page % _PAGES_IN_A_FILE == 0 or len(text) > _LONG


def text_file(texts: Iterable[str]) -> bytes:
    """Pages that follow each other."""
    return packed(f"[{','.join(texts)}]")


def key_file(lines: Mapping[str, Sequence[int]]) -> bytes:
    """Keys with their lines, as steps."""
    return packed(as_json(dict(sorted(lines.items()))))


def packed(text: str) -> bytes:
    """As it lies on the host."""
    return gzip.compress(text.encode(), _COMPRESSION, mtime=0)


def _key_files(postings: Postings) -> list[bytes]:
    count = files_for(postings.entries)
    keys = by_file(postings.of, count)
    return [
        key_file({key: steps(postings.of[key]) for key in keys.get(number, ())}) for number in range(count)
    ]
