"""Check citations against `data/laws.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.analysis.citations import Citation, Standing
from annual_reports.analysis.collection import Collection
from annual_reports.domain.evidence import Body, passage
from annual_reports.domain.findings import Finding, finding

# 《》 also encloses books, songs and applications; only names that end like a document's are checked.
_DOCUMENT_NAME = re.compile(
    "(?:法|法典|通则|总则|条例|规定|规则|规范|准则|守则|办法|细则|章程|制度|机制|标准|清单|目录|基准|公约|"
    "决定|决议|意见|通知|公告|通报|函|报告|批复|解释|纲要|规划|计划|方案|要点|预案|指引|指南|手册|责任书)"
    r"(?:[(（][^()（）]*[)）])?[\s0-9年—–~-]*$"
)


def cited_laws(collection: Collection) -> Iterator[Finding]:
    """Find laws that were no longer in force, and unregistered documents; once for each report and name."""
    checked: set[tuple[str, str]] = set()
    for citation in collection.citations:
        key = (citation.report.path, citation.key)
        if key in checked:
            continue
        checked.add(key)
        report, span = citation.report, citation.evidence.span
        place, cited = report.place(span[0]), passage(Body(report.body), span, report.place)
        if citation.standing is Standing.OUTDATED:
            yield finding(
                "citation-replaced",
                place,
                cited,
                found=citation.name,
                successor=_describe_successor(citation, collection),
            )
        elif citation.standing is Standing.UNKNOWN and _DOCUMENT_NAME.search(citation.name):
            yield finding("citation-unknown", place, cited, found=citation.name)


def _describe_successor(citation: Citation, collection: Collection) -> str:
    law = citation.law
    new = collection.catalog.laws.get(law.replaced_by or "") if law else None
    return f"，由《{new.name}》取代" if new else ""
