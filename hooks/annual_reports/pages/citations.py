"""List of every law and document that the reports cite, and whether it is in force."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from annual_reports.analysis.citations import STANDING_NAMES, Citation, Standing
from annual_reports.analysis.collection import Collection
from annual_reports.domain.catalog import Government
from annual_reports.pages.government_groups import GovernmentGroups
from annual_reports.rendering.document import Document, Download, Heading, PageKind, SearchSection
from annual_reports.rendering.exports import citations_csv
from annual_reports.rendering.pagination import ListPage, paginate
from annual_reports.rendering.urls import CITATIONS, CITATIONS_TABLE, citation_anchor
from annual_reports.search.passages import section

_FEWEST_REPORTS = 2
"""With one report there is nothing to look up across reports."""
LINKS_PER_LAW = 30
"""Citations that are linked below a law; the table to download has all of them."""
LINES_PER_PAGE = 1_500
"""Laws and links on one page; a link takes less than a line."""
MEANINGS = {
    Standing.OUTDATED: "报告所写年度结束时，已经失效或被取代。",
    Standing.REPLACED: "引用时有效，后来失效或被取代。",
    Standing.IN_FORCE: "按本站的登记，现行有效。",
    Standing.UNKNOWN: "没有登记，未作核对；不表示有问题。",
}


def documents(collection: Collection) -> Iterator[Document | Download]:
    """Yield the list, on one page or several, and its table, if two reports or more cite anything."""
    if not has_citations_page(collection):
        return
    citations = collection.citations
    keys = GovernmentGroups(collection.catalog).county_then_government(_government)
    pages = paginate(CITATIONS, citations, keys, per_page=LINES_PER_PAGE, count_entries=_count_lines)
    for list_page in pages.walk():
        yield _document(collection, list_page)
    yield Download(CITATIONS_TABLE, partial(citations_csv, citations))


def has_citations_page(collection: Collection) -> bool:
    """Return True if enough reports cite something to fill the page."""
    return len(collection.reports) >= _FEWEST_REPORTS and bool(collection.citations)


def _government(citation: Citation) -> Government:
    return citation.report.government


def _count_lines(citations: Sequence[Citation]) -> int:
    """Count the laws on a page and the links below them."""
    laws = Counter((citation.standing, citation.key) for citation in citations)
    return sum(1 + min(LINKS_PER_LAW, count) for count in laws.values())


def _document(collection: Collection, list_page: ListPage[Citation]) -> Document:
    by_standing = _by_standing(list_page.items)
    searchable = {
        standing: laws for standing, laws in by_standing.items() if _is_searchable(list_page, standing)
    }
    count = len({citation.key for citation in list_page.items})
    return Document(
        path=list_page.path,
        title=list_page.titled("引用的法律"),
        description=f"{list_page.subject or '各份'}报告引用的 {count} 部法律、法规和文件，是否现行有效。",
        template="citations.html",
        context={
            "list_page": list_page,
            "by_standing": by_standing,
            "meanings": MEANINGS,
            "registered": collection.catalog.laws,
            "links_per_law": LINKS_PER_LAW,
        },
        parent=list_page.overview_path,
        headings=tuple(Heading(standing, STANDING_NAMES[standing]) for standing in by_standing),
        sections=partial(_sections, searchable),
        kind=PageKind.CITATION,
        inputs=(*(citation.report for citation in list_page.items), list_page.navigation_text),
    )


def _is_searchable(list_page: ListPage[Citation], standing: Standing) -> bool:
    """Return True if search finds such laws on this page: registered ones on the overview only."""
    if standing is Standing.UNKNOWN:
        return not list_page.subpages
    return list_page.overview is None


def _by_standing(citations: Sequence[Citation]) -> dict[Standing, list[list[Citation]]]:
    """Return standing -> the citations of each law, the most cited law first."""
    groups: dict[Standing, dict[str, list[Citation]]] = {standing: {} for standing in Standing}
    for citation in citations:
        groups[citation.standing].setdefault(citation.key, []).append(citation)
    return {
        standing: sorted(laws.values(), key=lambda citations: (-len(citations), citations[0].key))
        for standing, laws in groups.items()
        if laws
    }


def _sections(by_standing: Mapping[Standing, list[list[Citation]]]) -> Iterator[SearchSection]:
    """Yield a section for each law, with every way in which its name is written."""
    for standing, laws in by_standing.items():
        for citations in laws:
            law = citations[0].law
            names = [*((law.name, *law.aliases) if law else ()), *(citation.name for citation in citations)]
            lines = [f"《{name}》" for name in dict.fromkeys(names)]
            yield section(*lines, heading=STANDING_NAMES[standing], anchor=citation_anchor(standing, law))
