"""Update the shards of the previous index, if only few pages have changed.

Each page has its own line numbers and its own place in the shards, so what other pages contribute stays as
it is. Building from nothing gives the same bytes; this is only faster.
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

from annual_reports.search.contents import Shards, posting_shard, starts_shard, text_shard
from annual_reports.search.postings import (
    Postings,
    delta_decode,
    delta_encode,
    group_by_shard,
    shard_count,
    single_words,
)
from annual_reports.search.record import Record, StoredPage, compact_json, line_texts

_MOST_CHANGED = 0.5
"""Largest share of pages that have changed; with more it is faster to build from nothing."""
_DIGEST_LENGTH = 12
"""Hexadecimal digits."""


class PreviousIndex(NamedTuple):
    """Index of an earlier build."""

    folder: Path
    """Folder with its files."""
    is_current: Callable[[str], bool]
    """Returns True for the address of a page whose text has not changed since."""


class FileBytes(bytes):
    """Content of a file that exists already, so that it can be linked instead of written."""

    path: Path

    @classmethod
    def read(cls, path: Path) -> FileBytes:
        """Read a file."""
        content = cls(path.read_bytes())
        content.path = path
        return content


def digest_of_order(pages: Sequence[Record]) -> str:
    """Return a digest of the order of pages; if it is equal, all pages have the same numbers."""
    addresses = "\n".join(page.address for page in pages)
    return sha256(addresses.encode()).hexdigest()[:_DIGEST_LENGTH]


def update_shards(pages: Sequence[Record], previous: PreviousIndex) -> Shards | None:
    """Update the shards of the previous index; return None if they must be built from nothing.

    That is the case if many pages have changed, a page is new or gone, the number of shards changes, or
    a file of the previous index is damaged.
    """
    changed = [number for number, page in enumerate(pages) if not previous.is_current(page.address)]
    if len(changed) > _MOST_CHANGED * len(pages):
        return None
    stored = {number: pages[number].stored_page() for number in changed}
    with suppress(OSError, EOFError, ValueError, zlib.error):  # deleted in the meantime, or damaged
        index = _LoadedIndex(previous.folder, len(pages))
        if index.table["order"] == digest_of_order(pages):
            return _replace_pages(index, stored)
    return None


def _replace_pages(index: _LoadedIndex, stored: Mapping[int, StoredPage]) -> Shards | None:
    """Replace the pages that differ from the loaded index."""
    texts = {number: compact_json(page) for number, page in stored.items()}
    texts = {number: text for number, text in texts.items() if text != index.text(number)}
    removed = _postings_of({number: json.loads(index.text(number)) for number in texts})
    added = _postings_of({number: stored[number] for number in texts})
    count = index.table["entries"] - removed.count + added.count
    if shard_count(count) != len(index.posting_shards):
        return None
    posting_shards, lost_terms = _update_posting_shards(index.posting_shards, removed, added)
    first_pages, text_shards = _update_text_shards(index, texts)
    characters = {*index.table["forms"][1::2], *single_words(added.by_term)} - single_words(lost_terms)
    return Shards(posting_shards, text_shards, first_pages, count, characters)


def _postings_of(pages: Mapping[int, StoredPage]) -> Postings:
    postings = Postings()
    for number, page in pages.items():
        postings.add_page(number, line_texts(page))
    return postings


def _update_posting_shards(
    shards: Sequence[bytes], removed: Postings, added: Postings
) -> tuple[list[bytes], set[str]]:
    """Return the updated shards, and the terms that are in no page any more."""
    before, after = removed.by_term, added.by_term
    changed = {term for term in before.keys() | after.keys() if before.get(term) != after.get(term)}
    updated, lost_terms = list(shards), set[str]()
    for number, terms in group_by_shard(changed, len(shards)).items():
        lines = _decompress(shards[number])
        for term in terms:
            others = {*delta_decode(lines.pop(term, ()))}.difference(before.get(term, ()))
            if remaining := others.union(after.get(term, ())):
                lines[term] = delta_encode(sorted(remaining))
            else:
                lost_terms.add(term)
        updated[number] = posting_shard(lines)
    return updated, lost_terms


def _update_text_shards(index: _LoadedIndex, texts: Mapping[int, str]) -> tuple[list[int], list[bytes]]:
    """Return the first page of each text shard, and the shards; `texts` are the changed pages."""
    starting = {number for number, text in texts.items() if starts_shard(number, text)}
    first_pages = sorted(starting.union(page for page in index.first_pages if page not in texts))
    shards = []
    for start, end in pairwise([*first_pages, index.page_count]):
        pages = range(start, end)
        is_same = (start, end) in index.text_shards and texts.keys().isdisjoint(pages)
        shards.append(
            index.text_shards[start, end]
            if is_same
            else text_shard(texts.get(page) or index.text(page) for page in pages)
        )
    return first_pages, shards


class _LoadedIndex:
    """Files of the previous index."""

    def __init__(self, folder: Path, page_count: int) -> None:
        """Read all files; `page_count` is the present number of pages, which equal order makes the same."""
        self.page_count = page_count
        self.table = _decompress((folder / "pages.bin").read_bytes())
        self.first_pages = list(delta_decode(self.table["texts"]))
        version = folder / self.table["version"]
        self.posting_shards = [
            FileBytes.read(version / f"keys/{number}.bin") for number in range(self.table["keys"])
        ]
        self.text_shards = {
            pages: FileBytes.read(version / f"texts/{number}.bin")
            for number, pages in enumerate(pairwise([*self.first_pages, page_count]))
        }
        """First page and end of the pages of each text shard -> the shard."""
        self._texts: dict[int, str] = {}

    def text(self, page: int) -> str:
        """Return a page's stored text as JSON."""
        if page not in self._texts:
            shard = bisect(self.first_pages, page) - 1
            start, end = [*self.first_pages, self.page_count][shard : shard + 2]
            stored = _decompress(self.text_shards[start, end])
            self._texts |= {start + offset: compact_json(one) for offset, one in enumerate(stored)}
        return self._texts[page]


def _decompress(content: bytes) -> Any:
    return json.loads(gzip.decompress(content))
