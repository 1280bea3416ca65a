"""Sentences keep their addresses through publications and corrections of the real report."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from annual_reports import build
from annual_reports.analysis.collection import Collection
from annual_reports.domain.model import Sentence
from support.commands import run_command, run_mkdocs
from support.html_page import Html
from support.site_checks import broken_links, repeated_ids
from support.sites import PINGSHI, copy_of, edit

REPORT_PAGE = "reports/pingshi/2024/index.html"
NEW = "今年还新加了一句话。"
BEFORE, AFTER = "526 余件", "562 余件"


def collection(project: Path) -> Collection:
    return build.read(project)[0]


def sentences(project: Path) -> tuple[Sentence, ...]:
    return collection(project).reports[0].sentences


def built(project: Path, *arguments: str) -> Path:
    done = run_mkdocs(project, "build", *arguments)
    assert done.returncode == 0, done.stderr
    return project / "site"


def published_with_ordinals(project: Path) -> None:
    """Record a publication as it was recorded when sentences had ordinals for names, and nothing else."""
    built(project)
    assert run_command(project, "record").returncode == 0
    ledger = project / "data/ledger.jsonl"
    line, _told = ledger.read_text(encoding="utf-8").splitlines()
    for told in (project / "data/published").rglob("*-told-*.json"):
        told.unlink()
    ledger.write_text(line.replace(',"names":"words"', "") + "\n", encoding="utf-8")


def element(page: str, id_: str) -> str:
    """The text of the sentence or note that has an id, or that contains the element that has it."""
    opening = r'(?:<span id="[^"]*"></span>)*'
    pattern = rf'<(?:span class="ar-sentence"|li) id="(?:{id_}"[^>]*>|[^"]*"[^>]*>{opening}<span id="{id_}">)'
    start = re.search(pattern, page)
    assert start, id_
    end = page.index("</li>" if start[0].startswith("<li") else "\n", start.end())
    return re.sub(r"\s+", "", Html.of(f"<body>{page[start.start() : end]}</body>").text)


@pytest.fixture(scope="module")
def published_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    project = copy_of(PINGSHI, tmp_path_factory.mktemp("names") / "project")
    published_with_ordinals(project)
    return project


@pytest.fixture
def published(published_once: Path, tmp_path: Path) -> Path:
    return shutil.copytree(published_once, tmp_path / "project", symlinks=True)


def correct(project: Path, what: str, before: str, after: str, *changes: tuple[str, str]) -> None:
    """Change words of the report, and declare it."""
    correction = f"{{date: 2026-04-15, {what}, before: {before}, after: {after}, reason: 试一试}}"
    edit(project, *changes, ("---\n\n", f"corrections: [{correction}]\n---\n\n"))


def correct_figure(project: Path) -> None:
    correct(project, "figure: 排查矛盾纠纷", BEFORE, AFTER, (BEFORE, AFTER))


def test_a_sentence_inserted_at_the_top_moves_no_name(published: Path):
    before = sentences(published)
    first = before[0].text[:8]
    correct(published, f"quote: {NEW}{first}", first, f"{NEW}{first}", (first, f"{NEW}{first}"))
    site = built(published, "--strict")
    after = sentences(published)
    assert {s.name: s.text for s in before}.items() <= {s.name: s.text for s in after}.items()
    assert len(after) == len(before) + 1
    page = (site / REPORT_PAGE).read_text(encoding="utf-8")
    for sentence in before:
        for name in (sentence.name, f"sentence-{sentence.number}"):
            assert element(page, name).startswith("".join(sentence.text.split())), name
    assert (broken_links(site), repeated_ids(site)) == ([], [])


def test_the_names_of_a_corrected_sentence_lead_to_the_note_and_to_the_old_text(published: Path):
    (corrected,) = [s for s in sentences(published) if BEFORE in s.text]
    correct_figure(published)
    site = built(published)
    page = (site / REPORT_PAGE).read_text(encoding="utf-8")
    for name in (corrected.name, f"sentence-{corrected.number}"):
        note = element(page, name)
        assert note.startswith("更正：这句原为")
        assert BEFORE.replace(" ", "") in note
        assert f"现在是“{''.join(corrected.text.replace(BEFORE, AFTER).split())}”" in note
    assert f'href="version-1/#{corrected.name}"' in page
    assert corrected.name in Html.of(version_page(site, 1)).ids
    assert (broken_links(site), repeated_ids(site)) == ([], [])


def test_the_page_of_a_version_keeps_its_address_and_words(published: Path):
    """Also in a build on top of the last one, in which the page becomes one of the theme."""
    first = version_page(built(published, "--dirty"), 1)
    correct_figure(published)
    site = built(published, "--dirty")
    again, second = version_page(site, 1), version_page(site, 2)
    assert sentence_lines(first)
    assert sentence_lines(first) == sentence_lines(again)
    assert all('name="robots" content="noindex"' in page for page in (first, again, second))
    assert "这是现行的一版" in first
    assert "这是现行的一版" in second
    assert AFTER in second


def version_page(site: Path, number: int) -> str:
    return (site / f"reports/pingshi/2024/version-{number}/index.html").read_text(encoding="utf-8")


def sentence_lines(page: str) -> list[str]:
    return re.findall(r'<p>.*id="s-.*</p>', page)


def test_a_report_that_is_published_for_the_first_time_has_no_ordinals(project: Path):
    for _ in range(2):
        page = (built(project) / REPORT_PAGE).read_text(encoding="utf-8")
        assert 'id="s-' in page
        assert "sentence-" not in page
        run_command(project, "record")


def test_withdrawn_words_stand_in_no_note(published: Path):
    correct_figure(published)
    built(published)
    run_command(published, "record")
    withdrawn = "pingshi/2024-1: {date: 2026-05-01, reason: 含个人信息}\n"
    (published / "data/withdrawn.yml").write_text(withdrawn, encoding="utf-8")
    site = built(published)
    page = (site / REPORT_PAGE).read_text(encoding="utf-8")
    assert "ar-old-names" not in page
    assert "sentence-" not in page
    assert "依法撤下" in version_page(site, 1)
    told = (site / "updates/withdrawn-pingshi-2024-1/index.html").read_text(encoding="utf-8")
    assert "含个人信息" in told
    correction_page = Html.of((site / "updates/pingshi-2024-2/index.html").read_text(encoding="utf-8")).text
    for words in ("2026年4月15日", BEFORE, AFTER, "试一试", "不能对照"):
        assert words in correction_page
    assert broken_links(site) == []
