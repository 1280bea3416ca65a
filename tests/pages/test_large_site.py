"""A made-up province with paginated lists: no entry is lost, no link is broken, no page is too large."""

from __future__ import annotations

import re
import subprocess
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from urllib.parse import urldefrag

import pytest

from annual_reports.build import Site, build
from annual_reports.rendering.document import Document
from annual_reports.rendering.pagination import ListPage
from annual_reports.rendering.urls import commitment_anchor, evidence_anchor
from support.html_page import Html
from support.sites import ROOT
from support.small_pages import make_pages_small

REPORTS = 180
"""Eighteen towns: a whole county and two towns of the next."""
SHARE = 12
"""A page may have a twelfth of the entries and of the bytes of a page of a real site."""
LARGEST = 300_000 // SHARE
AROUND = 4_000
"""Bytes of a page without its entries."""
OF_A_REPORT = {"report.html", "embed.html", "pair.html", "version.html"}
SHAPES: dict[str, Callable[[str], str]] = {
    "several counties": lambda governments: governments,
    "one county": lambda governments: governments.replace("parent: county-01", "parent: county-00"),
    "no county": lambda governments: re.sub(r"\n  parent: .*", "", governments),
}


@pytest.fixture(scope="module", params=SHAPES)
def province(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Site:
    folder = tmp_path_factory.mktemp("province")
    program = ROOT / "tests/bench/province.py"
    subprocess.run([sys.executable, str(program), str(folder), str(REPORTS)], check=True)
    governments = folder / "data/governments.yml"
    text = SHAPES[request.param](governments.read_text(encoding="utf-8"))
    governments.write_text(text, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        make_small(patch)
        return build(folder)


def make_small(patch: pytest.MonkeyPatch) -> None:
    make_pages_small(lambda entries: entries // SHARE, patch.setattr)


@pytest.fixture(scope="module")
def pages(province: Site) -> dict[str, Html]:
    """Source path -> parsed HTML, of all pages that are not about a single report."""
    return {one.path: Html.of(text) for one, text in rendered(province)}


def rendered(site: Site) -> Iterator[tuple[Document, str]]:
    for document in site.documents:
        if document.template not in OF_A_REPORT:
            yield document, site.html(document.path, "", lambda path: f"/{path}")


def lists(site: Site) -> dict[str, ListPage]:
    """Return every list of the site by its path."""
    contexts = [document.template_context() for document in site.documents]
    pages = [context["list_page"] for context in contexts if "list_page" in context]
    return {page.path: page for page in pages if page.overview is None}


def test_the_lists_are_divided(province: Site):
    divided = {path for path, whole in lists(province).items() if whole.subpages}
    assert divided >= {
        "commitments/index.md",
        "updates/index.md",
        "indicators/lectures.md",
        "compare/2024.md",
        "compare/town-000/index.md",
    }


def test_each_entry_stands_on_one_part(province: Site):
    for path, whole in lists(province).items():
        shown = Counter(id(item) for page in whole.walk() if not page.subpages for item in page.items)
        assert shown == Counter(map(id, whole.items)), path


def test_each_commitment_and_each_figure_is_shown_once(province: Site, pages: dict[str, Html]):
    reports = province.collection.reports
    anchors = Counter(i for path, page in pages.items() if path.startswith("commitments/") for i in page.ids)
    named = [commitment_anchor(report, one.id) for report in reports for one in report.commitments]
    assert {anchor: anchors[anchor] for anchor in named} == dict.fromkeys(named, 1)
    lectures = lists(province)["indicators/lectures.md"]
    links = Counter(
        link for page in lectures.walk() if not page.subpages for link in set(pages[page.path].links)
    )
    figures = [(report, figure) for report, figure in province.collection.by_indicator["lectures"]]
    named = [f"/{report.path}#{evidence_anchor(figure)}" for report, figure in figures]
    assert {link: links[link] for link in named} == dict.fromkeys(named, 1)


def test_no_page_is_larger_than_it_may_be(province: Site):
    sizes = {document.path: len(text.encode()) for document, text in rendered(province)}
    pages = [page.path for whole in lists(province).values() for page in whole.walk()]
    listed = [path for path in pages if not path.startswith("desk/")]  # its rules alone are larger
    listed += ["reports/index.md", "compare/index.md", "search.md", "verify/index.md"]
    assert {path: sizes[path] for path in listed if sizes[path] > LARGEST + AROUND} == {}


def test_every_link_leads_somewhere(province: Site, pages: dict[str, Html]):
    known = {document.path for document in province.documents} | {one.path for one in province.downloads}
    assets = {
        path.relative_to(ROOT / "hooks/annual_reports/theme").as_posix()
        for path in (ROOT / "hooks/annual_reports/theme").rglob("*")
    }
    broken = []
    for path, page in pages.items():
        for link in page.links:
            target, anchor = urldefrag(link)
            target = target.lstrip("/") or path
            ids = pages[target].ids if target in pages and anchor else [anchor]
            if not link.startswith(("?", "data:", "mailto:")) and (
                target not in known | assets or anchor not in ids
            ):
                broken.append((path, link))
    assert not broken


def test_a_report_leads_to_the_page_of_its_commitments(province: Site, pages: dict[str, Html]):
    report = province.collection.reports[-1]
    links = Html.of(province.html(report.path, "", lambda path: f"/{path}")).links
    anchor = commitment_anchor(report, report.commitments[0].id)
    (there,) = (link for link in links if link.endswith(f"#{anchor}"))
    assert anchor in pages[urldefrag(there)[0].lstrip("/")].ids


def test_each_part_says_what_it_is_and_stands_below_its_overview(province: Site):
    listed = [one for one in province.documents if "list_page" in one.template_context()]
    titles = Counter(document.title for document in listed)
    assert set(titles.values()) == {1}
    for whole in lists(province).values():
        for page in whole.walk():
            document = province.by_path[page.path]
            assert document.parent is None or document.parent in province.by_path
            assert page.overview is None or document.parent == page.overview.path
            for one, other in pairwise(page.subpages):
                assert (one.next, other.previous) == (other, one)


def test_no_address_is_made_twice(province: Site):
    made = [document.path for document in province.documents] + [one.path for one in province.downloads]
    assert len(made) == len(set(made))


def test_another_report_moves_nothing(province: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """A divided list stays divided, and its subpages keep their addresses."""
    if len(province.collection.parents) != 2:
        return
    make_small(monkeypatch)
    program = ROOT / "tests/bench/province.py"
    subprocess.run([sys.executable, str(program), str(tmp_path), str(REPORTS + 1)], check=True)
    later = {document.path for document in build(tmp_path).documents}
    assert {document.path for document in province.documents} <= later
