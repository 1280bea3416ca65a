"""The index of the build before -> what stands in this one, where few pages say something else.

Each page has numbers and files of its own, so what the others said can stay as it is.
"""

from __future__ import annotations

import gzip
import json
import zlib
from bisect import bisect
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from hashlib import sha256
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from annual_reports.search.contents import Contents, begins_file, key_file, text_file
from annual_reports.search.postings import Postings, by_file, characters, files_for, from_steps, steps
from annual_reports.search.record import Record, Said, as_json, lines_of

_FEW = 0.5
"""Part of the pages; if more have changed, it is quicker to read all."""
_DIGITS = 12


class Before(NamedTuple):
    """What is there of the build before."""

    folder: Path
    """Its index, as it was made."""
    still: Callable[[str], bool]
    """Whether the page at an address says what it said then."""


class OnDisk(bytes):
    """What lies in a file already."""

    place: Path

    @classmethod
    def read(cls, place: Path) -> OnDisk:
        """Read the file at a place."""
        content = cls(place.read_bytes())
        content.place = place
        return content


def order_of(pages: Sequence[Record]) -> str:
    """By which the numbers of pages are known to be the same."""
    return sha256("\n".join(page.address for page in pages).encode()).hexdigest()[:_DIGITS]


def revised(pages: Sequence[Record], before: Before) -> Contents | None:
    """What stands in the files now; None if that has to be found out from nothing."""
    changed = [number for number, page in enumerate(pages) if not before.still(page.address)]
    if len(changed) > _FEW * len(pages):
        return None
    now = {number: pages[number].said() for number in changed}
    with suppress(OSError, EOFError, ValueError, zlib.error):  # it was cleared away meanwhile, or is damaged
        return _revised(_Kept(before.folder, len(pages)), order_of(pages), now)
    return None


def _revised(kept: _Kept, order: str, now: Mapping[int, Said]) -> Contents | None:
    if kept.table["order"] != order:
        return None
    return _with(kept, {number: said for number, said in now.items() if as_json(said) != kept.text(number)})


def _with(kept: _Kept, now: Mapping[int, Said]) -> Contents | None:
    """What is kept, with what some pages say now in place of what they said."""
    gone = _postings({number: json.loads(kept.text(number)) for number in now})
    come = _postings(now)
    entries = kept.table["entries"] - gone.entries + come.entries
    if files_for(entries) != len(kept.keys):
        return None
    keys, lost = _key_files(kept.keys, gone, come)
    starts, texts = _text_files(kept, {number: as_json(said) for number, said in now.items()})
    known = {*kept.table["forms"][1::2], *characters(come.of)}
    return Contents(keys, texts, starts, entries, known - characters(lost))


def _postings(pages: Mapping[int, Said]) -> Postings:
    postings = Postings()
    for number, said in pages.items():
        postings.add(number, lines_of(said))
    return postings


def _key_files(files: Sequence[bytes], gone: Postings, come: Postings) -> tuple[list[bytes], set[str]]:
    """The files of keys, and the keys that stand nowhere any more."""
    changed = {key for key in gone.of.keys() | come.of.keys() if gone.of.get(key) != come.of.get(key)}
    made, lost = list(files), set[str]()
    for number, keys in by_file(changed, len(files)).items():
        lines = _unpacked(files[number])
        for key in keys:
            left = {*from_steps(lines.pop(key, ()))}.difference(gone.of.get(key, ()))
            if all_ := left.union(come.of.get(key, ())):
                lines[key] = steps(sorted(all_))
            else:
                lost.add(key)
        made[number] = key_file(lines)
    return made, lost


def _text_files(kept: _Kept, now: Mapping[int, str]) -> tuple[list[int], list[bytes]]:
    """The first page of each file of texts, and the files."""
    begun = {number for number, text in now.items() if begins_file(number, text)}
    starts = sorted(begun.union(start for start in kept.starts if start not in now))
    made = []
    for start, end in pairwise([*starts, kept.count]):
        pages = range(start, end)
        is_same = (start, end) in kept.texts and now.keys().isdisjoint(pages)
        made.append(
            kept.texts[start, end] if is_same else text_file(now.get(n) or kept.text(n) for n in pages)
        )
    return starts, made


class _Kept:
    """The files of an index."""

    def __init__(self, folder: Path, count: int) -> None:
        """`count` is the number of its pages."""
        self.count = count
        self.table = _unpacked((folder / "pages.bin").read_bytes())
        self.starts = list(from_steps(self.table["texts"]))
        below = folder / self.table["version"]
        self.keys = [OnDisk.read(below / f"keys/{number}.bin") for number in range(self.table["keys"])]
        self.texts = {
            place: OnDisk.read(below / f"texts/{number}.bin")
            for number, place in enumerate(pairwise([*self.starts, count]))
        }
        self._said: dict[int, str] = {}

    def text(self, page: int) -> str:
        """What a page said."""
        if page not in self._said:
            first = bisect(self.starts, page) - 1
            start, end = [*self.starts, self.count][first : first + 2]
            said = _unpacked(self.texts[start, end])
            self._said |= {start + number: as_json(one) for number, one in enumerate(said)}
        return self._said[page]


def _unpacked(content: bytes) -> Any:
    return json.loads(gzip.decompress(content))
