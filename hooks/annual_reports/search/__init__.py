"""搜索: an inverted index of all searchable pages, in small files that `theme/assets/search/` reads.

`passages`, `written_pages`   searchable sections of reports and of written pages
`record`                      one page as a document of the index
`words`, `names`              words of a text; synonyms and pinyin by which pages are also found
`postings`, `contents`        posting lists; the files (shards) that hold them, and the texts
`index`                       all files of the index
`revision`                    the shards of the previous index, updated

Text is not segmented: each Han character is a word, so is each number, and pairs of neighbouring words are
terms. May import the rooms up to `rendering`; knows no page type. Names of JSON keys and files are an
agreement with the JavaScript.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from annual_reports.domain.files import link_or_copy
from annual_reports.search.index import index_files
from annual_reports.search.record import Record, SynonymGroup
from annual_reports.search.revision import FileBytes, PreviousIndex

__all__ = ["PreviousIndex", "Record", "SynonymGroup", "write_index"]

FOLDER = "search/index"


def write_index(
    records: Iterable[Record],
    site_folder: Path,
    synonyms: Iterable[SynonymGroup] = (),
    previous: PreviousIndex | None = None,
) -> list[str]:
    """Write the search index of the records below the finished site, and return the paths of its files.

    Unchanged files of the previous index are linked; the result is the same bytes as without it. `pages.bin`
    is written last: readers need it first, so that an unfinished index is never used.
    """
    written: list[str] = []
    for path, content in index_files(records, synonyms, previous):
        written.append(f"{FOLDER}/{path}")
        target = site_folder / written[-1]
        if isinstance(content, FileBytes):
            link_or_copy(content.path, target)
        else:
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(content)
    return written
