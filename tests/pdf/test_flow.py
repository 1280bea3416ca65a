"""The real commands print a report and link the PDF on its page."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlunsplit

from support.commands import run_command, run_mkdocs
from support.html_page import Html
from support.pdf_page import read
from support.sites import REPORT

PAGE = "site/reports/pingshi/2024/index.html"
PDF = "site/reports/pingshi/2024/report.pdf"
SITE = urlunsplit(("https", "site", "/nianbao/", "", ""))


def build(project: Path) -> Html:
    done = run_mkdocs(project, "build", "--strict")
    assert done.returncode == 0, done.stderr
    return Html.of((project / PAGE).read_text(encoding="utf-8"))


def shelved(project: Path) -> list[Path]:
    return sorted((project / ".cache/pdf").glob("*.pdf"))


def test_what_was_printed_is_linked_until_the_text_changes(project: Path):
    done = run_command(project, "pdf")
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.endswith("做好 1 份 PDF，原有的 0 份没有变，清理旧的 0 份。\n")
    page = build(project)
    link = next(attrs for tag, attrs in page.tags if tag == "a" and attrs.get("href") == "report.pdf")
    assert link["download"] == "平氏镇2024年法治政府建设年度报告.pdf"
    (printed,) = shelved(project)
    assert (project / PDF).read_bytes() == printed.read_bytes()

    path = project / REPORT
    path.write_text(path.read_text(encoding="utf-8").replace("一年来，", "一年以来，"), encoding="utf-8")
    assert "report.pdf" not in build(project).links
    assert not (project / PDF).exists()

    done = run_command(project, "pdf")
    assert "做好 1 份 PDF，原有的 0 份没有变，清理旧的 1 份。" in done.stdout
    assert "report.pdf" in build(project).links
    assert "一年以来，" in read((project / PDF).read_bytes()).pages[0].extract_text()
    assert len(shelved(project)) == 1


def test_its_address_is_printed_where_it_is_known(project: Path):
    assert run_command(project, "pdf", "--address", SITE, REPORT).returncode == 0
    build(project)
    last = read((project / PDF).read_bytes()).pages[-1].extract_text()
    assert f"{SITE}reports/pingshi/2024/" in last


def test_the_same_project_gives_the_same_site_again(project: Path):
    run_command(project, "pdf")
    build(project)
    first = (project / PDF).read_bytes()
    shelved(project)[0].unlink()
    run_command(project, "pdf")
    build(project)
    assert (project / PDF).read_bytes() == first
