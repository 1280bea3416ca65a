"""Every law and document that the reports cite, and whether it is in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from annual_reports.addresses import CITATIONS, CITATIONS_TABLE, citation_anchor
from annual_reports.citations import STANDING_NAMES, Citation, Standing
from annual_reports.collection import Collection
from annual_reports.document import Document, Download, Heading, Kind, Section
from annual_reports.exports import citations_csv
from annual_reports.parts import Part, divided
from annual_reports.search.passages import section

_FEWEST_REPORTS = 2
"""With one report there is nothing to look up across reports."""
SHOWN = 30
"""Places that are listed for one law; the table to download has all of them."""
MEANINGS = {
    Standing.OUTDATED: "报告所写年度结束时，已经失效或被取代。",
    Standing.REPLACED: "引用时有效，后来失效或被取代。",
    Standing.IN_FORCE: "按本站的登记，现行有效。",
    Standing.UNKNOWN: "没有登记，未作核对；不表示有问题。",
}


def documents(collection: Collection) -> Iterator[Document | Download]:
    """The list, whole or in parts, if two reports or more cite anything."""
    if not is_made(collection):
        return
    found, places = collection.citations, collection.places
    keys = (
        lambda citation: places.by_county(citation.report.government),
        lambda citation: places.by_town(citation.report.government),
    )
    for part in divided(CITATIONS, found, _size, keys).walk():
        yield _document(collection, part)
    yield Download(CITATIONS_TABLE, partial(citations_csv, found))


def _document(collection: Collection, part: Part[Citation]) -> Document:
    groups = _grouped(part.items)
    count = len({citation.key for citation in part.items})
    told = {standing: laws for standing, laws in groups.items() if _told(part, standing)}
    return Document(
        path=part.path,
        title=part.titled("引用的法律"),
        description=f"{part.about or '各份'}报告引用的 {count} 部法律、法规和文件，是否现行有效。",
        template="citations.html",
        context={
            "part": part,
            "groups": groups,
            "meanings": MEANINGS,
            "registered": collection.catalog.laws,
            "shown": SHOWN,
        },
        parent=part.above.path if part.above else None,
        headings=tuple(Heading(standing, STANDING_NAMES[standing]) for standing in groups),
        sections=partial(_sections, told),
        kind=Kind.CITATION,
        inputs=(*(citation.report for citation in part.items), part.around),
    )


def _told(part: Part[Citation], standing: Standing) -> bool:
    """Whether search is told of them here: a registered law on the overview, other names on parts."""
    if standing is Standing.UNKNOWN:
        return not part.parts
    return part.above is None


def _size(found: Sequence[Citation]) -> int:
    """Bytes of their list, in which each law has no more than so many links."""
    laws = Counter((citation.standing, citation.key) for citation in found)
    return sum(170 + 100 * min(SHOWN, count) for count in laws.values())


def is_made(collection: Collection) -> bool:
    """Whether there is enough to fill the page."""
    return len(collection.reports) >= _FEWEST_REPORTS and bool(collection.citations)


def _grouped(found: Sequence[Citation]) -> dict[Standing, list[list[Citation]]]:
    """Standing -> the citations of each law, most cited first."""
    groups: dict[Standing, dict[str, list[Citation]]] = {standing: {} for standing in Standing}
    for citation in found:
        groups[citation.standing].setdefault(citation.key, []).append(citation)
    return {
        standing: sorted(laws.values(), key=lambda citations: (-len(citations), citations[0].key))
        for standing, laws in groups.items()
        if laws
    }


def _sections(groups: Mapping[Standing, list[list[Citation]]]) -> Iterator[Section]:
    """A section for each law, with every way of writing its name."""
    for standing, laws in groups.items():
        for places in laws:
            law = places[0].law
            names = [*((law.name, *law.aliases) if law else ()), *(place.name for place in places)]
            lines = [f"《{name}》" for name in dict.fromkeys(names)]
            yield section(*lines, heading=STANDING_NAMES[standing], anchor=citation_anchor(standing, law))
