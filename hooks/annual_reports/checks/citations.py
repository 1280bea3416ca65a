"""Citations against `data/laws.yml`."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.citations import Citation, Standing
from annual_reports.collection import Collection
from annual_reports.findings import Finding, finding


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
        elif citation.standing is Standing.UNKNOWN:
            yield finding("citation-unknown", place, found=citation.name)


def _successor(citation: Citation, collection: Collection) -> str:
    law = citation.law
    new = collection.catalog.laws.get(law.replaced_by or "") if law else None
    return f"，由《{new.name}》取代" if new else ""
