"""Records -> the files of the index.

`pages.bin`              the pages, best first: what each is about, and in which file it stands; other names
`<version>/keys/*.bin`   a word, or two words that stand next to each other -> the lines in which they do
`<version>/texts/*.bin`  what the pages say: to make sure of a phrase, and to show it

Pages are numbered in the order in which search lists equals. Each has the same room for the numbers of its
lines (a paragraph each), so that a report that grew by a line moves no other page's.

Each file is JSON, compressed here since not every host does it, and with a suffix that none knows.

`pages.bin` names the version, and is never taken from what a browser has kept, so that what is read together
belongs together, also where a new site is published while somebody searches.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256
from typing import Any

from annual_reports.document import Kind
from annual_reports.search.contents import Contents, of_all, packed
from annual_reports.search.names import names_of
from annual_reports.search.postings import ROOM, steps
from annual_reports.search.record import Names, Record, as_json
from annual_reports.search.revision import Before, order_of, revised
from annual_reports.search.words import han_forms

_VERSION = 12
"""Characters of the version."""
_KINDS = list(Kind)


def files(
    records: Iterable[Record], other_names: Iterable[Names] = (), before: Before | None = None
) -> Iterator[tuple[str, bytes]]:
    """The index's files, path and content. The same records give the same bytes, whatever was before."""
    pages = sorted(records, key=_rank)
    contents = (before and revised(pages, before)) or of_all(pages)
    version = sha256(b"".join([*contents.keys, *contents.texts])).hexdigest()[:_VERSION]
    for folder, made in (("keys", contents.keys), ("texts", contents.texts)):
        yield from ((f"{version}/{folder}/{number}.bin", content) for number, content in enumerate(made))
    table = {"version": version, **_table(pages, contents), "names": list(other_names)}
    yield "pages.bin", packed(as_json(table))


def _rank(record: Record) -> tuple[int, int]:
    """Reports before what is derived from them, the newest first; else the site's own order."""
    return _KINDS.index(record.kind), -(record.year or 0)


def _table(pages: Sequence[Record], contents: Contents) -> dict[str, Any]:
    return {
        "order": order_of(pages),
        "keys": len(contents.keys),
        "entries": contents.entries,
        "room": ROOM,
        "texts": steps(contents.starts),
        "forms": _forms(contents.characters),
        **_about(pages),
    }


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


def _forms(characters: Iterable[str]) -> str:
    """Each character that is another form of one that occurs, and that one."""
    known = set(characters)
    return "".join(f"{one}{other}" for one, other in sorted(han_forms().items()) if other in known)
