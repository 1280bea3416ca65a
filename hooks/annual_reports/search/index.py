"""Records -> the files of the index.

`pages.bin`              the pages, best first: how many lines each has, what it is about; other names
`<version>/keys/*.bin`   a word, or two words that stand next to each other -> the lines in which they do
`<version>/texts/*.bin`  what the pages say: to make sure of a phrase, and to show it

Pages are numbered in the order in which search lists equals, and their lines (a paragraph each) through all
pages. The first line of a page is its title. Of a single word only the first line of each page is listed: 的
stands in all.

Each file is JSON, compressed here since not every host does it, and with a suffix that none knows.

`pages.bin` names the version, and is never taken from what a browser has kept, so that what is read together
belongs together, also where a new site is published while somebody searches.
"""

from __future__ import annotations

import gzip
import json
from array import array
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from hashlib import sha256
from operator import add, sub
from typing import Any, NamedTuple
from zlib import crc32

from annual_reports.document import Kind, Piece, Section
from annual_reports.model import Government
from annual_reports.search.names import names_of
from annual_reports.search.words import han_forms, words

_ALONE = " "
"""Stands before a word that is a key by itself, so that it is no pair: ab cd is not abcd."""
_LINES_IN_A_FILE = 6000
_CHARACTERS_IN_A_FILE = 6000
_FEWEST_FILES = 4
_COMPRESSION = 4
_VERSION = 12
"""Characters of the version."""
_KINDS = list(Kind)


Names = Sequence[str]
"""The names of one thing, the one that pages mostly print first."""


class Record(NamedTuple):
    """One page as search knows it."""

    address: str
    """Seen from the site's root."""
    title: str
    kind: Kind
    year: int | None
    government: Government | None
    sections: Callable[[], Iterable[Section]]


def files(records: Iterable[Record], other_names: Iterable[Names] = ()) -> Iterator[tuple[str, bytes]]:
    """The index's files, path and content. The same records give the same bytes."""
    pages = sorted(records, key=_rank)
    lines = _Lines()
    texts: list[str] = []
    for page in pages:
        sections = [_title(page), *page.sections()]
        lines.add(line for told in sections for line in told.lines)
        texts.append(_text(page, sections))
    count = _power_of_two(sum(map(len, lines.of.values())) // _LINES_IN_A_FILE)
    bundles = list(_bundles(texts))
    made = [*_key_files(lines.of, count), *_text_files(texts, bundles)]
    version = sha256(b"".join(content for _, content in made)).hexdigest()[:_VERSION]
    yield from ((f"{version}/{path}", content) for path, content in made)
    table = {
        "version": version,
        "keys": count,
        "texts": _steps([start for start, _ in bundles]),
        "lines": lines.counts,
        "forms": _forms(lines.of),
        "names": list(other_names),
        **_about(pages),
    }
    yield _file("pages", table)


class _Lines:
    """The lines in which each key stands, gathered page by page."""

    def __init__(self) -> None:
        self.of: Mapping[str, array[int]] = defaultdict(partial(array, "I"))
        """A line comes twice where a pair does."""
        self.counts: list[int] = []
        """Of each page, how many."""
        self._next = 0

    def add(self, lines: Iterable[Sequence[Piece]]) -> None:
        """Number the lines of the next page and note what stands in them."""
        first, known = self._next, set[str]()
        for line in lines:
            cut = words("".join([piece.text for piece in line]))
            for pair in map(add, cut, cut[1:]):
                self.of[pair].append(self._next)
            for word in set(cut) - known:
                self.of[_ALONE + word].append(self._next)
            known.update(cut)
            self._next += 1
        self.counts.append(self._next - first)


def _rank(record: Record) -> tuple[int, int]:
    """Reports before what is derived from them, the newest first; else the site's own order."""
    return _KINDS.index(record.kind), -(record.year or 0)


def _title(record: Record) -> Section:
    return Section("", [[Piece("", record.title)]])


def _text(record: Record, sections: Iterable[Section]) -> str:
    """A page as the browser shows it, its title first: of each line the pieces, address and text in turn."""
    shown = [
        [told.heading, [[part for piece in line for part in piece] for line in told.lines]]
        for told in sections
    ]
    return _json([record.address, shown])


def _bundles(texts: Sequence[str]) -> Iterator[tuple[int, int]]:
    """First page and end of each file of texts: many small pages together, a report alone."""
    start = size = 0
    for number, text in enumerate(texts):
        if size and size + len(text) > _CHARACTERS_IN_A_FILE:
            yield start, number
            start, size = number, 0
        size += len(text)
    yield start, len(texts)


def _about(pages: Sequence[Record]) -> dict[str, Any]:
    """What each page is about."""
    governments = {page.government.id: page.government for page in pages if page.government}
    place = {id_: number for number, id_ in enumerate(sorted(governments))}
    return {
        "kinds": _KINDS,
        "places": [[id_, *names_of(governments[id_])] for id_ in place],
        "kind": [_KINDS.index(page.kind) for page in pages],
        "year": [page.year or 0 for page in pages],
        "place": [place[page.government.id] if page.government else -1 for page in pages],
    }


def _forms(keys: Iterable[str]) -> str:
    """Each character that is another form of one that occurs, and that one."""
    characters = {key.removeprefix(_ALONE) for key in keys}
    return "".join(f"{one}{other}" for one, other in sorted(han_forms().items()) if other in characters)


def _key_files(lines: Mapping[str, array[int]], count: int) -> Iterator[tuple[str, bytes]]:
    """Each key in the file that its checksum names."""
    shards: list[list[str]] = [[] for _ in range(count)]
    for key in lines:
        shards[crc32(key.encode()) % count].append(key)
    for number, keys in enumerate(shards):
        yield _file(f"keys/{number}", {key: _steps(lines[key]) for key in sorted(keys)})


def _text_files(texts: Sequence[str], bundles: Iterable[tuple[int, int]]) -> Iterator[tuple[str, bytes]]:
    for number, (start, end) in enumerate(bundles):
        yield f"texts/{number}.bin", _packed(f"[{','.join(texts[start:end])}]")


def _steps(numbers: Sequence[int]) -> list[int]:
    """Rising numbers, each once, as the distances between them, which take fewer digits."""
    return [*numbers[:1], *filter(None, map(sub, numbers[1:], numbers))]


def _power_of_two(least: int) -> int:
    return max(_FEWEST_FILES, 1 << least.bit_length())


def _file(name: str, content: Any) -> tuple[str, bytes]:
    return f"{name}.bin", _packed(_json(content))


def _json(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, separators=(",", ":"))


def _packed(text: str) -> bytes:
    return gzip.compress(text.encode(), _COMPRESSION, mtime=0)
