"""Check that a report has all statutory items, and no years left over from an earlier report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.proofreading.rules import RULES, ProofText, TextFinding

_ITEMS: dict[str, list[str]] = {item: words.split() for item, words in RULES["statutory_items"].items()}
_EARLIER_YEARS = tuple(map(re.compile, RULES["earlier_years"]))


def missing_items(body: ProofText) -> Iterator[TextFinding]:
    """Find statutory items of which the text contains no keyword.

    《法治政府建设与责任落实督察工作规定》, on annual reports. The fifth item, “other”, is not checked.
    """
    text = body.squeezed
    if len(text) < RULES["shortest_report"]:
        return
    for item, words in _ITEMS.items():
        if not any(word in text for word in words):
            yield TextFinding("item-missing", (0, 0), {"item": item})


def earlier_years(body: ProofText) -> Iterator[TextFinding]:
    """Find earlier years in phrases that name the report's own year: 现将2023年 … in a report on 2024."""
    if body.year is None:
        return
    for pattern in _EARLIER_YEARS:
        for match in pattern.finditer(body.folded):
            if int(match[1]) < body.year:
                facts = {"found": match[0], "year": body.year}
                yield TextFinding("earlier-year-left", match.span(), facts)
