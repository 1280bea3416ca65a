"""搜索: an index of the site's own words in small files, read by `theme/assets/search/`.

No word segmentation, on either side. Every Han character is a word, and so is a number; the index knows
which words stand next to each other, and in which paragraph of which page.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annual_reports.hard_links import same
from annual_reports.search.index import files
from annual_reports.search.record import Names, Record
from annual_reports.search.revision import Before, OnDisk

__all__ = ["Before", "Names", "Record", "write_index"]

FOLDER = "search/index"


def write_index(
    records: Iterable[Record],
    site_folder: Path,
    other_names: Iterable[Names] = (),
    before: Before | None = None,
) -> list[str]:
    """Write the search index of the records below the finished site, and return the paths of its files.

    What is there of the index `before` is taken over; the bytes are the same as without it.
    `pages.bin`, without which nothing else is read, comes last: what was not finished is no index.
    """
    written: list[str] = []
    for path, content in files(records, other_names, before):
        written.append(f"{FOLDER}/{path}")
        target = site_folder / written[-1]
        if isinstance(content, OnDisk):
            same(content.place, target)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return written
