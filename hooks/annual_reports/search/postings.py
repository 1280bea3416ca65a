"""Which words stand in which lines of which pages.

A line is known by one number: that of its page times `ROOM`, and its own within the page. Its key is a word
that stands in it, or two words that stand next to each other.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate
from operator import add, sub
from zlib import crc32

from annual_reports.search.words import words

ROOM = 512
"""Numbers for the lines of one page; the lines after the last of them share it."""
ALONE = " "
"""Stands before a word that is a key by itself, so that it is no pair: ab cd is not abcd."""
_ENTRIES_IN_A_FILE = 6000
_FEWEST_FILES = 4


class Postings:
    """The lines in which each key stands, gathered page by page.

    Of a single word only the first line of each page is listed: 的 stands in all.
    """

    def __init__(self) -> None:
        """Nothing stands anywhere yet."""
        self.of: Mapping[str, array[int]] = defaultdict(partial(array, "I"))
        """A line comes twice where a pair does."""

    def add(self, page: int, lines: Iterable[str]) -> None:
        """Note what stands in the lines of a page; pages come in their order."""
        number, last = page * ROOM, page * ROOM + ROOM - 1
        known = set[str]()
        for line in lines:
            cut = words(line)
            for pair in map(add, cut, cut[1:]):
                self.of[pair].append(number)
            for word in set(cut) - known:
                self.of[ALONE + word].append(number)
            known.update(cut)
            number = min(number + 1, last)

    @property
    def entries(self) -> int:
        """How many times a key stands in a line."""
        return sum(map(len, self.of.values()))


def characters(keys: Iterable[str]) -> set[str]:
    """The words among some keys."""
    return {key.removeprefix(ALONE) for key in keys if key.startswith(ALONE)}


def files_for(entries: int) -> int:
    """Over how many files so many entries are spread: a power of two."""
    return max(_FEWEST_FILES, 1 << (entries // _ENTRIES_IN_A_FILE).bit_length())


def by_file(keys: Iterable[str], count: int) -> dict[int, list[str]]:
    """Keys by the file that the checksum of each names; files without any are left out."""
    files: dict[int, list[str]] = defaultdict(list)
    for key in keys:
        files[crc32(key.encode()) % count].append(key)
    return files


def steps(numbers: Sequence[int]) -> list[int]:
    """Rising numbers, each once, as the distances between them, which take fewer digits."""
    return [*numbers[:1], *filter(None, map(sub, numbers[1:], numbers))]


def from_steps(distances: Iterable[int]) -> Iterator[int]:
    """The numbers again."""
    return accumulate(distances)
