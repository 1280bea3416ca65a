"""Build posting lists: for each term, the numbers of the lines in which it stands.

A term is a single word, or a pair of neighbouring words. The number of a line is the number of its page times
`LINES_PER_PAGE`, plus its number within the page.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import accumulate
from operator import add, sub
from zlib import crc32

from annual_reports.search.words import split_words

LINES_PER_PAGE = 512
"""Line numbers reserved for each page; the lines of a longer page share the last number."""
SINGLE_WORD = " "
"""Prefix of the term of a single word, so that it differs from a pair: `ab cd` is not `abcd`."""
_POSTINGS_PER_SHARD = 6000
_FEWEST_SHARDS = 4


class Postings:
    """Posting lists of all terms, built page by page.

    For a single word only its first line on each page is listed: 的 stands in almost every line.
    """

    def __init__(self) -> None:
        """Start without postings."""
        self.by_term: Mapping[str, array[int]] = defaultdict(partial(array, "I"))
        """Term -> line numbers, rising; a line is repeated if a pair stands in it twice."""

    def add_page(self, page: int, lines: Iterable[str]) -> None:
        """Add the terms of a page's lines; pages are added in the order of their numbers."""
        number, last = page * LINES_PER_PAGE, page * LINES_PER_PAGE + LINES_PER_PAGE - 1
        seen = set[str]()
        for line in lines:
            words = split_words(line)
            for pair in map(add, words, words[1:]):
                self.by_term[pair].append(number)
            for word in set(words) - seen:
                self.by_term[SINGLE_WORD + word].append(number)
            seen.update(words)
            number = min(number + 1, last)

    @property
    def count(self) -> int:
        """Number of postings of all terms."""
        return sum(map(len, self.by_term.values()))


def single_words(terms: Iterable[str]) -> set[str]:
    """Return the single words among the terms."""
    return {term.removeprefix(SINGLE_WORD) for term in terms if term.startswith(SINGLE_WORD)}


def shard_count(postings: int) -> int:
    """Return the number of shards for a number of postings: a power of two."""
    return max(_FEWEST_SHARDS, 1 << (postings // _POSTINGS_PER_SHARD).bit_length())


def group_by_shard(terms: Iterable[str], count: int) -> dict[int, list[str]]:
    """Group terms by the number of their shard, a checksum of the term; empty shards are left out."""
    shards: dict[int, list[str]] = defaultdict(list)
    for term in terms:
        shards[crc32(term.encode()) % count].append(term)
    return shards


def delta_encode(numbers: Sequence[int]) -> list[int]:
    """Encode rising numbers as the first one and the differences, without repetitions."""
    return [*numbers[:1], *filter(None, map(sub, numbers[1:], numbers))]


def delta_decode(deltas: Iterable[int]) -> Iterator[int]:
    """Yield the numbers that `delta_encode` encoded."""
    return accumulate(deltas)
