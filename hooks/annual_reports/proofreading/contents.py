"""What the rules want a report to say, and what was left in from another year."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.proofreading.rules import RULES, Manuscript, Remark

_ITEMS: dict[str, list[str]] = {item: words.split() for item, words in RULES["statutory_items"].items()}
_EARLIER_YEARS = tuple(map(re.compile, RULES["earlier_years"]))


def missing_items(manuscript: Manuscript) -> Iterator[Remark]:
    """Items of the report that no word of the text points to.

    《法治政府建设与责任落实督察工作规定》第二十四条. The fifth item, “other”, need not be there.
    """
    text = manuscript.squeezed
    if len(text) < RULES["shortest_report"]:
        return
    for item, words in _ITEMS.items():
        if not any(word in text for word in words):
            yield Remark("item-missing", (0, 0), {"item": item})


def earlier_years(manuscript: Manuscript) -> Iterator[Remark]:
    """现将2023年 … in a report on 2024."""
    if manuscript.year is None:
        return
    for pattern in _EARLIER_YEARS:
        for match in pattern.finditer(manuscript.folded):
            if int(match[1]) < manuscript.year:
                facts = {"found": match[0], "year": manuscript.year}
                yield Remark("earlier-year-left", match.span(), facts)
