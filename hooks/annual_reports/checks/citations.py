"""Citations against `data/laws.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.citations import Citation, Standing
from annual_reports.collection import Collection
from annual_reports.findings import Finding, finding

# 《》 also holds books, songs and applications; only what is called as documents are is asked about.
_DOCUMENT = re.compile(
    "(?:法|法典|通则|总则|条例|规定|规则|规范|准则|守则|办法|细则|章程|制度|机制|标准|清单|目录|基准|公约|"
    "决定|决议|意见|通知|公告|通报|函|报告|批复|解释|纲要|规划|计划|方案|要点|预案|指引|指南|手册|责任书)"
    r"(?:[(（][^()（）]*[)）])?[\s0-9年—–~-]*$"
)


def cited_laws(collection: Collection) -> Iterator[Finding]:
    """Laws that were no longer in force; and, once for each name, those that nobody registered."""
    told: set[tuple[str, str]] = set()
    for citation in collection.citations:
        once = (citation.report.path, citation.key)
        if once in told:
            continue
        told.add(once)
        place = citation.report.place(citation.evidence.span[0])
        if citation.standing is Standing.OUTDATED:
            yield finding(
                "citation-replaced", place, found=citation.name, successor=_successor(citation, collection)
            )
        elif citation.standing is Standing.UNKNOWN and _DOCUMENT.search(citation.name):
            yield finding("citation-unknown", place, found=citation.name)


def _successor(citation: Citation, collection: Collection) -> str:
    law = citation.law
    new = collection.catalog.laws.get(law.replaced_by or "") if law else None
    return f"，由《{new.name}》取代" if new else ""
