"""Page that tells readers how numbers are read, compared and checked: 关于数字.

Its words are in `numbers.yml` beside this file, for the page and for search; the ranges are computed, so that
the page always says what the program does.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import yaml

from annual_reports.analysis.collection import Collection
from annual_reports.domain.intervals import interval
from annual_reports.domain.quantities import parse
from annual_reports.rendering.document import Document, Heading, SearchSection
from annual_reports.rendering.urls import ABOUT, NUMBERS
from annual_reports.search.passages import section

_SHARES = ("%", "‰")


class Change(NamedTuple):
    """Example of two years' amounts, the words for the change, and the reason."""

    earlier: str
    later: str
    words: str
    reason: str


@dataclass(frozen=True)
class Chapter:
    """Section of the page."""

    id: str
    title: str
    text: Sequence[str] = ()
    """Paragraphs before the examples."""
    ranges: Mapping[str, str] = field(default_factory=dict)
    """Amount as a report may write it -> reason for its range."""
    changes: Sequence[Change] = ()
    terms: Mapping[str, str] = field(default_factory=dict)
    """Words on the pages -> their meaning."""
    after: Sequence[str] = ()
    """Paragraphs after the examples."""

    def lines(self) -> Iterator[str]:
        """Yield all that the section says, for search."""
        yield from self.text
        for amount, reason in self.ranges.items():
            yield f"{amount} {describe_range(amount)} {reason}"
        for change in self.changes:
            yield " ".join(change)
        for term, meaning in self.terms.items():
            yield f"{term} {meaning}"
        yield from self.after


def describe_range(amount: str) -> str:
    """Return the numbers that an amount stands for, in words: 25,500 到 26,500 人次; 就是 526 件.

    Raises:
        QuantityError: the text is no amount.

    """
    quantity = parse(amount)
    low, high = interval(quantity)
    unit = quantity.unit
    if low == high:
        return f"就是 {_with_unit(low, unit)}"
    return f"{_with_unit(low, unit if unit in _SHARES else '')} 到 {_with_unit(high, unit)}"


def _with_unit(value: Decimal, unit: str) -> str:
    return f"{value.normalize():,f}{'' if unit in _SHARES else ' '}{unit}".rstrip()


def _read_chapters() -> Iterator[Chapter]:
    text = Path(__file__).with_suffix(".yml").read_text(encoding="utf-8")
    for entry in yaml.load(text, Loader=yaml.CSafeLoader):
        yield Chapter(**(entry | {"changes": [Change(*change) for change in entry.get("changes", ())]}))


CHAPTERS = tuple(_read_chapters())


def documents(collection: Collection) -> Iterator[Document]:
    """Yield the page; pages with figures link to it."""
    about = ABOUT if any(page.path == ABOUT for page in collection.written) else None
    yield Document(
        path=NUMBERS,
        title="关于数字",
        description="报告里的数怎样看：准到哪里，两年怎样比，哪些数放在一起比，数旁边的小字是什么意思。",
        template="numbers.html",
        context={"chapters": CHAPTERS, "describe_range": describe_range},
        parent=about,
        headings=tuple(Heading(chapter.id, chapter.title) for chapter in CHAPTERS),
        sections=_sections,
        inputs=(about or "",),
    )


def _sections() -> Iterator[SearchSection]:
    for chapter in CHAPTERS:
        yield section(*chapter.lines(), heading=chapter.title, anchor=chapter.id)
