"""Build the files of the search index.

`pages.bin`              all pages, best first: what each is about, and the shard of its text; synonyms
`<version>/keys/*.bin`   posting shards: term -> lines in which it stands
`<version>/texts/*.bin`  text shards: texts of pages, to verify phrases and to show passages

Pages are numbered in the order in which search lists pages of equal score. Each page has the same number
of line numbers reserved, so that a report that grows by a line moves no line of other pages.

Each file is JSON and compressed here, since not every host compresses. Hosts do not know the suffix, so none
compresses it again.

`pages.bin` names the version and is never read from the browser's cache, so that all files that a page reads
belong together, even if a new site is published during a search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from annual_reports.rendering.document import PageKind
from annual_reports.search.contents import Shards, build_shards, compress
from annual_reports.search.names import government_names
from annual_reports.search.postings import LINES_PER_PAGE, delta_encode
from annual_reports.search.record import Record, SynonymGroup, compact_json
from annual_reports.search.revision import PreviousIndex, digest_of_order, update_shards
from annual_reports.search.words import han_forms

_VERSION_LENGTH = 12
"""Hexadecimal digits."""
_KINDS = list(PageKind)


def index_files(
    records: Iterable[Record],
    synonyms: Iterable[SynonymGroup] = (),
    previous: PreviousIndex | None = None,
) -> Iterator[tuple[str, bytes]]:
    """Yield the path and content of each file of the index, `pages.bin` last.

    The same records give the same bytes, with and without a previous index.
    """
    pages = sorted(records, key=_sort_key)
    shards = (previous and update_shards(pages, previous)) or build_shards(pages)
    version = sha256(b"".join([*shards.posting_shards, *shards.text_shards])).hexdigest()[:_VERSION_LENGTH]
    for folder, contents in (("keys", shards.posting_shards), ("texts", shards.text_shards)):
        yield from ((f"{version}/{folder}/{number}.bin", content) for number, content in enumerate(contents))
    table = {"version": version, **_shard_table(pages, shards), "names": list(synonyms)}
    yield "pages.bin", compress(compact_json(table))


def _sort_key(record: Record) -> tuple[int, int]:
    """Sort reports before pages derived from them, newest first; otherwise keep the site's order."""
    return _KINDS.index(record.kind), -(record.year or 0)


def _shard_table(pages: Sequence[Record], shards: Shards) -> dict[str, Any]:
    return {
        "order": digest_of_order(pages),
        "keys": len(shards.posting_shards),
        "entries": shards.posting_count,
        "room": LINES_PER_PAGE,
        "texts": delta_encode(shards.first_pages),
        "forms": _folded_forms(shards.characters),
        **_page_table(pages),
    }


def _page_table(pages: Sequence[Record]) -> dict[str, Any]:
    """Return kind, year and government of each page, as numbers into lists of kinds and governments."""
    governments = {page.government.id: page.government for page in pages if page.government}
    index = {id_: number for number, id_ in enumerate(sorted(governments))}
    return {
        "kinds": _KINDS,
        "places": [[id_, *government_names(governments[id_])] for id_ in index],
        "kind": [_KINDS.index(page.kind) for page in pages],
        "year": [page.year or 0 for page in pages],
        "place": [index[page.government.id] if page.government else -1 for page in pages],
    }


def _folded_forms(characters: Iterable[str]) -> str:
    """Return the variants of the characters in the index, each followed by the character it is folded to."""
    indexed = set(characters)
    return "".join(f"{variant}{form}" for variant, form in sorted(han_forms().items()) if form in indexed)
