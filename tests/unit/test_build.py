"""Whatever sound reports there are: every page is made, and every link leads somewhere."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annual_reports.build import Site, build
from annual_reports.domain.findings import errors
from support.html_page import Html
from support.reports import serious
from support.sites import COUNTY, ROOT

GOVERNMENTS = ("demo", "demo-county", "demo-town")
AMOUNTS = {
    "排查矛盾纠纷": st.sampled_from(["0件", "12件", "526余件", "近300起", "1.2万件"]),
    "法治讲座": st.sampled_from(["8场", "约20场"]),
    "学法考试合格率": st.sampled_from(["百分之九十八", "0%", "98.5%以上"]),
}


@dataclass(frozen=True)
class Written:
    """A report as a person might write it."""

    figures: dict[str, str]
    beside: str
    """Further keys beside each amount."""
    shortcomings: bool
    commits: bool
    status: str | None
    issued: str
    cites: bool
    corrected: bool

    def text(self, government: str, year: int, *, answers: bool) -> str:
        said = "，".join(f"{name}{amount}" for name, amount in self.figures.items())
        law = "学习《示范县示范办法（试行）》《某规定》。" if self.cites else ""
        body = f"演示数据。{law}今年{said}。\n\n宣传还不够。抓好学法用法。学法已抓好。"
        return "\n".join(["---", *self.header(government, year, answers=answers), "---", "", body])

    def header(self, government: str, year: int, *, answers: bool) -> Iterator[str]:
        yield f"title: 示范{year}年报告\nyear: {year}\ngovernment: {government}\nissuers: [示范镇]"
        yield f"issued: {self.issued}\npublished: {self.issued}"
        if self.figures:
            yield "figures:"
        for name, amount in self.figures.items():
            yield f'  {name}: {{value: "{amount}"{self.beside}}}'
        if self.shortcomings:
            yield "shortcomings:\n  - quote: 宣传还不够"
        if self.commits:
            yield "commitments:\n  - id: law-study\n    quote: 抓好学法用法"
        if answers and self.status:
            yield f"answers:\n  law-study: {{status: {self.status}, quote: 学法已抓好}}"
        if self.corrected:
            correction = "date: 2026-07-01, quote: 宣传还不够, before: 够, after: 不够, reason: 有误"
            yield f"corrections:\n  - {{{correction}}}"


reports = st.builds(
    Written,
    figures=st.fixed_dictionaries({}, optional=AMOUNTS),
    beside=st.sampled_from(
        ["", ", comparable: false, reason: 口径不同", ", new_scope: 含调解", ", remark: 含线上"]
    ),
    shortcomings=st.booleans(),
    commits=st.booleans(),
    status=st.sampled_from([None, "done", "partly", "not-done", "carried-over"]),
    issued=st.sampled_from(["null", "2019-12-01", "2025-01-10", "2026-06-01"]),
    cites=st.booleans(),
    corrected=st.booleans(),
)
collections = st.dictionaries(
    st.tuples(st.sampled_from(GOVERNMENTS), st.integers(2018, 2024)), reports, min_size=1, max_size=8
)


def written(folder: Path, collection: dict[tuple[str, int], Written]) -> Path:
    """Write a project. A report answers only what an earlier one committed to."""
    shutil.copytree(ROOT / "tests/golden/catalog", folder / "data")
    with (folder / "data/governments.yml").open("a", encoding="utf-8") as file:
        file.write("\ndemo-town: {name: 第二镇, level: 乡镇, parent: demo-county}\n")
    for (government, year), report in collection.items():
        path = folder / f"docs/reports/{government}/{year}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        promised = any(g == government and y < year and r.commits for (g, y), r in collection.items())
        path.write_text(report.text(government, year, answers=promised), encoding="utf-8")
    return folder


def rendered(site: Site) -> dict[str, Html]:
    """Every page, its links written as source paths."""
    return {
        document.path: Html.of(site.html(document.path, document.markdown or "", lambda path: f"/{path}"))
        for document in site.documents
    }


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(collections)
def test_every_page_is_made_and_every_link_leads_somewhere(collection: dict[tuple[str, int], Written]):
    with TemporaryDirectory() as folder:
        site = build(written(Path(folder), collection))
    assert not errors(site.findings), list(map(str, site.findings))
    pages = rendered(site)
    files = {download.path for download in site.downloads}
    for name, page in pages.items():
        assert len(page.ids) == len(set(page.ids)), name
        for link in page.links:
            path, _, anchor = link.lstrip("/").partition("#")
            path = path.partition("?")[0]
            if link.startswith("data:") or path.startswith("assets/"):
                continue
            path = path or name
            assert path in pages or path in files, (name, link)
            assert not anchor or anchor in pages[path].ids, (name, link)
    for download in site.downloads:
        lines = download.content(lambda path: path).count(b"\n")
        assert lines > download.path.endswith(".csv"), f"{download.path} is empty"


@pytest.mark.parametrize(
    ("file", "before", "after"),
    [
        ("governments.yml", "parent: shifan", "parent: nobody"),
        ("governments.yml", "parent: shifan", "parent: jia"),
        ("governments.yml", "  collected: false", "  collected: false\n  parent: jia"),
        ("governments.yml", "shifan:", "shi-fan:"),
        ("governments.yml", "former_names: [乙乡]", "former_names: 乙乡"),
        ("indicators.yml", "unit: 份", "unit: 人次"),
        ("indicators.yml", "better: higher", "better: more"),
        ("laws.yml", "replaced_by: civil-code", "replaced_by: nothing"),
        ("laws.yml", "replaced_on: 2022-05-01, ", ""),
        ("deadlines.yml", "levels: [省, 市, 县, 乡镇]", "levels: []"),
    ],
)
def test_a_broken_catalog_is_told_and_the_preview_goes_on(tmp_path: Path, file: str, before: str, after: str):
    shutil.copytree(COUNTY / "data", tmp_path / "data")
    shutil.copytree(COUNTY / "docs", tmp_path / "docs")
    path = tmp_path / "data" / file
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    site = build(tmp_path)
    assert errors(site.findings)
    assert ends_of_parents(site) == {"index.md", None}
    rendered(site)
    for download in site.downloads:
        download.content(lambda path: path)


def ends_of_parents(site: Site) -> set[str | None]:
    """Return the pages reached by going up from any page; a circle would never end."""
    ends = set()
    for document in site.documents:
        seen, above = {document.path}, document.parent
        while above is not None and above in site.by_path:
            assert above not in seen, f"{document.path} stands below itself"
            seen.add(above)
            above = site.by_path[above].parent
        ends.add(above)
    return ends | {"index.md"}


@pytest.mark.parametrize(
    "path", ["years/2024.md", "years/2024/index.md", "years/2024/README.md", "data.md", "data/figures.csv"]
)
def test_a_page_or_file_where_the_program_makes_one(project: Path, path: str):
    (project / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
    (project / "docs" / path).write_text("# 我的一页\n", encoding="utf-8")
    assert [(f.code, f.path) for f in serious(build(project).findings)] == [("address-taken", f"docs/{path}")]


def test_pages_and_files_elsewhere_are_fine(project: Path):
    (project / "docs/help").mkdir()
    (project / "docs/help/index.md").write_text("# 帮助\n", encoding="utf-8")
    (project / "docs/help/form.csv").write_text("x", encoding="utf-8")
    assert not serious(build(project).findings)


def test_an_empty_project_is_told_and_raises_nothing(tmp_path: Path):
    site = build(tmp_path)
    assert {d.path.split("/")[0] for d in site.documents} == {"about", "desk", "guide", "report-error.md"}
    assert {f.code for f in site.findings} == {"unreadable-file", "no-reports"}
