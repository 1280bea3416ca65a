"""What search is told of each page, and how: every Han character is a word of its own.

No word segmentation, on either side: the query is cut by the same rule in the page (`theme/assets/search.js`)
and asked as a phrase. Both are held to `tests/golden/search.json`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

from annual_reports import search_index
from annual_reports.text import fold_width

_FOLDER = "pagefind"

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
    search_index.write(map(_entry, records), site_folder / _FOLDER)


def _entry(record: Record) -> dict[str, Any]:
    return {
        "url": record.address,
        "content": _content(record),
        "meta": {"title": record.title, "kind": record.kind},
    }


def _content(record: Record) -> str:
    """Title and lines, with a bar between them: it keeps phrases from matching across."""
    return " | ".join(spaced(line) for line in [record.title, *record.text.split("\n")] if line.strip())
