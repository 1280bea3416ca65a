"""Build the shards of the index: the files that hold the posting lists and the texts of all pages."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from annual_reports.search.postings import (
    Postings,
    delta_encode,
    group_by_shard,
    shard_count,
    single_words,
)
from annual_reports.search.record import Record, compact_json, line_texts

_PAGES_PER_SHARD = 8
_LONG_PAGE = 3000
"""Characters of a stored page; a longer one starts a shard of its own."""
_COMPRESSION = 4


class Shards(NamedTuple):
    """Shards of the index, and the facts about them that `pages.bin` lists."""

    posting_shards: Sequence[bytes]
    text_shards: Sequence[bytes]
    first_pages: Sequence[int]
    """Number of the first page of each text shard."""
    posting_count: int
    characters: set[str]
    """Single words of the index, among them every character that other characters are folded to."""


def build_shards(pages: Iterable[Record]) -> Shards:
    """Build all shards from the texts of all pages."""
    postings, texts = Postings(), list[str]()
    for number, record in enumerate(pages):
        page = record.stored_page()
        postings.add_page(number, line_texts(page))
        texts.append(compact_json(page))
    first_pages = [number for number, text in enumerate(texts) if starts_shard(number, text)]
    ranges = pairwise([*first_pages, len(texts)])
    return Shards(
        _posting_shards(postings),
        [text_shard(texts[start:end]) for start, end in ranges],
        first_pages,
        postings.count,
        single_words(postings.by_term),
    )


def starts_shard(page: int, text: str) -> bool:
    """Return True if a text shard starts with this page.

    This depends on no other page, so that a change of one page never moves others to another shard.
    """
    return page % _PAGES_PER_SHARD == 0 or len(text) > _LONG_PAGE


def text_shard(texts: Iterable[str]) -> bytes:
    """Return the shard of consecutive stored pages, each given as JSON."""
    return compress(f"[{','.join(texts)}]")


def posting_shard(lines: Mapping[str, Sequence[int]]) -> bytes:
    """Return the shard of posting lists: term -> delta-encoded line numbers."""
    return compress(compact_json(dict(sorted(lines.items()))))


def compress(text: str) -> bytes:
    """Compress text with gzip; equal texts give equal bytes."""
    return gzip.compress(text.encode(), _COMPRESSION, mtime=0)


def _posting_shards(postings: Postings) -> list[bytes]:
    count = shard_count(postings.count)
    terms = group_by_shard(postings.by_term, count)
    return [
        posting_shard({term: delta_encode(postings.by_term[term]) for term in terms.get(number, ())})
        for number in range(count)
    ]
