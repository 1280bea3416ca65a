"""The real command, from Markdown to a site; and what bad input gets."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.domain.findings import RULES
from annual_reports.rendering.assets import UNCHANGING
from annual_reports.sources.report_schema import Header
from support.commands import run_mkdocs
from support.html_page import Html
from support.site_checks import blank_cells, broken_links, html_pages, loaded_from_elsewhere, repeated_ids
from support.sites import PINGSHI, REPORT, contents, edit, give_own_hooks

PAGES = {
    "index.html",
    "reports/index.html",
    "reports/pingshi/index.html",
    "reports/pingshi/2024/index.html",
    "reports/pingshi/latest/index.html",
    "years/2024/index.html",
    "indicators/index.html",
    "indicators/disputes-examined/index.html",
    "about/index.html",
    "commitments/index.html",
    "updates/index.html",
    "data/index.html",
    "data/figures.csv",
    "data/figures.json",
    "search/index.html",
    "search/index/pages.bin",
}


def test_every_page_is_there(site_folder: Path):
    assert set(contents(site_folder)) >= PAGES


@pytest.fixture(params=["site_folder", "county_folder", "divided_folder"])
def built(request: pytest.FixtureRequest) -> Path:
    """Each of the sites."""
    folder = request.getfixturevalue(request.param)
    assert isinstance(folder, Path)
    return folder


def test_every_link_leads_somewhere(built: Path):
    assert not broken_links(built)


def test_nothing_comes_from_another_host(built: Path):
    assert not loaded_from_elsewhere(built)


def test_ids_are_unique_and_cells_are_filled(built: Path):
    assert not repeated_ids(built)
    assert not list(blank_cells(built))


def test_one_year_alone_shows_no_comparison(site_folder: Path):
    assert not [name for name in contents(site_folder) if name.startswith(("compare", "citations"))]
    menu = Html.of((site_folder / "index.html").read_text(encoding="utf-8"), "ar-menu").text
    assert "对比" not in menu
    text = Html.of(
        (site_folder / "reports/pingshi/index.html").read_text(encoding="utf-8"), "ar-content"
    ).text
    assert "2024年" in text
    assert "2023" not in text
    assert "未公布" not in text


def test_the_contents_list_has_the_sections_and_the_documents_own_headings(site_folder: Path):
    page = (site_folder / "reports/pingshi/2024/index.html").read_text(encoding="utf-8")
    contents_list = re.sub(r"\s+", " ", Html.of(page, "ar-contents").text)
    for title in (
        "文件信息",
        "数据一览",
        "存在的不足",
        "下一年度主要安排",
        "报告原文",
        "三是夯实基层基础",
        "一是优化",
    ):
        assert title in contents_list


def test_no_meta_speaks_of_what_is_null(site_folder: Path):
    page = Html.of((site_folder / "reports/pingshi/2024/index.html").read_text(encoding="utf-8"))
    metas = {attrs.get("name"): attrs.get("content") for tag, attrs in page.tags if tag == "meta"}
    assert "平氏镇2024年" in str(metas["Description"])
    assert not {"PubDate", "SiteIDCode", "SiteDomain", "ColumnName", "Url"} & set(metas)
    assert all(content for name, content in metas.items() if name)


def test_the_latest_report_has_an_address_of_its_own(site_folder: Path):
    page = Html.of((site_folder / "reports/pingshi/latest/index.html").read_text(encoding="utf-8"))
    assert set(page.links) == {"../2024/", "data:,"}


def test_pictures_that_people_put_where_the_theme_has_its_own_are_published(project: Path):
    for name in (
        "assets/images/seal.png",
        "assets/javascripts/form.docx",
        "assets/stylesheets/main.own.pdf",
    ):
        (project / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (project / "docs" / name).write_bytes(b"x")
    assert run_mkdocs(project, "build").returncode == 0
    published = set(contents(project / "site"))
    assert {"assets/images/seal.png", "assets/javascripts/form.docx"} <= published
    assert not [name for name in published if "bundle" in name or name.startswith("assets/images/fav")]
    assert "main.own.pdf" not in (project / "site/index.html").read_text(encoding="utf-8")


def test_search_engines_are_asked_to_leave_out_what_is_no_content(site_folder: Path):
    asked = [
        name
        for name, page in html_pages(site_folder).items()
        if ("meta", {"name": "robots", "content": "noindex"}) in page.tags
    ]
    assert set(asked) >= {"report-error/index.html", "reports/pingshi/2024/embed.html"}
    assert not {"index.html", "reports/pingshi/2024/index.html"} & set(asked)


@pytest.mark.parametrize(
    "wrong", ["https://e.cn/?x=1", "https://e.cn/#x", "https://e.cn/a b/", "ftp://e.cn/"]
)
def test_an_address_below_which_no_page_can_lie_is_refused(project: Path, wrong: str):
    edit(project, ("site_name:", f'site_url: "{wrong}"\nsite_name:'), name="mkdocs.yml")
    done = run_mkdocs(project, "build")
    assert done.returncode == 1
    assert "网站的网址写得不对" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


def test_a_wrong_address_gets_a_page_that_helps(site_folder: Path):
    page = Html.of((site_folder / "404.html").read_text(encoding="utf-8"), "ar-content")
    assert "没有这一页" in page.text
    assert {"/", "/reports/", "/search/"} <= set(page.links)


BAD = [
    ("a date that does not exist", "issued: null", "issued: 2026-02-30", 9, 9, "bad-date"),
    ("a malformed line", "year: 2024\n", "year: 2024\nthis line is: not: yaml\n", 4, 18, "yaml-syntax"),
    ("a key twice", "issued: null", "issued: null\nissued: 2024-12-31", 10, 1, "duplicate-key"),
    ("a figure the body does not have", "纠纷: 526 余件", "纠纷: 527 余件", 31, 11, "figure-not-in-body"),
    ("a misspelt indicator", "排查矛盾纠纷:", "排查矛盾纷纠:", 31, 3, "unknown-indicator"),
]


@pytest.mark.parametrize(
    ("before", "after", "line", "column", "code"), [b[1:] for b in BAD], ids=[b[0] for b in BAD]
)
def test_bad_input_fails_before_the_old_site_is_touched(project, before, after, line, column, code):
    (project / "site").mkdir()
    (project / "site/index.html").write_text("the site of yesterday", encoding="utf-8")
    edit(project, (before, after))
    done = run_mkdocs(project, "build")
    assert done.returncode == 1
    assert f"\n{REPORT}:{line}:{column}: 错误 {code} " in done.stderr
    assert "Traceback" not in done.stderr
    assert contents(project / "site") == {"index.html": b"the site of yesterday"}


def test_all_findings_of_all_files_are_told_at_once_and_sorted(project: Path):
    """But that a government is unknown follows from the error in the file that registers it."""
    edit(project, ("issued: null", "issued: 2026-02-30"))
    edit(project, ("纠纷: 526 余件", "纠纷: 527 余件"))
    edit(project, ("level: 乡镇", "level: 镇"), name="data/governments.yml")
    (project / "docs/reports/pingshi/草稿.docx").write_bytes(b"PK")
    lines = [line for line in run_mkdocs(project, "build").stderr.splitlines() if ": 错误 " in line]
    assert [re.sub(r": 错误 (\S+).*", r" \1", line) for line in lines] == [
        "data/governments.yml:10:10 bad-choice",
        f"{REPORT}:9:9 bad-date",
        f"{REPORT}:31:11 figure-not-in-body",
        "docs/reports/pingshi/草稿.docx:1:1 unexpected-file",
    ]


@pytest.mark.parametrize("name", [REPORT, "data/governments.yml", "docs/about/index.md"])
@pytest.mark.parametrize("content", [b"\x00", b"\xff\xfe", b"x" * 10_000_000], ids=["nul", "utf-16", "10 MB"])
def test_a_broken_file_is_a_finding_and_no_traceback(project: Path, name: str, content: bytes):
    (project / name).write_bytes(content)
    done = run_mkdocs(project, "build")
    assert done.returncode == 1
    assert ": 错误 " in done.stderr
    assert "Traceback" not in done.stderr
    assert not (project / "site").exists()


def test_a_link_that_leads_nowhere_is_a_finding(project: Path):
    (project / "docs/about/more.md").symlink_to("nowhere.md")
    done = run_mkdocs(project, "build")
    assert done.returncode == 1
    assert "docs/about/more.md:1:1: 错误 link-of-files" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_missing_file_is_a_finding(project: Path):
    (project / "data/governments.yml").unlink()
    done = run_mkdocs(project, "build")
    assert done.returncode == 1
    assert "data/governments.yml:1:1: 错误 unreadable-file" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    "in_the_way", ["docs/search/index/pages.bin", "docs/years/2024/index.html"], ids=["search", "pages"]
)
def test_a_site_that_cannot_be_written_is_told(project: Path, in_the_way: str):
    """As on a full disk; here a folder stands where a file must be."""
    (project / in_the_way).mkdir(parents=True)
    (project / in_the_way / "x.txt").write_text("", encoding="utf-8")
    done = run_mkdocs(project, "build", "--quiet")
    assert done.returncode == 1
    assert "网站没有写完：" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("content", ["", "#\n", "# \n\n## \n", "<!-- "])
def test_a_written_page_may_say_nothing(project: Path, content: str):
    (project / "docs/about/index.md").write_text(content, encoding="utf-8")
    done = run_mkdocs(project, "build", "--quiet")
    assert (done.returncode, "Traceback" in done.stderr) == (0, False), done.stderr


def test_a_warning_is_told_and_does_not_stop(project: Path):
    with (project / "data/indicators.yml").open("a", encoding="utf-8") as file:
        file.write("\ndisputes-examined: {unit: 宗, accepted_units: [起]}\n")
    done = run_mkdocs(project, "build")
    assert done.returncode == 0
    assert f"{REPORT}:31:11: 提醒 unit-not-accepted" in done.stderr
    page = (project / "site/indicators/disputes-examined/index.html").read_text(encoding="utf-8")
    assert "不可比：单位是“件”，指标按“宗、起”计" in page
    assert run_mkdocs(project, "build", "--strict").returncode == 1


def test_a_second_year_and_a_second_town_need_no_code(project: Path):
    report = (project / REPORT).read_text(encoding="utf-8")
    (project / "docs/reports/pingshi/2023.md").write_text(
        report.replace("year: 2024", "year: 2023").replace("〔2024〕46号", "〔2023〕40号"), encoding="utf-8"
    )
    (project / "docs/reports/demo").mkdir()
    (project / "docs/reports/demo/2024.md").write_text(
        "---\ntitle: 演示数据\nyear: 2024\ngovernment: demo\nissuers: [演示镇]\n---\n\n演示数据。\n",
        encoding="utf-8",
    )
    with (project / "data/governments.yml").open("a", encoding="utf-8") as file:
        file.write("\ndemo:\n  name: 演示镇\n  level: 乡镇\n")
    done = run_mkdocs(project, "build")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("commitment-unanswered") == 3
    home = Html.of((project / "site/index.html").read_text(encoding="utf-8"))
    assert {"reports/pingshi/2024/", "reports/demo/2024/"} <= set(home.links)
    assert "compare/pingshi/2023-2024/" in home.links
    assert "../2024/" in Html.of((project / "site/reports/pingshi/latest/index.html").read_text()).links


def test_the_build_is_quick(tmp_path: Path):
    """Three seconds of CPU are the promise; a noisy machine gets twice that."""
    import resource  # noqa: PLC0415  # Unix only, as is the promise

    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert run_mkdocs(PINGSHI, "build", "--site-dir", str(tmp_path / "site")).returncode == 0
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    assert spent < 6


def test_the_guide_has_a_paragraph_for_each_finding_and_each_key(site_folder: Path):
    findings = Html.of((site_folder / "guide/findings/index.html").read_text(encoding="utf-8"))
    assert set(RULES) <= set(findings.ids)
    fields = Html.of((site_folder / "guide/fields/index.html").read_text(encoding="utf-8"))
    assert set(Header.model_fields) <= set(fields.ids)


def test_the_signature_is_printed_below_the_text(project: Path):
    report = project / REPORT
    signed = "signature: [平氏镇人民政府, 二〇二五年一月十日]\nfigures:"
    report.write_text(report.read_text(encoding="utf-8").replace("figures:", signed, 1), encoding="utf-8")
    assert run_mkdocs(project, "build").returncode == 0
    page = (project / "site/reports/pingshi/2024/index.html").read_text(encoding="utf-8")
    assert " ".join(Html.of(page, "ar-document").text.split()).endswith(
        "监督。 平氏镇人民政府二〇二五年一月十日"
    )


def test_a_scan_is_linked_from_its_report(project: Path):
    (project / "docs/reports/pingshi/2024.pdf").write_bytes(b"%PDF-1.7")
    done = run_mkdocs(project, "build", "--strict")
    assert done.returncode == 0, done.stderr
    page = Html.of((project / "site/reports/pingshi/2024/index.html").read_text(encoding="utf-8"))
    assert "../2024.pdf" in page.links
    assert "原件扫描件（PDF）" in page.text
    assert (project / "site/reports/pingshi/2024.pdf").read_bytes() == b"%PDF-1.7"


def test_without_a_scan_and_a_printed_form_none_is_linked(site_folder: Path):
    page = Html.of((site_folder / "reports/pingshi/2024/index.html").read_text(encoding="utf-8"))
    assert not [link for link in page.links if link.endswith(".pdf")]
    assert "PDF" not in page.text


def test_what_browsers_keep_has_a_new_address_when_it_changes(project: Path):
    def styles() -> set[str]:
        assert run_mkdocs(project, "build").returncode == 0
        page = Html.of((project / "site/reports/pingshi/2024/index.html").read_text(encoding="utf-8"))
        return {link for link in page.links if link.endswith((".css", ".js"))}

    first, again = styles(), styles()
    assert first == again
    assert all(UNCHANGING.search(link) for link in first)
    give_own_hooks(project)
    sheet = project / "hooks/annual_reports/theme/assets/print.css"
    sheet.write_text(sheet.read_text(encoding="utf-8") + "\n/* another */\n", encoding="utf-8")
    assert not first & styles()


def test_a_page_that_links_to_a_sentence_is_told_if_there_is_none(project: Path):
    there = build.read(project)[0].reports[0].sentences[2].name
    links = [f"[{name}](../reports/pingshi/2024.md#{name})" for name in (there, "s-999")]
    text = "\n\n".join(["# 关于", *links, ""])
    (project / "docs/about/index.md").write_text(text, encoding="utf-8")
    for mode in ("--clean", "--dirty"):
        told = run_mkdocs(project, "build", mode).stderr
        assert "#s-999”不存在" in told
        assert f"#{there}”" not in told


@pytest.mark.parametrize("site", ["site_folder", "county_folder", "divided_folder"])
def test_no_stand_in_for_a_tag_is_left(site: str, request: pytest.FixtureRequest):
    for path in request.getfixturevalue(site).rglob("*.html"):
        assert not re.search(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", path.read_text(encoding="utf-8")), path
