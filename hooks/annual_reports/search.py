"""What search is told of each page, and how: every Han character is a word of its own.

No word segmentation, on either side: the query is cut by the same rule in the page (`theme/assets/search.js`)
and asked as a phrase. Both are held to `tests/golden/search.json`.
"""

from __future__ import annotations

import asyncio
import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from pagefind.index import IndexConfig, PagefindIndex

from annual_reports.text import fold_width

_LANGUAGE = "zh"
_FOLDER = "pagefind"
_UNUSED = ("pagefind-*ui*", "pagefind-highlight.js")
"""Pagefind's own interfaces, which the site does not use."""

_HAN = "[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]"
_WORD = re.compile(rf"{_HAN}|[0-9]+(?:\.[0-9]+)?|(?:(?!{_HAN})[^\W0-9_])+")


class Record(NamedTuple):
    """One page as search knows it."""

    address: str
    title: str
    text: str
    """Line by line; no match crosses the end of a line."""
    kind: str
    """`report` or `page`."""


def words(text: str) -> list[str]:
    """Cut a text into words: a Han character, a number, a run of other letters."""
    return [match[0].lower() for match in _WORD.finditer(fold_width(text))]


def spaced(text: str) -> str:
    """The text with a space before each word that follows another without one."""
    starts = [match.start() for match in _WORD.finditer(fold_width(text)) if match.start() > 0]
    pieces = (text[start:end] for start, end in pairwise([0, *starts, len(text)]))
    return " ".join(" ".join(pieces).split())


def write_index(records: Iterable[Record], site_folder: Path) -> None:
    """Write the search index of the records below the finished site."""
    asyncio.run(_write(list(records), site_folder / _FOLDER))
    for pattern in _UNUSED:
        for path in (site_folder / _FOLDER).glob(pattern):
            path.unlink()


async def _write(records: list[Record], folder: Path) -> None:
    config = IndexConfig(force_language=_LANGUAGE, output_path=str(folder))
    async with PagefindIndex(config=config) as index:
        for record in records:
            await index.add_custom_record(
                url=record.address,
                content=_content(record),
                language=_LANGUAGE,
                meta={"title": record.title, "kind": record.kind},
            )


def _content(record: Record) -> str:
    """Title and lines, with a bar between them: it keeps phrases from matching across."""
    return " | ".join(spaced(line) for line in [record.title, *record.text.split("\n")] if line.strip())
