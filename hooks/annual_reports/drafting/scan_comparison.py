"""Look up the numbers, dates and names of a report in the text of the scan of its signed original.

It informs and does not judge: recognising a scan errs, so what is not found is shown with the words of the
scan that are most like it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from rapidfuzz import fuzz

from annual_reports.domain.evidence import Body
from annual_reports.domain.text import squeeze

_DATE = re.compile(
    r"[0-9〇零一二三四五六七八九]{4} ?年 ?[0-9一二三四五六七八九十]{1,3} ?月 ?[0-9一二三四五六七八九十]+ ?日"
)
_NAME = re.compile(r"《[^《》\n]{2,60}》")
_NEARBY = 12
"""Characters before and after something that are looked for, and shown, with it."""
_LINES = ("title", "letterhead", "document_number")
_LISTS = ("issuers", "signature")


class NotInScan(NamedTuple):
    """Something of a report that was not found in the scan."""

    line: int
    """Line of the body, 1 for the first; 0 for the header."""
    text: str
    page: int
    """Page of the scan with the most similar words; 0 if no page is similar."""
    nearby: str
    """Those words."""


class ScanComparison(NamedTuple):
    """Result of a comparison."""

    looked_up: int
    missing: Sequence[NotInScan]


def compare_with_scan(header: Mapping[str, Any], body: Body, pages: Sequence[str]) -> ScanComparison:
    """Look up title, issuers, number, signature, and all amounts, dates and 《names》 of the body.

    Args:
        header: the header's values as they are read.
        body: the report's text.
        pages: text of each page of the scan.

    """
    squeezed = [squeeze(page) for page in pages]
    whole = "".join(squeezed)
    wanted = [*_of_header(header), *_of_body(body)]
    missing = [_nearest(item, squeezed) for item in wanted if not _stands_in(squeeze(item.text), whole)]
    return ScanComparison(len(wanted), missing)


class _Wanted(NamedTuple):
    text: str
    line: int = 0
    around: str = ""
    """The words with those beside them."""


def _of_header(header: Mapping[str, Any]) -> Iterator[_Wanted]:
    lists = (header.get(key) for key in _LISTS)
    values = [
        *(header.get(key) for key in _LINES),
        *(v for many in lists if isinstance(many, list) for v in many),
    ]
    yield from (_Wanted(value, 0, value) for value in dict.fromkeys(values) if isinstance(value, str))


def _of_body(body: Body) -> Iterator[_Wanted]:
    found = {match.span() for pattern in (_DATE, _NAME) for match in pattern.finditer(body.text)}
    found |= {span for spans in body.amounts.values() for span in spans}
    for start, stop in sorted(found):
        around = body.text[max(0, start - _NEARBY) : stop + _NEARBY]
        yield _Wanted(body.text[start:stop], body.text.count("\n", 0, start) + 1, around)


def _stands_in(text: str, whole: str) -> bool:
    """Return True if a text stands there, and not as part of a longer number."""
    digits = r"(?<![0-9.])" if text[:1].isdigit() else ""
    return re.search(digits + re.escape(text), whole) is not None


def _nearest(wanted: _Wanted, pages: Sequence[str]) -> NotInScan:
    around = squeeze(wanted.around)
    found = [fuzz.partial_ratio_alignment(around, page) if page else None for page in pages]
    scores = [alignment.score if alignment else 0 for alignment in found]
    best = scores.index(max(scores)) if any(scores) else None
    if best is None or (alignment := found[best]) is None:
        return NotInScan(wanted.line, wanted.text, 0, "")
    return NotInScan(
        wanted.line, wanted.text, best + 1, pages[best][alignment.dest_start : alignment.dest_end]
    )
