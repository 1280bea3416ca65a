"""Names of other governments, as they are left in a text that was borrowed."""

from __future__ import annotations

import re
from collections.abc import Iterator

from annual_reports.collection import Collection
from annual_reports.findings import Finding, finding
from annual_reports.model import Catalog, Government, Report, Span

_TOWN = re.compile(r"([\u4e00-\u9fff]{2})(?:镇|乡)(?=人民政府|党委|政府|纪委|人大)")
"""A town that `data/` does not know, by the office that follows its name."""
_NO_NAME = re.compile("[我全本各该此乡镇县村两到在和与向对由经为了是的级下点心型制]|示范|特色|试点|所在")


def other_governments(collection: Collection) -> Iterator[Finding]:
    """Governments that a report names which are neither its own nor above or below it."""
    governments = collection.catalog.governments.values()
    names = {name for government in governments for name in (government.name, *government.former_names)}
    for report in collection.reports:
        own = _own_names(report.government, collection.catalog)
        found = sorted({*_registered(report, names - own), *_unregistered(report, own)})
        for span in _apart(found):
            name = report.body[slice(*span)]
            yield finding(
                "other-government-named",
                report.place(span[0]),
                found=name,
                expected=report.government.name,
            )


def _own_names(government: Government, catalog: Catalog) -> set[str]:
    """Names that a report may use: its own, and those of the governments above and below it."""
    family = [other for other in catalog.governments.values() if other.parent == government.id]
    above: Government | None = government
    while above:
        family.append(above)
        above = catalog.governments.get(above.parent or "")
    return {name for one in family for name in (one.name, *one.former_names)}


def _registered(report: Report, others: set[str]) -> Iterator[Span]:
    for name in others:
        if name in report.body:  # hundreds of names, and hardly ever one of them
            yield from (match.span() for match in re.finditer(re.escape(name), report.body))


def _unregistered(report: Report, own: set[str]) -> Iterator[Span]:
    for match in _TOWN.finditer(report.body):
        if not _NO_NAME.search(match[1]) and not any(match[0].endswith(name[-3:]) for name in own):
            yield match.span()


def _apart(spans: list[Span]) -> Iterator[Span]:
    """Spans that do not overlap one before them."""
    border = 0
    for start, end in spans:
        if start >= border:
            yield start, end
            border = end
