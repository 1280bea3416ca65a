"""Check that a government whose reports were published is not registered as one that has none."""

from __future__ import annotations

from collections.abc import Iterator

from annual_reports.analysis.collection import Collection
from annual_reports.domain.findings import Finding, Place, finding

_PLACE = Place("data/governments.yml")


def uncollected_governments(collection: Collection) -> Iterator[Finding]:
    """Find governments that are not to be collected, though published reports of theirs were not withdrawn.

    Their reports would vanish from tables that list what is there and what is missing.
    """
    shown = collection.ledger.by_report.keys() - collection.catalog.withdrawn.keys()
    for government in collection.catalog.governments.values():
        years = sorted(id_.partition("/")[2] for id_ in shown if id_.startswith(f"{government.id}/"))
        if years and not government.collected:
            yield finding(
                "published-not-collected", _PLACE, found=government.id, name=government.name, year=years[-1]
            )
